"""``kit shift note|crew|figure|count``."""

from __future__ import annotations

from functools import partial
from typing import Any

import typer

from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.shifts.shift.command import noting
from kit.shifts.shift.command.shared import happened, said, text_option
from kit.shifts.shift.files import desk
from kit.shifts.shift.rules import acts
from kit.shifts.shift.rules.typed import numbers_of, state_of


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    _note(app, ctx, how)
    _crew(app, ctx, how)
    _figure(app, ctx, how)
    _count(app, ctx, how)


def _record(ctx: Context, act: acts.Act, at: str, date: str, by: str, as_json: bool) -> None:
    book, entries = desk.record_on(ctx, act, by=by, at=happened(ctx, at, date))
    said(ctx, book, entries, as_json)


def _note(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("note", help=ctx.out.word("help.shift-note"), **how)
    def note(
        text: list[str] = typer.Argument(..., metavar="TEXT", help=ctx.out.word("help.text")),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        noting.note(ctx, " ".join(text), at, date, by, as_json)


def _crew(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("crew", help=ctx.out.word("help.shift-crew"), **how)
    def crew(
        names: list[str] = typer.Argument(
            ..., metavar="NAME", help=ctx.out.word("help.shift-names")
        ),
        state: str = text_option(ctx, "--state", "shift-state", "STATE"),
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        act = partial(acts.crew, names=names, state=state_of(state or "here"), reason=reason)
        _record(ctx, act, at, date, by, as_json)


def _figure(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("figure", help=ctx.out.word("help.shift-figure"), **how)
    def figure(
        numbers: list[str] = typer.Argument(
            None, metavar="N", help=ctx.out.word("help.shift-numbers"), show_default=False
        ),
        offered: str = text_option(ctx, "--offered", "shift-offered", "N"),
        answered: str = text_option(ctx, "--answered", "shift-answered", "N"),
        queue: str = text_option(ctx, "--queue", "shift-queue", "N"),
        seats: str = text_option(ctx, "--seats", "shift-seats", "N"),
        needed: str = text_option(ctx, "--needed", "shift-needed", "N"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        named = {
            "offered": offered,
            "answered": answered,
            "queue": queue,
            "seats": seats,
            "needed": needed,
        }
        act = partial(acts.figure, numbers=numbers_of(numbers or [], named))
        _record(ctx, act, at, date, by, as_json)


def _count(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("count", help=ctx.out.word("help.shift-count"), **how)
    def count(
        thing: str = typer.Argument(..., metavar="THING", help=ctx.out.word("help.shift-thing")),
        found: int = typer.Argument(..., metavar="N", help=ctx.out.word("help.shift-found")),
        should: int = typer.Option(
            None, "--should", metavar="N", help=ctx.out.word("help.shift-should")
        ),
        note: str = text_option(ctx, "--note", "shift-reason"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        act = partial(acts.count, thing=thing, found=found, should=should, note=note)
        _record(ctx, act, at, date, by, as_json)
