"""Real incidents that were closed of late and that nobody reviewed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.incidents.incident.files.left import IMPROVING, read
from kit.incidents.incident.rules.events import IN_ERROR
from kit.review.archive.files.catalogue import Catalogue

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Where
    from kit.incidents.incident.files.store import Store

MONTHS = 12  # what is older than a year is history
MARK, TAKEN = b'"kind":"reviewed"', b'"kind":"undone"'


def unreviewed(store: Store, today: date) -> list[tuple[str, date]]:
    """Each by its number, with the day on which it was closed. Drills, preparations and what was
    opened in error are none."""
    out: list[tuple[str, date]] = []
    first = f"{today.year - 1}-{today.month:02}"
    for month in (each for each in store.closed_months() if each > first):
        lacking = {w.ref: w for w in store.closed_found(month) if not _reviewed(store, w)}
        for digest in Catalogue(store).month(month) if lacking else []:
            real = digest.kind == "incident" and not digest.drill and digest.outcome != IN_ERROR
            if real and digest.closed is not None and digest.ref in lacking:
                out.append((digest.ref, digest.closed.date()))
    return out


def _reviewed(store: Store, where: Where) -> bool:
    """By the bytes; one that may have been taken back is folded. What cannot be read is another
    line's matter."""
    journals = IMPROVING.journals(where)
    if not any(MARK in each for each in journals):
        return False
    if not any(TAKEN in each for each in journals):
        return True
    log = read(store, where)
    return log is None or bool(log.incident.voices)
