"""``kit reopen``: a closed incident goes on."""

from __future__ import annotations

from typing import Any

import typer

from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.reopen"), **how)
    def reopen(
        reason: list[str] = typer.Argument(
            None, metavar="REASON", help=ctx.out.word("help.reason"), show_default=False
        ),
        ref: str = typer.Option(
            "", "--incident", "-i", metavar="REF", help=ctx.out.word("help.incident-closed")
        ),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.review.archive.files.last import last_closed

        folder = ctx.of(Store).pick(ref) if ref else last_closed(ctx)
        why = " ".join(reason or [])
        folder, entries = record(
            ctx, ref, lambda draft: acts.reopen(draft, why), at=at, date=date, by=by, folder=folder
        )
        answer(ctx, folder, entries, as_json)
        ctx.err.say("talk.go-on", how=f"kit guide -i {folder.ref}")
