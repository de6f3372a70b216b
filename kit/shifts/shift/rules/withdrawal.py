"""A shift without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from kit.ground.journal.entry import Entry, Event, several
from kit.ground.journal.taking_back import Plain
from kit.shifts.shift.rules.kinds import FIXED
from kit.shifts.shift.rules.kinds.course import SignerCorrected, Undone
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.state import Shift


def _stands(state: Shift, event: Event) -> bool:
    return not isinstance(event, Kind) or event.stands(state)


TAKING_BACK = Plain(Shift, Shift.apply, _stands, Undone, FIXED, SignerCorrected)
standing = TAKING_BACK.standing


def in_force(entries: list[Entry], start: Shift | None = None) -> list[Entry]:
    """What the shift is made of; what laptops disagree about is marked."""
    force = TAKING_BACK.in_force(entries, start)
    if not several(entries):
        return force
    from kit.shifts.shift.rules.parted import with_conflicts  # of several laptops

    return with_conflicts(force, entries)
