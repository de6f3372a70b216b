"""What is taken along from one incident to another."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Carried(msgspec.Struct, frozen=True):
    """A note for the incident that somebody goes to; ``at``: at which real time it was typed,
    if not just now, since a drill's clock may run faster than that of where it goes."""

    text: str
    at: datetime | None = None


class Stood(msgspec.Struct):
    """One of them: ``ids`` of its entries here; whether it ``goes``."""

    note: Carried
    ids: list[str]
    goes: bool = True


class LeftNotes(msgspec.Struct):
    """Notes of which nobody said whose they are: they stand where they were typed. ``away``: where
    the key led that was pressed before; ``named``: how they are said to be left."""

    away: str
    named: str
    notes: list[Stood]
