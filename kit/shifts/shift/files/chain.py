"""The shifts before one, from which it took over."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.shifts.shift.files.store import Book, Shifts

DEEP = 12  # shifts; what was not said or counted again for so long is not handed on


def earlier(ctx: Context, book: Book) -> list[Book]:
    """The shifts from which this one descends by hand-overs, the last one first."""
    out: list[Book] = []
    shifts, follows = ctx.of(Shifts), book.shift.follows
    while follows and len(out) < DEEP:
        try:
            before = shifts.load(follows)
        except Refused:
            break
        out.append(before)
        follows = before.shift.follows
    return out


def should_be(ctx: Context, book: Book, thing: str) -> int | None:
    """How many of a thing there should be, by this shift or the ones before it."""
    for one in [book, *earlier(ctx, book)]:
        known = one.shift.counts.get(thing)
        if known is not None and known.should is not None:
            return known.should
    return None
