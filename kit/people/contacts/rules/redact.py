"""Pseudonyms: the same person has the same in one home, in incidents, contacts, registers and
shifts, and nobody who has only what was shown can tell who it is."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.people.contacts.rules.book import Book

OneName = Callable[[str], str]
PSEUDONYM = re.compile(r"P-[0-9A-F]{6}")


class Pseudonyms:
    """``P-7E3A0C``: the same for the same person, by whichever name and however it was spaced
    (keys of steps have ``_`` for blanks). ``salt``: of this home; ``one_name``: the name that
    stands for somebody's others."""

    def __init__(self, salt: str, one_name: OneName = str) -> None:
        self._salt = salt
        self._one_name = one_name

    def __call__(self, text: str) -> str:
        if PSEUDONYM.fullmatch(text):
            return text
        plain = alike(self._one_name(text).replace("_", " "))
        return f"P-{self._digest(plain or text)[:6]}" if text else ""

    def tag(self, text: str) -> str:
        """Four characters by which free words are told from others, and no more."""
        return self._digest(f"free\n{text.strip()}")[:4]

    def _digest(self, text: str) -> str:
        return sha256(f"{self._salt}\n{text}".encode("utf-8", "replace")).hexdigest().upper()


def known_as(book: Book) -> dict[str, str]:
    """By what each name of a contact is compared by (``alike``), the one that stands for it; of
    those that count before those that left."""
    out: dict[str, str] = {}
    gone = (each for each in book.contacts.values() if each.gone)
    for contact in (*book.here(), *gone):
        for name in contact.names():
            if name and contact.name:
                out.setdefault(alike(name), contact.name)
    return out
