"""The shape of an incident's summary: numbers and ids without words.

``after`` is always whole seconds since the opening (negative: before it); ``late`` whole seconds
rounded up, so that something late is never 0. Titles and sentences are the business of ``render``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.core import events as ev

DeadlineKind = Literal["tell", "check", "countdown", "hand", "promise"]
DeadlineStatus = Literal[
    "in-time",  # answered by its due time
    "late",  # answered, but after it
    "not-told",  # never answered, and its due time has passed
    "needless",  # stopped before its due time
    "cancelled",  # called off before its due time, with a reason
    "running",  # not due yet
]


class Try(msgspec.Struct, frozen=True):
    """One call made for a deadline."""

    at: datetime
    after: int
    role: str
    who: str
    result: ev.CallResult


class Pause(msgspec.Struct, frozen=True):
    at: datetime
    after: int
    until: datetime
    reason: str


class Rung(msgspec.Struct, frozen=True):
    """The ladder went one further. ``role`` is "" when nobody was left."""

    at: datetime
    after: int
    role: str
    before: str


class Deadline(msgspec.Struct, frozen=True):
    """One round of one timer. ``planned`` and ``answered_after`` are seconds since the opening."""

    timer: str
    kind: DeadlineKind
    round: int
    planned: int
    due: datetime
    status: DeadlineStatus
    late: int
    tell: list[str]
    answered: datetime | None = None
    answered_after: int | None = None
    how: str = ""
    who: str = ""
    role: str = ""
    nobody: bool = False
    reason: str = ""
    tries: list[Try] = []
    failed: list[int] = []
    pauses: list[Pause] = []
    rungs: list[Rung] = []


class StepLine(msgspec.Struct, frozen=True):
    key: str
    status: str
    at: datetime | None = None
    after: int | None = None
    by: str = ""
    value: str = ""
    who: str = ""
    reason: str = ""
    until: datetime | None = None
    critical: bool = False
    hidden: bool = False


class PhaseSteps(msgspec.Struct, frozen=True):
    """``open`` counts open, doing and deferred steps. ``hidden`` steps were dealt with, but do
    not apply any more."""

    phase: str
    done: int
    skipped: int
    not_applicable: int
    handed: int
    open: int
    steps: list[StepLine]


class Level(msgspec.Struct, frozen=True):
    at: datetime
    after: int
    by: str
    level: str
    before: str
    reason: str
    plan: str


class Attempted(msgspec.Struct, frozen=True):
    at: datetime
    result: str
    note: str


class Owed(msgspec.Struct, frozen=True):
    """A customer owed a call; ``settled`` is "", "reached" or "given-up"."""

    id: str
    name: str
    phone: str
    matter: str
    at: datetime
    settled: str
    promised: datetime | None = None
    settled_at: datetime | None = None
    tries: list[Attempted] = []


class Improvement(msgspec.Struct, frozen=True):
    id: str
    text: str
    owner: str
    due: str
    done: datetime | None = None


class Duration(msgspec.Struct, frozen=True):
    """``None`` where the log says nothing."""

    milestone: str
    at: datetime | None = None
    from_opening: int | None = None
    from_detection: int | None = None


class Lateness(msgspec.Struct, frozen=True):
    """Of the notifications: ``late`` counts all that were late, ``not_told`` those of them that
    never came; seconds add up over incidents."""

    notices: int
    in_time: int
    late: int
    not_told: int
    seconds: int
    worst: int
    nobody: int
    escalations: int


class Harm(msgspec.Struct, frozen=True):
    """Damage of the log, told by the store. ``between`` are the entry numbers around it."""

    journal: str
    bytes: int
    between: list[int | None]


class Jump(msgspec.Struct, frozen=True):
    at: datetime
    seconds: float


class Summary(msgspec.Struct, frozen=True):
    ref: str
    type: str
    plans: list[str]
    title: str
    site: str
    drill: bool
    speed: float
    leader: str
    opened: datetime | None
    closed: datetime | None
    until: datetime
    seconds: int
    outcome: str
    closing_note: str
    level: str
    levels: list[Level]
    notices: list[Deadline]
    deadlines: list[Deadline]
    lateness: Lateness
    phases: list[PhaseSteps]
    callbacks: list[Owed]
    callbacks_open: int
    actions: list[Improvement]
    actions_open: int
    durations: list[Duration]
    calls: int
    entries: int
    late_entries: int
    corrections: int
    reopened: list[datetime]
    closing_code: str
    log_code: str
    clock_jumps: list[Jump]
    unknown_entries: int
    damages: list[Harm]
