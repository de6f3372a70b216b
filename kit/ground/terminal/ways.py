"""What a key of a hand may lead to."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from kit.ground.terminal.ask import Answer, Question
from kit.ground.terminal.posed import Posed


class Aside(NamedTuple):
    """A text that is read back before the flow hears of it: to what it answers, the answer, what
    stands in the line, and all that was typed. No key leads out of it: the text would be lost.
    ``behind``: what was answered behind that, each with the question's name, where that is gone
    through again; ``stood``: what was asked there, and what it held aside."""

    question: Question
    answer: str
    text: str
    whole: str
    behind: tuple[tuple[str, Answer], ...] = ()
    stood: tuple[Question, Any] | None = None

    @property
    def typed(self) -> str:
        """What was typed, also where it is only asked whether to ask of that again."""
        return str(self.stood[1].text) if self.stood and self.stood[1] else self.text


class Ways(Protocol):
    """Of the screen that is looked at."""

    posed: Posed

    def answer(self, answer: Answer) -> None:
        """The answer to the question that is posed; ``None`` goes back."""

    def throw(self, error: Exception) -> None:
        """Into the flow, which then asks something else."""

    def pose(self, question: Question, aside: Aside | None = None) -> None:
        """Ask this, of which the flow knows nothing where it holds something ``aside``."""

    def say(self, name: str, **fill: object) -> None:
        """Said of the last key, until the next."""

    def bell(self) -> None:
        """Rings once, but where everything is silent."""

    def useless(self, key: str) -> None:
        """Say that this key does nothing here."""
