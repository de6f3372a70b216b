"""Numbers of telephones as they are typed: which text is one, and how it is kept."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.lean import re

MARKS = " -+()/.,;#*"  # what stands between digits
DIALLED = 5  # digits of what is dialled from outside
RESCUE = ("110", "112", "119", "120", "122", "911", "999")
SHORT = 3  # of what is dialled at all
LETTERS = 12  # beside it: an extension, whose it is
STOPS = "，。！？、；,!?;"  # of a sentence
OTHER_WAYS = r"\S@\S|微信|wechat|qq"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"  # of print, as texts are copied from there
WIDE = {chr(ord(c) + 0xFEE0): c for c in "+-()/.#*"} | dict.fromkeys(DASHES, "-")
ABROAD = 8  # digits: a longer number that begins with 00 is one of another country, as with +


def phone_text(text: str, limit: int) -> str:
    """One safe line in which digits and marks of an input method are those of the keyboard."""
    text = clean(text, limit)
    if text.isascii():
        return text
    return "".join(" " if char.isspace() else WIDE.get(char, char) for char in western(text))


def western(text: str) -> str:
    """With the digits of every script as those that are dialled."""
    if text.isascii():
        return text
    return re.sub(r"[^\D0-9]", lambda found: str(int(found[0])), text)


def digits(number: str) -> str:
    """What of a telephone number tells it from another: ``+86 138-…`` and ``138…`` are one."""
    found = re.sub(r"[^0-9]", "", western(number))
    for code in ("0086", "86"):
        if found.startswith(code) and len(found) - len(code) in (10, 11, 12):
            return found[len(code) :]
    return found[2:] if found.startswith("00") and len(found) > ABROAD else found


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
