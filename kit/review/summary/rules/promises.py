"""What became of the promises of a shift: of incidents and of registers, each counted in one shift.

A promise belongs to the shift in which it was settled or fell due, whichever came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.judged import promised
from kit.incidents.incident.rules.kinds.callbacks import OWED, Callback
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.kept import Status
from kit.people.registers.rules.state import Doc, Register
from kit.people.registers.rules.tally import in_time_or_late
from kit.shifts.shift.rules.state import Shift

ALWAYS = ("callback", "complaint")  # the others are promised where a time was named


class Made(msgspec.Struct, frozen=True):
    """A promise as it was made and settled, ``due`` as it was agreed last; ``settled``: when it was
    kept or given up; ``moves``: when it was agreed to move it; ``calls``: each attempt, and whether
    somebody answered; ``became``: what became of it by a time (``registers/rules/kept``)."""

    where: str
    name: str
    at: datetime
    due: datetime | None
    settled: datetime | None
    moves: list[datetime]
    calls: list[tuple[datetime, bool]]
    became: Callable[[datetime], tuple[Status, int]]


class Promise(msgspec.Struct, frozen=True):
    """``result``: ``kept``, ``late``, ``broken`` (nobody was reached though its time is past) or
    ``given-up`` before its time; ``moves``: how often it was moved."""

    where: str
    name: str
    due: datetime
    result: str
    late: int = 0
    moves: int = 0


class Promises(msgspec.Struct, frozen=True):
    """``moved``: how often one was moved in the shift; ``waiting``: those made by its end whose
    time had not come then; ``calls`` made for them in it, ``unanswered`` among these."""

    settled: list[Promise]
    moved: int
    waiting: int
    calls: int
    unanswered: int


def within(shift: Shift, at: datetime, now: datetime) -> bool:
    """Whether a time lies in a shift: from its beginning up to its end, that excluded."""
    return shift.since is not None and shift.since <= at < _end(shift, now)


def _end(shift: Shift, now: datetime) -> datetime:
    return shift.cut.at if shift.cut is not None else now


def promises(
    shift: Shift, incidents: Mapping[str, Incident], registers: Iterable[Register], now: datetime
) -> Promises:
    made = [*_of_incidents(incidents), *_of_registers(registers, shift.drill)]
    end = _end(shift, now)
    settled = []
    for one in made:
        if one.due is None:
            continue
        first = min(one.due, one.settled) if one.settled is not None else one.due
        if within(shift, first, now):
            settled.append(_judged(one, one.due, now))
    calls = [ok for one in made for at, ok in one.calls if within(shift, at, now)]
    return Promises(
        sorted(settled, key=lambda one: (one.due, one.where, one.name)),
        sum(within(shift, at, now) for one in made for at in one.moves),
        sum(_waits(one, end) for one in made),
        len(calls),
        sum(not ok for ok in calls),
    )


def _waits(one: Made, end: datetime) -> bool:
    if one.due is None or one.at >= end or one.due < end:
        return False
    return one.settled is None or one.settled >= end


def _judged(one: Made, due: datetime, now: datetime) -> Promise:
    status, late = one.became(now)
    ok = in_time_or_late(status, late)
    result = "given-up" if ok is None else "kept" if ok else "broken"
    if status == "late" and not ok:
        result = "late"
    return Promise(one.where, one.name, due, result, late, len(one.moves))


def _of_incidents(incidents: Mapping[str, Incident]) -> Iterator[Made]:
    for ref, incident in incidents.items():
        for back in incident.callbacks.values():
            ends = [at for at, result, _ in back.tries if result not in OWED]
            calls = [(at, how != "no-answer") for at, how, _ in back.tries if how != "given-up"]
            yield Made(
                ref,
                back.name,
                back.at,
                back.promised,
                ends[0] if back.settled and ends else None,
                [move.at for move in back.moves],
                calls,
                partial(_by, back),
            )


def _by(back: Callback, now: datetime) -> tuple[Status, int]:
    status, late, _ = promised(back, now)
    return status, late


def _of_registers(registers: Iterable[Register], drill: bool) -> Iterator[Made]:
    for register in registers:
        book = BOOKS.get(register.name)
        for doc in register.docs.values() if book is not None and not book.until else ():
            if doc.drill == drill and (register.name in ALWAYS or doc.due is not None):
                yield _of_doc(register.name, doc)


def _of_doc(name: str, doc: Doc) -> Made:
    calls = [(one.at, False) for one in doc.tries]
    calls += [(step.at, True) for step in doc.steps if step.stage == "reached"]
    return Made(
        name,
        doc.get("name") or doc.get("matter") or doc.id,
        doc.at,
        doc.due,
        doc.ended,
        [move.at for move in doc.moves],
        calls,
        doc.kept,
    )
