"""Whose name it can be: a key that was pressed is nobody's, whatever asked for a name."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.named import folded
from kit.ground.base.refusal import Exit, Refused


def nobodys(text: str) -> bool:
    """Whether it is one letter or digit of the keyboard, of whatever width. One Chinese character
    may be a name, and a dash says that there is none."""
    one = folded(text)
    return len(one) == 1 and one.isascii() and one.isalnum()


def person(text: str) -> str:
    """Somebody's name, as it was typed. Raises ``Refused`` for what is nobody's."""
    if nobodys(text):
        raise Refused("no-name", Exit.USAGE, text=clean(text, 40))
    return text
