"""How each duty stands on a day: when it was last done, by when it is next. Pure: the plans' tasks
and the register in, one list out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import msgspec

from kit.ground.base.text import Text
from kit.people.registers.rules.state import Doc, Register, Step
from kit.plans.duties.rules import days
from kit.plans.duties.rules.format import Task

State = Literal["new", "overdue", "today", "soon", "later", "dropped"]
SOON = 14  # days ahead at most, of what comes more often a quarter of its span
DONE = "duty-done"


class Duty(msgspec.Struct, frozen=True):
    """``due``: the day by which it is to be done; of what nobody took on yet today. ``last``: the
    latest day on which it was done. ``task`` is ``None`` where no plan asks for it."""

    id: str
    text: Text
    every: str
    season: str
    before: str
    who: str
    cites: list[str]
    kind: str
    due: date
    state: State
    task: Task | None = None
    doc: Doc | None = None
    last: Step | None = None

    @property
    def ours(self) -> bool:
        return self.task is not None and self.task.ours


class Aged(msgspec.Struct, frozen=True):
    """``overdue``: whole days past its day, else 0."""

    duty: Duty
    overdue: int


def duties(tasks: Iterable[Task], register: Register | None, today: date) -> list[Aged]:
    """Every duty, the longest overdue on top, then what nobody took on, then by day."""
    docs = {} if register is None else register.docs
    found = [_of_task(task, docs.get(task.id), today) for task in tasks]
    known = {duty.id for duty in found}
    found += [_of_doc(doc, today) for doc in docs.values() if doc.id not in known]
    aged = [Aged(d, max(0, (today - d.due).days) if d.state == "overdue" else 0) for d in found]
    order = ("overdue", "new", "today", "soon", "later", "dropped")
    return sorted(aged, key=lambda a: (order.index(a.duty.state), a.duty.due, a.duty.id))


def _of_task(task: Task, doc: Doc | None, today: date) -> Duty:
    due, state = _state(doc, task.every, today)
    return Duty(task.id, task.do, task.every, task.season, task.before, task.who, task.cites,
                task.evidence, due, state, task, doc, last_done(doc))  # fmt: skip


def _of_doc(doc: Doc, today: date) -> Duty:
    due, state = _state(doc, doc.get("every"), today)
    text = Text(doc.get("what"), doc.get("what"))
    cites = [doc.get("clause")] if doc.get("clause") else []
    every, season, before = doc.get("every"), doc.get("season"), doc.get("before")
    return Duty(doc.id, text, every, season, before, doc.get("who"), cites, doc.get("kind"),
                due, state, None, doc, last_done(doc))  # fmt: skip


def _state(doc: Doc | None, every: str, today: date) -> tuple[date, State]:
    if doc is None:
        return today, "new"
    due = doc.due.date() if doc.due is not None else today
    if doc.ended is not None:
        return due, "dropped"
    left = (due - today).days
    if left <= 0:
        return due, "overdue" if left else "today"
    return due, "soon" if left <= soon(every, today) else "later"


def soon(every: str, today: date) -> int:
    """So many days ahead of its day a duty is told of."""
    try:
        whole = (days.later(today, days.span(every)) - today).days
    except ValueError:  # a span of a later kit
        return SOON
    return min(SOON, whole // 4)


def last_done(doc: Doc | None) -> Step | None:
    """The latest time at which it was done; what is noted afterwards of an earlier one is not."""
    done = [step for step in doc.steps if step.stage == DONE] if doc is not None else []
    return max(done, key=lambda step: step.at, default=None)


def next_due(every: str, season: str, before: str, done: date) -> date:
    """Raises ``ValueError`` for what is no span."""
    return days.next_day(done, days.span(every), season, before)


def end_of(day: date, now: datetime) -> datetime:
    """What is due by a day is late on the next. The last days there are lie too near the end for
    some offsets."""
    day = min(day, date(9990, 12, 31))
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=now.tzinfo)


def red(found: Iterable[Aged]) -> tuple[int, int, int]:
    """How many are overdue, due today, and taken on by nobody."""
    states = [each.duty.state for each in found]
    return states.count("overdue"), states.count("today"), states.count("new")
