"""The sheet read at a terminal, as much at a time as the window holds: by who comes before he
signs, by who goes when it is made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left
from kit.shifts.handover.files.gather import Home, sheet
from kit.shifts.handover.rules.sheet import Sheet
from kit.shifts.handover.show.page import Writer
from kit.shifts.handover.show.recorded import what_of
from kit.shifts.shift.files.store import Book, Shifts

if TYPE_CHECKING:
    from kit.shifts.handover.talk.ask import Read


def kept(ctx: Context, text: str) -> None:
    """Words typed where something else was asked for: a note of the shift that is handed over."""
    from kit.shifts.shift.command import noting

    noting.note(ctx, text, "", "", "", False)


def read(ctx: Context, seen: Sheet, signs: bool = True) -> Read:
    """``signs``: something is asked below it, from which the pages can be looked at again."""
    from kit.ground.documents import terminal as face
    from kit.shifts.handover.show.page import page
    from kit.shifts.handover.talk import ask

    lines = face.show(page(seen, ctx.me.lang), ctx.out.width, ctx.out.color)
    return ask.read(ctx, lines, partial(kept, ctx), signs)


def fell_due(ctx: Context, book: Book, seen: Sheet) -> None:
    """All that fell due since the sheet was read stands before the signature, also what nothing
    tells aloud: whoever signs answers for it."""
    fresh = sheet(Home(ctx, book))
    writer = Writer(fresh, ctx.me.lang)
    for due in fresh.dues:
        if seen.now < due.timer.due <= fresh.now:
            at, what = writer.clock(due.timer.due), what_of(writer, due)
            title = clean(due.incident.checklist.title.get(ctx.me.lang), 60)
            ctx.err.say("handover.due-since", at=at, ref=due.ref, title=title, what=what)


def made(ctx: Context, ref: str) -> None:
    """Who goes reads what he made; who leaves it there has made it all the same."""
    try:
        ahead = read(ctx, sheet(Home(ctx, ctx.of(Shifts).load(ref))), signs=False).ahead
    except Left:
        return
    for text in ahead:
        ctx.err.say("screen.text-gone", text=clean(text, 200))
        ctx.unsaid.append(text)
