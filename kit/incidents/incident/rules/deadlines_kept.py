"""What became of every round of every timer: in time, late, never told, no longer needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil
from typing import Literal

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import Snooze, TimerState
from kit.incidents.incident.rules.milestones import span
from kit.incidents.incident.rules.names import TimerKey

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


Held = list[tuple[int, TimerState]]

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


def rounds(states: Iterable[TimerState]) -> Iterator[Held]:
    """The rounds of timers, given in the order of their starts: each a list of states with the
    number of their start. A round cut off by closing and gone on with after reopening is one."""
    starts: dict[str, list[TimerState]] = {}
    for timer in states:
        starts.setdefault(timer.key, []).append(timer)
    for timers in starts.values():
        held: Held = []
        for number, state in enumerate(timers, 1):
            held.append((number, state))
            following = timers[number] if number < len(timers) else None
            if following is None or not _goes_on(state, following):
                yield held
                held = []


def counted(states: Iterable[TimerState]) -> list[TimerState]:
    """Timers that are deadlines of ours; what others promised us is not."""
    return [state for state in states if TimerKey(state.key).sort != "forecast"]


def judged(timer: TimerState, until: datetime) -> tuple[DeadlineStatus, int]:
    """What became of a round by ``until``, and the whole seconds it was late (0: it was not)."""
    answer = _answer_time(timer)
    end = answer or (timer.answered if timer.status != "running" else None)
    if (end or until) <= timer.due:
        if answer is not None:
            return "in-time", 0
        if timer.status == "cancelled":
            return "cancelled", 0
        return ("needless" if timer.status == "stopped" else "running"), 0
    if answer is None and (timer.tell or timer.status != "stopped") and not _closed_off(timer):
        end = None  # never answered: late until the closing
    late = ceil(((end or until) - timer.due).total_seconds())
    return ("not-told" if answer is None else "late"), max(0, late)


def deadlines(
    incident: Incident,
    entries: list[Entry],
    opened: datetime,
    until: datetime,
    now: datetime | None = None,
) -> list[Deadline]:
    """Every round of every timer, by due time. What is promised outlives the closing at ``until``
    and is judged by ``now``."""
    return _Deadlines(incident, entries, opened, until, now or until).all()


class _Deadlines:
    """Every round of every timer, with what the ladder did in it."""

    def __init__(
        self,
        incident: Incident,
        entries: list[Entry],
        opened: datetime,
        until: datetime,
        now: datetime,
    ) -> None:
        self.incident = incident
        self.opened = opened
        self.until = until
        self.now = now
        self.rungs = self._rungs(entries)

    def _rungs(self, entries: list[Entry]) -> dict[tuple[str, int], list[Rung]]:
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
        """By due time."""
        states = counted([*self.incident.past_timers, *self.incident.timers.values()])
        out = [self._line(held) for held in rounds(states)]
        return sorted(out, key=lambda line: (line.due, line.timer, line.round))

    def _line(self, held: Held) -> Deadline:
        timer = held[-1][1]
        key = timer.key
        answered = _answer_time(timer)
        status, late = judged(timer, self.now if TimerKey(key).outlives else self.until)
        states = [state for _, state in held]
        return Deadline(
            timer=key,
            kind=self._kind(key, timer),
            round=timer.round,
            planned=span(self.opened, timer.due),
            due=timer.due,
            status=status,
            late=late,
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

    def _kind(self, key: str, timer: TimerState) -> DeadlineKind:
        if timer.tell:
            return "tell"
        sort = TimerKey(key).sort
        if sort == "hand" or sort == "promise":
            return sort
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


def _closed_off(timer: TimerState) -> bool:
    """Cut off by a closing: late until then, whatever comes after the incident is reopened."""
    return timer.status == "stopped" and timer.reason == "closed"


def _goes_on(state: TimerState, following: TimerState) -> bool:
    return state.status == "stopped" and state.due == following.due
