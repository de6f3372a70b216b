"""A key that asks something at the step, refused where something else is asked: whoever pressed it
believes himself at its question, and the letter that he types next answers that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import MEANT
from kit.ground.terminal.keys import half_width

if TYPE_CHECKING:
    from kit.ground.terminal.standing import Standing


class Astray:
    """``key``: the one that was refused last, ``at`` that question; ``digit``: the question at
    which a digit was, that would have led to another step or chosen there."""

    def __init__(self) -> None:
        self.key, self.at = "", Question("", "")
        self.last, self.led = "", ""  # the key before, and the one that led to what stands
        self.fresh = True  # no key came before this one at what stands
        self.stood = self.digit = self.at

    def pressed(self, standing: Standing, key: str) -> None:
        """Any key."""
        self.fresh = standing.posed.question is not self.stood
        if self.fresh:
            self.led, self.stood = self.last, standing.posed.question
        self.last = half_width(key).lower()
        if _in_list(standing) and standing.posed.meant(self.last) is None:
            self.refused(standing, key)

    def refused(self, standing: Standing, key: str) -> None:
        """Only a key that asks something has an answer of its own; what led here asks this. What is
        pressed behind it may be chosen of what it asks, and is no answer to this either."""
        half = half_width(key).lower()
        asks = any(o.opens and half in (o.key, o.also) for o in standing.keys.options)
        breath = standing.breath
        here = half in (breath.hand.opened, breath.undoes, self.led)
        asked, enter = standing.posed.question, key == "enter"
        self.digit = asked if half.isdecimal() else self.digit
        if self.key and self.at is asked and not (asks or here or enter):
            return
        self.key, self.at = (key if asks and not here else ""), asked

    def elsewhere(self, standing: Standing) -> bool:
        """Whether the hand believes itself at another step by then: how a call went is that one's.
        """
        return standing.posed.question is self.digit

    def answers_another(self, standing: Standing, key: str) -> bool:
        """Whether this answer is meant for what that key asks, and does not count here, once."""
        question, meant = standing.posed.question, standing.posed.meant(half_width(key))
        if meant is None:
            return False
        before, self.key = self.key, ""
        option = standing.posed.option(meant)
        lately = standing.breath.hand.gap <= MEANT
        if not before or self.at is not question or option.opens or not lately:
            return False
        standing.breath.missed("key-astray", key, before=before, asked=question.title)
        return True


def _in_list(standing: Standing) -> bool:
    """Whether letters answer what is asked, and it does not stand: what is refused there is not
    refused by what stands. Where the flow hears of what is refused it asks by itself."""
    question = standing.posed.question
    choice = question.kind == "choice" and question.lettered and question.refused is None
    return standing.breath.on and choice and not standing.on
