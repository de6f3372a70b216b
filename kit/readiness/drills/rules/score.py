"""The score of a drill: by rule, from the incidents' logs and what the observer saw.

An expectation counts from the moment its inject was given; where it was not, it counts nothing.
What was done in time has its points, what was done late or never has none; what was done before the
inject answers nothing: where it need not be done again it counts nothing either, where it must be
(``since = "inject"``) it is as if it had not been done. None has what the observer
saw late, by when he said so or, where he gave it, by the time at which he saw it. What must not
happen has no limit. What the observer has not judged yet counts nothing either, and the score says
that it is not final. Points set by a person go before the rule's, and both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.ground.base.spans import lasting
from kit.ground.journal.entry import Entry
from kit.readiness.drills.rules.script import Expect, Inject
from kit.readiness.drills.rules.shown import Lines, first, first_before
from kit.readiness.drills.rules.state import Drill, Overrule

Status = Literal[
    "met", "late", "missed", "before", "waits", "unjudged", "cut", "not-given", "failed"
]  # fmt: skip
COUNTED = ("met", "late", "missed")


class Mark(msgspec.Struct, frozen=True):
    """An expectation and how it went. ``at``: when it was done, ``due``: by when it should have
    been (``None``: it has no limit), ``ref`` and ``n``: the line that shows it; ``by_rule``: the
    points without the ``overrule``; ``told``: the observer said when he saw it; ``hint``: what the
    log has that he may mean, with its incident."""

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
    told: bool = False
    hint: tuple[str, Entry] | None = None

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
        return lasting(self.due, self.at) if self.at is not None and self.due is not None else 0


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
    if expect.auto is None:
        mark = _seen(drill, inject, expect, given, overrule)
        found = first(expect.hint, logs, given)
        return msgspec.structs.replace(mark, hint=found) if found is not None else mark
    due = given + timedelta(minutes=expect.by)
    found = first(expect.ways, logs, given)
    over = drill.ended is not None
    before = None
    if found is None or found[1].at > due:
        before = first_before(expect.ways, logs, drill.begun or given, given)
    if before is not None:
        ref, entry = before
        return Mark(inject, expect, "before", 0, due, entry.at, ref, entry.n, overrule=overrule)
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
    drill: Drill, inject: Inject, expect: Expect, given: datetime, overrule: Overrule | None
) -> Mark:
    """What the observer saw was seen before the drill was over, whenever he said so."""
    due = None if expect.never else given + timedelta(minutes=expect.by)
    judged = drill.seen.get(expect.id)
    if judged is None:
        status: Status = "waits" if expect.never and drill.on else "unjudged"
        return Mark(inject, expect, status, 0, due, overrule=overrule)
    at = min(judged.at, drill.ended) if drill.ended is not None else judged.at
    late = due is not None and at > due
    status = "missed" if not judged.met else "late" if late else "met"
    points = expect.points if status == "met" else 0
    return Mark(
        inject, expect, status, points, due, at, drill.ref, judged.n, judged.note, overrule,
        judged.told,
    )  # fmt: skip


def reactions(inject: str, marks: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.inject.id == inject]
