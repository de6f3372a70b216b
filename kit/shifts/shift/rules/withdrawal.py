"""A shift without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from kit.ground.journal.entry import Event
from kit.ground.journal.taking_back import Plain
from kit.shifts.shift.rules.kinds import FIXED
from kit.shifts.shift.rules.kinds.course import Undone
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.state import Shift


def _stands(state: Shift, event: Event) -> bool:
    return not isinstance(event, Kind) or event.stands(state)


TAKING_BACK = Plain(Shift, Shift.apply, _stands, Undone, FIXED)
in_force = TAKING_BACK.in_force
standing = TAKING_BACK.standing
