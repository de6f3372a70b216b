"""Several journals of one document in one order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.journal.entry import Entry


def merge(journals: Iterable[list[Entry]]) -> list[Entry]:
    """Entries of several journals in one order: by when they were written down, each journal's
    own order kept even where its clock ran backwards. Doubles (same id) are dropped. The result
    does not depend on the order of the journals, nor on which copy of one is called ``STEM~2``."""
    keyed: list[tuple[datetime, str, int, str, Entry]] = []
    for entries in journals:
        high: datetime | None = None
        for entry in entries:
            high = entry.written if high is None else max(high, entry.written)
            keyed.append((high, entry.journal.partition("~")[0], entry.n, entry.sha, entry))
    keyed.sort(key=lambda item: item[:4])
    seen: set[str] = set()
    out: list[Entry] = []
    for *_, entry in keyed:
        if entry.id not in seen:
            seen.add(entry.id)
            out.append(entry)
    return out
