"""The open incidents while a screen shows them: read again, by the clock, when files change."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.ground.terminal.fragments import Line
from kit.incidents.guide.talk.wakeups import Wakeups
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.open_lines import open_lines
from kit.incidents.incident.show.owed_lines import owed_makers, promise_timers


class Looking:
    """Gravest first."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.watch = Watch(ctx.of(Store))
        self.folders: list[Log] = self.watch.logs()
        self.owing: list[Log] = self.watch.owing()
        self.wakeups = Wakeups(ctx.clock.speed)
        self.seen = ctx.clock.now().wall

    def refresh(self) -> bool:
        before = self.seen
        self.seen = self.ctx.clock.now().wall
        self.folders = self.watch.logs()
        self.owing = self.watch.owing()
        return self.seen != before

    def next_change(self) -> float:
        timers = [t for f in self.folders for t in f.incident.running()]
        timers += [t for f in self.owing for t in promise_timers(f.incident)]
        return self.wakeups.until_change(self.ctx.clock.now().wall, timers)

    def places(self) -> list[str]:
        return self.watch.places()


def lines_of(ctx: Context, folders: list[Log], cols: int, rows: int) -> list[Line]:
    """The incidents, numbered, each by its own clock."""
    shown = [(f.incident, desk.now(ctx, f.incident).wall) for f in folders]
    return open_lines(shown, ctx.me.lang, cols, rows, numbered=True)


def owed_lines(ctx: Context, owing: list[Log], cols: int, rows: int) -> list[Line]:
    """Calls that closed incidents owe, at most ``rows`` lines."""
    made = owed_makers([log.incident for log in owing], ctx.me.lang, cols, rows)
    now = [desk.now(ctx, log.incident).wall for log in owing]
    return [make(now[number]).line for number, make in made]
