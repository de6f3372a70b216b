"""A clause of a source plan."""

from __future__ import annotations

import msgspec


class Clause(msgspec.Struct, frozen=True):
    """One clause of a plan. ``text`` is in our own words; ``terms`` are the plan's Chinese ones."""

    id: str
    plan: str
    kind: str
    text: str
    terms: list[str] = []
