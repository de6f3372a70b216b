"""Whose name it can be: a key that was pressed is nobody's, whatever asked for a name."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.named import folded
from kit.ground.base.refusal import Exit, Refused

NAME = 20  # cells of a name
WORDS = 3
SIGNS = 6  # of Chinese, in which a post has more than a person
MARKS = "，。；！？,;!?"


def told(text: str) -> bool:
    """Whether it reads like a sentence: longer than a name, begun by a figure, or with a mark that
    no name has. Who types without looking types on where a name is asked for."""
    signs = sum(char.isalpha() and not char.isascii() for char in text)
    long = width(text) > NAME or len(text.split()) > WORDS or signs > SIGNS
    return text[:1].isdecimal() or long or any(mark in text for mark in MARKS)


def doubtful(text: str) -> bool:
    """Whether it is a name only where somebody says so: by its words, or as it has a figure."""
    return told(text) or any(char.isdecimal() for char in text)


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
