"""How a shift ended by what two laptops recorded without knowing of each other
(``ground/journal/parted``): each may have handed it over, to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kit.ground.journal.entry import Beside, Entry, Event, Parting
from kit.ground.journal.parted import Settled, marked
from kit.shifts.shift.rules.kinds.course import Ended
from kit.shifts.shift.rules.kinds.handing import Accepted

if TYPE_CHECKING:
    from kit.shifts.shift.rules.state import Shift

ACCEPTED, END = "accepted", "end"


def settled(event: Event, at: datetime) -> Settled | None:
    """What an event is about, and what it says of it; ``None``: of nothing of which only one can
    be so."""
    if isinstance(event, Accepted):
        return ACCEPTED, event.who
    if isinstance(event, Ended):
        return END, f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"
    return None


def with_conflicts(force: list[Entry], merged: list[Entry]) -> list[Entry]:
    """Entries in force with what laptops disagree about marked; ``merged``: the whole shift."""

    def settles(entry: Entry, saw: Callable[[Entry], bool]) -> Settled | None:
        return settled(entry.event, entry.at)

    return marked(force, merged, settles)


def take_parted(shift: Shift, event: Beside | Parting) -> None:
    """Beside what counts an end does nothing: one cut says what belongs to the shift."""
    if isinstance(event, Parting):
        shift.conflicts.pop(event.conflict.about, None)
        if event.conflict.sides:
            shift.conflicts[event.conflict.about] = event.conflict
