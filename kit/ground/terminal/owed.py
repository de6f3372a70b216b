"""An act that was asked about and left for something else, and stands nowhere else: it is said,
with its key, for as long as it can be asked about."""

from __future__ import annotations

from kit.ground.base.cells import cut
from kit.ground.base.words import word
from kit.ground.terminal.ask import Question

ASKED = 48  # cells of a question that was left


class Owed:
    """``asked``: as it is named, "" for none; ``key``: asks it again."""

    def __init__(self) -> None:
        self.asked = self.key = ""
        self.kept = False  # the keys say it themselves, for as long as it is so

    def left(self, question: Question) -> None:
        """This one was; what was left before it is, too, where this is of no such act."""
        if question.owes:
            self.asked, self.key = short(question.title), question.owes

    def stands(self, question: Question) -> None:
        """It is asked again, or its key does nothing any more where the keys are asked for."""
        here = question.kind == "keys" and question.prose and bool(question.of)
        if here and question.owes:
            self.asked, self.key, self.kept = short(question.owed), question.owes, True
            return
        gone = here and all(self.key not in (o.key, o.also) for o in question.options)
        if question.owes == self.key or gone or (here and self.kept):
            self.asked, self.key, self.kept = "", "", False

    def said(self, lang: str) -> str:
        return word(lang, "screen.not-answered-key", asked=self.asked, own=self.key)


def short(asked: str) -> str:
    """As it is named."""
    return cut(asked.strip().rstrip(":："), ASKED)
