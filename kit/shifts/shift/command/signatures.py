"""``kit shift rename``: entries signed with a name that was wrong from the start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kit.ground.base.cells import clock
from kit.ground.base.clean import whole
from kit.ground.base.named import named
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, date_option, json_option
from kit.ground.journal.entry import Entry
from kit.shifts.shift.command.shared import (
    are_names,
    happened,
    sure_option,
    text_option,
    writes,
)
from kit.shifts.shift.files import desk, signatures
from kit.shifts.shift.rules.acts import NAME, person, same
from kit.shifts.shift.talk.names import by_letter

FAR = timedelta(hours=16)  # how far back a name is put right where no shift is on


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("rename", help=ctx.out.word("help.shift-rename"), **how)
    def rename(
        wrong: str = typer.Argument(
            "", metavar="WRONG", help=ctx.out.word("help.shift-wrong"), show_default=False
        ),
        right: str = typer.Argument(
            "", metavar="RIGHT", help=ctx.out.word("help.shift-right"), show_default=False
        ),
        since: str = text_option(ctx, "--since", "shift-since", "TIME"),
        until: str = text_option(ctx, "--until", "shift-til", "TIME"),
        date: str = date_option(ctx),
        undo: bool = typer.Option(False, "--undo", help=ctx.out.word("help.shift-rename-undo")),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        if undo:
            name, made = signatures.take_back(ctx, earliest(ctx), by)
            _told(ctx, "shift.renamed-undone", name, "", made, as_json)
            return
        if not (wrong.strip() and right.strip()):
            raise Refused("field-needed", Exit.USAGE, names=["WRONG", "RIGHT"])
        are_names(sure, right)
        first = happened(ctx, since, date) or earliest(ctx)
        name, found = signatures.signed(ctx, wrong, first, happened(ctx, until, date))
        right = person(whole(right, NAME), "RIGHT")
        made = signatures.correct(ctx, found, name, right, by)
        _told(ctx, "shift.renamed", name, right, made, as_json)


def earliest(ctx: Context) -> datetime:
    """Since when entries may be of the shift that is on."""
    book, now = desk.on(ctx), ctx.now().wall
    since = book.shift.since if book is not None else None
    return min(since, now) if since is not None else now - FAR


def at_guide(
    ctx: Context, wrong: str, right: str
) -> tuple[datetime, int, Callable[[], object]] | None:
    """Where somebody else records from now on: since when and how much whoever leads the shift
    signed, and what puts it right; ``None`` where that name leads none."""
    book = desk.on(ctx, last=True)
    if book is None or not same(book.shift.leader, wrong) or same(wrong, right):
        return None
    name, found = signatures.signed(ctx, wrong, earliest(ctx))
    if not found:
        return None
    since, n = min(one.since for one in found), sum(len(one.acts) for one in found)
    return since, n, partial(signatures.correct, ctx, found, name, right)


def from_the_start(ctx: Context, wrong: str, right: str) -> bool:
    """Where a name is changed: whether the one before was wrong from the start. Then what was
    signed so is put right, and said."""
    since = earliest(ctx)
    name, found = signatures.signed(ctx, wrong, since)
    if not (found and wrong.strip("- ")) or same(wrong, right):
        return False
    at = clock(min(one.since for one in found), ctx.now().wall)
    n = sum(len(one.acts) for one in found)
    text = ctx.out.word("shift.ask-renamed", name=named(name, ctx.me.lang), at=at, n=n, right=right)
    if not by_letter(ctx, "renamed", text, "renamed-yes", "renamed-no", right=right):
        return False
    _told(ctx, "shift.renamed", name, right, signatures.correct(ctx, found, name, right), False)
    return True


def _told(
    ctx: Context, key: str, name: str, right: str, made: list[tuple[str, Entry]], as_json: bool
) -> None:
    """Where names were put right, or stand as they were signed again; who signs from now on."""
    if as_json:
        from kit.ground.journal.as_json import entry_json

        entries = [{"ref": ref, **entry_json(entry)} for ref, entry in made]
        ctx.out.json({"renamed": entries})
        return
    where = [f"{_titled(ctx, ref)} #{entry.n}" for ref, entry in made]
    n = sum(len(getattr(entry.event, "acts", ())) for _, entry in made)
    ctx.out.say(key, name=named(name, ctx.me.lang), right=right, n=n, where=where)
    book = desk.on(ctx)
    if book is not None:
        writes(ctx, book.shift.leader)


def _titled(ctx: Context, ref: str) -> str:
    from kit.people.registers.rules.books import BOOKS

    return ctx.out.word(f"register.{ref}") if ref in BOOKS else ref
