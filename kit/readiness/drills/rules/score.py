"""The score of a drill: by rule, from the incidents' logs and what the observer saw.

An expectation counts from the moment its inject was given; where it was not, it counts nothing.
What was done in time has its points, what was done late or never has none. What the observer has
not judged yet counts nothing either, and the score says that it is not final. Points set by a
person go before the rule's, and both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.names import StepKey
from kit.readiness.drills.rules.script import Auto, Expect, Inject
from kit.readiness.drills.rules.state import Drill, Overrule

Status = Literal["met", "late", "missed", "waits", "unjudged", "cut", "not-given", "failed"]
COUNTED = ("met", "late", "missed")


class Lines(msgspec.Struct, frozen=True):
    """One incident of the drill: its entries in force, in their order."""

    ref: str
    type: str
    entries: list[Entry]


class Mark(msgspec.Struct, frozen=True):
    """An expectation and how it went. ``at``: when it was done, ``due``: by when it should have
    been, ``ref`` and ``n``: the line that shows it; ``by_rule``: the points without the
    ``overrule``."""

    inject: Inject
    expect: Expect
    status: Status
    by_rule: int
    due: datetime | None = None
    at: datetime | None = None
    ref: str = ""
    n: int = 0
    note: str = ""
    overrule: Overrule | None = None

    @property
    def counts(self) -> bool:
        return self.status in COUNTED or (self.overrule is not None and self.given)

    @property
    def given(self) -> bool:
        return self.status not in ("not-given", "failed")

    @property
    def points(self) -> int:
        return self.overrule.points if self.overrule is not None and self.given else self.by_rule

    @property
    def late(self) -> int:
        """Whole seconds after it was due; 0 where it was in time."""
        if self.at is None or self.due is None:
            return 0
        return max(0, int((self.at - self.due).total_seconds()))


class Score(msgspec.Struct, frozen=True):
    """``of``: the points of what counted; ``all_of``: those of the whole scenario."""

    marks: list[Mark]
    points: int
    of: int
    all_of: int

    @property
    def unjudged(self) -> int:
        return sum(mark.status == "unjudged" and not mark.counts for mark in self.marks)

    @property
    def final(self) -> bool:
        """Whether nothing waits any more."""
        return not self.unjudged and not any(mark.status == "waits" for mark in self.marks)

    def item(self, id_: str) -> tuple[int, int]:
        """Points and of how many, of one item of the evaluation."""
        mine = [mark for mark in self.marks if mark.expect.item == id_ and mark.counts]
        return sum(mark.points for mark in mine), sum(mark.expect.points for mark in mine)


def score(drill: Drill, logs: Sequence[Lines], now: datetime) -> Score:
    """As of ``now``; of one that is over nothing waits."""
    end = drill.ended or now
    every = list(drill.scenario.expects()) if drill.scenario is not None else []
    marks = [_mark(drill, logs, inject, expect, end) for inject, expect in every]
    counted = [mark for mark in marks if mark.counts]
    return Score(
        marks,
        sum(mark.points for mark in counted),
        sum(mark.expect.points for mark in counted),
        sum(mark.expect.points for mark in marks),
    )


def _mark(
    drill: Drill, logs: Sequence[Lines], inject: Inject, expect: Expect, end: datetime
) -> Mark:
    overrule = drill.set.get(expect.id)
    if inject.id in drill.failed:
        return Mark(inject, expect, "failed", 0, note=drill.failed[inject.id], overrule=overrule)
    given = drill.given.get(inject.id)
    if given is None:
        return Mark(inject, expect, "not-given", 0, overrule=overrule)
    due = given + timedelta(minutes=expect.by)
    if expect.auto is None:
        return _seen(drill, inject, expect, due, overrule)
    since = drill.begun if expect.auto.counts_before and drill.begun is not None else given
    found = first(expect.auto, logs, since)
    over = drill.ended is not None
    if found is None:
        early = end < due  # it ended, or is not there yet, before the time was up
        status: Status = ("cut" if over else "waits") if early else "missed"
        return Mark(inject, expect, status, 0, due, overrule=overrule)
    ref, entry = found
    in_time = entry.at <= due
    points = expect.points if in_time else 0
    status = "met" if in_time else "late"
    return Mark(inject, expect, status, points, due, entry.at, ref, entry.n, overrule=overrule)


def _seen(
    drill: Drill, inject: Inject, expect: Expect, due: datetime, overrule: Overrule | None
) -> Mark:
    judged = drill.seen.get(expect.id)
    if judged is None:
        return Mark(inject, expect, "unjudged", 0, due, overrule=overrule)
    points = expect.points if judged.met else 0
    return Mark(
        inject,
        expect,
        "met" if judged.met else "missed",
        points,
        due,
        judged.at,
        drill.ref,
        judged.n,
        judged.note,
        overrule,
    )


def first(auto: Auto, logs: Sequence[Lines], since: datetime) -> tuple[str, Entry] | None:
    """The first line from then on that shows it, by when it happened."""
    found = [
        (entry.at, log.ref, entry)
        for log in logs
        for entry in _showing(auto, log)
        if entry.at >= since
    ]
    if not found:
        return None
    _, ref, entry = min(found, key=lambda each: (each[0], each[2].n))
    return ref, entry


def _showing(auto: Auto, log: Lines) -> Iterator[Entry]:
    for entry in log.entries:
        if _shows(auto, log, entry):
            yield entry


def _shows(auto: Auto, log: Lines, entry: Entry) -> bool:
    event = entry.event
    if isinstance(event, ev.Called):
        called = auto.log == "call" and auto.who in (event.role, event.who)
        step = auto.log == "step" and bool(event.step) and same_step(auto.step, event.step)
        enough = event.result == "reached" or (called and auto.result == "tried")
        return (called or (step and not auto.value)) and enough
    if isinstance(event, ev.StepDone):
        right = not auto.value or event.value == auto.value
        return auto.log == "step" and right and same_step(auto.step, event.step)
    if isinstance(event, ev.LevelSet):
        return auto.log == "level" and event.level == auto.level
    if isinstance(event, ev.Noted):
        said = event.text.casefold()
        return auto.log == "note" and any(word.casefold() in said for word in auto.words)
    if isinstance(event, ev.PlanAdded):
        return auto.log == "opened" and event.type == auto.type
    if isinstance(event, ev.Opened):
        return auto.log == "opened" and log.type == auto.type
    return False


def same_step(wanted: str, found: str) -> bool:
    """Whether a step of a log is the one named; whomever it is about."""
    a, b = StepKey(wanted), StepKey(found)
    return a.step == b.step and (not a.plan or a.plan == b.plan)


def reactions(inject: str, marks: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.inject.id == inject]
