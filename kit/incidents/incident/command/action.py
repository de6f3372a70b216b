"""``kit action``: improvement actions; add one, or say that it is done."""

from __future__ import annotations

from typing import Any

import typer

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
    missing,
)
from kit.ground.journal.line import new_id
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.action"), **how)
    def action(
        what: str = typer.Argument(
            "", metavar="add|done", help=ctx.out.word("help.action-what"), show_default=False
        ),
        words: list[str] = typer.Argument(
            None, metavar="TEXT|ID", help=ctx.out.word("help.action-text"), show_default=False
        ),
        owner: str = typer.Option("", "--owner", metavar="NAME", help=ctx.out.word("help.owner")),
        due: str = typer.Option("", "--due", metavar="DATE", help=ctx.out.word("help.due")),
        note: str = typer.Option(
            "", "--note", metavar="TEXT", help=ctx.out.word("help.action-note")
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not what:
            show(ctx, ref, as_json)
            return
        if what not in ("add", "done"):
            raise Refused("value-choice", Exit.USAGE, text=what, names=["add", "done"])
        text = " ".join(words or [])
        if not text:
            raise missing(ctx, name, "TEXT" if what == "add" else "ID")

        def act(draft: acts.Draft) -> None:
            if what == "add":
                acts.action_add(draft, new_id()[:4], text, owner, due)
            else:
                acts.action_done(draft, text, note)

        folder, entries = record(ctx, ref, act, at=at, date=date, by=by)
        answer(ctx, folder, entries, as_json)


def show(ctx: Context, ref: str, as_json: bool) -> None:
    """Every improvement action of this incident."""
    from kit.incidents.incident.show.standing import actions
    from kit.incidents.incident.show.standing_json import action_json

    folder = ctx.of(Store).pick(ref)
    incident = folder.incident
    show_part(
        ctx,
        folder,
        as_json,
        lambda: {"actions": [action_json(each) for each in incident.actions.values()]},
        lambda room: actions(incident, ctx.me.lang, room),
        "standing.no-actions",
    )
