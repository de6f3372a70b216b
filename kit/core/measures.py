"""What an incident amounts to, as numbers and ids without words: the summary's one source.

``after`` is always whole seconds since the opening (negative: before it); ``late`` whole seconds
rounded up, so that something late is never 0. Titles and sentences are the business of ``render``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil
from typing import Literal

import msgspec

from kit.core import events as ev
from kit.core.checklist import PHASE_ORDER, Step
from kit.core.deadlines import HAND, PROMISE
from kit.core.incident import Incident
from kit.core.state import PlanRun, Snooze, StepState, StepView, TimerState

DeadlineKind = Literal["tell", "check", "countdown", "hand", "promise"]
DeadlineStatus = Literal[
    "in-time",  # answered by its due time
    "late",  # answered, but after it
    "not-told",  # never answered, and its due time has passed
    "needless",  # stopped before its due time
    "cancelled",  # called off before its due time, with a reason
    "running",  # not due yet
]
MILESTONES = ("detected", "reported", "responded", "restored", "closed")


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


def summarise(
    incident: Incident,
    entries: list[ev.Entry],
    now: datetime,
    damages: Iterable[Harm] = (),
) -> Summary:
    """The numbers of one incident: a closed one up to its closing, an open one up to ``now``."""
    opened = incident.opened or now
    until = incident.closed or now
    lines = _Deadlines(incident, entries, opened, until).all()
    notices = [line for line in lines if line.kind == "tell"]
    owed = _owed(incident)
    actions = [Improvement(a.id, a.text, a.owner, a.due, a.done) for a in incident.actions.values()]
    actions.sort(key=lambda a: a.done is not None)
    return Summary(
        ref=incident.ref,
        type=incident.type,
        plans=[plan.checklist.id for plan in incident.plans],
        title=incident.title,
        site=incident.profile.id if incident.profile else "",
        drill=incident.is_drill,
        speed=incident.drill.speed if incident.drill else 1.0,
        leader=incident.by,
        opened=incident.opened,
        closed=incident.closed,
        until=until,
        seconds=span(opened, until),
        outcome=incident.outcome if incident.closed else "",
        closing_note=incident.closing_note if incident.closed else "",
        level=incident.level,
        levels=[
            Level(c.at, span(opened, c.at), c.by, c.level, c.before, c.reason, c.plan)
            for c in incident.levels
        ],
        notices=notices,
        deadlines=[line for line in lines if line.kind != "tell"],
        lateness=lateness(notices),
        phases=phases(incident),
        callbacks=owed,
        callbacks_open=sum(1 for back in owed if not back.settled),
        actions=actions,
        actions_open=sum(1 for a in actions if a.done is None),
        durations=durations(incident),
        calls=len(incident.calls),
        entries=len(entries),
        late_entries=sum(1 for e in entries if e.wrote is not None),
        corrections=sum(1 for e in entries if isinstance(e.event, ev.Amended)),
        reopened=list(incident.reopened),
        closing_code=closing_code(entries) if incident.closed else "",
        log_code=log_code(entries),
        clock_jumps=[
            Jump(e.at, e.event.seconds) for e in entries if isinstance(e.event, ev.ClockJumped)
        ],
        unknown_entries=sum(incident.unknown.values()),
        damages=list(damages),
    )


def span(start: datetime, end: datetime) -> int:
    """Whole seconds between two times, towards the past."""
    return int((end - start).total_seconds() // 1)


def lateness(notices: list[Deadline]) -> Lateness:
    late = [n.late for n in notices if n.status in ("late", "not-told")]
    return Lateness(
        notices=sum(1 for n in notices if n.status in ("in-time", "late", "not-told")),
        in_time=sum(1 for n in notices if n.status == "in-time"),
        late=len(late),
        not_told=sum(1 for n in notices if n.status == "not-told"),
        seconds=sum(late),
        worst=max(late, default=0),
        nobody=sum(1 for n in notices if n.nobody),
        escalations=sum(1 for n in notices for rung in n.rungs if rung.role),
    )


# ---- deadlines -------------------------------------------------------------------------------


class _Deadlines:
    """Every round of every timer, with what the ladder did in it."""

    def __init__(
        self, incident: Incident, entries: list[ev.Entry], opened: datetime, until: datetime
    ) -> None:
        self.incident = incident
        self.opened = opened
        self.until = until
        self.rungs = self._rungs(entries)

    def _rungs(self, entries: list[ev.Entry]) -> dict[tuple[str, int], list[Rung]]:
        """Escalations by timer and the number of its start, in the log's order."""
        starts: dict[str, int] = {}
        out: dict[tuple[str, int], list[Rung]] = {}
        for entry in entries:
            event, after = entry.event, span(self.opened, entry.at)
            if isinstance(event, ev.TimerStarted):
                starts[event.timer] = starts.get(event.timer, 0) + 1
            elif isinstance(event, ev.Escalated):
                rung = Rung(entry.at, after, event.role, event.before)
                out.setdefault((event.timer, starts.get(event.timer, 1)), []).append(rung)
            elif isinstance(event, ev.NobodyReachable):
                rung = Rung(entry.at, after, "", "")
                out.setdefault((event.timer, starts.get(event.timer, 1)), []).append(rung)
        return out

    def all(self) -> list[Deadline]:
        """By due time. A round cut off by closing and gone on with after reopening is one."""
        rounds: dict[str, list[TimerState]] = {}
        for timer in [*self.incident.past_timers, *self.incident.timers.values()]:
            rounds.setdefault(timer.key, []).append(timer)
        out: list[Deadline] = []
        for key, states in rounds.items():
            held: list[tuple[int, TimerState]] = []
            for number, state in enumerate(states, 1):
                held.append((number, state))
                following = states[number] if number < len(states) else None
                if following is not None and _goes_on(state, following):
                    continue
                out.append(self._line(key, held))
                held = []
        return sorted(out, key=lambda line: (line.due, line.timer, line.round))

    def _line(self, key: str, held: list[tuple[int, TimerState]]) -> Deadline:
        timer = held[-1][1]
        answered = _answer_time(timer)
        status = self._status(timer)
        end = answered or (
            timer.answered if not timer.tell and timer.status == "stopped" else None
        )
        over = max(0.0, ((end or self.until) - timer.due).total_seconds())
        states = [state for _, state in held]
        return Deadline(
            timer=key,
            kind=self._kind(key, timer),
            round=timer.round,
            planned=span(self.opened, timer.due),
            due=timer.due,
            status=status,
            late=ceil(over) if status in ("late", "not-told") else 0,
            tell=list(timer.tell),
            answered=answered,
            answered_after=span(self.opened, answered) if answered else None,
            how=timer.how,
            who=timer.who,
            role=timer.role,
            nobody=any(state.nobody for state in states),
            reason=timer.reason,
            tries=[
                Try(a.at, span(self.opened, a.at), a.role, a.who, a.result)
                for state in states
                for a in state.attempts
            ],
            failed=[span(self.opened, at) for state in states for at in state.failed],
            pauses=[self._pause(s) for state in states for s in state.snoozes],
            rungs=[rung for number, _ in held for rung in self.rungs.get((key, number), [])],
        )

    def _status(self, timer: TimerState) -> DeadlineStatus:
        answer = _answer_time(timer)
        end = answer or (timer.answered if timer.status != "running" else None)
        passed = (end or self.until) > timer.due
        if answer is not None:
            return "late" if passed else "in-time"
        if passed:
            return "not-told"
        if timer.status == "cancelled":
            return "cancelled"
        return "needless" if timer.status == "stopped" else "running"

    def _kind(self, key: str, timer: TimerState) -> DeadlineKind:
        if timer.tell:
            return "tell"
        if key.startswith(HAND):
            return "hand"
        if key.startswith(PROMISE):
            return "promise"
        rule = self.incident.rule(key)
        return "countdown" if rule is not None and rule.kind == "countdown" else "check"

    def _pause(self, snooze: Snooze) -> Pause:
        return Pause(snooze.at, span(self.opened, snooze.at), snooze.until, snooze.reason)


