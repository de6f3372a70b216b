"""How a question was come to: what was answered since the keys were asked for. One that was left is
asked again by the same answers, so that it is that one, with what had been typed by then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Question
from kit.ground.terminal.owed import short
from kit.ground.terminal.ways import Aside, Ways

Path = tuple[tuple[str, Answer], ...]


class Pending(NamedTuple):
    """A question that was left for something else, and what it held ``aside``; ``known``: what was
    recorded last by then; ``path``: what leads to it from the keys ``of`` a step, empty where
    nothing does without recording something."""

    question: Question
    aside: Aside | None
    known: set[str]
    path: Path
    of: str


class Trail:
    """``left``: what the key that comes now leaves; ``names``: what the keys that are asked for
    answer, each by its key."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, Answer]] = []
        self.open = False  # whether the same answers lead there again, and record nothing
        self.left: Pending | None = None
        self.names: dict[str, str] = {}

    def keys(self, question: Question) -> None:
        """They are asked for: what comes next begins there."""
        self.answers, self.open = [], True
        self.names = {option.key: option.name for option in question.options}

    def answered(self, question: Question, answer: Answer) -> None:
        """By what the flow hears. A note is recorded once."""
        self.open = self.open and not question.recalls
        self.answers.append((question.name, answer))

    def pressed(self, key: str) -> Pending | None:
        """A key leads out of what is asked, to what it opens at the keys ("": something else does,
        and no answers lead there); what it leaves."""
        left, self.left = self.left, None
        name = self.names.get(key, "")
        self.answers, self.open = [("", name)], bool(name)
        return left

    def recorded(self) -> None:
        """An answer did: given once more it would do it again."""
        self.open = False

    def path(self) -> Path:
        return tuple(self.answers) if self.open else ()


def asked_again(question: Question, left: Pending, lang: str) -> tuple[Question, Aside]:
    """At the keys, which are the ``question``: what was left there, or whether what was left
    elsewhere is to be asked again."""
    if left.aside is not None and left.aside.question.kind == "keys":
        return left.question, left.aside._replace(question=question)
    yes = Option("yes", word(lang, "screen.ask-again"), "y")
    asked = word(lang, "screen.not-answered", asked=left.question.title)
    (_, first), *behind = left.path
    stood = left.question, left.aside
    through = Aside(question, first or "", "", "", tuple(behind), stood)
    again = replace(
        left.question,
        text=asked,
        called=left.question.title,
        options=[yes],
        lines=[],
        rings=True,
        repeats="",
    )
    return again, through


def unanswered(pending: Sequence[str], asked: str, keys: str, lang: str) -> list[str]:
    """What was left without an answer and nobody can have read that, as it all ends; ``asked``:
    what is said of that now; ``keys``: did not count there."""
    left = [*dict.fromkeys(filter(None, [*map(short, pending), asked]))]
    if left and keys:
        left[-1] = word(lang, "screen.left-keys", asked=left[-1], keys=keys)
    return left


def gone_through(ways: Ways, through: Aside) -> bool:
    """The answers behind the first once more, and what was read back there; whether they led to
    what had been asked."""
    for name, answer in through.behind:
        if ways.posed.question.name != name:
            return False
        ways.answer(answer)
    if through.stood is None:
        return True
    question, aside = through.stood
    there = aside.question if aside is not None else question
    posed = ways.posed.question
    if (posed.name, posed.text) != (there.name, there.text):
        return False
    if aside is not None:
        ways.pose(question, aside)
    return True
