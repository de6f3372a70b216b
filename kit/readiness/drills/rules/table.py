"""The table of a drill's record and evaluation: data that a site can replace by its own.

Ours says whose it is. A rating comes from points by ``full`` and ``part``, or from a person with a
reason.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from kit.ground.base.text import Id, Text

Rating = Literal["met", "mostly", "not-met", "not-involved"]
RATINGS: tuple[Rating, ...] = get_args(Rating)


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item of the evaluation: what is looked at, by which sign and how."""

    id: Id
    title: Text
    indicator: Text
    method: Text
    weight: int = 1


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of the record that people fill in. ``needed``: without it no record is complete;
    ``cites``: who asks for it."""

    id: Id
    title: Text
    needed: bool = False
    cites: list[str] = []


class Fixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A test that every drill has: minutes from its beginning to the first of these ``steps``, with
    one of these ``values`` where any are named ("" is none), and a count that the observer gives
    (``asks``)."""

    id: Id
    title: Text
    steps: list[str]
    values: list[str] = []
    says: bool = False
    asks: Text | None = None
    cites: list[str] = []


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a share of points from ``least`` (0 to 1) on."""

    least: float
    title: Text


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``source``: whose table it is, and of what it is not; ``counted``: the share of a scenario's
    points that must have counted before the whole has a verdict."""

    format: Literal[1]
    id: Id
    title: Text
    source: Text
    full: float
    part: float
    counted: float
    verdicts: list[Verdict]
    items: list[Item]
    blanks: list[Blank]
    fixed: list[Fixed]

    def item(self, id_: str) -> Item | None:
        return next((item for item in self.items if item.id == id_), None)

    def blank(self, id_: str) -> Blank | None:
        return next((blank for blank in self.blanks if blank.id == id_), None)

    def rating(self, points: int, of: int) -> Rating:
        """What so many points of so many are worth."""
        if of == 0:
            return "not-involved"
        share = points / of
        return "met" if share >= self.full else "mostly" if share >= self.part else "not-met"

    def verdict(self, points: int, of: int, whole: int) -> Text | None:
        """The words of the whole; ``None`` where too little of it counted."""
        if of == 0 or of < self.counted * whole:
            return None
        steps = sorted(self.verdicts, key=lambda each: -each.least)
        return next((each.title for each in steps if points / of >= each.least), None)
