"""The open incidents while a screen shows them: read again, by the clock, when files change."""

from __future__ import annotations

from collections.abc import Mapping

from kit.ground.base.cells import next_minute
from kit.ground.console.context import Context
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.session import Moment
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.open_lines import open_lines
from kit.incidents.incident.show.owed_lines import owed_makers, promise_timers
from kit.incidents.incident.show.timer_lines import timer_turns
from kit.live.guide.talk.rings import Looked, Rings
from kit.live.guide.talk.wakeups import Wakeups
from kit.people.registers.talk.watch import Registered


class Looking:
    """In their order. ``asked``: the references that a question on the screen counts by."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.watch = Watch(ctx.of(Store))
        self.folders: list[Log] = self.watch.logs()
        self.owing: list[Log] = desk.outstanding(self.ctx, self.watch.owing())
        self.wakeups = Wakeups(ctx.clock.speed)
        self.registered = Registered(ctx)
        self.registered.refresh()
        self.rings = Rings(self._looked, ctx.me.lang, registered=self.registered)
        self.seen = self.stays = ctx.clock.now().wall  # the second: until when the picture does
        self.asked: list[str] = []

    def refresh(self) -> bool:
        """Whether there is news, or time for another picture than what is painted into this one."""
        before, known = self.seen, self._known()
        self.seen = self.ctx.clock.now().wall
        self.folders = self.watch.logs()
        self.owing = desk.outstanding(self.ctx, self.watch.owing())
        news = self.registered.refresh() or known != self._known()
        later = self.seen < before or (self.seen != before and self.seen >= self.stays)
        return news or later

    def _known(self) -> list[tuple[str, int, int]]:
        each = [log for logs in (self.folders, self.owing) for log in logs]
        return [(log.ref, log.incident.entries, id(log.incident.profile)) for log in each]

    def next_change(self, painted: bool = False) -> float:
        timers = [t for f in self.folders for t in f.incident.running()]
        timers += [t for f in self.owing for t in promise_timers(f.incident)]
        rings = next_ring(self.ctx, [*self.folders, *self.owing])
        rings = min(rings, self.registered.next_ring())
        now, painted = self.ctx.clock.now().wall, painted and self._in_step()
        return self.wakeups.until_change(now, timers, rings, painted)

    def next_picture(self) -> float:
        """The same, but for what is painted into the picture."""
        return self.next_change(painted=True)

    def moment(self) -> Moment:
        """What painting has to know of the picture."""
        return Moment(self.ctx.clock.now().wall, self.stays, self.wakeups.speed)

    def drawn(self) -> None:
        """It is, now: till when it stays but for what is counted; no time where incidents have
        clocks of several speeds."""
        now = self.ctx.clock.now().wall
        turns = [at - now for at in self.registered.turns()]
        for folder in [*self.folders, *self.owing]:
            there = desk.now(self.ctx, folder.incident).wall
            timers = [*folder.incident.running(), *promise_timers(folder.incident)]
            turns += [at - there for timer in timers for at in timer_turns(timer)]
            turns.append(next_minute(there) - there)
        later = [now + turn for turn in turns if turn.total_seconds() > 0]
        self.stays = min([next_minute(now), *later]) if self._in_step() else now

    def _in_step(self) -> bool:
        """Whether every clock goes as fast as the one here."""
        each = [*self.folders, *self.owing]
        speeds = {desk.clock_of(self.ctx, folder.incident).speed for folder in each}
        return speeds <= {self.wakeups.speed}

    def places(self) -> list[str]:
        return [*self.watch.places(), *self.registered.places()]

    def counted(self) -> list[Log]:
        """The incidents as a question counts them now."""
        self.asked = [folder.ref for folder in self.folders]
        return self.folders

    def recounted(self) -> bool:
        """Whether one came or went since, so that the numbers mean others."""
        return self.asked != [folder.ref for folder in self.folders]

    def _looked(self) -> list[Looked]:
        each = [folder.incident for folder in [*self.folders, *self.owing]]
        return [Looked(incident, desk.now(self.ctx, incident).wall) for incident in each]


def next_ring(ctx: Context, logs: list[Log]) -> float:
    """Real seconds until a timer of these begins to ring, each by its own clock."""
    waits = [float("inf")]
    for log in logs:
        wakeups = Wakeups(desk.clock_of(ctx, log.incident).speed)
        waits.append(
            wakeups.until_ring(desk.now(ctx, log.incident).wall, log.incident.running())
        )
    return min(waits)


def lines_of(
    ctx: Context,
    folders: list[Log],
    cols: int,
    rows: int,
    numbers: Mapping[str, int] | None = None,
) -> list[Line]:
    """The incidents, numbered (by reference, else in their order), each by its own clock."""
    shown = [(f.incident, desk.now(ctx, f.incident).wall) for f in folders]
    leads = [numbers[f.ref] if numbers else n for n, f in enumerate(folders, 1)]
    elsewhere = {f.ref: led_by(f) for f in folders}
    return open_lines(shown, ctx.me.lang, cols, rows, leads, elsewhere)


def owed_lines(ctx: Context, owing: list[Log], cols: int, rows: int) -> list[Line]:
    """Calls that closed incidents owe, at most ``rows`` lines."""
    made = owed_makers([log.incident for log in owing], ctx.me.lang, cols, rows)
    now = [desk.now(ctx, log.incident).wall for log in owing]
    return [make(now[number]).line for number, make in made]
