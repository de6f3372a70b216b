"""What was ended on one laptop while another went on with it, neither knowing of the other: both
stay in the log, and without a word nobody would look at it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, several, worked_out
from kit.ground.journal.known import Known
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.clocks import laptop_of
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.rules import manifest as m

# Recorded without anybody going on with it.
LOOKED = (ev.Joined, ev.Resumed, ev.Left, ev.RecorderSet, ev.ClockJumped, ev.ClockOff)


class Worked(NamedTuple):
    """``ref``: an incident, or the ``register`` and the id of a thing in it; it was ended on
    ``ended_on`` at ``at``, and ``laptop`` wrote so many entries ``more``."""

    register: str
    ref: str
    at: datetime
    ended_on: str
    laptop: str
    more: int


def worked_on(kept: Keepers, changed: Iterable[m.Held]) -> list[Worked]:
    """Of documents that an import changed. What cannot be read is passed over."""
    out: list[Worked] = []
    for held in changed:
        try:
            if held.sort == m.INCIDENT:
                out += _incident(kept, held.ref)
            elif held.sort == m.REGISTER:
                out += _things(kept, held.ref)
        except (Refused, OSError):
            continue
    return out


def parted_shifts(kept: Keepers, changed: Iterable[m.Held]) -> list[str]:
    """Of documents that an import changed the shifts that two laptops ended. What cannot be read is
    passed over."""
    out: list[str] = []
    for held in changed:
        try:
            if held.sort == m.SHIFT and kept.shifts.load(held.ref).shift.conflicts:
                out.append(held.ref)
        except (Refused, OSError):
            continue
    return out


def _incident(kept: Keepers, ref: str) -> Iterator[Worked]:
    log = kept.incidents.load(kept.incidents.locate(ref))
    if log.incident.closed is None or not several(log.entries):
        return
    force = in_force(log.entries)
    ends = [entry for entry in force if isinstance(entry.event, ev.Closed) and counts(entry)]
    work = [e for e in force if counts(e) and not isinstance(e.event, LOOKED)]
    if ends:
        yield from _beside(Known(log.entries), "", ref, ends[-1], work)


def _things(kept: Keepers, name: str) -> Iterator[Worked]:
    book = kept.registers.load(name)
    if book is None or not several(book.entries):
        return
    known = Known(book.entries)
    for doc in book.register.docs.values():
        if doc.ended is None:
            continue
        work = [e for e in book.entries if getattr(e.event, "id", "") == doc.id]
        end = next((e for e in reversed(work) if e.at == doc.ended), None)
        if end is not None:
            yield from _beside(known, name, doc.id, end, work)


def _beside(
    known: Known, register: str, ref: str, end: Entry, work: Iterable[Entry]
) -> Iterator[Worked]:
    """By laptop, what was written beside the end."""
    found: dict[str, int] = {}
    for entry in work:
        laptop = laptop_of(entry)
        if laptop == laptop_of(end) or worked_out(entry):
            continue
        if not known.saw(end, entry) and not known.saw(entry, end):
            found[laptop] = found.get(laptop, 0) + 1
    for laptop, count in sorted(found.items()):
        yield Worked(register, ref, end.at, laptop_of(end), laptop, count)
