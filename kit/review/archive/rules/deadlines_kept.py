"""What became of every round of every timer: in time, late, never told, its need gone.

A round is judged by when things happened. It ends with its answer, else with its need (what stopped
it, a person who called it off, the closing); nothing is late beyond that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.spans import span
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.judged import (
    DeadlineStatus,
    answered_at,
    judged,
    judged_by,
    promised,
)
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.rules.rounds import CLOSED, DeadlineKind, sort_of
from kit.plans.checklists.rules.owners import given_by, owner_of

COUNTED = ("in-time", "late", "not-told")
Owner = Literal["plan", "site", "ours", "people"]
# The rows that figures are counted in, in the order in which they are shown.
ROWS = (
    "told-plan", "told-site", "told-ours", "checks-plan", "checks-site", "checks-ours",
    "promises", "handed", "countdowns",
)  # fmt: skip
SORTS = {"tell": "told", "check": "checks", "promise": "promises", "update": "promises"}
BRIEF = 60  # seconds: what is less late than that is counted apart


class Try(msgspec.Struct, frozen=True):
    """One call made for a deadline. ``standin``: for whom that person only stood in ("" for
    nobody), ``deputy``: as the plan has it, so that the post counts as told."""

    at: datetime
    after: int
    role: str
    who: str
    result: ev.CallResult
    standin: str = ""
    deputy: bool = False

    @property
    def heard(self) -> bool:
        return self.result == "reached" and (not self.standin or self.deputy)


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
    before: str = msgspec.field(name="role_before")


class Deadline(msgspec.Struct, frozen=True):
    """One round of one timer, or one promise. ``planned`` and ``answered_after`` are seconds since
    the opening, ``late`` what lies between them; of what was never answered, until its need ended
    (``ended``). ``owner``: whose figure the time is, the plan's, the ``site``'s or the kit's
    own (``ours``), or that of ``people`` who promised it;
    ``cites``: the clauses that give it."""

    timer: str
    kind: DeadlineKind
    owner: Owner
    round: int
    planned: int = msgspec.field(name="due_after")
    due: datetime
    status: DeadlineStatus
    late: int = msgspec.field(name="late_seconds")
    tell: list[str]
    cites: list[str] = []
    answered: datetime | None = None
    answered_after: int | None = None
    ended: datetime | None = None
    how: str = ""
    who: str = ""
    role: str = ""
    nobody: bool = False
    reason: str = ""
    tries: list[Try] = []
    failed: list[int] = []
    pauses: list[Pause] = []
    rungs: list[Rung] = []

    @property
    def row(self) -> str:
        return row_of(self.kind, self.owner)


class Kept(msgspec.Struct, omit_defaults=True):
    """Deadlines of one row: ``due`` = ``in_time`` + ``brief`` (less than a minute late) + ``late``
    + ``never``. ``late_by``: whole seconds of each that was late, without the brief ones."""

    due: int = 0
    in_time: int = 0
    brief: int = 0
    late: int = 0
    never: int = 0
    late_by: list[int] = []

    def count(self, status: DeadlineStatus, late: int) -> None:
        """One more deadline; those that count for nothing are left out."""
        if status not in COUNTED:
            return
        self.due += 1
        if status == "in-time":
            self.in_time += 1
        elif status == "not-told":
            self.never += 1
        elif late < BRIEF:
            self.brief += 1
        else:
            self.late += 1
            self.late_by.append(late)

    def add(self, other: Kept) -> None:
        self.due += other.due
        self.in_time += other.in_time
        self.brief += other.brief
        self.late += other.late
        self.never += other.never
        self.late_by += other.late_by


Held = list[TimerState]


def row_of(kind: DeadlineKind, owner: Owner) -> str:
    """The row of ``ROWS`` that it is counted in."""
    if kind == "countdown":
        return "countdowns"
    if kind == "hand":
        return "handed"
    return SORTS[kind] if owner == "people" else f"{SORTS[kind]}-{owner}"


def rounds(states: Iterable[TimerState]) -> Iterator[Held]:
    """The rounds of timers, given in the order of their starts: each a list of states. A round that
    was stopped and gone on with (a branch answered again) is one; one that the closing cut off is
    not: the next spell has its own. Promises are counted by their customers (``promises``); what
    others promised us is no deadline of ours."""
    starts: dict[str, Held] = {}
    for timer in states:
        if TimerKey(timer.key).sort not in ("promise", "forecast"):
            starts.setdefault(timer.key, []).append(timer)
    for timers in starts.values():
        held: Held = []
        for number, state in enumerate(timers, 1):
            held.append(state)
            following = timers[number] if number < len(timers) else None
            if following is None or not _goes_on(state, following):
                yield held
                held = []


def _goes_on(state: TimerState, following: TimerState) -> bool:
    stopped = state.status == "stopped" and state.reason != CLOSED
    return stopped and state.due == following.due


def own_figure(incident: Incident, key: str) -> Owner:
    """Whose figure a timer's minutes are."""
    rule = incident.rule(key)
    return "people" if rule is None else owner_of(rule, incident.profile)


