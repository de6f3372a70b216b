"""What the leader's log registers with the rooms below: a line and a key of the home screen."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.live.home.show import ABOVE, Above, Last
from kit.shifts.shift.talk import at_home as shown


def _go(ctx: Context) -> str:
    from kit.shifts.shift.command.menu import run_menu

    return run_menu(ctx)


def _note(ctx: Context, text: str, at: str, by: str) -> None:
    from kit.shifts.shift.command.noting import note

    note(ctx, text, at, "", by, False)


def _last(ctx: Context) -> Last | None:
    """The note that this laptop wrote last in the shift that is on, if nothing came behind it."""
    import os

    if not os.path.isdir(os.path.join(ctx.home, "shifts")):
        return None
    from kit.shifts.shift.command.shared import said
    from kit.shifts.shift.files import desk
    from kit.shifts.shift.files.store import Shifts
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.rules.withdrawal import TAKING_BACK
    from kit.shifts.shift.show.lines import entry_text

    own = desk.laptop(ctx)
    book = next((book for book in ctx.of(Shifts).on() if own in book.shift.laptops), None)
    if book is None:
        return None
    ids = TAKING_BACK.to_undo(book.entries, own)
    entry = next((entry for entry in book.entries if entry.id in ids[:1]), None)
    if entry is None or entry.kind != "note":
        return None
    text = entry_text(entry, Reading(ctx.now().wall, ctx.me.lang, book.entries)).strip()

    def take_back() -> None:
        said(ctx, book, desk.take_back(ctx, book, "undo", entry.id, ""), False)

    return Last(entry.written, text, take_back)


def _entries(ctx: Context) -> list[Entry]:
    """Of the shifts that are on, and of those over which they took."""
    from kit.shifts.shift.files.store import Shifts

    shifts = ctx.of(Shifts)
    on = shifts.on()
    before = [shifts.load(book.shift.follows) for book in on if book.shift.follows]
    return [entry for book in (*on, *before) for entry in book.entries]


def register() -> None:
    words = (shown.NAME, shown.KEY, shown.LABEL, shown.NAMED)
    ABOVE[:] = [Above(*words, shown.lines, shown.places, _go, _note, _last, _entries)]
