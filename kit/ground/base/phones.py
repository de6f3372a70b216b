"""Numbers of telephones as they are typed: which text is one, and how it is kept."""

from __future__ import annotations

from kit.ground.base.clean import clean

MARKS = " -+()/.,;#*"  # what stands between digits
DIALLED = 5  # digits of what is dialled from outside
SHORT = 3  # of what is dialled at all


def phone_text(text: str, limit: int) -> str:
    """One safe line in which digits and marks of an input method are those of the keyboard."""
    text = clean(text, limit)
    if text.isascii():
        return text
    narrow = (chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)
    return "".join(" " if c == "\u3000" else c for c in narrow)


def is_phone(text: str) -> bool:
    """Whether it is nothing but a number that is dialled."""
    text = phone_text(text, max(1, len(text)))
    rest = [char for char in text if char not in MARKS]
    return len(rest) >= DIALLED and all("0" <= char <= "9" for char in rest)


def reaches(text: str) -> bool:
    """Whether somebody can be reached by it: by some digits, or an address of mail."""
    return sum(char.isdecimal() for char in text) >= SHORT or "@" in text
