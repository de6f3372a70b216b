"""Who should be there: whoever the last shift of the same team had."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.shifts.shift.files.desk import other_clock
from kit.shifts.shift.files.store import Book, Shifts

BACK = 12  # so many shifts are looked through for the last one of this team


def expected(ctx: Context, book: Book | None) -> list[str]:
    """Names that were not called yet in ``book``, which may be one that is still to begin."""
    shifts = ctx.of(Shifts)
    own = book.ref if book is not None else ""
    called = book.shift.crew if book is not None else {}
    refs = [ref for ref in shifts.refs()[-BACK:] if ref != own]
    for other in reversed(shifts.all(refs)):
        shift = other.shift
        same = book is None or (shift.site, shift.team) == (book.shift.site, book.shift.team)
        if same and shift.crew and shift.drill == other_clock():
            return [name for name in shift.crew if name not in called]
    return []
