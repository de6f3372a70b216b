"""When to wake up: only when something visible changes, and exactly when a timer rings."""

from __future__ import annotations

from datetime import datetime

from kit.incidents.incident.rules.kinds.timers import TimerState

LAST = 120.0
POLL = 0.04
AFTER = 0.0003  # seconds by which a wake-up comes later, never earlier, than it must
DRAWING = 0.03  # a picture that would be at work when a timer rings comes with the ring


class Wakeups:
    """One screen's. ``speed``: simulated seconds per real one; 0 for a clock moved by hand."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.planned = 0.0

    def until_change(
        self,
        now: datetime,
        timers: list[TimerState],
        others: float = float("inf"),
        painted: bool = False,
    ) -> float:
        """Real seconds to sleep: to the next full minute, the next ring, the next second while a
        last-two-minutes countdown runs, or one more minute that something is late. ``others``: when
        something rings elsewhere. ``painted``: what is counted takes no picture
        (``ground/terminal/painting``)."""
        if self.speed == 0:
            self.planned = POLL
            return POLL
        wait = 60.0 - now.second - now.microsecond / 1e6
        for timer in timers:
            remain = (timer.due - now).total_seconds()
            if remain > LAST:
                wait = min(wait, remain - LAST)
            elif remain > 0:
                wait = min(wait, remain if painted else 1.0 - now.microsecond / 1e6)
            elif not painted:
                wait = min(wait, 60.0 + remain % -60)  # late by a minute more
        rings = min(others, self.until_ring(now, timers))
        picture = max(POLL, wait / self.speed + 0.005)
        self.planned = rings if rings < picture + DRAWING else picture
        return self.planned

    def until_ring(self, now: datetime, timers: list[TimerState]) -> float:
        """Real seconds until the first of them begins to ring; it rings again with a picture."""
        if self.speed == 0:
            return POLL
        waits = (((t.ring_at or t.due) - now).total_seconds() for t in timers)
        # In time-lapse, too, a ring waits for no picture.
        return min((w / self.speed + AFTER for w in waits if w > 0), default=float("inf"))

    def overslept(self, gap: float) -> bool:
        """Did far more time pass than was slept? Then the laptop was asleep."""
        return self.speed == 1 and gap > self.planned + 60
