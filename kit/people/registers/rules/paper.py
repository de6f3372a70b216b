"""A register's form on paper: its numbered fields, and a line of it as typed in later."""

from __future__ import annotations

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.items import Field, fields_of
from kit.people.registers.rules.reading import choice_of
from kit.people.registers.rules.sheet import WIDE, paper_line

DUE = "due"
_FIELD = r"(?:^|(?<=\s))(\d{1,2})\s*=\s*"  # the number of a field, and what was written there


class Typed(msgspec.Struct, frozen=True):
    """``number``: as printed, "" for none; ``at`` and ``due``: times as text, "" for none."""

    number: str
    at: str
    fields: dict[str, str]
    due: str = ""


def numbered(book: Book) -> list[str]:
    """The fields of the form, in the order in which they are numbered from 1; the last is until
    when it is promised."""
    return [*book.asks, DUE]


def typed(book: Book, text: str) -> Typed:
    """``7QMT-01 10:05 1=name 2=number``. Raises ``Refused`` for a number that no field has, text
    before the first, a field given twice, and a choice that is none."""
    number, at, rest = paper_line(text)
    names, known = numbered(book), fields_of(book.item)
    parts = re.split(_FIELD, rest.replace("＝", "=").translate(WIDE))
    if not at or parts[0].strip():
        raise Refused("paper-fields" if at else "paper-time", Exit.USAGE)
    found: dict[str, str] = {}
    for digits, said in zip(parts[1::2], parts[2::2], strict=True):
        place = int(digits)
        if not 1 <= place <= len(names) or names[place - 1] in found:
            raise Refused("paper-field", Exit.USAGE, n=place, most=len(names))
        name = names[place - 1]
        found[name] = said.strip() if name == DUE else value(known[name], said.strip())
    due = found.pop(DUE, "")
    return Typed(number, at, found, due)


def value(field: Field, text: str) -> str:
    """A choice by its printed number, its name or its word in either language; else the text."""
    return choice_of(field, text) if field.choices else text
