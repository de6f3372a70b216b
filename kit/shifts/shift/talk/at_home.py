"""The shift on the home screen: one line, and one key. A home without a shift costs one look."""

from __future__ import annotations

import os

from kit.ground.console.context import Context

NAME, KEY, LABEL, NAMED = "shift", "l", "shift.home-key", "shift.ask-menu"
MOST = 2  # shifts of others, where this laptop has none


def lines(ctx: Context) -> list[tuple[str, str]]:
    """Style and text: who is on shift, by when it should be over, who is missing."""
    if not _any(ctx):
        return []
    from kit.shifts.shift.files import desk
    from kit.shifts.shift.files.carried import open_ones
    from kit.shifts.shift.files.store import Shifts
    from kit.shifts.shift.show.at_home import home_lines

    books = ctx.of(Shifts).on()
    laptop, now = desk.laptop(ctx), ctx.now().wall
    own = [book for book in books if laptop in book.shift.laptops] or books[:MOST]
    items = len(open_ones(ctx)) if own else 0
    told = [each for book in own for each in home_lines(book.shift, items, now, ctx.me.lang)]
    return [("late" if late else "detail", text) for text, late in told]


def places(ctx: Context) -> list[str]:
    if not _any(ctx):
        folder = os.path.join(ctx.home, "shifts")
        return [folder] if os.path.isdir(folder) else []
    from kit.shifts.shift.files.store import Shifts

    return ctx.of(Shifts).places()


def _any(ctx: Context) -> bool:
    """Whether a shift is on."""
    try:
        return bool(os.listdir(os.path.join(ctx.home, "shifts", "open")))
    except OSError:
        return False
