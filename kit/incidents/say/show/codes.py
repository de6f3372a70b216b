"""A text as QR codes on a screen of a size: the code, beside it the words that it holds, below it
the keys."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from kit.ground.base.cells import cut, width, wrap
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.console.context import Out
from kit.ground.documents import qr
from kit.ground.terminal.fragments import Line

BESIDE = 24  # cells from which on words stand beside the code
SMALLEST = (80, 24)  # what is drawn for where there is no window


class Words(msgspec.Struct, frozen=True):
    """What is shown: ``parts`` gives its codes of at most so many bytes, none where it cannot be
    had in so few; ``reads`` what a person reads beside a code."""

    title: str
    parts: Callable[[int], list[str]]
    reads: Callable[[str], str] = clean


def words_of(title: str, text: str) -> Words:
    """A text, in numbered pages where it is long."""
    return Words(title, lambda room: qr.pages(text, room))


def words_of_facts(title: str, facts: list[str], lang: str) -> Words:
    """Facts, of which every page has whole ones."""
    between = "" if lang == "zh" else " "
    told = [clean(fact, len(fact) or 1) for fact in facts]
    return Words(title, lambda room: qr.packed(told, room, between))


class Look(msgspec.Struct):
    """How codes are drawn. ``colour``: dark on light whatever the terminal's colours are; without
    it what is drawn has the terminal's own, and ``inked`` says whether that is dark on light.
    ``halves``: half blocks can be written."""

    colour: bool
    inked: bool
    halves: bool = True


def look_of(out: Out) -> Look:
    """How this terminal draws: where it does not say what its ground is, it is dark."""
    colour, encoding = out.color, getattr(out.stream, "encoding", None) or "utf-8"
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    try:
        "▀▄█".encode(encoding)
        halves = True
    except (UnicodeError, LookupError):
        halves = False
    return Look(colour, colour or ground in ("7", "15"), halves)


def pages(words: Words, cols: int, rows: int, halves: bool = True) -> list[str]:
    """The words in as few codes as fit; none where the window holds no code for them. The last row
    is the keys'."""
    rows -= 1
    version = qr.version_for(cols, rows) if halves else qr.version_for(cols // 2, rows // 2)
    return words.parts(qr.ROOM[version - 1]) if version else []


def drawn(page: str, look: Look) -> list[str]:
    code = qr.modules(page)
    return qr.drawn(code, look.inked) if look.halves else qr.drawn_whole(code, look.inked)


class Shown:
    """Codes, one page at a time. ``alert``: what must be read there, too."""

    def __init__(self, words: Words, lang: str, look: Look) -> None:
        self.words = words
        self.lang = lang
        self.look = look
        self.at = 0
        self.count = 0
        self.alert = ""
        self._known: dict[tuple[str, bool], list[str]] = {}

    def turn(self, by: int) -> None:
        """Behind the last page comes the first."""
        self.at = (self.at + by) % max(1, self.count)

    def invert(self) -> None:
        self.look.inked = not self.look.inked

    def full(self, cols: int, rows: int) -> list[Line]:
        """The whole window: the code of a page, the words beside it, the keys in the last row."""
        found = pages(self.words, cols, rows, self.look.halves)
        self.count = len(found)
        if not found:
            return [[("", cut(self._say("small"), cols))]]
        self.at = min(self.at, self.count - 1)
        page = found[self.at]
        key = (page, self.look.inked)
        if key not in self._known:
            self._known = {key: drawn(page, self.look)}
        code = self._known[key]
        room = cols - len(code[0]) - 2
        beside = self._beside(page, room, rows - 1) if room >= BESIDE else []
        out: list[Line] = []
        for number in range(rows - 1):
            line: Line = []
            if number < len(code):
                line.append(("code", code[number]))
            if number < len(beside) and beside[number][0][1]:
                gap = 2 if number < len(code) else len(code[0]) + 2
                line += [("", " " * gap), *beside[number]]
            out.append(line or [("", "")])
        return [*out, [self._below(cols)]]

    def _below(self, cols: int) -> tuple[str, str]:
        place = f"{self.at + 1}/{self.count}  " if self.count > 1 else ""
        if self.alert:
            back = f"  {place}{self._say('back')}"
            return "ring", f" {cut(self.alert, cols - width(back) - 1)}{back}"
        keys = "keys-more" if self.count > 1 else "keys"
        return "keys", cut(f" {place}{self._say(keys)}", cols)

    def _beside(self, page: str, room: int, rows: int) -> list[Line]:
        head: list[Line] = [[("phase", line)] for line in wrap(clean(self.words.title, 200), room)]
        words: list[Line] = [[("", line)] for line in wrap(self.words.reads(page), room)]
        hint: list[Line] = [[("say", line)] for line in wrap(self._say("hint"), room)]
        left = rows - len(head) - len(hint) - 2
        if len(words) > left:
            words = [*words[: max(0, left - 1)], [("", "..")]]
        return [*head, [("", "")], *words, [("", "")], *hint][:rows]

    def _say(self, key: str) -> str:
        return word(self.lang, f"qr.{key}")
