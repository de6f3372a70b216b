"""``kit level``: the response levels; with an argument, raise or lower."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Refused
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
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.level"), **how)
    def level(
        wanted: str = typer.Argument(
            "", metavar="LEVEL|+|-", help=ctx.out.word("help.level-to"), show_default=False
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="TEXT", help=ctx.out.word("help.reason")
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not wanted:
            show(ctx, ref, as_json)
            return
        folder, entries = record(
            ctx, ref, lambda draft: acts.set_level(draft, wanted, reason), at=at, date=date, by=by
        )
        answer(ctx, folder, entries, as_json)


def show(ctx: Context, ref: str, as_json: bool) -> None:
    """Every level of every plan at work, the current one marked."""
    from kit.incidents.incident.show.standing import levels
    from kit.incidents.incident.show.standing_json import levels_json

    folder = ctx.of(Store).pick(ref)
    incident = folder.incident
    plans = [plan for plan in incident.plans if plan.checklist.levels is not None]
    if not plans:
        desk.warn(ctx, folder)
        raise Refused("no-levels", type=incident.checklist.title)
    lang = ctx.me.lang
    show_part(
        ctx,
        folder,
        as_json,
        lambda: {"by_plan": [levels_json(incident, plan, lang) for plan in plans]},
        lambda room: [line for plan in plans for line in levels(incident, plan, lang, room)],
    )
