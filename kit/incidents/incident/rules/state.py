"""What an incident is made of: a step, a timer, a plan at work, a call, a call-back, an action.

Each is what the entries so far say of one thing; ``incidents/incident/rules/fold`` folds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.incidents.incident.rules import events as ev
from kit.plans.checklists.rules.format import Checklist, Step

StepStatus = Literal["open", "doing", "done", "skipped", "not-applicable", "deferred", "handed"]
TimerStatus = Literal["running", "answered", "stopped", "cancelled"]
WARNING_PART = 0.2


class StepState(msgspec.Struct):
    """What is recorded of one step. ``since`` is when the value last changed, ``done_at`` when
    it was last done; both outlast a second look at the step."""

    key: str
    status: StepStatus = "open"
    at: datetime | None = None
    by: str = ""
    value: str = ""
    who: str = ""
    reason: str = ""
    until: datetime | None = None
    repeated: bool = False
    since: datetime | None = None
    deferrals: int = 0
    times: int = 0
    done_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Its last answer holds: also while it is looked at again, until that brings another."""
        return self.done_at is not None and self.status not in ("skipped", "not-applicable")


class Snooze(msgspec.Struct, frozen=True):
    at: datetime
    until: datetime
    reason: str


class Attempt(msgspec.Struct, frozen=True):
    at: datetime
    role: str
    who: str
    result: ev.CallResult


class TimerState(msgspec.Struct):
    """One round of one timer. All times absolute."""

    key: str
    due: datetime
    base: datetime
    minutes: float
    tell: list[str]
    note: str = ""
    round: int = 1
    rung: int = 0
    status: TimerStatus = "running"
    ring_at: datetime | None = None
    answered: datetime | None = None
    how: str = ""
    who: str = ""
    role: str = ""
    reason: str = ""
    attempts: list[Attempt] = []
    snoozes: list[Snooze] = []
    failed: list[datetime] = []
    nobody: bool = False

    def target(self) -> str:
        """Role id to be told now ("" when the timer tells nobody)."""
        return self.tell[min(self.rung, len(self.tell) - 1)] if self.tell else ""

    def ringing(self, now: datetime) -> bool:
        return self.status == "running" and now >= (self.ring_at or self.due)

    def warning(self, now: datetime) -> bool:
        left = (self.due - now).total_seconds()
        return self.status == "running" and 0 < left <= self.minutes * 60 * WARNING_PART

    def over(self, now: datetime) -> timedelta:
        """How late: at its answer, or at ``now`` while it runs. Never negative."""
        end = self.answered if self.status != "running" and self.answered else now
        return max(end - self.due, timedelta(0))

    def unanswered(self, role: str) -> int:
        return sum(1 for a in self.attempts if a.role == role and a.result != "reached")


class PlanRun(msgspec.Struct):
    """A checklist at work in this incident. ``prefix`` is "" for the one it was opened with."""

    prefix: str
    checklist: Checklist
    added: list[tuple[str, Step]] = []

    def key(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def phase_steps(self, phase: str) -> Iterator[Step]:
        for p in self.checklist.phases:
            if p.id == phase:
                yield from p.steps
        for where, step in self.added:
            if where == phase:
                yield step


class StepView(msgspec.Struct, frozen=True):
    """A step that applies now, with its state. ``who`` fills ``{who}`` of a repeated step."""

    key: str
    phase: str
    plan: str
    step: Step
    state: StepState
    who: str = ""
    role: str = ""


class CallMade(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    call: ev.Called


class LevelChange(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    level: str
    before: str
    reason: str
    plan: str = ""


class Callback(msgspec.Struct):
    id: str
    at: datetime
    name: str
    phone: str
    matter: str
    promised: datetime | None = None
    tries: list[tuple[datetime, str, str]] = []
    settled: Literal["", "reached", "given-up"] = ""


class Action(msgspec.Struct):
    id: str
    at: datetime
    text: str
    owner: str
    due: str
    done: datetime | None = None


class Fact(msgspec.Struct, frozen=True):
    """What is known of one heading of the first report, since ``at``."""

    at: datetime
    by: str
    text: str = ""
    time: datetime | None = None


class Announcement(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    said: ev.Announced
