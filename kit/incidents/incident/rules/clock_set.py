"""What a clock that was set means for an incident: its state in the new clock's terms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kit.ground.base.astray import ASTRAY
from kit.incidents.incident.rules.events import FAMILIES
from kit.incidents.incident.rules.kinds import Moved
from kit.incidents.incident.rules.kinds.timers import ring_early

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules.fold import Incident

SLACK = 10.0  # two readings side by side
APART = 1.0  # at least so long the computer was off: what was before and what came after differ


def mark(incident: Incident, entry: Entry) -> None:
    """What the clocks of a machine's start showed at its last entry (``clock.unjumped``); the start
    that wrote last stands last."""
    if entry.boot:
        incident.marks.pop(entry.boot, None)
        incident.marks[entry.boot] = (entry.written, entry.tick)


def clock_set(incident: Incident, seconds: float, ring: datetime | None = None) -> None:
    """From here on the clock shows ``seconds`` more than it would have (the entry says so): what
    was reckoned by the old clock is put into the new one's terms, so that every timer still gets
    its full time and no more, and every duration is what really passed.

    When unsure a timer rings early: at ``ring`` at the latest after a restart; for a time of day
    that somebody named, at the earlier of both clocks' readings. With several laptops nobody
    knows whose clock was right: then nothing moves, and what would ring later rings early."""
    moved = _moved(incident, seconds, ring is not None)
    ring_early(incident, moved, ring)
    if incident.shared:
        return
    incident.astray = _gone_astray(incident, moved, ring)
    for family in FAMILIES:
        if family.shift is not None:
            family.shift(incident, moved)


def _moved(incident: Incident, seconds: float, restart: bool) -> Moved:
    """A clock that lost its battery at a restart, or its year, was right before: once it is set to
    where it would have come, what was noted before the restart stands by itself again."""
    if seconds > 0 and incident.astray is not None:
        at, back = incident.astray
        if -SLACK <= seconds - back < back:
            return Moved(seconds, at, back)
    marks = [*incident.marks.values()]
    for n in range(len(marks) - 1, 0, -1) if seconds < -ASTRAY else ():
        wall, tick = marks[n]
        began, before = wall - timedelta(seconds=tick), max(wall for wall, _ in marks[:n])
        gap = (began - before).total_seconds() + seconds
        if -SLACK <= gap < -seconds:
            return Moved(seconds, began)
    return Moved(seconds - APART if restart and seconds < -ASTRAY else seconds)


def _gone_astray(
    incident: Incident, moved: Moved, ring: datetime | None
) -> tuple[datetime, float] | None:
    """Since when, and by how much in all, the clock has been behind what it showed before a
    restart; it may lose its time at each, and be set more than once until it is right."""
    if moved.since is not None:
        return None
    if incident.astray is not None:
        at, back = incident.astray
        return moved(at), back - moved.seconds
    return (ring, -moved.seconds) if ring is not None and moved.seconds < -ASTRAY else None
