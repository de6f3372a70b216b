"""The shape of an incident's summary: numbers and ids without words.

``after`` is always whole seconds since the opening (negative: before it); ``late`` whole seconds
between two such. Titles and sentences are the business of ``show``.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.incidents.incident.rules.milestones import Duration
from kit.incidents.incident.rules.outages import Outage
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.archive.rules.digest import Change
from kit.review.archive.rules.figures import Figures


class Stretch(msgspec.Struct, frozen=True):
    """From the opening or a reopening to its closing (``None``: it goes on)."""

    start: datetime
    end: datetime | None
    seconds: int


class StepLine(msgspec.Struct, frozen=True):
    key: str = msgspec.field(name="step")
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
    open: int = msgspec.field(name="open_steps")
    steps: list[StepLine]


class Level(msgspec.Struct, frozen=True):
    at: datetime
    after: int
    by: str
    level: str
    before: str = msgspec.field(name="level_before")
    reason: str
    plan: str


class Attempted(msgspec.Struct, frozen=True):
    at: datetime
    result: str
    note: str


class Moved(msgspec.Struct, frozen=True):
    """A promise that the customer agreed to move; ``before`` is None where no time was named."""

    at: datetime
    before: datetime | None = msgspec.field(name="promised_before")
    to: datetime = msgspec.field(name="promised")
    reason: str
    agreed: str = msgspec.field(name="agreed_by")


class Owed(msgspec.Struct, frozen=True):
    """A customer owed a call; ``settled`` is "", "reached" or "given-up"; ``register``: where it
    was noted, if not in the log."""

    id: str
    name: str
    phone: str
    matter: str
    at: datetime
    settled: str
    promised: datetime | None = None
    settled_at: datetime | None = None
    tries: list[Attempted] = []
    register: str = ""
    moves: list[Moved] = []


class Improvement(msgspec.Struct, frozen=True):
    id: str
    at: datetime
    text: str
    owner: str
    due: str = msgspec.field(name="due_date")
    done: datetime | None = msgspec.field(default=None, name="done_at")
    verified: datetime | None = msgspec.field(default=None, name="verified_at")
    dropped: datetime | None = msgspec.field(default=None, name="dropped_at")


class Harm(msgspec.Struct, frozen=True):
    """Damage of the log, told by the store. ``between`` are the entry numbers around it,
    ``entries`` the first and the last that it took, as far as that is certain."""

    journal: str
    bytes: int
    between: list[int | None]
    entries: tuple[int | None, int | None] = (None, None)


class Jump(msgspec.Struct, frozen=True):
    at: datetime
    seconds: float


class Summary(msgspec.Struct, frozen=True):
    ref: str
    type: str
    plans: list[str]
    title: str = msgspec.field(name="about")
    site: str
    drill: bool
    speed: float
    leader: str
    opened: datetime | None
    closed: datetime | None
    until: datetime
    seconds: int
    spells: list[Stretch]
    outcome: str
    closing_note: str
    level: str
    levels: list[Level] = msgspec.field(name="level_changes")
    notices: list[Deadline]
    deadlines: list[Deadline]
    kept: dict[str, Figures]
    nobody: int = msgspec.field(name="nobody_reached")
    escalations: int
    phases: list[PhaseSteps]
    callbacks: list[Owed]
    callbacks_open: int = msgspec.field(name="callbacks_owed")
    actions: list[Improvement]
    actions_open: int
    durations: list[Duration]
    calls: int = msgspec.field(name="call_count")
    entries: int = msgspec.field(name="entry_count")
    late_entries: int
    corrections: int
    reopened: list[datetime]
    changes: list[Change]
    closing_code: str
    log_code: str
    clock_jumps: list[Jump]
    unknown_entries: int
    damages: list[Harm]
    outages: list[Outage] = []
