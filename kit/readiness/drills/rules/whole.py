"""A drill with all that its pages are made of, and what they say of it without words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import StepKey
from kit.readiness.drills.rules.score import Mark, Score
from kit.readiness.drills.rules.shown import Lines
from kit.readiness.drills.rules.state import Drill, RatedBy
from kit.readiness.drills.rules.table import Fixed, Item, Rating, Table


class Whole(msgspec.Struct):
    """As of ``now``, by the drill's own clock."""

    drill: Drill
    incidents: list[Incident]
    lines: list[Lines]
    score: Score
    table: Table
    now: datetime


class Tested(msgspec.Struct, frozen=True):
    """A fixed test: ``seconds`` from the drill's beginning to the line ``ref#n`` that shows it
    (``None``: never); ``count``: what the observer counted (``None``: nobody did)."""

    fixed: Fixed
    seconds: int | None
    ref: str = ""
    n: int = 0
    count: int | None = None


class Rated(msgspec.Struct, frozen=True):
    """An item of the evaluation: ``rating`` by its points, unless ``given`` says another."""

    item: Item
    points: int
    of: int
    by_rule: Rating
    marks: list[Mark]
    given: RatedBy | None = None

    @property
    def rating(self) -> Rating:
        return self.given.rating if self.given is not None else self.by_rule


def tested(whole: Whole) -> list[Tested]:
    return [_tested(whole, fixed) for fixed in whole.table.fixed]


def _tested(whole: Whole, fixed: Fixed) -> Tested:
    begun = whole.drill.begun
    count = whole.drill.counted.get(fixed.id)
    found = [
        (entry.at, log.ref, entry.n)
        for log in whole.lines
        for entry in log.entries
        if _shows(fixed, entry.event)
    ]
    if begun is None or not found:
        return Tested(fixed, None, count=count)
    at, ref, n = min(found)
    return Tested(fixed, max(0, int((at - begun).total_seconds())), ref, n, count)


def _shows(fixed: Fixed, event: object) -> bool:
    if isinstance(event, ev.StepDone):
        right = not fixed.values or event.value in fixed.values
        return right and StepKey(event.step).step in fixed.steps
    return fixed.says and isinstance(event, ev.Announced) and event.to == "customers"


def ratings(whole: Whole) -> list[Rated]:
    return [_rated(whole, item) for item in whole.table.items]


def _rated(whole: Whole, item: Item) -> Rated:
    points, of = whole.score.item(item.id)
    marks = [mark for mark in whole.score.marks if mark.expect.item == item.id and mark.counts]
    return Rated(
        item, points, of, whole.table.rating(points, of), marks, whole.drill.rated.get(item.id)
    )


NEEDED = ("ended", "content", "people", "judged")


def lacks(whole: Whole) -> list[str]:
    """What a record must have and this one has not: its time, its content, who took part, and the
    evaluation: what is judged, and every needed line. Names of ``NEEDED``, ids of lines."""
    drill = whole.drill
    out = []
    if drill.ended is None:
        out.append("ended")
    if not drill.given or not drill.tied:
        out.append("content")
    if not drill.people:
        out.append("people")
    if whole.score.unjudged:
        out.append("judged")
    blanks = [blank.id for blank in whole.table.blanks if blank.needed]
    return [*out, *(id_ for id_ in blanks if not drill.filled.get(id_, "").strip())]


def missed(whole: Whole) -> list[Mark]:
    """What was expected, counted, and did not have all its points."""
    return [m for m in whole.score.marks if m.counts and m.points < m.expect.points]


def done(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.counts and mark.points == mark.expect.points]
