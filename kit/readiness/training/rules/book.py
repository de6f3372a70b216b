"""The register of training: one record a person and session, planned or held."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kit.ground.base.private import Plain
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, Item, Line, Name

SPOKEN = "kit.readiness.training.files:spoken"
HELD = "training-held"
FAILED = "failed"
READ = "read"


class Training(Item, frozen=True, omit_defaults=True):
    """``topics``: ids, a comma between them; a list that was read through is ``list:ID``. ``hours``
    as they are said; ``score``: right answers of all, where the kit asked."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("topics",), ("who",))
    title: ClassVar[tuple[str, ...]] = ("who", "topics")
    topics: Annotated[Plain, Field(limit=300, spoken=SPOKEN)] = ""
    who: Name = ""
    method: Annotated[Plain, Field(choices=("lecture", "hands-on", "case", READ))] = ""
    hours: Annotated[Plain, Field(limit=20)] = ""
    trainer: Name = ""
    result: Annotated[Plain, Field(choices=("passed", "partly", FAILED))] = ""
    score: Annotated[Plain, Field(limit=20)] = ""
    place: Line = ""


TRAINING = Book(
    "training",
    Training,
    (
        Stage("held", HELD, needs=("method", "result"),
              asks=("method", "hours", "trainer", "result"), ends=True),
        Stage("drop", "given-up", ends=True, note=True),
    ),
    ("topics", "who", "method", "trainer", "place"),
    retention=1095,
    until=True,
    standing=True,
    tells=("method", "hours", "result", "score"),
    without=("try", "wait", "enter", "no-answer", "busy", "wrong-number", "off"),
)  # fmt: skip
