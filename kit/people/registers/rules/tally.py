"""How many things a register received, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.state import Doc

LATE = 60  # seconds: a promise answered within its minute was kept


class Tally(msgspec.Struct, frozen=True):
    """Of ``received``: ``ended`` and still ``open``, which add up to it; ``in_time``: ended by the
    time a person was named; ``late``: ended a minute or more behind it, or open that long behind
    it. What was promised for no time, or for one to come, is neither; a set end (``until``)
    is no promise."""

    register: str
    received: int
    ended: int
    in_time: int
    late: int
    open: int


def tally(register: str, docs: Iterable[Doc], now: datetime) -> Tally:
    received = ended = in_time = late = 0
    until = register in BOOKS and BOOKS[register].until
    for doc in docs:
        received += 1
        ended += not doc.open
        behind = None if until else _behind(doc, now)
        in_time += behind is not None and behind < LATE and not doc.open
        late += behind is not None and behind >= LATE
    return Tally(register, received, ended, in_time, late, received - ended)


def _behind(doc: Doc, now: datetime) -> float | None:
    """Seconds behind the time that was named, below 0 before it; ``None`` where none was."""
    return ((doc.ended or now) - doc.due).total_seconds() if doc.due is not None else None
