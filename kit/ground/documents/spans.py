"""Lengths of time in summaries."""

from __future__ import annotations

from kit.ground.base.cells import span
from kit.ground.documents.page import Cell, Figure


def minutes(seconds: int, lang: str) -> str:
    """Exact: ``4 分 10 秒``, ``1 h 6 min``; never rounded."""
    return ("-" if seconds < 0 else "") + span(abs(seconds), lang)


def lasting(seconds: int, lang: str, figure: Figure | None = None) -> Cell:
    """A cell for it; its value is the whole seconds."""
    return Cell(minutes(seconds, lang), "duration", seconds, figure)
