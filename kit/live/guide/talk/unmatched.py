"""A word or two that nothing holds on a list which one looks through: it was looked for there, and
is a note only where somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.terminal.ask import TypedOn
from kit.ground.terminal.plain import ask_again, not_taken

if TYPE_CHECKING:
    from kit.ground.terminal.printed import Printed
    from kit.live.guide.talk.leading import Leading

CELLS, CHINESE = 16, 10  # of what one looks for; so many characters of Chinese tell something
WORDS = 2
SIGN = "#"


def is_sought(shown: Printed, text: str) -> bool:
    """Whether a line, which the list does not hold, looks for something; a figure tells."""
    few = len(text.split()) <= WORDS and width(text) <= (CELLS if text.isascii() else CHINESE)
    return shown.long and few and not any(map(str.isdecimal, text))


def keep(leading: Leading, text: str) -> None:
    """It stands nowhere: where nothing comes of the list that is said again."""
    leading.none = text
    leading.sought.append(text)
    leading.sought_at = len(leading.session.folder.entries)


def says(leading: Leading, shown: Printed) -> bool:
    """That nothing there holds it, where the line before looked for it."""
    if not leading.none:
        return False
    lang = leading.session.lang
    not_taken(word(lang, "screen.list-none-note", text=leading.none))
    ask_again(shown, lang)
    return True


def noted(leading: Leading, text: str) -> None:
    """The sign behind it makes it a note. Raises ``TypedOn``."""
    none, leading.none = leading.none, ""
    if none and text == SIGN:
        leading.sought = [each for each in leading.sought if each != none]
        raise leading.typed(TypedOn(none, sure=True))
