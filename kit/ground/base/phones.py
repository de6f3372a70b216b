"""Numbers of telephones as they are typed: which text is one, and how it is kept."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.lean import re

MARKS = " -+()/.,;#*"  # what stands between digits
DIALLED = 5  # digits of what is dialled from outside
SHORT = 3  # of what is dialled at all
LETTERS = 12  # beside it: an extension, whose it is
STOPS = "，。！？、；,!?;"  # of a sentence
OTHER_WAYS = r"\S@\S|微信|wechat|qq"
WIDE = {chr(ord(c) + 0xFEE0): c for c in "0123456789+-()/.#*"} | {"\u3000": " "}


def phone_text(text: str, limit: int) -> str:
    """One safe line in which digits and marks of an input method are those of the keyboard."""
    text = clean(text, limit)
    if text.isascii():
        return text
    return "".join(WIDE.get(char, char) for char in text)


def is_phone(text: str) -> bool:
    """Whether it is nothing but a number that is dialled."""
    text = phone_text(text, max(1, len(text)))
    rest = [char for char in text if char not in MARKS]
    return len(rest) >= DIALLED and all("0" <= char <= "9" for char in rest)


def reaches(text: str) -> bool:
    """Whether somebody can be reached by it: by some digits with little beside them, or otherwise
    than by telephone."""
    if re.search(OTHER_WAYS, text.lower()):
        return True
    letters = sum(char.isalpha() for char in text)
    digits = sum(char.isdecimal() for char in text)
    return digits >= SHORT and letters <= LETTERS and not any(char in STOPS for char in text)


def is_words(text: str) -> bool:
    """Whether it is a sentence or an address that came into the place of a number: many letters,
    or some with a stop between them."""
    letters = sum(char.isalpha() for char in text)
    return letters > 2 * LETTERS or (letters > SHORT and any(char in STOPS for char in text))
