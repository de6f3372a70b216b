"""What was typed at a question that stands, and was none of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.breath import Breath, now
from kit.ground.terminal.hand import LOOKED
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.remarks import MOST

if TYPE_CHECKING:
    from kit.ground.terminal.standing import Standing


class TypedFigures:
    """Figures too short to be kept as words are: each is named in whatever is said there, and once
    more behind it, as the next one or a note would wipe it before anybody looked."""

    def __init__(self, breath: Breath) -> None:
        self.breath = breath
        self.there: list[str] = []
        self.words = set[str]()  # that were typed last
        self.counting = set[str]()  # typed since the keys were asked for, where it may be recorded

    def missed(self, text: str) -> None:
        self.there.append(text)
        self.breath.remarks.missed(text)

    def typed(self, text: object) -> None:
        """As a line, or straight on."""
        if isinstance(text, str) and text.strip():
            self.counting.add(half_width(text.strip()))
            self.words = {text.strip()}

    def recorded(self) -> None:
        """Something was, of which this was typed: that it did not count before is over."""
        remarks = self.breath.remarks
        remarks.recorded(self.words)
        for list_ in (self.there, remarks.keys, remarks.now):
            list_[:] = [each for each in list_ if half_width(each) not in self.counting]

    def said(self, over: bool = False) -> None:
        """``over``: the question is answered, or left."""
        if over:
            self.counting, self.words = set(), set()
        if not self.there:
            return
        remarks = self.breath.remarks
        remarks.keys = list(dict.fromkeys([*remarks.keys, *self.there]))[-MOST:]
        remarks.at, remarks.beside = now(), False
        if over:
            self.there = []


def typed_over(standing: Standing) -> bool:
    """Whether something was typed at what asks about a key, so that its letter may have been
    meant for that; not behind a rest in which the hand saw what stands there."""
    aside = standing.breath.aside
    at_keys = aside is not None and aside.question.kind == "keys" and bool(aside.question.of)
    at_it = standing.at is standing.posed.question and standing.on
    return at_keys and at_it and standing.breath.hand.gap < LOOKED
