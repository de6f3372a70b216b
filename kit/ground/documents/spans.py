"""Lengths of time in summaries."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Figure


def minutes(seconds: int, lang: str) -> str:
    """Exact: ``4 分 10 秒``, ``60 min``; never rounded, never turned into hours."""
    sign = "-" if seconds < 0 else ""
    whole, rest = divmod(abs(seconds), 60)
    parts = []
    if whole or not rest:
        parts.append(word(lang, "screen.minutes", n=whole))
    if rest:
        parts.append(word(lang, "screen.seconds", n=rest))
    return sign + " ".join(parts)


def lasting(seconds: int, lang: str, figure: Figure | None = None) -> Cell:
    """A cell for it; its value is the whole seconds."""
    return Cell(minutes(seconds, lang), "duration", seconds, figure)