def _cites(incident: Incident, key: str) -> list[str]:
    rule = incident.rule(key)
    return [] if rule is None else given_by(rule, incident.profile)


def kind_of(incident: Incident, timer: TimerState) -> DeadlineKind:
    rule = incident.rule(timer.key)
    return sort_of(timer.key, timer.tell, rule.kind if rule is not None else "")


def deadlines(
    incident: Incident,
    opened: datetime,
    until: datetime,
    now: datetime,
    taken: Iterable[Callback] = (),
) -> list[Deadline]:
    """Every round of every timer up to ``until`` (the closing), and every promise up to ``now``,
    by due time; also of those whom the sheet ``taken`` down during it."""
    states = [*incident.past_timers, *incident.timers.values()]
    out = [_line(incident, held, opened, until) for held in rounds(states)]
    for back in (*incident.callbacks.values(), *taken):
        if back.promised is not None:
            out.append(_promise(incident, back, opened, now))
    return sorted(out, key=lambda line: (line.due, line.timer, line.round))


def _line(incident: Incident, held: Held, opened: datetime, until: datetime) -> Deadline:
    timer = held[-1]
    answered = answered_at(timer, opened)
    status, late = judged(timer, opened, until)
    return Deadline(
        timer=timer.key,
        kind=kind_of(incident, timer),
        owner=own_figure(incident, timer.key),
        round=timer.round,
        planned=span(opened, timer.due_now),
        due=timer.due_now,
        status=status,
        late=late,
        tell=list(timer.tell),
        cites=_cites(incident, timer.key),
        answered=answered,
        answered_after=span(opened, answered) if answered else None,
        ended=timer.answered if answered is None and timer.status != "running" else None,
        how=timer.how,
        who=timer.who,
        role=timer.role,
        nobody=any(state.nobody for state in held),
        reason=timer.reason,
        tries=[
            Try(a.at, span(opened, a.at), a.role, a.who, a.result, a.standin, a.deputy)
            for state in held
            for a in state.attempts
        ],
        failed=[span(opened, at) for state in held for at in state.failed],
        pauses=_pauses(held, opened),
        rungs=[
            Rung(one.at, span(opened, one.at), one.role, one.before)
            for state in held
            for one in state.rungs
        ],
    )


def _pauses(held: Held, opened: datetime) -> list[Pause]:
    return [
        Pause(one.at, span(opened, one.at), one.until, one.reason)
        for state in held
        for one in state.snoozes
    ]


def _promise(
    incident: Incident, back: Callback, opened: datetime, until: datetime
) -> Deadline:
    key = TimerKey.promise(back.id)
    due = judged_by(back, until) or until
    status, late, settled = promised(back, until)
    reached = settled if back.settled == "reached" else None
    timers = [*incident.past_timers, *incident.timers.values()]
    return Deadline(
        timer=key,
        kind="promise",
        owner="people",
        round=1,
        planned=span(opened, due),
        due=due,
        status=status,
        late=late,
        tell=[],
        answered=reached,
        answered_after=span(opened, reached) if reached else None,
        ended=settled if reached is None else None,
        how="done" if reached else "",
        who=back.name,
        reason=back.settled if back.settled == "given-up" else "",
        pauses=_pauses([timer for timer in timers if timer.key == key], opened),
    )


def about_whom(incident: Incident, line: Deadline) -> str:
    """To whom a call was promised, or to whom that round was handed; "" for any other deadline."""
    if line.kind != "hand":
        return line.who if line.kind == "promise" else ""
    rounds_of = (one for one in incident.all_timers() if one.key == line.timer)
    return next((one.note for one in rounds_of if one.round == line.round), "")


def counted(lines: Iterable[Deadline]) -> dict[str, Kept]:
    """The rows that have anything in them."""
    out: dict[str, Kept] = {}
    for name in ROWS:
        row = Kept()
        for line in lines:
            if line.row == name:
                row.count(line.status, line.late)
        if row.due:
            out[name] = row
    return out
