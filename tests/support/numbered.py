"""Lines typed at the numbered guide by a clock of their own: no terminal, no waiting."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal import plain as ground
from kit.live.guide.talk import (
    asked,
    escaped,
    foremost,
    leading,
    meant,
    pace,
    plain,
    refusals,
    told,
    two_calls,
)
from kit.live.guide.talk.figure import WANT
from kit.live.guide.talk.flow import flow, guide
from tests.support.constants import TEN
from tests.support.hands import Hands

PACE = 0.25  # seconds a key


def reads_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every step, as by ``?``, and means by a number the act that it names there."""
    lists = plain.printed

    def printed(session: Any, question: Any) -> Any:
        shown = lists(session, question)
        wants = session.step is not None and session.step.step.answer in WANT  # asks by itself
        if question.name == "step" and not wants:
            shown.always = {option.name for option in question.options}
        return shown

    monkeypatch.setattr(plain, "printed", printed)


class Echo:
    def hold(self) -> None:
        pass

    def give_back(self) -> None:
        pass


class Numbered:
    """``home``'s guide. ``says`` is asked for each line, with what was printed since the last; it
    gives the seconds before its first key and the line, ``None`` at the end. ``begun``: the home has its
    incident already. ``listed``: the hand has read the whole list of ``?`` at every step, so that no number
    is asked about for not being printed."""

    def __init__(
        self, home: Path, lang: str, type_: str, monkeypatch: pytest.MonkeyPatch, says: Callable[[str], Any],
        begun: bool = False, listed: bool = True,
    ) -> None:  # fmt: skip
        hands = Hands(home, lang, type_, begun)
        hands.flow.close()
        self.hands, self.says = hands, says
        self.session = guide(hands.ctx, hands.session.folder, False)
        self.now, self.begun, self.screen = 1000.0, 0.0, ""
        self.echo = Echo()
        self.question = ""
        self.chosen = False
        self.asked: Any = None
        self.screens: list[str] = []  # what ``when_a_report_is_due`` saw before each line
        monkeypatch.delenv("KIT_PAUSE", raising=False)
        for module in (plain, escaped, told, leading, refusals, meant, asked, pace, foremost, two_calls, ground):
            for name, mine in (("lines", lambda: self), ("wall", lambda: self.now), ("write", self.write)):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, mine)
        monkeypatch.setattr(ground, "prompt", self.write)
        if listed:
            reads_the_whole_list(monkeypatch)
        monkeypatch.setattr(plain, "flow", self.watched)

    def watched(self, session: Any) -> Any:
        """The flow; which question stands is remembered."""
        asked = flow(session)
        question = next(asked)
        while True:
            self.question, self.asked = question.name, question
            try:
                try:
                    answer = yield question
                except Exception as error:
                    question = asked.throw(error)
                else:
                    question = asked.send(answer)
            except StopIteration as stop:
                return stop.value

    def write(self, text: str = "") -> None:
        self.screen += text + "\n"

    def typed_ahead(self) -> list[str]:
        return []

    def joined(self, line: str) -> str:
        return line

    def get(self, timeout: float | None) -> str | None:
        screen, self.screen = self.screen, ""
        typed = self.says(screen)
        if typed is None:
            return None
        if typed == "":
            raise queue.Empty
        pause, line = typed
        self.begun = self.now + pause
        self.now = self.begun + PACE * (len(line) + 1)
        return f"{line}\n"

    def run(self) -> None:
        try:
            plain.run_plain(self.session, self.chosen)
        except KeyboardInterrupt:
            pass

    def entries(self) -> list[Any]:
        return list(self.session.folder.entries)

    def kinds(self) -> list[str]:
        return [entry.event.kind for entry in self.entries()]

    def texts(self) -> str:
        return " ".join(repr(entry.event) for entry in self.entries())


def when_a_report_is_due(
    home: Path, lang: str, monkeypatch: pytest.MonkeyPatch, lines: Iterable[str | tuple[float, str]], pause: float
) -> Numbered:
    """Lines typed at an outage, six minutes after it began; each ``pause`` seconds after what was
    printed, or as many as stand before it."""
    rest = iter(lines)
    found: list[str] = []

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        line = next(rest, None)
        return (pause, line) if isinstance(line, str) else line

    guide = Numbered(home, lang, "application-outage", monkeypatch, says)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=6))  # type: ignore[method-assign]
    guide.session.refresh()
    guide.run()
    guide.screens = found
    return guide
