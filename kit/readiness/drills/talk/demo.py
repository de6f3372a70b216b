"""``kit demo``: a whole incident as a time-lapse drill, in a folder that is thrown away."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta

import msgspec

from kit import __version__
from kit.ground.base.cells import cut
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import HandClock
from kit.ground.machine.here import wall
from kit.ground.terminal.fragments import Line, rule_line
from kit.ground.terminal.keyboard import Keyboard
from kit.ground.terminal.lines import COLORS, ENTER, LEAVE, MONO, show_lines, window
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.show.entries import entry_line, entry_text
from kit.live.guide.show.parts import Extras
from kit.live.guide.show.picture import picture
from kit.readiness.drills.rules.demo import Demo, Turn, play

SECONDS = 13.0
SHORT = ("notices", "missed", "promises", "actions")  # what fits on one screen or two


def run_demo(ctx: Context, scenario: Demo, seconds: float = SECONDS) -> None:
    """Play it: pictures on a terminal, otherwise one line per act; then its summary."""
    watched = ctx.out.terminal and not ctx.me.plain
    with tempfile.TemporaryDirectory(prefix="kit-demo-") as home:
        stage = Stage(ctx, scenario, home)
        if watched:
            with Keyboard() as stage.keys:
                sys.stdout.write(ENTER)
                try:
                    stage.play(seconds / max(1, len(scenario.acts)))
                finally:
                    sys.stdout.write(LEAVE)
                    sys.stdout.flush()
        else:
            stage.play(None)
        stage.summary()


class Stage:
    """The demonstration's own store and clock."""

    keys: Keyboard  # while somebody watches

    def __init__(self, ctx: Context, scenario: Demo, home: str) -> None:
        self.ctx = ctx
        self.scenario = scenario
        self.lang = ctx.me.lang
        self.clock = HandClock(scenario.start)
        self.store = Store(home)
        self.before: list[str] = []
        self.folder = self._open()

    def _open(self) -> Log:
        checklist = self.store.checklists.checklist(self.scenario.type)
        profile = self.store.sites.profile(self.scenario.profile)
        data = msgspec.to_builtins(profile)
        drill = ev.Drill(clock="demo")

        def act(draft: Draft, ref: str) -> None:
            acts.open_incident(draft, ref, checklist, profile, data, __version__, drill)

        return self.store.create(self.scenario.type, self.clock.now(), self._by(), act)

    def _by(self) -> str:
        return self.ctx.out.word("screen.demo-by")

    def play(self, pause: float | None) -> None:
        """Every act in its minute. ``pause``: real seconds for each, ``None`` prints lines."""
        if pause is None:
            self._line(self.folder.entries[0])
        for turn in self.scenario.acts:
            self._until(turn, pause)
            entries = self.store.record(
                self.folder,
                self.clock.now(),
                self._by(),
                lambda d, turn=turn: play(d, turn, self.lang),  # type: ignore[misc]
            )
            if pause is None:
                for entry in entries:
                    self._line(entry)
            elif entries:
                message = entry_text(self.folder.incident, entries[0], self.lang)
                self._show(message, pause * 0.7)

    def _until(self, turn: Turn, pause: float | None) -> None:
        """Let the clock run to the act's minute, in three pictures."""
        start = self.clock.wall
        end = self.scenario.start + timedelta(minutes=turn.at)
        for part in (0.5, 1.0):
            self.clock.wall = start + (end - start) * part
            if pause is not None:
                self._show("", pause * 0.15)

    def _show(self, message: str, seconds: float) -> None:
        """The picture for so long. No key does anything; Ctrl-Z and another size are followed."""
        end = time.monotonic() + seconds
        self._draw(message)
        while (left := end - time.monotonic()) > 0:
            self.keys.wait(wall() + left)
            if self.keys.stopped:
                self.keys.aside(sys.stdout)
            if self.keys.resized:
                self.keys.resized, self.before = False, []
                self._draw(message)

    def _line(self, entry: Entry) -> None:
        text = entry_line(self.folder.incident, entry, self.lang)
        if text:
            self.ctx.out.line(text)

    def _draw(self, message: str) -> None:
        cols, rows = window()
        incident = self.folder.incident
        extras = Extras(incident.entries, None, message, by=incident.by)
        lines: list[Line] = picture(incident, self.clock.wall, self.lang, cols, rows - 2, extras)
        lines += [[("", "")] for _ in range(rows - 2 - len(lines))]
        lines.append(rule_line(cols))
        lines.append([("keys", " " + cut(self.ctx.out.word("screen.demo-line"), cols - 2))])
        show_lines(lines, COLORS if self.ctx.out.color else MONO, self.before)

    def summary(self) -> None:
        from kit.ground.documents.terminal import show
        from kit.review.summary.rules.summarise import summarise
        from kit.review.summary.show.incident import page

        summary = summarise(self.folder.incident, self.folder.entries, self.clock.wall)
        made = page(self.folder.incident, self.folder.entries, summary, self.lang)
        if self.ctx.out.terminal:
            kept = [s for s in made.sections if s.name in SHORT]
            made = msgspec.structs.replace(made, sections=kept)
        self.ctx.out.lines(show(made, self.ctx.out.width, self.ctx.out.color))
        if self.ctx.out.terminal:
            self.ctx.out.say("screen.demo-end")