def _answer_time(timer: TimerState) -> datetime | None:
    """When the question was answered. A check that ended without a "yes" was answered by its first
    "not yet", or by the change of level that it asks for; one that closing ended, by nothing."""
    if timer.status == "answered" or timer.tell:
        return timer.answered if timer.status == "answered" else None
    if timer.status == "stopped" and timer.failed and timer.reason != "closed":
        return timer.failed[0]
    return timer.answered if timer.status == "stopped" and timer.reason == "level" else None


def _goes_on(state: TimerState, following: TimerState) -> bool:
    return state.status == "stopped" and state.due == following.due


# ---- steps -----------------------------------------------------------------------------------


def phases(incident: Incident) -> list[PhaseSteps]:
    """What became of every step that applies, and of those that were dealt with before the
    branch was answered differently. Phases without steps are left out."""
    views = [v for v in incident.views() if v.step.answer != "know"]
    shown = {v.key for v in views}
    hidden = [v for v in _hidden(incident) if v.key not in shown]
    out: list[PhaseSteps] = []
    for phase in PHASE_ORDER:
        here = [v for v in views if v.phase == phase]
        gone = [v for v in hidden if v.phase == phase]
        if here or gone:
            lines = [_line(incident, v.key, v.step, v.state, False) for v in here]
            lines += [_line(incident, v.key, v.step, v.state, True) for v in gone]
            out.append(_counted(phase, lines))
    return out


