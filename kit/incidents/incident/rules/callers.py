"""Customers of one incident, whether its log has them or the manual sheet took them down: one shape
for both, so that every page counts them alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.judged import promised
from kit.incidents.incident.rules.kinds.callbacks import Callback, Move
from kit.people.registers.rules.state import UNDONE, Doc
from kit.people.registers.rules.tally import Tally, in_time_or_late

GIVEN_UP = "given-up"


class Counts(NamedTuple):
    """``noted`` = ``called`` + ``given_up`` + ``entered`` (in the system, nobody was promised a
    call) + ``owed``."""

    noted: int
    called: int
    given_up: int
    entered: int
    owed: int


def as_callback(doc: Doc) -> Callback:
    """What stands in the register, as an incident's log would have it."""
    phone = doc.get("phone")
    tries = [(one.at, one.result, one.note) for one in doc.tries]
    settled = GIVEN_UP if doc.end in UNDONE else doc.end
    if doc.ended is not None:
        tries.append((doc.ended, settled, doc.steps[-1].note if doc.steps else ""))
    moves = [Move(m.at, m.before, m.to, m.reason, m.agreed) for m in doc.moves]
    return Callback(
        doc.id, doc.at, doc.get("name") or phone, phone, doc.get("matter"), doc.due,
        tries, settled, moves, doc.forgotten, "callback", doc.unread,
    )  # fmt: skip


def counts(backs: Iterable[Callback]) -> Counts:
    every = [back.settled for back in backs]
    return Counts(len(every), *(every.count(end) for end in ("reached", GIVEN_UP, "entered", "")))


def all_of(incident: Incident, taken: Iterable[Doc]) -> list[Callback]:
    """Of its log and of the sheet."""
    return [*incident.callbacks.values(), *map(as_callback, taken)]


def tally(backs: Iterable[Callback], now: datetime) -> Tally:
    """The same as a row of what registers received (``registers/rules/tally``)."""
    received = owed = in_time = late = 0
    for back in backs:
        received += 1
        owed += not back.settled
        if back.promised is not None:
            status, seconds, _ = promised(back, now)
            ok = in_time_or_late(status, seconds)
            in_time += ok is True
            late += ok is False
    return Tally("callback", received, received - owed, in_time, late, owed)
