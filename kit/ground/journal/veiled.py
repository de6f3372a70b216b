"""Entries with people hidden, before anything is folded or shown of them."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.base.veil import Sorts, Veil, struct
from kit.ground.journal.entry import Entry, Unknown


def veiled(entries: list[Entry], veil: Veil, sorts: Sorts) -> list[Entry]:
    """The same entries, of which no field tells who anybody is. Of a kind that a newer kit wrote
    nobody knows what its fields are: it keeps its word alone."""
    out = []
    for entry in entries:
        event = entry.event
        event = Unknown(event.word, {}) if isinstance(event, Unknown) else struct(event, sorts)
        out.append(replace(entry, event=event, by=veil.name(entry.by)))
    return out
