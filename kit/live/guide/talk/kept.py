"""What was typed into lines of a form and stands in no entry: who types without looking types it
once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from kit.ground.base.cells import width
from kit.ground.console.context import Context
from kit.ground.console.unsaid import Unsaid
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.printed import MORE
from kit.incidents.incident.files.store import Store
from kit.live.guide.talk.session import Session

SHORT = 4  # characters
SENTENCE = 3  # cells of a line that is no key and no number
PASSING = (
    "note", "undone", "step-doing", "joined", "clock-jumped", "guide-resumed", "guide-left",
)  # fmt: skip
FIGURES = 16  # cells of what was meant for a time or an amount; what is longer is a sentence
# What times and amounts are written with, in both languages.
WRITTEN = frozenset(
    "点分秒时钟小半刻前后上下午早晚今明昨天日周月号内约大概左右多几个零一二三四五六七八九十两百"
)
WORDS = frozenset(
    (
        "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "s", "sec",
        "secs", "second", "seconds", "am", "pm", "past", "to", "half", "quarter", "about",
        "around", "in", "at", "ago", "by", "till", "until", "an", "oclock", "clock", "now", "from",
        "today", "tomorrow", "yesterday", "noon", "before", "after", "day", "days", "or", "so",
    )
)  # fmt: skip
UNREAD = 2  # sentences that stand in no log are told, the newest; the others are counted
LONG = 5  # digits of a number that is no number of a line


def sentence(text: str) -> bool:
    """Three letters, or two characters of Chinese."""
    return width(text) >= SENTENCE and text not in MORE and not text.isdecimal()


def is_figure(text: str) -> bool:
    """Whether it may have been meant for a time or an amount: short, with a digit, and hardly a
    word that none is written with. ``5个人被困`` and ``3 firemen go up`` are none."""
    words = re.findall(r"[a-z]+", text.casefold())
    others = [each for each in words if each not in WORDS]
    others += [c for c in text if c.isalpha() and not c.isascii() and c not in WRITTEN]
    return (
        any(map(str.isdecimal, text))
        and width(text) <= FIGURES
        and width("".join(others)) < SENTENCE
    )


class Line(NamedTuple):
    name: str
    text: str
    safe: bool
    refused: bool = False


def _counts(line: Line) -> bool:
    """Whether it is missed where it is not recorded: words, or a number long enough to be one."""
    return _says(line.text) and not line.safe and line.name != "close"


def _says(text: str) -> bool:
    return sentence(text) or (text.isdecimal() and len(text) >= LONG)


class Kept:
    """Lines of a form since the step stood there, also those that were asked back (``refused``);
    ``left``: of a form that somebody went back from or left by a key, which the next note begins
    with, until they stand in an entry after all; ``declined``: another note was typed over it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._left: list[tuple[str, int]] = []  # and how many entries there were
        self._declined: list[tuple[str, int]] = []
        self._offered = False  # it stands in the line of a note
        self._begin()

    def _begin(self) -> None:
        self.lines: list[Line] = []
        self.back = self.away = False
        self.at = len(self.session.folder.entries)

    @property
    def left(self) -> str:
        self._left = self._missing(self._left)
        return " ".join(text for text, _ in self._left)

    @property
    def declined(self) -> str:
        return " ".join(text for text, _ in self._missing(self._declined))

    def _missing(self, texts: list[tuple[str, int]]) -> list[tuple[str, int]]:
        entries = self.session.folder.entries
        return [(text, at) for text, at in texts if not stands_in(text, entries[at:])]

    def brought_back(self) -> str:
        """What was left, for the note that begins with it."""
        self._offered = True
        return self.left

    def not_taken_up(self) -> str:
        """The same where that note was left; "" where it was not."""
        offered, self._offered = self._offered, False
        return self.left if offered else ""

    def typed(self, question: Question, text: str) -> None:
        """A line answered."""
        self.back = False
        if question.kind == "text":
            self.lines.append(Line(question.name, text.strip(), question.safe))
        if question.recalls and self._offered:
            self._declined, self._left, self._offered = [*self._declined, *self._left], [], False

    def asked_back(self, question: Question) -> str:
        """What was just typed here and does not fit; "" where this is asked for the first time."""
        last = self.lines[-1] if self.lines else None
        if last is None or self.back or question.kind != "text" or not last.text or last.refused:
            return ""
        if (last.name, last.text) != (question.name, question.typed.strip()):
            return ""
        figure = last.safe and is_figure(last.text)
        if _says(last.text) and question.name != "close" and not figure:
            self.lines[-1] = last._replace(refused=True)
        else:
            self.lines.pop()
        return last.text

    def noted_at_once(self) -> None:
        """The line that was asked back last is a note by now."""
        if self.lines:
            self.lines.pop()

    def led_out(self) -> None:
        """The form is left by something else: what stands there records nothing."""
        kept = [line for line in self.lines if line.refused or _counts(line)]
        self.lines = [line._replace(refused=True) for line in kept]

    def led_away(self, question: Question) -> None:
        """The same by a key: nothing of it becomes a note unasked. A time stands with the words
        that it was typed for, also one that could not be read."""
        if question.typed and question.safe:
            self.lines.append(Line(question.name, question.typed.strip(), True))
        self.lines = [x._replace(refused=x.refused or _counts(x)) for x in self.lines]
        self.away = True

    def refused(self, question: Question, text: str) -> None:
        """Words that were asked about and left."""
        self.lines.append(Line(question.name, text.strip(), question.safe, refused=True))

    def went_back(self, *texts: str) -> None:
        """Esc at a line in which this stood already."""
        at = len(self.session.folder.entries)
        self._left[:0] = [(text, at) for text in texts]

    def lost(self) -> tuple[list[str], bool]:
        """All of it that is nowhere, and whether somebody went back or it was refused. What comes
        next is new."""
        new = self.session.folder.entries[self.at :]
        failed = self.session.failed  # what is new is another terminal's
        done = any(entry.event.kind not in PASSING for entry in new) and not failed
        back = self.back or self.away or failed
        words = [x for x in self.lines if x.refused or (not done and _counts(x))]
        if words and back and not done:  # its times, too
            words = [x for x in self.lines if x.text and x.name != "close"]
        texts = [x for x in dict.fromkeys(x.text for x in words) if not stands_in(x, new)]
        self._begin()
        return texts, back


