"""The question on the screen: what is typed, which option is marked, what a key means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from prompt_toolkit.buffer import Buffer

from kit.ground.base.clean import as_typed, clean
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.hand import LOOK, pause

GUARD = 0.15  # keys that arrive sooner were meant for the question before
GUARD_CLOSED = 0.7  # the same where the question before went by itself
PAGE = 9
TURN = "v"  # the key for what the window has no room for
DIGITS = tuple("123456789")

Find = Callable[[str], list[Option]]


class Posed:
    """``find`` gives the options of a ``find`` question for what is typed."""

    def __init__(self, find: Find | None = None) -> None:
        self.find = find
        self.question = Question("", "")
        self.buffer = Buffer(multiline=False)
        self.selected = 0
        self.drawn: str | None = None  # which option the last picture marked
        self.ready_at, self.stood = 0.0, float("-inf")  # the second: when it was asked
        self.start = self.room = self.length = 0  # lines to be read: the first, shown, in all

    def put(self, question: Question) -> None:
        self.question = question
        self.drawn = None
        self.start = self.room = self.length = 0
        self.selected = -1  # none: Enter alone answers no question that nobody has read
        if question.kind == "choice" and question.default and (question.spills or question.safe):
            names = [option.name for option in question.options]
            self.selected = names.index(question.default)
        self.buffer.text = question.typed
        self.buffer.cursor_position = len(question.typed)

    # ---- what is to be read first ------------------------------------------------------------

    @property
    def looks(self) -> bool:
        """Whether the key for what there is no room for is free to show it here."""
        free = self.question.kind == "choice" and not (self.question.stands or self.question.spills)
        return free and all(TURN not in (o.key, o.also) for o in self.question.options)

    def read_from(self, room: int, length: int) -> None:
        """So many lines are shown of so many (0: all of them)."""
        self.room, self.length = room, length
        self.start = self.start if self.start < length else 0

    def turn(self) -> bool:
        """To the lines behind those that are shown, and from the last to the first; whether there
        are any."""
        if self.length <= self.room or not self.looks:
            return False
        self.start = self.start + self.room if self.start + self.room < self.length else 0
        return True

    # ---- when keys count ---------------------------------------------------------------------

    def guard(self, seconds: float) -> None:
        """No key counts for so long. Needs the running loop."""
        self.stood = asyncio.get_running_loop().time()
        self.ready_at = self.stood + seconds

    def unread(self, key: str) -> bool:
        """Whether a key would answer what came unasked before anybody can have read it."""
        option = self.option(self.meant(key))
        unasked = self.question.kind == "choice" and self.question.rings and self.question.stands
        leads = option.opens or option.leaves or option.again or option.name in ("", "back")
        now = asyncio.get_running_loop().time() if unasked and not leads else float("inf")
        return now - self.stood < LOOK * pause()

    @property
    def ready(self) -> bool:
        try:
            return asyncio.get_running_loop().time() >= self.ready_at
        except RuntimeError:
            return False

    # ---- options -----------------------------------------------------------------------------

    @property
    def typing(self) -> bool:
        return self.question.kind in ("text", "find")

    @property
    def finding(self) -> bool:
        return self.question.kind == "find"

    @property
    def mark(self) -> int:
        """Which option Enter takes (-1: none): the one that was gone to, and what fits best once
        something is typed to find it, unless what is found stands there to be read first, or
        something else fits as well."""
        if self.selected >= 0 or not self.finding or self.question.spills or not self.text():
            return self.selected
        plainly = self.question.plainly
        return 0 if plainly is None or plainly(self.text()) else -1

    def options(self) -> Sequence[Option]:
        seek = self.question.seek or self.find
        if self.finding and seek is not None:
            return seek(self.text())
        return self.question.options

    @property
    def digits(self) -> bool:
        """Whether a digit chooses: not while it may be part of what is typed, nor by a place on
        the list where the options have numbers of their own."""
        if self.finding:
            free = self.question.seek is None and not self.question.lettered
            return free and not self.buffer.text
        return not self.question.lettered

    def first(self, room: int) -> int:
        """Which option is the first on a list of ``room`` lines: the marked one is on it."""
        if self.finding and not self.digits:
            return max(0, min(self.selected, len(self.options()) - 1) - room + 1)
        return self.page()

    def page(self) -> int:
        """Which option is the first of those that the digits choose from."""
        return max(0, self.selected) // PAGE * PAGE

    def move(self, by: int) -> None:
        """The mark, up (-1) or down (1)."""
        at = self.mark  # what is marked by itself was not gone to
        if by < 0:
            self.selected = max(0, at + by)
        else:
            self.selected = min(len(self.options()) - 1, at + by)

    # ---- answers -----------------------------------------------------------------------------

    @property
    def recalling(self) -> bool:
        """Whether Up brings back lines that were not taken."""
        return self.question.kind == "text" and self.question.aside is not None

    def recall(self, by: int) -> None:
        """Into the line: an older one (-1), or a newer one (1)."""
        if self.question.aside is not None:
            self.buffer.text = self.question.aside.turn(by, self.text())
            self.buffer.cursor_position = len(self.buffer.text)

    def text(self) -> str:
        """What is typed, as it will be recorded."""
        text = as_typed(self.buffer.text)
        return clean(text, max(1, len(text)))

    def entered(self) -> str | None:
        """The answer that Enter gives; ``None``: it gives none."""
        if self.finding and self.question.spills and self.mark < 0 and self.text():
            return f"text:{self.text()}"
        if self.finding:  # what nobody can have seen marked is no choice of his
            return self.marked() if self.marked() == self.drawn else None
        if self.question.kind != "text":
            return self.marked()
        text = self.text() or self.question.default
        return text if text or self.question.optional else None

    def marked(self) -> str | None:
        options = self.options()
        if not options or self.mark < 0:
            return None
        return options[min(self.mark, len(options) - 1)].name

    def option(self, answer: object) -> Option:
        """The option of this name; an empty one where there is none."""
        options = self.question.options
        return next((o for o in options if o.name == answer), Option("", ""))

    def key_of(self, answer: str) -> str:
        """The key that gives this answer; "" for none."""
        names = [option.name for option in self.question.options]
        own = self.option(answer).key
        if own or answer not in names or not self.digits:
            return own
        place = names.index(answer)
        if self.question.numbers is not None:
            place = self.question.numbers[answer] - 1
        return DIGITS[place] if place < len(DIGITS) else ""

    def digit(self, digit: str) -> str | None:
        """The option that a digit means: by its own number, where the options have some."""
        if self.question.kind == "choice" and self.question.numbers is not None:
            numbers = self.question.numbers
            return next((name for name in numbers if numbers[name] == int(digit)), None)
        options, index = self.options(), self.page() + int(digit) - 1
        if self.question.spills:
            options = [option for option in options if not option.key]
        return options[index].name if index < len(options) else None

    def meant(self, key: str) -> str | None:
        """The answer that a single key gives to a question that is not typed."""
        options = self.question.options
        if self.question.kind == "keys":
            return answered_by(self.question, key)
        if key == "enter":
            return self.marked()
        for option in options:
            if key and key.lower() in (option.key, option.also):
                return option.name
        return self.digit(key) if key in DIGITS and self.digits else None


def answered_by(question: Question, key: str) -> str | None:
    """What a key means where keys are pressed."""
    for option in question.options:
        if key in (option.key, option.also or option.key):
            return option.name
    for option in question.options:
        if key.isalpha() and key.lower() in (option.key, option.also):
            return option.name
    return None


def with_letters(question: Question) -> str:
    """What is asked, and the letters that answer it at once."""
    keys = "/".join(o.key for o in question.options if o.key.isalpha() and not o.opens)
    return f"{question.text} {keys}".strip() if question.lettered else question.text
