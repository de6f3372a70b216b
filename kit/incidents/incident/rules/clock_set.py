"""What a clock that was set means for an incident: its state in the new clock's terms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.rules.fold import Incident

EXPLICIT = ("hand:", "promise:")  # timers for a time of day that somebody named


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

    for timer in incident.timers.values():
        if timer.status == "running":
            own = incident.shared or timer.key.startswith(EXPLICIT)
            rings = timer.ring_at or timer.due
            early = min(rings, moved(rings)) if own else moved(rings)
            if own or timer.ring_at is not None or ring is not None:
                timer.ring_at = early if ring is None else min(early, ring)
    if incident.shared:
        return
    for timer in [*incident.timers.values(), *incident.past_timers]:
        if not timer.key.startswith(EXPLICIT) or timer.status != "running":
            timer.due = moved(timer.due)
        timer.base = moved(timer.base)
        timer.answered = timer.answered and moved(timer.answered)
        timer.attempts = [replace(a, at=moved(a.at)) for a in timer.attempts]
        timer.snoozes = [
            replace(s, at=moved(s.at), until=moved(s.until)) for s in timer.snoozes
        ]
        timer.failed = [moved(at) for at in timer.failed]
    for state in incident.steps.values():
        state.at = state.at and moved(state.at)
        state.since = state.since and moved(state.since)
        state.done_at = state.done_at and moved(state.done_at)
    incident.calls = [replace(c, at=moved(c.at)) for c in incident.calls]
    incident.levels = [replace(c, at=moved(c.at)) for c in incident.levels]
    for back in incident.callbacks.values():
        back.at = moved(back.at)
        back.tries = [(moved(at), result, note) for at, result, note in back.tries]
    for action in incident.actions.values():
        action.at = moved(action.at)
        action.done = action.done and moved(action.done)
    incident.plan_times = {key: moved(at) for key, at in incident.plan_times.items()}
    incident.opened = incident.opened and moved(incident.opened)
    incident.closed = incident.closed and moved(incident.closed)
    incident.reopened = [moved(at) for at in incident.reopened]
    incident.last = incident.last and (incident.last[0], moved(incident.last[1]))
