"""``kit shift show|list|log``."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, json_option, output_option, redact_option
from kit.people.contacts.files.looking import looking
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.carried import BOOK, open_ones
from kit.shifts.shift.files.picking import picked
from kit.shifts.shift.files.store import Shifts


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("show", help=ctx.out.word("help.shift-show"), **how)
    def _show(
        which: str = typer.Argument("", metavar="REF", help=ctx.out.word("help.shift-ref")),
        output: str = output_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        look = looking(ctx, redact)
        if not _kept(look, which, output, force) or as_json:
            show(look, which, as_json)

    @app.command("list", help=ctx.out.word("help.shift-list"), **how)
    def _list(redact: bool = redact_option(ctx), as_json: bool = json_option(ctx)) -> None:
        listed(looking(ctx, redact), as_json)

    @app.command("log", help=ctx.out.word("help.shift-log"), **how)
    def _log(
        which: str = typer.Argument("", metavar="REF", help=ctx.out.word("help.shift-ref")),
        output: str = output_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        look = looking(ctx, redact)
        if not _kept(look, which, output, force) or as_json:
            log(look, which, as_json)


def _kept(ctx: Context, which: str, output: str, force: bool) -> bool:
    """The shift's log as a file, where one is named. Raises ``Refused``."""
    if not output:
        return False
    from kit.ground.console.pages import face_of, write
    from kit.ground.journal.as_json import entry_json
    from kit.shifts.shift.show.lines import shift_json
    from kit.shifts.shift.show.page import page

    face = face_of(output, force)
    book, now = picked(ctx, which), ctx.now().wall
    docs = open_ones(ctx) if book.shift.open else []
    pages = [page(book.shift, docs, book.entries, now, ctx.me.lang)]
    told = [entry_json(entry) for entry in book.entries]
    data = {"shift": shift_json(book.shift, desk.titled(ctx, book.shift)), "entries": told}
    write(ctx, output, face, pages, data)
    return True


def show(ctx: Context, which: str, as_json: bool) -> None:
    from kit.shifts.shift.show.carried import item_lines
    from kit.shifts.shift.show.lines import shift_json, shift_lines

    now = ctx.now().wall
    shift = picked(ctx, which).shift
    docs = open_ones(ctx) if shift.open else []
    if as_json:
        from kit.people.registers.show.as_json import doc_json

        items = [doc_json(doc, BOOK, now) for doc in docs]
        ctx.out.json({"shift": shift_json(shift, desk.titled(ctx, shift)), "items": items})
        return
    ctx.out.lines(shift_lines(shift, now, ctx.me.lang))
    ctx.out.lines(item_lines(docs, now, ctx.me.lang))


def listed(ctx: Context, as_json: bool) -> None:
    from kit.shifts.shift.show.lines import list_line, shift_json

    now = ctx.now().wall
    shifts = [book.shift for book in reversed(ctx.of(Shifts).all())]
    if as_json:
        ctx.out.json({"shifts": [shift_json(shift, desk.titled(ctx, shift)) for shift in shifts]})
        return
    if not shifts:
        ctx.err.say("shift.none")
    ctx.out.lines(list_line(shift, now, ctx.me.lang) for shift in shifts)


def log(ctx: Context, which: str, as_json: bool) -> None:
    from kit.ground.journal.as_json import entry_json
    from kit.shifts.shift.show.lines import entry_lines

    book = picked(ctx, which)
    if as_json:
        told = [entry_json(entry) for entry in book.entries]
        ctx.out.json({"ref": book.ref, "entries": told})
        return
    ctx.out.lines(entry_lines(book.entries, ctx.now().wall, ctx.me.lang))
