"""A register's entries with people hidden: what its things hold says each field of theirs."""

from __future__ import annotations

from typing import Any

from kit.ground.base.veil import BARE, Sorts, Veil
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import Field, fields_of


def sorts_of(veil: Veil, register: str) -> Sorts:
    """``register``: its name; of one that this kit does not know every field is free."""
    book = BOOKS.get(register)
    known = fields_of(book.item) if book is not None else {}
    common = veil.sorts()

    def content(fields: dict[str, str], _: Any) -> dict[str, str]:
        return {name: common[sort_of(known.get(name), text)](text, None)
                for name, text in fields.items()}  # fmt: skip

    return veil.sorts({"content": content})


def sort_of(field: Field | None, text: str) -> str:
    """What stands in a field; a choice that is none of those it may be is somebody's words."""
    if field is None or (field.choices and text not in field.choices):
        return BARE
    return field.private or BARE
