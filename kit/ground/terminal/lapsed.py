"""A key that did not count and was asked about, once that is over: its letter means the same until
another key comes, and asks again at the same step from then on, until something was recorded there.
"""

from __future__ import annotations

import msgspec

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Question

AGAIN, YES = "asked-again", "y"  # the answer that asks again what lapsed, and its letter


class Lapsed(msgspec.Struct, frozen=True):
    """``answer``: what it would have been at the keys ``of`` a step; ``known``: ids of what was
    recorded last by then; ``fresh``: no other key has come since the question went by itself."""

    answer: str
    of: str
    known: set[str]
    fresh: bool = False

    def at(self, question: Question, made: set[str]) -> Lapsed | None:
        """At these keys, with what was recorded last by now; ``None`` once it is over. Notes and
        promises deal with no step."""
        dealt = made != self.known and (question.dealt is None or question.dealt())
        over = dealt or self.of != question.of
        return None if over else Lapsed(self.answer, self.of, made, self.fresh)

    def offered(self, question: Question, lang: str) -> Question:
        """The keys with its letter, where that means nothing else."""
        others = [option for option in question.options if option.name != AGAIN]
        if any(YES in (option.key, option.also) for option in others):
            return question
        what = next((o.called for o in others if o.name == self.answer), "")
        yes = word(lang, "screen.so-soon-yes", what=what)
        again = Option(AGAIN, yes if self.fresh else word(lang, "screen.ask-again"), YES)
        return msgspec.structs.replace(question, options=[*others, again])
