"""``kit reopen``: a closed incident goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import typer

from kit.commands.options import answer, at_option, by_option, json_option, record
from kit.context import Context
from kit.core import acts
from kit.core.refusal import Exit, Refused
from kit.store.incidents import Folder, Found


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
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        folder = ctx.store.pick(ref) if ref else last_closed(ctx)
        why = " ".join(reason or [])
        folder, entries = record(
            ctx, ref, lambda draft: acts.reopen(draft, why), at=at, by=by, folder=folder
        )
        answer(ctx, folder, entries, as_json)
        ctx.err.say("talk.go-on", how=f"kit guide -i {folder.ref}")


def last_closed(ctx: Context) -> Folder:
    """The incident that was closed last; ``Refused`` when none is."""
    for month in reversed(ctx.store.months()):
        folders = list(readable(ctx, ctx.store.closed_found(month)))
        closed = [f for f in folders if f.incident.closed is not None]
        if closed:
            return max(closed, key=when_closed)
    waiting = [f for f in readable(ctx, ctx.store.open_found()) if f.incident.closed is not None]
    if waiting:
        return max(waiting, key=when_closed)
    raise Refused("none-closed", Exit.NOT_FOUND)


def when_closed(folder: Folder) -> datetime:
    return folder.incident.closed or datetime.min.replace(tzinfo=UTC)


def readable(ctx: Context, found: list[Found]) -> list[Folder]:
    """Those that can be read; the others are named and left out."""
    out = []
    for each in found:
        try:
            out.append(ctx.store.load(each))
        except Refused as refused:
            ctx.store.talk.append((refused.code, {**refused.fill}))
    return out
