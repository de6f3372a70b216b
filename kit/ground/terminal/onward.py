"""Where Enter alone goes on from what was to be read: an Enter that came too early read nothing,
and words typed there are no Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Left, Question, yes_or_no
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.noting import no_note
from kit.ground.terminal.printed import BACK

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Asker

BEFORE = "b"  # the key for what was before
LONG = 200  # characters of it that are said again


def hasty(question: Question, seconds: float) -> bool:
    """Whether what was begun so long after the question stood there may be meant for what stood
    there before. Turning a page records nothing, so that it waits no longer than a line does."""
    careful = question.careful or question.onward
    return careful and pause() > 0 and seconds < LOOK * pause()


def within(question: Question, last: str) -> Question:
    """As it is asked behind an answer to the form ``last``: whoever answered that very form types
    on for it, and a line refused there would make each of the next ones another's answer."""
    if question.kind != "text" or not question.form or question.form != last:
        return question
    return msgspec.structs.replace(question, careful=False)


def go_on(
    asker: Asker,
    asked: str,
    lang: str,
    say: Callable[[str], None],
    lost: list[str],
    keep: Callable[[str], None] | None = None,
    page: bool = False,
    ahead: list[str] | None = None,
    back: bool = False,
) -> bool:
    """Wait for the Enter, below a whole ``page`` or one line. Words are asked about, where there is
    anything to ``keep`` them; else, and where they are no note, ``say`` tells that they were not
    recorded, and they are ``lost`` here: home says them again. Words behind an Enter that came too
    early are meant for what was to come: they are kept in ``ahead``, and that is said once. Whether
    it goes on; ``False`` to the page before, where there is one to go ``back`` to. Raises
    ``Left``."""
    question = Question("onward", asked, "text", optional=True, onward=True, careful=not page)
    early = False
    while text := asker.ask(question).strip():
        if back and turns_back(text):
            return False
        early = early or getattr(asker, "early", False)
        if early and ahead is not None and not no_note(text):
            if not ahead:
                say(word(lang, "screen.enter-ahead"))
            ahead.append(text)
            continue
        if keep is not None and not no_note(text) and _wanted(asker, text, lang, say, lost):
            keep(text)
            continue
        say(word(lang, "screen.enter-only", text=clean(text, LONG)))
        if not no_note(text):
            lost.append(text)
    return True


def turns_back(text: str) -> bool:
    """Whether a line turns to the page before."""
    return half_width(text).strip().lower() in (BEFORE, BACK, "<")


def _wanted(
    asker: Asker, text: str, lang: str, say: Callable[[str], None], lost: list[str]
) -> bool:
    """Whether somebody says that it is a note; who leaves there hears that it is none."""
    asked = yes_or_no("keep", word(lang, "screen.enter-keep", text=clean(text, LONG)), lang)
    try:
        return asker.ask(asked) == "yes"
    except Left:
        say(word(lang, "screen.enter-only", text=clean(text, LONG)))
        lost.append(text)
        raise
