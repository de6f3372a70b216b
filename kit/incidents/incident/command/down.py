"""``kit down``: it worked again and is down again; deadlines and the recovery begin anew."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
)
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.rules import acts


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.down"), **how)
    def down(
        reason: list[str] = typer.Argument(
            None, metavar="REASON", help=ctx.out.word("help.down-reason"), show_default=False
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        why = " ".join(reason or [])
        folder, entries = record(
            ctx, ref, lambda d: acts.down_again(d, why), at=at, date=date, by=by
        )
        answer(ctx, folder, entries, as_json)
