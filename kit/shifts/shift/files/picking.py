"""Which shift is meant by ``last``, a day or a reference."""

from __future__ import annotations

from datetime import date, timedelta

from kit.ground.base.days import iso_day
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.store import Book, Shifts

EARLIEST = "2020-01"  # before there was this kit
LONGEST = timedelta(days=2)  # that a shift that is still looked for lasts


def picked(ctx: Context, text: str = "") -> Book:
    """ "": the shift that is on, else the last one; ``last``: the last that is over; a day; a
    reference or part of it. Raises ``Refused``: none, or several."""
    shifts = ctx.of(Shifts)
    if not text:
        book = desk.on(ctx)
        if book is not None:
            return book
        if not shifts.refs():
            raise Refused("no-shift", Exit.NOT_FOUND)
        return _last(shifts)
    if text == "last":
        return _last(shifts)
    books = of_day(ctx, text)
    if not books and not iso_day(text):
        return shifts.load(shifts.locate(text).ref)
    if len(books) == 1:
        return books[0]
    if books:
        names = [f"{book.ref} {book.shift.leader}" for book in books]
        raise Refused("which-shift", Exit.USAGE, names=names)
    raise Refused("shift-unknown", Exit.NOT_FOUND, ref=text)


def of_day(ctx: Context, text: str) -> list[Book]:
    """All shifts of a day, in the order of their beginnings; none where ``text`` is no day."""
    shifts, day = ctx.of(Shifts), iso_day(text)
    if day is None:
        return []
    refs = _about(shifts, day, ctx.now().wall.date())
    return [book for book in shifts.all(refs) if book.shift.day == day]


def beside(ctx: Context, book: Book) -> list[Book]:
    """Shifts of the same site that were on at the same time: another laptop's, another team's."""
    shift, shifts = book.shift, ctx.of(Shifts)
    if shift.since is None:
        return []
    end = shift.ended or ctx.now().wall
    found = []
    for month in sorted({month_of(shift.since - LONGEST), month_of(end)}):
        for other in shifts.all(shifts.in_month(month)):
            one = other.shift
            if other.ref == book.ref or (one.site, one.drill) != (shift.site, shift.drill):
                continue
            if one.since is not None and one.since < end and (one.ended or end) > shift.since:
                found.append(other)
    return found


def _about(shifts: Shifts, day: date, now: date) -> list[str]:
    """Shifts of the day's month, as a shift's reference says it; one that a clock years off gave
    may be of any day."""
    month, today = month_of(day), month_of(now)
    return [
        ref
        for each in shifts.months()
        if each == month or each > today or each < EARLIEST
        for ref in shifts.in_month(each)
    ]


def _last(shifts: Shifts) -> Book:
    for ref in reversed(shifts.refs()):
        book = shifts.load(ref)
        if not book.shift.open:
            return book
    raise Refused("no-shift-over", Exit.NOT_FOUND)
