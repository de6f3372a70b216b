"""Several journals of one document in one order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.journal.entry import Entry

Key = tuple[datetime, int, str, int, str]


def merge(journals: Iterable[list[Entry]]) -> list[Entry]:
    """Entries of several journals in one order: by when they were written down, each journal's
    own order kept even where its clock ran backwards, and none before what its writer had seen
    (``Entry.seen``), whatever the clocks said. Doubles (same id) are dropped. The result does not
    depend on the order of the journals, nor on which copy of one is called ``STEM~2``."""
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
    seen: set[str] = set()
    out: list[Entry] = []
    for _, entry in keyed:
        if entry.id not in seen:
            seen.add(entry.id)
            out.append(entry)
    return out
