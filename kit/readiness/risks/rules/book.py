"""The register of risks (PO-2.1, PO-2.2): likelihood, four effects, measures, insurance."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kit.ground.base.private import Plain
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, Item, Line

LEVELS = ("1", "2", "3", "4", "5")
FIELDS = ("business", "customers", "safety", "information")  # PO-2.1.5 to 2.1.8
ASSESSED = "risk-assessed"
Level = Annotated[Plain, Field(choices=LEVELS)]


class Risk(Item, frozen=True, omit_defaults=True):
    """``cause``: an id of ``data/risks``, or none; ``action``: ids of improvement actions by which
    a measure is carried out; ``insurance``: whether it was considered (PO-2.3.5), and what came of
    it."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("risk",),)
    title: ClassVar[tuple[str, ...]] = ("risk",)
    risk: Line = ""
    cause: Annotated[Plain, Field(limit=40)] = ""
    likelihood: Level = ""
    business: Level = ""
    customers: Level = ""
    safety: Level = ""
    information: Level = ""
    measures: Line = ""
    state: Annotated[Plain, Field(choices=("none", "planned", "under-way", "in-place"))] = ""
    action: Annotated[Plain, Field(limit=100)] = ""
    insurance: Annotated[Plain, Field(choices=("insured", "not-insured", "not-considered"))] = ""


RISK = Book(
    "risk",
    Risk,
    (
        Stage("assess", ASSESSED, needs=("likelihood", *FIELDS), asks=("likelihood", *FIELDS),
              again=True, fresh=True),
        Stage("review", "risk-reviewed", again=True, note=True),
        Stage("close", "risk-closed", ends=True, note=True),
    ),
    ("risk", "cause", "likelihood", *FIELDS, "measures", "state", "insurance"),
    retention=3650,
    until=True,
    standing=True,
    tells=("likelihood", *FIELDS),
    without=("try", "wait", "enter", "no-answer", "busy", "wrong-number", "off"),
)  # fmt: skip
