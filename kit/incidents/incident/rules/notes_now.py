"""Notes as they read by now: of one that was put right, the correction that stands."""

from __future__ import annotations

from collections.abc import Iterable

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev


def notes_now(entries: Iterable[Entry]) -> list[tuple[Entry, str, Entry | None]]:
    """Each note with its words and, where it was put right, by which entry: those of its last
    correction, or of what corrects that.
    ``entries``: those in force."""
    entries = list(entries)
    whose = {entry.id: entry.id for entry in entries if isinstance(entry.event, ev.Noted)}
    words: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        if isinstance(entry.event, ev.Amended) and entry.event.entry in whose:
            first = whose[entry.id] = whose[entry.event.entry]
            words[first] = (entry.event.text, entry)
    return [
        (entry, *words.get(entry.id, (entry.event.text, None)))
        for entry in entries
        if isinstance(entry.event, ev.Noted)
    ]
