"""Which shift is meant by ``last``, a day or a reference."""

from __future__ import annotations

from datetime import date

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.store import Book, Shifts


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
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return shifts.load(shifts.locate(text).ref)
    books = [book for book in shifts.all(_about(shifts, day)) if book.shift.day == day]
    if len(books) == 1:
        return books[0]
    if books:
        names = [f"{book.ref} {book.shift.leader}" for book in books]
        raise Refused("which-shift", Exit.USAGE, names=names)
    raise Refused("shift-unknown", Exit.NOT_FOUND, ref=text)


def _about(shifts: Shifts, day: date) -> list[str]:
    """Shifts of the day's month: a shift's reference says when it began."""
    return shifts.in_month(f"{day:%Y-%m}")


def _last(shifts: Shifts) -> Book:
    for ref in reversed(shifts.refs()):
        book = shifts.load(ref)
        if not book.shift.open:
            return book
    raise Refused("no-shift-over", Exit.NOT_FOUND)
