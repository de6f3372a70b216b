"""``kit sheet``: callers taken by hand while the system is down, and what becomes of the sheet."""

from __future__ import annotations

import os
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    force_option,
    json_option,
    only_one,
    redact_option,
)
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.paper import taken_from, type_in
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS, CALLBACK, Book

MOST = 200  # lines of an empty sheet


def _on_paper() -> list[str]:
    """The registers that have a form to fill in by hand."""
    return [name for name, book in BOOKS.items() if not book.standing]


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def told(key: str) -> str:
        return ctx.out.word(f"sheet.help-{key}")

    @app.command(name, help=ctx.out.word("sheet.help"), **how)
    def sheet(
        words: list[str] = typer.Argument(
            None, metavar="TEXT", help=told("words"), show_default=False
        ),
        csv: str = typer.Option("", "--csv", metavar="FILE", help=told("csv")),
        blank: str = typer.Option("", "--blank", metavar="FILE", help=told("blank")),
        rows: int = typer.Option(25, "--rows", metavar="N", min=1, max=MOST, help=told("rows")),
        paper: bool = typer.Option(False, "--paper", help=told("paper")),
        who: str = typer.Option("", "--who", metavar="NAME", help=told("who")),
        file: str = typer.Option("", "--file", metavar="FILE", help=told("file")),
        drill: bool = typer.Option(False, "--drill", help=told("drill")),
        register: str = typer.Option(
            CALLBACK.name, "--register", metavar="|".join(_on_paper()), help=told("register")
        ),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        only_one(ctx, name, csv=bool(csv), blank=bool(blank), paper=paper)
        if register not in _on_paper():
            raise Refused("value-choice", Exit.USAGE, text=register, names=_on_paper())
        book = BOOKS[register]
        if csv:
            _csv(looking(ctx, redact), csv, force, drill)
        elif blank:
            _blank(ctx, blank, rows, force, book)
        elif book is not CALLBACK:
            type_in(ctx, book, file, who, by, drill)
        elif paper or file:
            _paper(ctx, file, who, by, drill, " ".join(words or []))
        elif words:
            _one(ctx, " ".join(words), by, as_json, drill, redact)
        else:
            _open(ctx, by, as_json, drill, redact)


def _one(
    ctx: Context, text: str, by: str, as_json: bool, drill: bool, redact: bool = False
) -> None:
    """One caller, in one line."""
    from functools import partial

    from kit.people.registers.command.answers import said, seen, whose
    from kit.people.registers.files import desk
    from kit.people.registers.files.promised import promise
    from kit.people.registers.rules import acts
    from kit.people.registers.rules.sheet import parsed

    line = parsed(text)
    found = promise(ctx, line, ctx.now().wall)
    fields = {"name": line.name, "phone": line.phone, "matter": found.matter}
    id_, (ref, drilled) = desk.new_id(ctx), desk.during(ctx, drill)
    act = partial(
        acts.add, book=CALLBACK, id_=id_, fields={k: v for k, v in fields.items() if v},
        due=found.due, incident=ref, drill=drilled, unread=found.unread,
    )  # fmt: skip
    opened, entries = desk.record(ctx, CALLBACK.name, act, by=by)
    if redact:
        ctx = looking(ctx, True)
        opened, entries = seen(ctx, opened, entries)
    said(ctx, opened, entries, as_json)
    whose(ctx, CALLBACK, opened, entries)


def _open(ctx: Context, by: str, as_json: bool, drill: bool, redact: bool = False) -> None:
    """The sheet itself at a terminal; else what stands on it."""
    from kit.ground.terminal.ask import terminal

    if as_json or redact or not terminal():
        from kit.people.registers.command.answers import listed
        from kit.people.registers.command.deeds import Given

        listed(ctx, CALLBACK, "", Given(as_json=as_json, redact=redact))
        return
    from kit.people.registers.talk.sheet import Sheet, run_sheet

    raise typer.Exit(run_sheet(ctx, Sheet(ctx, by=by, drill=drill)))


def _csv(ctx: Context, path: str, force: bool, drill: bool) -> None:
    """What is not in the system yet: of what is real, or of the drill where that is said."""
    from kit.ground.console.pages import face_of, wrote
    from kit.people.registers.files.desk import of_drill
    from kit.people.registers.files.during import CALLERS
    from kit.people.registers.show.sheet import as_csv

    book = ctx.of(Registers).load(CALLBACK.name)
    docs = [d for d in book.register.docs.values() if d.entered is None] if book else []
    docs += [doc for callers in CALLERS for doc in callers(ctx)]
    drill = of_drill(drill)
    text = as_csv(doc for doc in docs if doc.forgotten is None and doc.drill == drill)
    if path == "-":
        ctx.out.put(text.removeprefix("\ufeff"))
        return
    face_of(path, force, ("csv",))
    ctx.out.say("sheet.written", path=wrote(ctx, path, text))


def _blank(ctx: Context, path: str, rows: int, force: bool, book: Book) -> None:
    from kit.ground.console.pages import face_of, wrote
    from kit.ground.journal.refs import base32
    from kit.people.registers.files.desk import site
    from kit.people.registers.rules.sheet import numbers
    from kit.people.registers.show.paper import blank_form
    from kit.people.registers.show.sheet import blank

    name = base32(int.from_bytes(os.urandom(3), "big"), 4)
    place = site(ctx)
    named = place.named(ctx.me.lang) if place is not None else ""
    lines, lang = numbers(name, rows), ctx.me.lang
    if book is CALLBACK:
        html = blank(lines, name, named, lang)
    else:
        html = blank_form(book, lines, name, named, lang)
    if path == "-":
        ctx.out.line(html)
        return
    face_of(path, force, ("html", "htm"))
    ctx.out.say("sheet.written", path=wrote(ctx, path, html))


def _paper(
    ctx: Context, file: str, who: str, by: str, drill: bool, line: str = ""
) -> None:
    """What was noted on paper: asked for at a terminal, given as one ``line``, or read line by
    line. A line that cannot be taken costs only itself and is named."""
    from kit.ground.terminal.ask import need_terminal
    from kit.people.registers.talk.sheet import Sheet, run_sheet

    if not (file or line):
        need_terminal(ctx.again(*(() if who.strip() else ("--who NAME",)), "--file FILE"))
        raise typer.Exit(run_sheet(ctx, Sheet(ctx, True, by, clean(who, 60), drill)))
    if not who.strip():
        raise Refused("field-needed", Exit.USAGE, names=["--who"])
    sheet = Sheet(ctx, True, by, clean(who, 60), drill)

    def one(line: str) -> str:
        sheet.take(line)
        return sheet.message

    if line:
        ctx.out.lines(one(line).splitlines())
        return
    taken_from(ctx, file, one)
