"""The registers of supplies and of uninterruptible power supplies."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kit.ground.base.private import CLAUSE, FIGURE, FIGURES, Plain
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, Item, Line, Name
from kit.plans.supplies.rules import SORTS

DATED = ("label",)
Figure = Annotated[str, FIGURE, Field(limit=20)]
Clause = Annotated[str, CLAUSE, Field(limit=500)]


class Supply(Item, frozen=True, omit_defaults=True):
    """Things of one kind in one place. ``least``: how many must be there and work; ``counted`` and
    ``good``: how many were there at a check and how many of them work; ``condition``: what
    makes one of them work; ``dated``: a day is printed on it, to be noted as ``expiry``;
    ``number``: how many were issued, came back or were bought."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("thing",), ("place",))
    title: ClassVar[tuple[str, ...]] = ("thing", "place")
    thing: Line = ""
    place: Line = ""
    least: Figure = ""
    group: Annotated[Plain, Field(choices=SORTS)] = ""
    condition: Line = ""
    dated: Annotated[Plain, Field(choices=DATED)] = ""
    expiry: Figure = ""
    clause: Clause = ""
    counted: Figure = ""
    good: Figure = ""
    checked_by: Name = ""
    number: Figure = ""
    receiver: Name = ""
    used_in: Line = ""


class Ups(Item, frozen=True, omit_defaults=True):
    """One UPS. ``watts``: what it can feed, ``wh``: what its battery holds, ``loads``: what hangs
    on it, ``need``: minutes it must last; ``minutes`` and ``tested_load``: of a test."""

    needed: ClassVar[tuple[tuple[str, ...], ...]] = (("thing",), ("loads",))
    title: ClassVar[tuple[str, ...]] = ("thing", "place")
    thing: Line = ""
    place: Line = ""
    loads: Annotated[str, FIGURES, Field(limit=500)] = ""
    watts: Figure = ""
    wh: Figure = ""
    since: Figure = ""
    need: Figure = ""
    clause: Clause = ""
    minutes: Figure = ""
    tested_load: Figure = ""


WITHOUT = ("try", "wait", "move", "enter", "hand", "no-answer", "busy", "wrong-number", "off")
SUPPLY = Book(
    "supply",
    Supply,
    (
        Stage("check", "supply-checked", needs=("counted", "good"), again=True, fresh=True),
        Stage("issue", "issued", needs=("number",), again=True, fresh=True),
        Stage("return", "supply-returned", needs=("number",), again=True, fresh=True),
        Stage("restock", "restocked", needs=("number",), again=True, fresh=True),
        Stage("drop", "given-up", ends=True, note=True),
    ),
    ("thing", "place", "least", "group", "condition", "dated", "expiry", "clause"),
    retention=1825,
    until=True,
    standing=True,
    tells=("counted", "good", "number", "receiver", "used_in", "expiry"),
    without=WITHOUT,
)
UPS = Book(
    "ups",
    Ups,
    (
        Stage("test", "ups-tested", needs=("minutes",), again=True, fresh=True),
        Stage("drop", "given-up", ends=True, note=True),
    ),
    ("thing", "place", "loads", "watts", "wh", "since", "need", "clause"),
    retention=1825,
    until=True,
    standing=True,
    tells=("minutes", "tested_load"),
    without=WITHOUT,
)
