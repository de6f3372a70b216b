"""What is recorded in a shift by way of its forms, where a command was given nothing, and from the
home screen's menu."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.people.registers.command.answers import run
from kit.people.registers.command.deeds import Given
from kit.shifts.shift.command import noting, signatures
from kit.shifts.shift.command.shared import left, planned, said, writes
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.crew import expected
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.rules import acts
from kit.shifts.shift.talk import forms
from kit.shifts.shift.talk.kept_form import form


def start(ctx: Context) -> None:
    with form(ctx, "start"):
        leader, second, until = forms.begun(ctx, ctx.by, lambda text: planned(ctx, text, None))
        book, entries = desk.begin(ctx, leader, second=second, planned=until)
    said(ctx, book, entries, False)
    writes(ctx, book.shift.leader)


def lead(ctx: Context) -> None:
    book = desk.meant(ctx)
    with form(ctx, "lead"):
        leader = forms.named(ctx, "ask-leader", True)
        if signatures.from_the_start(ctx, book.shift.leader, leader):
            return
        entries = desk.lead(ctx, book, leader, forms.named(ctx, "ask-second"), None)
    said(ctx, book, entries, False)
    writes(ctx, leader)


def until(ctx: Context) -> None:
    book = desk.meant(ctx)
    with form(ctx, "until"):
        ask = partial(forms.line, ctx, "ask-until", True)
        when = forms.read(ctx, ask, lambda text: planned(ctx, text, None))
        entries = desk.record(ctx, book, partial(acts.replan, planned=when))
    said(ctx, book, entries, False)


def note(ctx: Context) -> str:
    """The type of an incident that is to be opened, as the note reads like its danger."""
    from kit.live.home.talk.danger import OPEN, offered

    text = forms.note(ctx)
    noting.note(ctx, text, "", "", "", False)
    kind, _, type_ = offered(ctx, text, True).partition(":")
    return type_ if kind == OPEN else ""


def roll(ctx: Context) -> None:
    book = desk.on(ctx)
    with form(ctx, "crew"):
        called = forms.roll(ctx, expected(ctx, book), book is not None and bool(book.shift.crew))
        if called:
            _record(ctx, partial(acts.roll, called=called))


def figures(ctx: Context) -> None:
    with form(ctx, "figure"):
        _record(ctx, partial(acts.figure, numbers=forms.figures(ctx)))


def count(ctx: Context) -> None:
    book = desk.on(ctx)
    things = list(book.shift.counts) if book is not None else []
    with form(ctx, "count"):
        thing, found, should = forms.counted(ctx, things)
        _record(ctx, partial(acts.count, thing=thing, found=found, should=should))


def carry(ctx: Context, sort: str = "") -> None:
    """Something that later shifts have to know; ``sort``: as the register names it."""
    sort = sort or forms.sort(ctx)
    fields: dict[str, str] = {}
    with form(ctx, f"item {sort}"):
        forms.carried(ctx, sort, fields)
        due = fields.pop("until", "")
        run(ctx, "item", "add", [], Given({"sort": sort, **fields}, due=due))


def clear(ctx: Context) -> None:
    """One of what is carried along is done."""
    from kit.shifts.shift.files.carried import open_ones
    from kit.shifts.shift.show.carried import item_line

    now, docs = ctx.now().wall, open_ones(ctx)
    told = {doc.id: item_line(doc, now, ctx.me.lang, 70) for doc in docs}
    if not told:
        raise Refused("items-none", Exit.NOT_FOUND)
    id_ = forms.picked(ctx, told)
    with form(ctx, f"done {id_}"):
        run(ctx, "item", "done", [id_], Given(reason=forms.line(ctx, "ask-how")))


def undo(ctx: Context) -> None:
    """Which entry it takes back is named before it does, and the ones before it can be reached."""
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.show.lines import entry_line

    book = desk.meant(ctx)
    reading = Reading(ctx.now().wall, ctx.me.lang, book.entries)
    told = {each.id: entry_line(each, reading) for each in desk.own_last(ctx, book)}
    which = forms.taken_back(ctx, told) if told else ""
    said(ctx, book, desk.take_back(ctx, book, "undo", which, ""), False)


def end(ctx: Context) -> None:
    """Without a successor: asked back, because nothing more is recorded in it."""
    book = desk.meant(ctx)
    left(ctx)
    if forms.sure_to_end(ctx, book.ref):
        with form(ctx, "end"):
            entries = desk.end(ctx, book, forms.line(ctx, "ask-reason"))
        said(ctx, book, entries, False)


def _record(ctx: Context, act: acts.Act) -> None:
    book: Book
    book, entries = desk.record_on(ctx, act)
    said(ctx, book, entries, False)
