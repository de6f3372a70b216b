"""Several journals of one document in one order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from kit.ground.journal.entry import Entry

Key = tuple[datetime, int, str, int, str]


def merge(journals: Iterable[list[Entry]]) -> list[Entry]:
    """Entries of several journals in one order: by when they were written down, each journal's
    own order kept even where its clock ran backwards, and none before what its writer had seen
    (``Entry.seen``), whatever the clocks said. Doubles (same id) are dropped; what has the id of
    another and says something else is kept under one of its own. The result does not depend on
    the order of the journals, nor on which copy of one is called ``STEM~2``."""
    keyed: list[tuple[Key, Entry]] = []
    files = [*journals]
    says = False
    for entries in files:
        high: datetime | None = None
        for entry in entries:
            high = entry.written if high is None else max(high, entry.written)
            says = says or bool(entry.seen)
            keyed.append(((high, 0, entry.journal.partition("~")[0], entry.n, entry.sha), entry))
    if says and len(files) > 1:
        from kit.ground.journal.known import placed  # logs of one laptop do without

        keyed = placed(files)
    keyed.sort(key=lambda item: item[0])
    seen: dict[str, Entry] = {}
    out: list[Entry] = []
    for _, entry in keyed:
        first = seen.get(entry.id)
        if first is None:
            seen[entry.id] = entry
            out.append(entry)
        elif not _same(first, entry):
            _beside(entry, seen, out)
    return out


def _same(one: Entry, other: Entry) -> bool:
    """Whether a line was only written again."""
    if one.sha == other.sha and one.sha:
        return True
    return (one.at, one.by, one.event) == (other.at, other.by, other.event)


def _beside(entry: Entry, seen: dict[str, Entry], out: list[Entry]) -> None:
    """Nothing that was recorded gives way to a line that took its id."""
    count = 2
    while (known := seen.get(f"{entry.id}~{count}")) is not None:
        if _same(known, entry):
            return
        count += 1
    own = replace(entry, id=f"{entry.id}~{count}")
    seen[own.id] = own
    out.append(own)
