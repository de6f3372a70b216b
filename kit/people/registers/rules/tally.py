"""How many things a register received, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.kept import Status
from kit.people.registers.rules.state import Doc

LATE = 60  # seconds: a promise answered within its minute was kept


class Tally(msgspec.Struct, frozen=True):
    """Of ``received``: ``ended`` and still ``open``, which add up to it; of those that a time was
    named for (``kept``): ``in_time``: answered by it or within the minute; ``late``: answered a
    minute or more behind it, or not by it and it is past. What was given up before its time, or
    has one to come, is neither; a set end (``until``) is no promise."""

    register: str
    received: int = 0
    ended: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.register,
            self.received + other.received,
            self.ended + other.ended,
            self.in_time + other.in_time,
            self.late + other.late,
            self.open + other.open,
        )


def tally(register: str, docs: Iterable[Doc], now: datetime) -> Tally:
    received = ended = in_time = late = 0
    until = register in BOOKS and BOOKS[register].until
    for doc in docs:
        received += 1
        ended += not doc.open
        ok = None if until or doc.due is None else in_time_or_late(*doc.kept(now))
        in_time += ok is True
        late += ok is False
    return Tally(register, received, ended, in_time, late, received - ended)


def in_time_or_late(status: Status, late: int) -> bool | None:
    """Whether a promise counts as kept; ``None`` for neither."""
    if status in ("in-time", "late"):
        return late < LATE
    return False if status == "not-told" else None
