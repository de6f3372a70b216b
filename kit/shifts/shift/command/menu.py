"""The leader's log from the home screen: how the shift stands, and one letter for each act."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question
from kit.shifts.shift.command import asking
from kit.shifts.shift.command.more import ENTRIES
from kit.shifts.shift.command.shared import say
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.carried import open_ones
from kit.shifts.shift.show.carried import item_lines
from kit.shifts.shift.show.lines import shift_lines
from kit.shifts.shift.talk.kept_form import Begun

Do = Callable[[Context], None]
START: list[tuple[str, str, Do]] = [("s", "start", asking.start)]
ON: list[tuple[str, str, Do]] = [
    ("c", "crew", asking.roll),
    ("f", "figure", asking.figures),
    ("p", "count", asking.count),
    ("m", "lead", asking.lead),
    ("t", "until", asking.until),
    ("u", "undo", asking.undo),
    ("e", "end", asking.end),
]
ALWAYS: list[tuple[str, str, Do]] = [
    ("n", "note", asking.note),
    ("i", "item", asking.carry),
    ("d", "done", asking.clear),
]

BEGINS = ("handover",)  # a shift begins by itself with it


def run_menu(ctx: Context) -> None:
    """Show, ask, record, until somebody goes back. A form that is left records nothing. How it
    stands is shown once: what was just recorded would be pushed off a small window."""
    _shown(ctx)
    while True:
        book = desk.on(ctx)
        entries = [*(START if book is None else []), *ALWAYS, *(ON if book is not None else [])]
        entries += [each for each in ENTRIES if book is not None or each[1] in BEGINS]
        options = [
            Option(name, ctx.out.word(f"shift.menu-{name}"), key) for key, name, _ in entries
        ]
        options.append(Option("back", ctx.out.word("shift.menu-back"), "q"))
        asked = Question("shift", ctx.out.word("shift.ask-menu"), options=options, lettered=True)
        try:
            picked = ctx.ask.ask(asked)
        except Left:
            return
        do = {name: act for _, name, act in entries}.get(picked)
        if do is None:
            return
        _done(ctx, do)


def _shown(ctx: Context) -> None:
    book, now = desk.on(ctx), ctx.now().wall
    if book is None:
        ctx.out.line(ctx.out.word("shift.none-on"))
    else:
        ctx.out.lines(shift_lines(book.shift, now, ctx.me.lang))
    ctx.out.lines(item_lines(open_ones(ctx), now, ctx.me.lang))
    ctx.flush_warnings()


def _done(ctx: Context, do: Do) -> None:
    ctx.of(Begun).home = True
    try:
        do(ctx)
    except Left:
        ctx.err.say("shift.nothing-recorded")
    except Refused as refused:
        say(ctx, f"refused.{refused.code}", **refused.fill)
