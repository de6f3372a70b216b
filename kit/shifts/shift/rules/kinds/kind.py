"""What every kind of event of a shift is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.journal.entry import Event

if TYPE_CHECKING:
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.rules.state import Shift


class Kind(Event, frozen=True, omit_defaults=True):
    """One kind of event: its fields are the ``data`` of its lines."""

    def apply(self, shift: Shift, at: datetime, by: str, written: datetime) -> None:
        """What it does to the shift; nothing where the kind does not say so."""

    def stands(self, shift: Shift) -> bool:
        """Whether what it speaks of is there."""
        return True

    def reads(self, reading: Reading) -> str:
        """What it says to people, without its time and author."""
        return clean(self.kind, 40)
