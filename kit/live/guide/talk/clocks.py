"""The clocks of this computer while an incident is led through: a sleep, a clock that was set."""

from __future__ import annotations

from datetime import datetime

from kit.ground.console.context import Context
from kit.ground.machine.battery import percent
from kit.ground.machine.clock import Now, jumped, passed
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.live.guide.talk.wakeups import Wakeups


class Clocks:
    """``read``: what the clocks showed at the last look; ``seen``: the incident's time then;
    ``stays``: until when the last picture does but for what it counts;
    ``news``: a sleep, a clock that was set: stays until the next act; ``battery``: what is left in
    percent, ``None`` where there is none."""

    def __init__(self, ctx: Context, folder: Log) -> None:
        self.ctx = ctx
        self.folder = folder
        self.wakeups = Wakeups(desk.clock_of(ctx, folder.incident).speed)
        self.read = self._shown()
        self.seen = self.stays = desk.now(ctx, folder.incident).wall
        self.news = ""
        self.battery: int | None = percent()

    def _shown(self) -> Now:
        """What the clocks show, whether or not the log knows that they were set."""
        return desk.clock_of(self.ctx, self.folder.incident).now()

    def turned(self) -> tuple[float, float]:
        """(seconds of a sleep since the last look, seconds by which the wall clock was set), each 0
        where there was none. A sleep is measured by the clock that counts, so that setting the wall
        clock is none."""
        last, self.read = self.read, self._shown()
        gap = passed(last, self.read)
        off = jumped((last.wall, last.tick, last.boot), self.read)
        return (gap if self.wakeups.overslept(gap) else 0.0), off

    def see(self, now: datetime) -> bool:
        """Whether the incident's time is another than at the last look, and wants a picture."""
        before, self.seen = self.seen, now
        if now.minute != before.minute:
            self.battery = percent()
        return now < before or (now != before and now >= self.stays)
