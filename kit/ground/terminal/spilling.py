"""Keys of the screens that lead through nothing (home, the search): a key counts once none follows
it at once, and what is typed on is text, so that nothing of it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from kit.ground.terminal.ask import Answer
from kit.ground.terminal.hand import COUNTED
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.posed import Posed

TOGETHER = 0.4  # seconds between two keys of one word
BEHIND = 3.0  # seconds that an input method needs for the words behind a figure
NOTE = "n"


class Ways(Protocol):
    """What keys lead to."""

    posed: Posed

    def answer(self, answer: Answer) -> None:
        """The answer to the question that is posed."""

    def useless(self, key: str) -> None:
        """Say that this key does nothing here."""

    def say(self, name: str, **fill: object) -> None:
        """Said of the last key."""

    def bell(self) -> None:
        """Rings once."""

    def pasted_now(self) -> bool:
        """Whether the keys come in one piece."""

    def words_behind(self) -> bool:
        """Whether words come right behind the key."""


class Spilling:
    """``refused``: a figure that meant nothing, and when: words of an input method behind it make
    one sentence with it."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.refused = ("", float("-inf"))
        self._key = ""
        self._timer: asyncio.TimerHandle | None = None

    def hold(self, key: str, act: Callable[[], None]) -> None:
        """A key that may be the first letter of a word."""

        def alone() -> None:
            self.drop()
            act()

        self._key = key
        self._timer = asyncio.get_running_loop().call_later(TOGETHER, alone)

    def drop(self) -> str:
        """Forget it; the key, "" where none was held."""
        key, self._key = self._key, ""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return key

    def press(self, key: str, behind: int) -> None:
        """A single key, with so many ``behind`` it in one piece."""
        posed, before = self.ways.posed, self.drop()
        if before and len(key) == 1 and key.isprintable():
            self._text(before + key)
        elif before and posed.meant(before) is not None:
            self.ways.answer(posed.meant(before))
        elif self._spills(key, behind):
            if posed.question.lettered and half_width(key) != NOTE and key.isascii():
                self.hold(key, lambda: self._alone(key))  # one alone begins no sentence
            else:
                self._text(key)
        else:
            self._means(key)

    def _means(self, key: str) -> None:
        """A key that is no text."""
        posed, ways = self.ways.posed, self.ways
        key = half_width(key) if len(key) == 1 else key
        if not key.isascii():  # an input method sends words, several characters at once
            ways.say("input-method")
            return
        back = key == "escape" and posed.question.kind != "keys"  # records nothing
        again = len(key) == 1 and self._again(key)
        led = back and ways.words_behind()  # no piece of a paste or of a function key
        if (ways.pasted_now() and not led) or not (posed.ready or back or again):
            ways.say("key-early")
            ways.bell()
            return
        answer = posed.meant(key)
        if answer is not None and posed.question.spills and len(key) == 1:
            self.hold(key, lambda: ways.answer(answer))
        elif answer is not None or back:
            ways.answer(answer)
        else:
            ways.useless(key)

    def _spills(self, key: str, behind: int) -> bool:
        """Whether the key is text: it means nothing here, or others come with it, or it came before
        anybody could see what it would mean."""
        posed = self.ways.posed
        if not posed.question.spills or len(key) != 1 or not key.isprintable():
            return False
        early = not (posed.ready or self._again(key))
        return early or behind > 1 or posed.meant(half_width(key)) is None

    def _again(self, key: str) -> bool:
        """Whether it is the key that led here, which needs nothing to be read."""
        return self.ways.posed.option(self.ways.posed.meant(half_width(key))).again

    def _alone(self, key: str) -> None:
        self.refused = key, asyncio.get_running_loop().time()
        self.ways.useless(key)

    def _text(self, text: str) -> None:
        """With a figure that was refused just before, where one goes on so."""
        (figure, at), self.refused = self.refused, ("", float("-inf"))
        soon = asyncio.get_running_loop().time() - at < BEHIND
        if soon and figure.isdecimal() and text[0] in COUNTED:
            text = figure + text
        self.ways.answer(f"text:{text}")
