"""What of a register is due, and when it begins to ring. A pure function of the state: nothing
runs in between, and it is right again after sleep, restart and ``kill -9``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.people.registers.rules.books import BOOKS, Book
from kit.people.registers.rules.state import Doc, Register

Why = Literal["promised", "stage", "waited", "unread", "quiet", "clock"]
AGAIN = timedelta(minutes=15)  # after a call that nobody answered
UNREAD = timedelta(minutes=30)  # what looked like a promised time and was not read is not let lie
DRILL = timedelta(days=1)  # what was noted in a drill rings no longer than that
AHEAD = timedelta(days=1)  # what began so far ahead of the clock was written by a wrong one


class Due(msgspec.Struct, frozen=True):
    """``at``: by when, ``ring``: when it begins to ring (behind a call that nobody answered, a
    while later: it stays as late as it is). ``unentered``: the year whose days off were not entered
    when it was counted, so that it is provisional."""

    book: str
    doc: Doc
    at: datetime
    ring: datetime
    why: Why
    unentered: int = 0

    def late(self, now: datetime) -> bool:
        return now > self.at

    @property
    def mark(self) -> tuple[str, str, datetime]:
        """This ring of this thing."""
        return self.book, self.doc.id, self.ring


def due_of(doc: Doc, book: Book, now: datetime) -> Due | None:
    """What is due of an open thing next; ``None`` for what nobody waits for."""
    if doc.ended is not None or (doc.drill and now > doc.at + DRILL):
        return None
    if doc.at > now + AHEAD:
        return Due(book.name, doc, now, now, "clock")
    found = deadlines(doc, book)
    if not found and doc.unread:
        at = doc.latest + UNREAD
        found.append(Due(book.name, doc, at, at, "unread"))
    if not found and book.quiet is not None:
        at = doc.latest + book.quiet
        found.append(Due(book.name, doc, at, at, "quiet"))
    return min(found, key=lambda due: due.ring, default=None)


def deadlines(doc: Doc, book: Book) -> list[Due]:
    """Every time by which something of it is due, the next one first: the promise, the stage, what
    it waits for."""
    found: list[Due] = []
    why: Why = "stage" if book.until else "promised"
    if doc.due is not None and not (book.tracked and doc.reached(book.tracked)):
        year = doc.counted.unentered if doc.counted is not None else 0
        at = whole_day(doc.due) if book.by_day else doc.due
        found.append(Due(book.name, doc, at, _ring(doc, at), why, year))
    if doc.next is not None:
        year = doc.counted_next.unentered if doc.counted_next is not None else 0
        found.append(Due(book.name, doc, doc.next, _ring(doc, doc.next), "stage", year))
    if doc.waits is not None:
        found.append(Due(book.name, doc, doc.waits, doc.waits, "waited"))
    return sorted(found, key=lambda due: due.at)


def whole_day(at: datetime) -> datetime:
    """The end of its day: what is due by a day is late on the next."""
    return at.replace(hour=23, minute=59, second=59, microsecond=0)


def _ring(doc: Doc, at: datetime) -> datetime:
    return max(at, doc.tries[-1].at + AGAIN) if doc.tries else at


def dues(registers: Iterable[Register], now: datetime) -> list[Due]:
    """What is due in all registers, what a life hangs on first, then by time; drills behind what
    is real. What is due
    by the day rings on no screen (``incidents/incident/rules/tracked``, ``readiness``)."""
    out = []
    for register in registers:
        book = BOOKS.get(register.name)
        if book is not None and not book.by_day:
            each = [due_of(doc, book, now) for doc in register.docs.values()]
            out += [due for due in each if due is not None]
    return sorted(out, key=lambda due: (due.doc.drill, not due.doc.life, due.at, due.doc.id))


def near(found: Iterable[Due], now: datetime, within: timedelta) -> list[Due]:
    """Those that are late, or fall due soon."""
    return [due for due in found if min(due.at, due.ring) <= now + within]
