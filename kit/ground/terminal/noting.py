"""The line of a note, wherever one is asked for: in an incident, at home, in a shift's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.person import person
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Left, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.printed import BACK
from kit.ground.terminal.typed import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.terminal.ask import Asker

BACKS = (BACK, "<", "esc", "q")  # lines of the numbered mode that go back


def goes_back(text: str) -> bool:
    """Whether a numbered line goes back; the letter that leaves does so everywhere."""
    return half_width(text).strip().lower() in BACKS


def ask_name(ask: Callable[[], str], say: Callable[..., None]) -> str:
    """A line for somebody's name, in which the keys that go back everywhere do so; another key is
    said to be no name, and it is asked for again. Raises ``Left``."""
    while True:
        text = ask()
        if goes_back(text):
            raise Left
        try:
            return person(text)
        except Refused as refused:
            say(f"refused.{refused.code}", **refused.fill)


def no_note(text: str) -> bool:
    """Whether a line is no words: a number, or one letter of the keyboard, once or more often."""
    one = half_width(text).strip().lower()
    return bare(one) or (one.isascii() and one.isalpha() and len(set(one)) == 1)


def note_line(question: Question, lang: str, plain: bool) -> Flow[str | None]:
    """The words of a note; ``None`` when somebody goes back: an empty line does, and 0 in numbered
    lines (``plain``), where that stands there. What is no words is a key that was meant for
    something else: it is asked back. What stands in the ``question`` as ``typed`` is taken by
    Enter alone."""
    typed = clean(question.typed, len(question.typed))
    ways = [word(lang, "screen.typed", text=typed)] if plain and typed else []
    ways += [word(lang, "screen.back-text")] if plain else []
    asked = msgspec.structs.replace(
        question, lines=[*question.lines, *ways], optional=plain or question.optional
    )
    while True:
        text = yield asked
        if text is None or (plain and goes_back(text)):
            return None
        text = text.strip() or (typed if plain else "")
        if not text:
            return None
        if not no_note(text):
            return text
        lines = [word(lang, "screen.words-wanted"), *ways]
        asked = msgspec.structs.replace(asked, lines=lines, typed="" if plain else text)


def ask_note(asker: Asker, question: Question, lang: str, plain: bool) -> str:
    """The same as a single question. Raises ``Left`` when somebody goes back."""
    flow = note_line(question, lang, plain)
    asked = next(flow)
    try:
        while True:
            asked = flow.send(asker.ask(asked))
    except StopIteration as stop:
        if stop.value is None:
            raise Left from None
        return str(stop.value)
