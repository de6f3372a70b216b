"""A register without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from kit.ground.journal.entry import Event
from kit.ground.journal.taking_back import Plain
from kit.people.registers.rules.kind import Kind
from kit.people.registers.rules.kinds import FIXED, Undone
from kit.people.registers.rules.state import Register


def _stands(state: Register, event: Event) -> bool:
    return not isinstance(event, Kind) or event.stands(state)


TAKING_BACK = Plain(Register, Register.apply, _stands, Undone, FIXED)
in_force = TAKING_BACK.in_force
standing = TAKING_BACK.standing
