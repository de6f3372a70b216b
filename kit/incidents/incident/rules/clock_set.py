"""What a clock that was set means for an incident: its state in the new clock's terms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kit.incidents.incident.rules.events import FAMILIES
from kit.incidents.incident.rules.kinds.timers import ring_early

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules.fold import Incident


def mark(incident: Incident, entry: Entry) -> None:
    """What the clocks of a machine's start showed at its last entry (``clock.unjumped``)."""
    if entry.boot:
        incident.marks[entry.boot] = (entry.written, entry.tick)


def clock_set(incident: Incident, seconds: float, ring: datetime | None = None) -> None:
    """From here on the clock shows ``seconds`` more than it would have (the entry says so): what
    was reckoned by the old clock is put into the new one's terms, so that every timer still gets
    its full time and no more, and every duration is what really passed.

    When unsure a timer rings early: at ``ring`` at the latest after a restart; for a time of day
    that somebody named, at the earlier of both clocks' readings. With several laptops nobody
    knows whose clock was right: then nothing moves, and what would ring later rings early."""

    def moved(at: datetime) -> datetime:
        try:
            return at + timedelta(seconds=seconds)
        except (OverflowError, ValueError):  # no clock; a hostile log
            return at

    ring_early(incident, moved, ring)
    if incident.shared:
        return
    for family in FAMILIES:
        if family.shift is not None:
            family.shift(incident, moved)
