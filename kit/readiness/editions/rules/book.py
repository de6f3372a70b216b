"""The register of editions: a list, what became of its text, who approved exactly what."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kit.ground.base.private import PLAIN
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, Firm, Item, Line, Name

Mark = Annotated[str, PLAIN, Field(limit=80)]  # of a text, by SHA-256; a number; a day


class Edition(Item, frozen=True, omit_defaults=True):
    """A list by its id. ``hash``: of the bytes meant, ``base``: of the shipped text that they were
    made from, as it was then; days as 2026-11-29; ``answers``: the red lines that the edition
    answers."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("what",),)
    title: ClassVar[tuple[str, ...]] = ("what",)
    what: Line = ""
    hash: Mark = ""
    base: Mark = ""
    number: Line = ""
    edition: Mark = ""
    compiled_by: Name = ""
    reviewed_by: Name = ""
    approved_by: Name = ""
    post: Firm = ""
    in_force: Mark = ""
    review_by: Mark = ""
    reason: Line = ""
    answers: Annotated[str, PLAIN, Field(limit=4000)] = ""


GIVEN = ("edition", "compiled_by", "reviewed_by", "approved_by", "post", "in_force", "review_by")
EDITION = Book(
    "edition",
    Edition,
    (
        Stage("change", "text-changed", needs=("hash", "reason"), again=True, fresh=True),
        Stage("approve", "approved", needs=("hash", *GIVEN), again=True, fresh=True),
        Stage("retire", "retired", needs=("reason",), again=True, fresh=True),
    ),
    ("what",),
    retention=3650,
    standing=True,
    tells=("approved_by", "post", "reason"),
    without=("try", "wait", "enter", "no-answer", "busy", "wrong-number", "off"),
)
