"""``kit board`` live: sleeps until something visible changes, writes only the lines that did."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.cells import next_minute
from kit.ground.console.context import Context
from kit.ground.machine.clock import unjumped
from kit.ground.machine.here import wall
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.keyboard import Keyboard
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.lines import CLEAR, COLORS, ENTER, LEAVE, MONO, styled, window
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.open_lines import Maker
from kit.incidents.incident.show.owed_lines import promise_timers
from kit.live.board.show import OWN, board_makers, registered_makers, untested_makers
from kit.live.guide.talk.reach import contacts_of, with_numbers
from kit.live.guide.talk.wakeups import AFTER, POLL
from kit.people import CONTACTS, there
from kit.people.contacts.command.at_site import numbers_due
from kit.people.registers.talk.watch import Registered

if TYPE_CHECKING:
    from kit.ground.machine.clock import Clock

NEVER = float("inf")


class Place:
    """One line's place on the screen: who makes it, by whose clock, what stands there now."""

    def __init__(self, clock: int, make: Maker) -> None:
        self.clock = clock
        self.make = make
        self.line: Line = []
        self.until = 0.0


class Ring(NamedTuple):
    """When a timer begins to ring, by whose clock; ``mark`` names this ring."""

    at: float
    clock: int
    mark: tuple[str, str, datetime]


