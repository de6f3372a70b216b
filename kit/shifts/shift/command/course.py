"""``kit shift start|lead|until|end|sign|undo|redo``."""

from __future__ import annotations

from functools import partial
from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.ground.terminal.ask import terminal
from kit.shifts.shift.command.shared import (
    are_names,
    happened,
    here,
    left,
    need_asker,
    planned,
    said,
    shift_option,
    signs,
    sure_option,
    text_option,
    writes,
)
from kit.shifts.shift.files import desk
from kit.shifts.shift.rules import acts


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    _start(app, ctx, how)
    _lead(app, ctx, how)
    _until(app, ctx, how)
    _end(app, ctx, how)
    _sign(app, ctx, how)
    _take_back(app, ctx, how, "undo")
    _take_back(app, ctx, how, "redo")


def _start(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("start", help=ctx.out.word("help.shift-start"), **how)
    def start(
        leader: list[str] = typer.Argument(
            None, metavar="NAME", help=ctx.out.word("help.shift-leader"), show_default=False
        ),
        second: str = text_option(ctx, "--second", "shift-second", "NAME"),
        team: str = text_option(ctx, "--team", "shift-team"),
        until: str = text_option(ctx, "--until", "shift-planned", "TIME"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        signs(ctx, sure, by)
        name = " ".join(leader or [])
        if not (name or second or team or until or at or as_json) and terminal():
            from kit.shifts.shift.command import asking

            asking.start(ctx)
            return
        are_names(sure, name, second)
        name = name or ctx.by
        when = happened(ctx, at, date)
        book, entries = desk.begin(
            ctx,
            name,
            second=second,
            team=team,
            planned=planned(ctx, until, when),
            at=when,
        )
        said(ctx, book, entries, as_json)
        if not as_json:
            writes(ctx, book.shift.leader)


def _lead(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("lead", help=ctx.out.word("help.shift-lead"), **how)
    def lead(
        leader: list[str] = typer.Argument(
            None, metavar="NAME", help=ctx.out.word("help.shift-leader"), show_default=False
        ),
        second: str = text_option(ctx, "--second", "shift-second", "NAME"),
        ref: str = shift_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        signs(ctx, sure, by)
        if not leader:
            need_asker(["NAME"], as_json)
            from kit.shifts.shift.command import asking

            asking.lead(ctx)
            return
        are_names(sure, " ".join(leader), second)
        book = desk.meant(ctx, ref) if ref else here(ctx)
        entries = desk.lead(ctx, book, " ".join(leader), second, happened(ctx, at, date))
        said(ctx, book, entries, as_json)
        if not as_json:
            writes(ctx, book.shift.leader)


def _until(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("until", help=ctx.out.word("help.shift-until"), **how)
    def until(
        time: str = typer.Argument(..., metavar="TIME", help=ctx.out.word("help.shift-planned")),
        ref: str = shift_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        book = desk.meant(ctx, ref) if ref else here(ctx)
        act = partial(acts.replan, planned=planned(ctx, time, None))
        said(ctx, book, desk.record(ctx, book, act, by=by), as_json)


def _end(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("end", help=ctx.out.word("help.shift-end"), **how)
    def end(
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        ref: str = shift_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        book = desk.meant(ctx, ref)
        if not as_json:
            left(ctx)
        said(ctx, book, desk.end(ctx, book, reason, happened(ctx, at, date)), as_json)


def _sign(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("sign", help=ctx.out.word("help.shift-sign"), **how)
    def sign(
        which: str = typer.Argument("last", metavar="REF", help=ctx.out.word("help.shift-ref")),
        name: str = text_option(ctx, "--name", "shift-name", "NAME"),
        comment: str = text_option(ctx, "--comment", "shift-comment"),
        sure: bool = sure_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        signs(ctx, sure, by)
        are_names(sure, name)
        from kit.shifts.shift.files.picking import picked

        book = picked(ctx, which)
        act = partial(acts.sign, name=name or ctx.by, comment=comment)
        said(ctx, book, desk.record(ctx, book, act, by=by or name), as_json)


def _take_back(app: typer.Typer, ctx: Context, how: dict[str, Any], verb: str) -> None:
    @app.command(verb, help=ctx.out.word(f"help.shift-{verb}"), **how)
    def take_back(
        entry: str = typer.Argument(
            "", metavar="ENTRY", help=ctx.out.word("help.shift-entry"), show_default=False
        ),
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        ref: str = shift_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        book = desk.meant(ctx, ref)
        said(ctx, book, desk.take_back(ctx, book, verb, entry, reason), as_json)
