"""A leader's desk: the forms of the shift answered from a list."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Left, Question
from kit.live.home.show import ABOVE
from kit.shifts.handover.command import at_home as handing
from kit.shifts.shift.command import more
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules.state import Shift
from tests.support.constants import TEN


class Desk:
    """A terminal that answers from a list; where that ends, whoever sat there has left."""

    speed = 1.0

    def __init__(self, home: Path, lang: str = "en") -> None:
        self.answers: list[str] = []
        self.asked: list[Question] = []
        self.minute = 0.0
        self.out, self.err = Out(io.StringIO(), lang, True), Out(io.StringIO(), lang, True)
        me = Me("li", lang, True, "")
        self.ctx = Context(str(home), self, lambda: self, self.out, self.err, me)  # type: ignore[arg-type, return-value]

    def now(self) -> Now:
        return Now(TEN + timedelta(minutes=self.minute), 1000 + 60 * self.minute, "boot")

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        if not self.answers:
            raise Left
        answer = self.answers.pop(0)
        if question.kind == "text":
            assert answer or question.optional, question.name
            assert not question.default, "what is typed would be hung behind it"
            return answer
        assert answer in {option.name for option in question.options}, question
        return answer

    def does(self, act: Callable[[Context], None], *answers: str) -> None:
        self.answers = list(answers)
        act(self.ctx)
        assert not self.answers, "all that was said was asked for"

    def shift(self) -> Shift:
        (book,) = Shifts(self.ctx.home).on()
        return book.shift

    def said(self) -> str:
        return "".join(out.stream.getvalue() for out in (self.out, self.err))  # type: ignore[attr-defined]


@contextmanager
def handing_desk(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str = "en") -> Iterator[Desk]:
    """One at which a shift may be handed over, too; what that adds to the menu goes again."""
    for name in ("KIT_CLOCK", "KIT_PROFILE", "KIT_BY"):
        monkeypatch.delenv(name, raising=False)
    for module in ("kit.shifts.handover.command.handover", "kit.shifts.shift.command.shared"):
        monkeypatch.setattr(f"{module}.terminal", lambda: True)
    before, above = list(more.ENTRIES), list(ABOVE)
    handing.register()
    yield Desk(home, lang)
    more.ENTRIES[:], ABOVE[:] = before, above
