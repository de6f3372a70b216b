"""A key that did not count and was asked about, once that is over: its letter means the same until
another key comes, and asks again at the same step from then on, until something was recorded there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.cells import cut
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Pressed, Question
from kit.ground.terminal.breath import now
from kit.ground.terminal.hand import DOING, ENDING
from kit.ground.terminal.posed import answered_by

if TYPE_CHECKING:
    from kit.ground.terminal.standing import Standing
    from kit.ground.terminal.ways import Aside

STEP = 18  # cells of a step's name
AGAIN, YES = "asked-again", "y"  # the answer that asks again what lapsed, and its letter
REDO = "redo"  # has the same letter


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
        """The keys with its letter, where that means nothing else. Straight behind its question it
        does not restore; later it does that alone, as the line above says, and the call is named
        with its own key."""
        gone = (AGAIN, REDO) if self.fresh else (AGAIN,)
        others = [option for option in question.options if option.name not in gone]
        if any(YES in (option.key, option.also) for option in others):
            return question
        what = next((o.called for o in others if o.name == self.answer), "")
        yes = word(lang, "screen.so-soon-yes", what=what)
        again = Option(AGAIN, yes if self.fresh else word(lang, "screen.ask-again"), YES)
        return msgspec.structs.replace(question, options=[*others, again])


def named(lapsed: Lapsed, keys: Question, lang: str) -> str:
    """What did not count, as a question that was left is named."""
    option = next((o for o in keys.options if o.name == lapsed.answer), Option("", ""))
    return titled(keys, option, lang)


def titled(keys: Question, option: Option, lang: str) -> str:
    """A key of a step that did not count, as it is named elsewhere: with the step, short."""
    between = "：" if lang == "zh" else ": "
    what = between.join(filter(None, (cut(keys.called, STEP), option.label)))
    return word(lang, "screen.so-soon-called", what=what)


def still(standing: Standing, lapsed: Lapsed, question: Question) -> Lapsed | None:
    """What it is at these keys; where the same key counted at its step that may have been done
    twice, and the first time stands nowhere."""
    there = lapsed.at(question, set(standing.breath.written()))
    keys = [o.key for o in question.options if o.name == lapsed.answer and o.slow]
    if there is None and lapsed.of == question.of and standing.astray.last in keys:
        standing.breath.remarks.once = standing.astray.last
        standing.breath.remarks.said_again(now())
    return there


def stays(standing: Standing) -> None:
    """Esc behind other keys at a question of a key that did not count: nobody has answered whether
    it is so, and that stays said. Esc alone says that it is not."""
    breath = standing.breath
    if standing.on and standing.posed.question.name == "so-soon" and not standing.astray.fresh:
        standing.lapses_with(breath.aside)


def gives_way(standing: Standing, key: str) -> bool:
    """Whether a hand that rested presses a key that says how a call went, so long behind the
    question that somebody can have called by then: that goes, and the key counts at the step."""
    breath, asked = standing.breath, standing.posed.question
    keys, aside = standing.keys, breath.aside
    meant = answered_by(keys, key)
    rested = breath.hand.gap >= DOING * breath.hand.pause
    if not rested or meant is None or standing.astray.elsewhere(standing):
        return False
    if not any(o.slow for o in keys.options if o.name == meant):
        return False
    if asked.once:  # what it asks of is settled as by any key that leads away
        standing.all_noted(aside)
        breath.unanswered()
        standing.ways.throw(Pressed(""))
    elif aside is not None and _of_step(aside, keys) and _called_since(standing):
        standing.goes(fresh=meant != aside.answer)
    if standing.posed.question.kind != "keys":
        return False
    standing.posed.ready_at = now()  # its keys are those that stood there before
    return True


def _of_step(aside: Aside, keys: Question) -> bool:
    """Whether it holds one of these keys; with the letter of what lapsed they are another list."""
    return aside.question.kind == "keys" and aside.question.of == keys.of


def _called_since(standing: Standing) -> bool:
    """Whether it asks of what was done a moment ago, and has stood for as long as a call takes."""
    soon = standing.soon is not None and standing.soon[0] is standing.posed.question
    return soon and now() - standing.asked >= ENDING * standing.breath.hand.pause


def said(standing: Standing) -> str:
    """What did not count, at the keys of its step, until it is answered."""
    lapsed, posed = standing.lapsed, standing.posed
    if lapsed is None or posed.question.kind != "keys":
        return ""
    own = any(option.name == AGAIN for option in posed.question.options)
    option, lang = posed.option(lapsed.answer), standing.breath.lang
    key = "so-soon-lapsed" if lapsed.fresh else "so-soon-stands"
    press = word(lang, "screen.enter") if option.key == "enter" else option.key
    return word(lang, f"screen.{key if own else 'so-soon-key'}", what=option.called, press=press)
