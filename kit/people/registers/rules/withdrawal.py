"""A register without what was taken back (``ground/journal/withdrawal``)."""

from __future__ import annotations

from kit.ground.journal.entry import Entry, Event, several
from kit.ground.journal.taking_back import Plain
from kit.people.registers.rules.kind import Kind
from kit.people.registers.rules.kinds import FIXED, SignerCorrected, Undone
from kit.people.registers.rules.state import Register


def _stands(state: Register, event: Event) -> bool:
    return not isinstance(event, Kind) or event.stands(state)


TAKING_BACK = Plain(Register, Register.apply, _stands, Undone, FIXED, SignerCorrected)
standing = TAKING_BACK.standing


def in_force(entries: list[Entry], start: Register | None = None) -> list[Entry]:
    """What the register is made of; what laptops disagree about is marked."""
    force = TAKING_BACK.in_force(entries, start)
    if not several(entries):
        return force
    from kit.people.registers.rules.parted import with_conflicts  # of several laptops

    return with_conflicts(force, entries)
