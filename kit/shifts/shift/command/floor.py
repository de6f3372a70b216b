"""``kit shift note|crew|figure|count``."""

from __future__ import annotations

from functools import partial
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.shifts.shift.command import noting
from kit.shifts.shift.command.shared import happened, need_asker, said, text_option
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.chain import should_be
from kit.shifts.shift.rules import acts
from kit.shifts.shift.rules.typed import EITHER, number, numbers_of, people, state_of


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
        text: list[str] = typer.Argument(
            None, metavar="TEXT", help=ctx.out.word("help.text"), show_default=False
        ),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not text:
            need_asker(["TEXT"], as_json)
            from kit.shifts.shift.command import asking

            asking.note(ctx)
            return
        noting.note(ctx, " ".join(text), at, date, by, as_json)


def _crew(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("crew", help=ctx.out.word("help.shift-crew"), **how)
    def crew(
        names: list[str] = typer.Argument(
            None, metavar="NAME", help=ctx.out.word("help.shift-names"), show_default=False
        ),
        state: str = text_option(ctx, "--state", "shift-state", "STATE"),
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not names:
            need_asker(["NAME"], as_json)
            from kit.shifts.shift.command import asking

            asking.roll(ctx)
            return
        who, found = people(names), state_of(state or "here")
        act = partial(acts.crew, names=who, state=found, reason=reason)
        _record(ctx, act, at, date, by, as_json)
        if state.strip().casefold() in EITHER and not as_json:
            ctx.err.say("shift.late-here", name=" ".join(who))


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
        every: str = text_option(ctx, "--every", "shift-every", "N"),
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
        if every:
            wanted = partial(acts.want_figures, minutes=number(every))
            _record(ctx, wanted, at, date, by, as_json and not (numbers or any(named.values())))
            if not (numbers or any(named.values())):
                return
        if not numbers and not any(named.values()):
            need_asker([f"--{name}" for name in named], as_json)
            from kit.shifts.shift.command import asking

            asking.figures(ctx)
            return
        act = partial(acts.figure, numbers=numbers_of(numbers or [], named))
        _record(ctx, act, at, date, by, as_json)


def _count(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("count", help=ctx.out.word("help.shift-count"), **how)
    def count(
        thing: str = typer.Argument(
            "", metavar="THING", help=ctx.out.word("help.shift-thing"), show_default=False
        ),
        found: str = typer.Argument(
            "", metavar="N", help=ctx.out.word("help.shift-found"), show_default=False
        ),
        should: int = typer.Option(
            None, "--should", metavar="N", help=ctx.out.word("help.shift-should")
        ),
        note: str = text_option(ctx, "--note", "shift-reason"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not thing:
            need_asker(["THING", "N"], as_json)
            from kit.shifts.shift.command import asking

            asking.count(ctx)
            return
        if not found:
            raise Refused("field-needed", Exit.USAGE, names=["N"])
        book = desk.on(ctx)
        if should is None and book is not None:
            should = should_be(ctx, book, thing)
        act = partial(acts.count, thing=thing, found=number(found), should=should, note=note)
        _record(ctx, act, at, date, by, as_json)