class Board:
    """What is on the screen, and until when each line of it stays.

    ``clock`` is everywhere the number of an incident or ``OWN``, because a drill may run by a
    quicker clock. Times that are compared at every wake-up are seconds since 1970."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.watch = Watch(ctx.of(Store))
        self.registered = Registered(ctx)
        self.registered.refresh()
        self.dialled: list[Incident] = []  # those shown, with the numbers to call next
        self.due = 0  # lines of the registers that stand on the screen
        self.styles = COLORS if ctx.out.color else MONO
        self.shown: list[tuple[Log, Incident, int]] = []
        self.unread: list[str] = []
        self.places: list[Place] = []
        self.rings: list[Ring] = []
        self.rung: set[tuple[str, str, datetime]] = set()
        self.clocks: dict[int, Clock] = {OWN: ctx.clock}
        self.now: dict[int, datetime] = {}
        self.times = {OWN: 0.0}
        self.look_at = 0.0
        self.seen = 0.0

    def see(self, told: bool, jumped: bool) -> None:
        """What time it is, and what was recorded since: where files changed, and once a minute in
        any case, because some file systems tell of nothing."""
        before = self.times[OWN]
        self._read()
        if told or jumped or (self.times[OWN] >= self.look_at and self.watch.stirred()):
            self._look()
            self._read()
            self.registered.refresh()
        if told or jumped or self.times[OWN] >= self.look_at:
            self._dial()
        if self.due != self.registered.count():
            self.places = []
        self.look_at = next_minute(self.now[OWN]).timestamp()
        if jumped or self.times[OWN] < before:
            self.places = []

    def _read(self) -> None:
        self.seen = wall() + AFTER
        own = self.ctx.clock.now()
        self.now = {OWN: own.wall}
        for number, (_, incident, _) in enumerate(self.shown):
            clock = self.clocks[number]
            now = own if clock is self.ctx.clock else clock.now()
            self.now[number] = unjumped(now, incident.marks).wall
        self.times = {clock: now.timestamp() for clock, now in self.now.items()}

    def _look(self) -> None:
        folders = [*self.watch.logs(), *desk.outstanding(self.ctx, self.watch.owing())]
        shown = [(folder, folder.incident, len(folder.entries)) for folder in folders]
        unread = self.watch.store.unread
        if not _same(shown, self.shown) or unread != self.unread:
            self.shown, self.places, self.unread = shown, [], unread
            self.clocks = {n: desk.clock_of(self.ctx, each[1]) for n, each in enumerate(shown)}
            self.clocks[OWN] = self.ctx.clock

    def _dial(self) -> None:
        """Lay the contacts' numbers over what is shown: they change with entries and the hour."""
        book = contacts_of(self.ctx)
        found = [with_numbers(self.ctx, each, book) for _, each, _ in self.shown]
        if [each.profile for each in found] != [each.profile for each in self.dialled]:
            self.places = []
        self.dialled = found

    def looked_at(self) -> list[str]:
        """The folders in which something that is shown can change."""
        home = self.ctx.home
        contacts = [os.path.join(home, CONTACTS)] if there(home) else []
        return [*self.watch.places(), *self.registered.places(), *contacts]

    def draw(self) -> str:
        """What to write so that the screen shows this time, bells included."""
        out = []
        if not self.places:
            out.append(CLEAR)
            self._lay_out()
        times = self.times
        for row, place in enumerate(self.places, 1):
            if times[place.clock] >= place.until:
                made = place.make(self.now[place.clock])
                line, until = made.line, made.until
                place.until = until.timestamp() if until else NEVER
                if line != place.line:
                    place.line = line
                    out.append(f"\x1b[{row};1H{styled(line, self.styles)}\x1b[K")
        if self.registered.new():
            out.append("\a")
        for ring in [ring for ring in self.rings if times[ring.clock] >= ring.at]:
            self.rings.remove(ring)
            if ring.mark not in self.rung:
                self.rung.add(ring.mark)
                out.append("\a")
        return "".join(out)

    def _lay_out(self) -> None:
        cols, rows = window()
        incidents = [each for each in self.dialled if each.closed is None]
        owing = [each for each in self.dialled if each.closed is not None]
        self.due = self.registered.count()
        due = registered_makers(self.registered, cols, max(3, rows // 3))
        if not incidents:
            due += untested_makers(numbers_due(self.ctx), self.ctx.me.lang)
        lang, elsewhere = self.ctx.me.lang, {log.ref: led_by(log) for log, _, _ in self.shown}
        made = board_makers(incidents, lang, cols, rows, owing, due, elsewhere, self.unread)
        self.places = [Place(clock, make) for clock, make in made]
        self.rings = []
        for number, (folder, incident, _) in enumerate(self.shown):
            if not incident.silent:
                for timer in _running(incident):
                    at = timer.ring_at or timer.due
                    self.rings.append(Ring(at.timestamp(), number, (folder.ref, timer.key, at)))

    def until(self) -> float:
        """When the first line changes or the first timer rings, in seconds since 1970."""
        ends = dict.fromkeys(self.times, NEVER)
        for place in self.places:
            if place.until < ends[place.clock]:
                ends[place.clock] = place.until
        for ring in self.rings:
            if ring.at < ends[ring.clock]:
                ends[ring.clock] = ring.at
        waits = [self._wait(clock, at) for clock, at in ends.items()]
        return self.seen + min(*waits, self.registered.next_ring())

    def _wait(self, clock: int, at: float) -> float:
        """Real seconds; a clock that is moved by hand is looked at now and then."""
        speed = self.clocks[clock].speed
        return (at - self.times[clock]) / speed if speed else POLL


def _running(incident: Incident) -> list[TimerState]:
    return incident.running() if incident.closed is None else promise_timers(incident)


def _same(
    some: list[tuple[Log, Incident, int]], others: list[tuple[Log, Incident, int]]
) -> bool:
    """Whether two looks found the same states with nothing recorded in between."""
    return len(some) == len(others) and all(
        a is b and n == m for (_, a, n), (_, b, m) in zip(some, others, strict=True)
    )


def run_board(ctx: Context) -> int:
    """Until q or Ctrl-C."""
    board_ = Board(ctx)
    out = sys.stdout
    with Keyboard() as keys:
        out.write(ENTER)
        try:
            while True:
                board_.see(keys.told, keys.jumped)
                if keys.told or not board_.places:
                    keys.notice.watch(board_.looked_at())
                out.write(board_.draw())
                out.flush()
                key = keys.wait(board_.until())
                if half_width(key) in ("q", "Q", "\x1b"):
                    return 0
                if key:  # nothing here answers to it: who presses it may see a spoiled picture
                    keys.resized = True
                if keys.stopped:
                    keys.aside(out)
                if keys.resized:
                    keys.resized = False
                    board_.places = []
        finally:
            out.write(LEAVE)
            out.flush()
