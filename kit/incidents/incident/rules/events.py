"""The words of the log: one struct per kind of event, one line per entry.

``data/README.md`` describes the line for readers of the file; the frozen sample lines in
``tests/incidents/samples.jsonl`` must stay readable for ever.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal

import msgspec

from kit.ground.journal.entry import Event, Kinds
from kit.plans.checklists.rules.format import Checklist, Step

FORMAT = 1
CallResult = Literal["reached", "no-answer", "busy", "wrong-number"]


class Drill(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a drill's clock runs: ``speed`` simulated seconds per real one from ``anchor`` on."""

    speed: float = 1.0
    anchor: datetime | None = None
    clock: str = ""


class Opened(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "opened"
    format: int
    ref: str
    type: str
    checklist: Checklist
    profile: dict[str, Any]
    kit: str = ""
    drill: Drill | None = None
    title: str = ""
    place: str = ""


class Joined(Event, frozen=True, omit_defaults=True):
    """First line of another laptop's (or another segment's) journal of the same incident."""

    kind: ClassVar[str] = "joined"
    format: int
    ref: str
    type: str
    why: str = ""


class PlanAdded(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "plan-added"
    type: str
    checklist: Checklist


class StepAdded(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-added"
    phase: str
    step: Step
    plan: str = ""


class StepDoing(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-doing"
    step: str


class StepDone(Event, frozen=True, omit_defaults=True):
    """``value`` is what was observed; ``who`` the person of a call."""

    kind: ClassVar[str] = "step-done"
    step: str
    value: str = ""
    who: str = ""


class StepSkipped(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-skipped"
    step: str
    reason: str


class StepNotApplicable(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-not-applicable"
    step: str
    reason: str = ""


class StepDeferred(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-deferred"
    step: str
    reason: str = ""


class StepHanded(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-handed"
    step: str
    to: str
    until: datetime | None = None
    repeated: bool = False


class StepReopened(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "step-reopened"
    step: str
    reason: str = ""


class Noted(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "note"
    text: str


class Amended(Event, frozen=True, omit_defaults=True):
    """A correction: names the old entry, both are shown."""

    kind: ClassVar[str] = "amended"
    entry: str
    text: str


class Called(Event, frozen=True, omit_defaults=True):
    """One human call. ``attempt`` counts calls to this person for this purpose."""

    kind: ClassVar[str] = "called"
    who: str
    result: CallResult
    role: str = ""
    number: str = ""
    attempt: int = 1
    said: str = ""
    repeated: bool = False
    step: str = ""
    timers: list[str] = []


class LevelSet(Event, frozen=True, omit_defaults=True):
    """``plan`` is the prefix of the plan whose levels these are ("" for the first)."""

    kind: ClassVar[str] = "level-set"
    level: str
    before: str = ""
    reason: str = ""
    plan: str = ""


class TimerStarted(Event, frozen=True, omit_defaults=True):
    """``due`` is absolute; ``tell`` is the ladder as it stood (role ids)."""

    kind: ClassVar[str] = "timer-started"
    timer: str
    due: datetime
    minutes: float
    tell: list[str] = []
    base: datetime | None = None
    round: int = 1
    note: str = ""
    ring: datetime | None = None


class TimerAnswered(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-answered"
    timer: str
    how: Literal["told", "yes", "done"]
    who: str = ""
    role: str = ""


class TimerFailed(Event, frozen=True, omit_defaults=True):
    """A check was answered "no": it comes back until it is a yes or cancelled."""

    kind: ClassVar[str] = "timer-failed"
    timer: str
    again: datetime


class TimerSnoozed(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-snoozed"
    timer: str
    until: datetime
    reason: str


class TimerCancelled(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "timer-cancelled"
    timer: str
    reason: str


class TimerStopped(Event, frozen=True, omit_defaults=True):
    """Its reason to run is gone (restored, level changed, closed)."""

    kind: ClassVar[str] = "timer-stopped"
    timer: str
    cause: str


class Escalated(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "escalated"
    timer: str
    role: str
    before: str


class NobodyReachable(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "nobody-reachable"
    timer: str


class CallbackAdded(Event, frozen=True, omit_defaults=True):
    """A customer who is owed a call."""

    kind: ClassVar[str] = "callback-added"
    id: str
    name: str
    phone: str = ""
    matter: str = ""
    promised: datetime | None = None


class CallbackTried(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "callback-tried"
    id: str
    result: Literal["reached", "no-answer", "given-up"]
    note: str = ""


class ActionAdded(Event, frozen=True, omit_defaults=True):
    """An improvement action."""

    kind: ClassVar[str] = "action-added"
    id: str
    text: str
    owner: str = ""
    due: str = ""


class ActionDone(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "action-done"
    id: str
    note: str = ""


class FactSet(Event, frozen=True, omit_defaults=True):
    """What the first report and the scripts say of the incident; a later one replaces it.
    ``name`` is one of ``acts/said.FACTS``; ``time`` only for a time (``restore``)."""

    kind: ClassVar[str] = "fact"
    name: str
    text: str = ""
    time: datetime | None = None


class Announced(Event, frozen=True, omit_defaults=True):
    """Words that were said to staff, customers, leaders or the media, as they were said.
    ``next``: the time promised for the next update, which becomes a timer."""

    kind: ClassVar[str] = "announced"
    to: str
    text: str = ""
    script: str = ""
    next: datetime | None = None


class ClockJumped(Event, frozen=True, omit_defaults=True):
    """Wall clock and counting clock disagree, in seconds; positive means it was set forward.
    ``restart``: noticed after a restart, so how much time has really passed is not known."""

    kind: ClassVar[str] = "clock-jumped"
    seconds: float
    restart: bool = False


class Left(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "guide-left"
    step: str = ""


class Resumed(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "guide-resumed"
    step: str = ""


class Closed(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "closed"
    outcome: str
    note: str = ""
    open_steps: list[str] = []


class Reopened(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "reopened"
    reason: str = ""


KINDS = Kinds(
    (
        Opened,
        Joined,
        PlanAdded,
        StepAdded,
        StepDoing,
        StepDone,
        StepSkipped,
        StepNotApplicable,
        StepDeferred,
        StepHanded,
        StepReopened,
        Noted,
        Amended,
        Called,
        LevelSet,
        TimerStarted,
        TimerAnswered,
        TimerFailed,
        TimerSnoozed,
        TimerCancelled,
        TimerStopped,
        Escalated,
        NobodyReachable,
        CallbackAdded,
        CallbackTried,
        ActionAdded,
        ActionDone,
        FactSet,
        Announced,
        ClockJumped,
        Left,
        Resumed,
        Closed,
        Reopened,
    )
)
