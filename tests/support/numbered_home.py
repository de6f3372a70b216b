"""Lines typed at the numbered home, and at the guides it leads to, by a clock of their own."""

from __future__ import annotations

import contextlib
import io
import queue
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal import plain as ground
from kit.incidents.incident.files.store import Store
from kit.live.guide.command.start import open_type
from kit.live.home.command import go_home
from kit.live.home.talk import plain as home_plain
from kit.live.home.talk import search
from kit.shifts.shift.command import at_home
from tests.support.constants import TEN
from tests.support.numbered import PACE, Echo, by_its_clock, reads_the_whole_list


class NumberedHome:
    """A line may have the seconds before its first key with it. What was printed before each stands in
    ``screens``."""

    speed = 1.0
    listed = True  # the whole list of ``?`` was read at every step

    def __init__(self, home: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real, self.begun, self.told = 1000.0, 0.0, None
        self.screen, self.screens = "", [""]
        self.echo, self.queue = Echo(), queue.Queue[Any]()
        self.echo.held = False  # type: ignore[attr-defined]
        self.out = io.StringIO()
        out = Out(self.out, lang, True)
        self.ctx = Context(str(home), self, lambda: ground.PlainAsker(lang), out, out, Me("li", lang, True, ""))  # type: ignore[arg-type]
        monkeypatch.delenv("KIT_PAUSE", raising=False)
        at_home.register()
        by_its_clock(monkeypatch, self, lambda: self.real, home_plain, search)
        if self.listed:
            reads_the_whole_list(monkeypatch)

    def now(self) -> Now:
        return Now(TEN + timedelta(seconds=self.real - 1000.0))

    def write(self, text: str = "") -> None:
        self.screen += text + "\n"

    def typed_ahead(self) -> list[str]:
        return []

    def joined(self, line: str) -> str:
        return line

    @contextlib.contextmanager
    def telling(self, told: Any) -> Iterator[None]:
        yield

    def get(self, timeout: float | None) -> str | None:
        self.screens.append(self.screen + self.out.getvalue())
        self.screen = ""
        self.out.seek(0)
        self.out.truncate()
        if not self.rest:
            return None
        line = self.rest.pop(0)
        pause, text = (PACE, line) if isinstance(line, str) else line
        self.begun = self.real + pause
        self.real = self.begun + PACE * (len(text) + 1)
        return f"{text}\n"

    def types(self, *lines: str | tuple[float, str]) -> int:
        """Home again, with these lines; the exit code."""
        self.rest = list(lines)
        try:
            code = go_home(self.ctx)
        except KeyboardInterrupt:
            code = 130
        self.screens.append(self.screen + self.out.getvalue())
        return code

    def opens(self, *types: str, drill: bool = False) -> None:
        """Incidents of these types, a second apart, as if this laptop's leader had begun them."""
        for each in types:
            open_type(self.ctx, each, drill, 1.0, "hotline")
            self.real += 1

    def logs(self) -> list[Any]:
        return self.ctx.of(Store).open_logs()

    def kinds(self) -> list[str]:
        return [e.event.kind for log in self.logs() for e in log.entries]

    def notes(self) -> list[tuple[str, str, str]]:
        """Type, time and text of each note."""
        found = [(log.incident.type, e) for log in self.logs() for e in log.entries if e.event.kind == "note"]
        return [(type_, f"{e.at:%H:%M}", e.event.text) for type_, e in sorted(found, key=lambda each: each[1].n)]

    def said(self) -> str:
        return "\n".join(self.screens)
