"""Hands on the guide's keys: its questions answered one by one, without a terminal."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Question
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.printed import Printed
from kit.incidents.incident.files.store import Store
from kit.live.guide.talk.flow import flow, guide
from tests.support.kit import TEN, opened


class Hands:
    """A guide at ten o'clock; ``press`` gives the question that comes next. ``begun``: the home has
    its incident already."""

    speed = 1.0

    def __init__(self, home: Path, lang: str = "en", type_: str = "application-outage", begun: bool = False, profile: str = "hotline") -> None:
        folder = Store(str(home)).pick("") if begun else opened(home, type_, profile)
        out = Out(io.StringIO(), lang, True)
        self.ctx = Context(str(home), self, lambda: None, out, out, Me("li", lang, True, ""))  # type: ignore[arg-type, return-value]
        self.session = guide(self.ctx, folder, False)
        self.flow = flow(self.session)
        self.question: Question = next(self.flow)

    def now(self) -> Now:
        return Now(TEN)

    def press(self, *answers: str | None) -> Question:
        for answer in answers:
            self.question = self.flow.send(answer)
        return self.question

    def offered(self) -> dict[str, str]:
        return {option.key: option.name for option in self.question.options}

    def line(self) -> str:
        return " ".join(text_of(self.session.key_lines(80)))

    def kinds(self) -> list[str]:
        return [entry.event.kind for entry in self.session.folder.entries]


def printed(question: Question) -> Printed:
    """The question as numbered lines, all of its first page printed."""
    shown = Printed(question)
    shown.first("en")
    return shown


class Later(Hands):
    """The same hands, by a clock that the test moves."""

    minute = 0.0

    def now(self) -> Now:
        return Now(TEN + timedelta(minutes=self.minute))

    def at(self, minute: float) -> None:
        self.minute = minute
        self.session.refresh()
        self.session.picture(80, 20)
