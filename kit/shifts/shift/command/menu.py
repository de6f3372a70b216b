"""The leader's log from the home screen: how the shift stands, and one letter for each act."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Left, Option, Question
from kit.ground.terminal.noting import goes_back, no_note
from kit.live.home.talk.danger import NOTE, OPEN, TEXT, gone, offered
from kit.shifts.shift.command import asking, noting
from kit.shifts.shift.command.more import ENTRIES
from kit.shifts.shift.command.shared import say
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.carried import open_ones
from kit.shifts.shift.show.carried import item_lines
from kit.shifts.shift.show.lines import shift_lines
from kit.shifts.shift.talk.kept_form import Begun

Do = Callable[[Context], str | None]  # the type of an incident that is to be opened
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


def run_menu(ctx: Context) -> str:
    """Show, ask, record, until somebody goes back, or to the incident of a type. Of a form that is
    left it is said what it recorded. How it stands is shown once: what was just recorded would be
    pushed off a small window."""
    _shown(ctx)
    while True:
        book = desk.on(ctx)
        entries = [*(START if book is None else []), *ALWAYS, *(ON if book is not None else [])]
        entries += [each for each in ENTRIES if book is not None or each[1] in BEGINS]
        options = [
            Option(name, ctx.out.word(f"shift.menu-{name}"), key) for key, name, _ in entries
        ]
        options.append(Option("back", ctx.out.word("shift.menu-back"), "q"))
        words = ctx.out.word("shift.ask-menu")
        asked = Question("shift", words, options=options, lettered=True, spills=ctx.me.plain)
        try:
            picked = ctx.ask.ask(asked)
        except Left:
            return ""
        if picked.startswith(TEXT):
            letters = " ".join(option.key for option in options)
            type_ = _typed(ctx, picked.removeprefix(TEXT).strip(), letters)
        else:
            do = {name: act for _, name, act in entries}.get(picked)
            if do is None:
                return ""
            type_ = _done(ctx, do)
        if type_ is not None:
            return type_


def _typed(ctx: Context, text: str, letters: str) -> str | None:
    """Words where a letter is asked for: an incident, a note of the shift, or nothing, which is
    said. ``None`` stays here."""
    if goes_back(text):
        return ""
    if no_note(text):
        ctx.err.say("screen.again-letter", letters=letters)
        return None
    kind, _, type_ = offered(ctx, text, False).partition(":")
    if kind == NOTE:
        return _done(ctx, partial(noting.note, text=text, at="", date="", by="", as_json=False))
    if kind != OPEN:
        gone(ctx, text)
        return None
    ctx.unsaid.append(text)
    return type_


def _shown(ctx: Context) -> None:
    book, now = desk.on(ctx), ctx.now().wall
    if book is None:
        ctx.out.line(ctx.out.word("shift.none-on"))
    else:
        ctx.out.lines(shift_lines(book.shift, now, ctx.me.lang))
    ctx.out.lines(item_lines(open_ones(ctx), now, ctx.me.lang))
    ctx.flush_warnings()


def _own(ctx: Context) -> list[Entry]:
    """What may be taken back of the shift that is on, the newest first."""
    book = desk.on(ctx)
    return desk.own_last(ctx, book) if book is not None else []


def _left(ctx: Context, before: set[str]) -> None:
    """A form is left: what it had recorded by then stands, and that is said."""
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.show.lines import entry_text

    book, made = desk.on(ctx), [entry for entry in _own(ctx)[::-1] if entry.id not in before]
    if book is None or not made:
        ctx.err.say("shift.nothing-recorded")
        return
    reading = Reading(ctx.now().wall, ctx.me.lang, book.entries)
    texts = [f"#{entry.n} {entry_text(entry, reading).strip()}" for entry in made]
    ctx.err.say("shift.part-recorded", what="; ".join(texts))


def _done(ctx: Context, do: Do) -> str | None:
    ctx.of(Begun).home = True
    before = {entry.id for entry in _own(ctx)}
    try:
        return do(ctx) or None
    except Left:
        _left(ctx, before)
    except Refused as refused:
        say(ctx, f"refused.{refused.code}", **refused.fill)
    return None
