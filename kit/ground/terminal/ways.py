"""What a key of a hand may lead to."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from kit.ground.terminal.ask import Answer, Question


class Aside(NamedTuple):
    """A text that is read back before the flow hears of it: to what it answers, the answer, what
    stands in the line, and all that was typed. No key leads out of it: the text would be lost."""

    question: Question
    answer: str
    text: str
    whole: str


class Ways(Protocol):
    """Of the screen that is looked at."""

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