def stands_in(text: str, entries: Sequence[Entry]) -> bool:
    """Whether one of them says it, however its figures are grouped there. What is as short as a
    count or initials stands in ids and in other words: it has to stand there by itself."""
    words = _joined(text[:40])
    alone = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(text.strip())}(?![A-Za-z0-9-])")
    short = len(words) <= SHORT and words.isascii()
    return any(
        alone.search(said) if short else words in _joined(said)
        for entry in entries
        for said in _texts(msgspec.to_builtins(entry.event))
    )


def stands_since(text: str, at: datetime, entries: Sequence[Entry]) -> bool:
    """Whether one says it that was written since ``at``."""
    return stands_in(text, [entry for entry in entries if entry.written >= at])


def drop_recorded(unsaid: Unsaid, entries: Sequence[Entry]) -> None:
    """What one of them has said since it was typed is missing no more."""
    for text, at in list(unsaid.since.items()):
        if stands_since(text, at, entries):
            unsaid.remove(text)


def is_reference(text: str, refs: Iterable[str]) -> bool:
    """Whether it is one of them, or the code by which that is closed: that is no note."""
    one = half_width(text).strip().upper()
    return any(one in (ref, ref[-SHORT:]) for ref in refs)


def no_sentences(ctx: Context) -> None:
    """Closing codes, also of what is closed since, and words by which something was looked for wait
    for nothing."""
    refs = ctx.of(Store).refs()
    for text in [*ctx.unsaid]:
        if text in ctx.unsaid.sought or is_reference(text, refs):
            ctx.unsaid.remove(text)


def _joined(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