def _counted(phase: str, lines: list[StepLine]) -> PhaseSteps:
    def count(*statuses: str) -> int:
        return sum(1 for line in lines if line.status in statuses and not line.hidden)

    return PhaseSteps(
        phase,
        count("done"),
        count("skipped"),
        count("not-applicable"),
        count("handed"),
        count("open", "doing", "deferred"),
        lines,
    )


def _hidden(incident: Incident) -> Iterator[StepView]:
    """Steps with something recorded, whether they apply now or not."""
    for plan in incident.plans:
        for phase in PHASE_ORDER:
            for step in plan.phase_steps(phase):
                yield from _recorded(incident, plan, phase, step)


def _recorded(
    incident: Incident, plan: PlanRun, phase: str, step: Step
) -> Iterator[StepView]:
    key = plan.key(step.id)
    for full, state in incident.steps.items():
        same = full == key or (step.each is not None and full.startswith(f"{key}@"))
        if same and state.status != "open" and step.answer != "know":
            yield StepView(full, phase, plan.prefix, step, state)


def _line(incident: Incident, key: str, step: Step, state: StepState, hidden: bool) -> StepLine:
    known = state.at is not None and state.status != "open"
    return StepLine(
        key=key,
        status=state.status,
        at=state.at if known else None,
        after=span(incident.opened, state.at)
        if known and incident.opened is not None and state.at is not None
        else None,
        by=state.by if known else "",
        value=state.value if state.status == "done" else "",
        who=state.who if state.status in ("done", "handed") else "",
        reason=state.reason if state.status not in ("open", "done", "handed") else "",
        until=state.until if state.status == "handed" else None,
        critical=step.critical,
        hidden=hidden,
    )


# ---- customers, milestones, codes --------------------------------------------------------------


def _owed(incident: Incident) -> list[Owed]:
    """Customers still owed a call first, in the order they were noted."""
    out = []
    for back in incident.callbacks.values():
        settled = next((at for at, result, _ in back.tries if result == back.settled), None)
        out.append(
            Owed(
                back.id,
                back.name,
                back.phone,
                back.matter,
                back.at,
                back.settled,
                back.promised,
                settled,
                [Attempted(*one) for one in back.tries],
            )
        )
    return sorted(out, key=lambda o: (bool(o.settled), o.at, o.id))


def milestones(incident: Incident) -> dict[str, datetime]:
    """When each milestone was reached: the first step that says so, for ``restored`` the last."""
    found: dict[str, list[datetime]] = {}
    for plan in incident.plans:
        for phase in PHASE_ORDER:
            for step in plan.phase_steps(phase):
                state = incident.steps.get(plan.key(step.id))
                if step.milestone is None or state is None or state.status != "done":
                    continue
                at = _observed(step, state)
                if at is not None:
                    found.setdefault(step.milestone, []).append(at)
    out = {name: max(ats) if name == "restored" else min(ats) for name, ats in found.items()}
    if incident.closed is not None:
        out["closed"] = incident.closed
    return out


def _observed(step: Step, state: StepState) -> datetime | None:
    """The time that was answered, where the step asks for one; else when it was done."""
    if step.answer == "time" and state.value:
        try:
            when = datetime.fromisoformat(state.value)
        except ValueError:
            return state.at
        return when if when.tzinfo is not None else state.at
    return state.at


def durations(incident: Incident) -> list[Duration]:
    """Detection falls back to the opening."""
    reached = milestones(incident)
    opened = incident.opened
    if opened is None:
        return [Duration(name) for name in MILESTONES]
    reached.setdefault("detected", opened)
    start = reached["detected"]
    out = []
    for name in MILESTONES:
        at = reached.get(name)
        if at is None:
            out.append(Duration(name))
        else:
            out.append(Duration(name, at, span(opened, at), span(start, at)))
    return out


def closing_code(entries: list[ev.Entry]) -> str:
    """Number and first six hash digits of the closing entry."""
    last = next((e for e in reversed(entries) if isinstance(e.event, ev.Closed)), None)
    return f"{last.n}-{last.sha[:6]}" if last is not None and last.sha else ""


def log_code(entries: list[ev.Entry]) -> str:
    """Number and first six hash digits of the longest journal's last entry."""
    last = max(entries, key=lambda e: e.n, default=None)
    return f"{last.n}-{last.sha[:6]}" if last is not None and last.sha else ""
