"""What the registers received in a period or in an incident, counted from their journals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.tally import Tally, tally

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.people.registers.rules.state import Doc


def within(ctx: Context, start: date, end: date) -> list[Tally]:
    """Of what was noted from ``start`` up to ``end``, which is left out, by this place's clock;
    without drills."""
    return _tallies(ctx, lambda doc: not doc.drill and start <= doc.at.date() < end)


def in_incident(ctx: Context, ref: str) -> list[Tally]:
    """Of what was noted while this incident was open."""
    return _tallies(ctx, lambda doc: doc.incident == ref)


def _tallies(ctx: Context, counts: Callable[[Doc], bool]) -> list[Tally]:
    """One for each register that has any; what is kept up on quiet days is received from nobody.
    What cannot be read is said, and counted nowhere."""
    store, now = ctx.of(Registers), ctx.now().wall
    found = [
        tally(book.ref, [d for d in book.register.docs.values() if counts(d)], now)
        for book in store.all()
        if book.ref not in BOOKS or not BOOKS[book.ref].standing
    ]
    return [each for each in found if each.received]
