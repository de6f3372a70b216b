"""``kit list``: incidents, one line each; open ones by danger."""

from __future__ import annotations

import re
from typing import Any

import typer

from kit.commands.options import json_option
from kit.commands.shared import cells, only_one, readable
from kit.context import Context
from kit.core.refusal import Exit, Refused
from kit.store.folder import Folder


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.list"), **how)
    def list_(
        every: bool = typer.Option(False, "--all", help=ctx.out.word("help.list-all")),
        closed: bool = typer.Option(False, "--closed", help=ctx.out.word("help.list-closed")),
        month: str = typer.Option("", "--month", metavar="MONTH", help=ctx.out.word("help.month")),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.render.states import columns, drill_mark, incident_json, list_row

        only_one(ctx, name, all=every, closed=closed)
        if month and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
            why = ctx.err.word("screen.bad-value", name="--month")
            raise Refused("usage", Exit.USAGE, why=why, how="kit list --month 2026-11")
        ctx.store.tidy()
        folders = chosen(ctx, every, closed or bool(month), month)
        views = [(f.incident, ctx.now(f.incident).wall) for f in folders]
        if as_json:
            found = [incident_json(i, now, ctx.me.lang) for i, now in views]
            ctx.out.json({"incidents": found})
        else:
            rows = [list_row(i, now, ctx.me.lang) for i, now in views]
            marks = [drill_mark(i, ctx.me.lang) for i, _ in views]
            for line in columns(rows, cells(ctx), marks=marks):
                ctx.out.line(line)
            if not rows:
                only_closed = closed or bool(month)
                ctx.err.say("timeline.list-none-closed" if only_closed else "timeline.list-none")
        for folder in folders:
            ctx.warn(folder)


def chosen(ctx: Context, every: bool, closed: bool, month: str) -> list[Folder]:
    """Open incidents, gravest first; then closed ones, the last opened first."""
    out = [] if closed and not every else ctx.store.open_folders()
    if every or closed:
        months = [month] if month else list(reversed(ctx.store.months()))
        for each in months:
            out += reversed(readable(ctx, ctx.store.closed_found(each)))
    return out
