"""References of documents: short enough for the telephone, sortable, unique across laptops.

``261121-H4K-7QMT``: the date (yymmdd), the time of day in 3 characters (steps of 86,400/32,768
seconds), 4 random characters. The alphabet is Crockford's base 32: no I, L, O, U to mishear.
A hundred laptops that open one in the same three seconds collide once in 200 such
moments; the last four characters are what people say to each other.
"""

from __future__ import annotations

from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DIGITS, LETTERS = frozenset(ALPHABET[:10]), frozenset(ALPHABET)


def base32(number: int, width: int) -> str:
    out = ""
    for _ in range(width):
        out = ALPHABET[number & 31] + out
        number >>= 5
    return out


def make_ref(at: datetime, random: int) -> str:
    """``random`` is at least 20 random bits."""
    second = at.hour * 3600 + at.minute * 60 + at.second
    return f"{at:%y%m%d}-{base32(second * 32768 // 86400, 3)}-{base32(random, 4)}"


def is_ref(text: str) -> bool:
    parts = text.split("-")
    if [len(part) for part in parts] != [6, 3, 4]:
        return False
    return set(parts[0]) <= DIGITS and set(parts[1] + parts[2]) <= LETTERS


def looks_like(text: str) -> bool:
    """Whether it is written as a reference is, whole or its end (``VWFA``, ``3rdx``), so that it is
    no word of a sentence: in capitals, or small with a figure in it."""
    parts = text.split("-")
    if [len(part) for part in parts] not in ([6, 3, 4], [3, 4], [4]):
        return False
    bare = "".join(parts)
    if not set(normal(bare)) <= LETTERS or bare.isdecimal():
        return False
    return bare == bare.upper() or any(char.isdecimal() for char in bare)


def normal(text: str) -> str:
    """What a person typed, as the reference writes it (O is 0, I and L are 1)."""
    upper = text.strip().upper()
    return upper.translate(str.maketrans("OIL", "011"))


def find(text: str, refs: list[str]) -> list[str]:
    """References that ``text`` can mean: whole, or any part that begins or ends one."""
    wanted = normal(text)
    if wanted in refs:
        return [wanted]
    bare = wanted.replace("-", "")
    if len(bare) < 2:
        return []
    return [
        ref
        for ref in refs
        if ref.replace("-", "").endswith(bare) or ref.replace("-", "").startswith(bare)
    ]
