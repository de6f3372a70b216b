"""The open incidents while a screen shows them: read again, by the clock, when files change."""

from __future__ import annotations

from collections.abc import Mapping

from kit.ground.console.context import Context
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.open_lines import open_lines
from kit.incidents.incident.show.owed_lines import owed_makers, promise_timers
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
        self.seen = ctx.clock.now().wall
        self.asked: list[str] = []

    def refresh(self) -> bool:
        before = self.seen
        self.seen = self.ctx.clock.now().wall
        self.folders = self.watch.logs()
        self.owing = desk.outstanding(self.ctx, self.watch.owing())
        self.registered.refresh()
        return self.seen != before

    def next_change(self) -> float:
        timers = [t for f in self.folders for t in f.incident.running()]
        timers += [t for f in self.owing for t in promise_timers(f.incident)]
        rings = next_ring(self.ctx, [*self.folders, *self.owing])
        rings = min(rings, self.registered.next_ring())
        return self.wakeups.until_change(self.ctx.clock.now().wall, timers, rings)

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
