"""Improvement actions wherever they stand: each in the incident in which it was noted, or in the
register, never in both. Pure: incidents and registers in, one list out, its ages as of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.fold import Incident
from kit.people.registers.rules.books import ACTION
from kit.people.registers.rules.state import Doc, Register

UNVERIFIED = timedelta(days=14)  # so long something done may wait for another person to look
Status = Literal["open", "done", "verified", "given-up"]


class Move(msgspec.Struct, frozen=True):
    """Another day, and why; days as ``2027-01-31`` ("" where none was named before)."""

    at: datetime
    before: str
    to: str
    reason: str


class Effect(msgspec.Struct, frozen=True):
    """``effect``: ``yes``, ``no`` or ``too-early``, as was seen at ``where``."""

    at: datetime
    by: str
    effect: str
    where: str
    note: str


class Tracked(msgspec.Struct, frozen=True):
    """One improvement action. ``incident``: in whose log it stands, or of which it was noted, ""
    for neither; ``registered``: it stands in the register. ``due``: its day as it is written;
    ``day`` the same as a date, ``None`` where there is none or it cannot be read; ``provisional``:
    the year whose days off were not entered when it was counted. ``done`` to ``evidence``: what was
    done, ``verified``: by another person; ``dropped`` and ``why``: it is not done any more."""

    id: str
    incident: str
    registered: bool
    drill: bool
    at: datetime
    by: str
    measure: str
    problem: str
    source: str
    cause: str
    owner: str
    due: str
    day: date | None
    moves: list[Move]
    done: datetime | None
    done_by: str
    evidence: str
    verified: datetime | None
    verified_by: str
    dropped: datetime | None
    why: str
    effects: list[Effect]
    provisional: int = 0

    @property
    def status(self) -> Status:
        if self.dropped is not None:
            return "given-up"
        if self.verified is not None:
            return "verified"
        return "done" if self.done is not None else "open"

    @property
    def ended(self) -> datetime | None:
        """When it was closed; ``None`` while it is open or waits for another person to look. Where
        an earlier kit noted that it was done, that closed it."""
        return self.dropped or self.verified or (self.done if not self.done_by else None)


class Aged(msgspec.Struct, frozen=True):
    """An action that is not closed. ``age``: whole days since it was noted; ``overdue``: whole days
    past its day, 0 in time, done, or where none was named; ``waits``: whole days since it was done
    without another person having looked."""

    action: Tracked
    age: int
    overdue: int
    waits: int

    @property
    def red(self) -> bool:
        """Past its day, or done and looked at by nobody for too long."""
        return self.overdue > 0 or self.waits > UNVERIFIED.days


def tracked(incidents: Mapping[str, Incident], registers: Iterable[Register]) -> list[Tracked]:
    """Every one there is, the first noted on top. ``incidents`` by reference."""
    out = [
        _of_action(ref, incident, action)
        for ref, incident in incidents.items()
        for action in incident.actions.values()
    ]
    for register in registers:
        if register.name == ACTION.name:
            out += [_of_doc(doc) for doc in register.docs.values()]
    return sorted(out, key=lambda one: (one.at, one.incident, one.id))


def not_closed(
    found: Iterable[Tracked], now: datetime, drill: bool | None = None
) -> list[Aged]:
    """Those that are not closed: overdue first, the longest on top; then by day; those without one
    last, the oldest on top. ``drill``: only those that drills showed, or only the others."""
    aged = [aged_at(one, now) for one in found if one.ended is None and _of(one, drill)]
    far = date.max
    return sorted(
        aged, key=lambda one: (-one.overdue, one.action.day or far, -one.age, one.action.id)
    )


def _of(one: Tracked, drill: bool | None) -> bool:
    return drill is None or one.drill == drill


def aged_at(one: Tracked, now: datetime) -> Aged:
    overdue = waits = 0
    if one.status == "open" and one.day is not None:
        overdue = days_between(one.day, now)
    elif one.ended is None and one.done is not None:
        waits = days_between(one.done.astimezone(now.tzinfo).date(), now)
    noted = one.at.astimezone(now.tzinfo).date()
    return Aged(one, max(0, days_between(noted, now)), max(0, overdue), max(0, waits))


def days_between(day: date, now: datetime) -> int:
    return (now.date() - day).days


def _of_action(ref: str, incident: Incident, action: Action) -> Tracked:
    return Tracked(
        id=action.id,
        incident=ref,
        registered=False,
        drill=incident.is_drill,
        at=action.at,
        by=action.by,
        measure=action.text,
        problem=action.problem,
        source="",
        cause=action.cause,
        owner=action.owner,
        due=action.due,
        day=action.day,
        moves=[Move(m.at, m.before, m.to, m.reason) for m in action.moves],
        done=action.done,
        done_by=action.doer,
        evidence=action.evidence,
        verified=action.verified,
        verified_by=action.verified_by,
        dropped=action.dropped,
        why=action.why,
        effects=[Effect(s.at, s.by, s.effect, s.where, s.note) for s in action.seen],
    )


def _of_doc(doc: Doc) -> Tracked:
    carried = [step for step in doc.steps if step.stage == ACTION.tracked]
    done = carried[-1] if carried and doc.reached(ACTION.tracked) else None
    ends = [step for step in doc.steps if step.stage == doc.end] if doc.ended is not None else []
    end = ends[-1] if ends else None
    ok = doc.end == "verified"
    seen = [step for step in doc.steps if step.stage == "effect-seen"]
    return Tracked(
        id=doc.id,
        incident=doc.incident,
        registered=True,
        drill=doc.drill,
        at=doc.at,
        by=doc.by,
        measure=doc.get("measure"),
        problem=doc.get("problem"),
        source=" #".join(part for part in (doc.get("source"), doc.get("line")) if part),
        cause=doc.get("cause"),
        owner=doc.owner,
        due=_day(doc.due),
        day=doc.due.date() if doc.due is not None else None,
        moves=[Move(m.at, _day(m.before), _day(m.to), m.reason) for m in doc.moves],
        done=done.at if done is not None else None,
        done_by=doc.doer if done is not None else "",
        evidence=done.said.get("evidence", "") if done is not None else "",
        verified=doc.ended if ok else None,
        verified_by=end.by if ok and end is not None else "",
        dropped=doc.ended if not ok else None,
        why=end.note if not ok and end is not None else "",
        effects=[
            Effect(s.at, s.by, s.said.get("effect", ""), s.said.get("seen", ""), s.note)
            for s in seen
        ],
        provisional=doc.counted.unentered if doc.counted is not None else 0,
    )


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at is not None else ""
