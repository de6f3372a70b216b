"""``kit forecast WHO TIME``: what others promised us, and by when; it rings when the time comes."""

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
    missing,
    only_one,
    redact_option,
)
from kit.ground.console.times import coming
from kit.ground.journal.line import new_id
from kit.incidents.incident.command.record import act_time, answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.people.contacts.files.looking import looking


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.forecast"), **how)
    def forecast(
        who: str = typer.Argument(
            "", metavar="WHO", help=ctx.out.word("help.forecast-who"), show_default=False
        ),
        when: str = typer.Argument(
            "", metavar="TIME", help=ctx.out.word("help.forecast-when"), show_default=False
        ),
        unknown: bool = typer.Option(False, "--unknown", help=ctx.out.word("help.forecast-unsure")),
        kept: bool = typer.Option(False, "--kept", help=ctx.out.word("help.forecast-kept")),
        drop: bool = typer.Option(False, "--drop", help=ctx.out.word("help.forecast-drop")),
        matter: str = typer.Option(
            "", "--matter", metavar="TEXT", help=ctx.out.word("help.forecast-matter")
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not who:
            show(looking(ctx, redact), ref, as_json)
            return
        what = only_one(ctx, name, unknown=unknown, kept=kept, drop=drop)
        if not what and not when:
            raise missing(ctx, name, "TIME")

        folder = ctx.of(Store).pick(ref)
        time = act_time(ctx, folder.incident, at, date)
        due = None if what else coming(ctx, when, time.seen)

        def act(draft: acts.Draft) -> None:
            if what in ("kept", "drop"):
                acts.forecast_end(draft, who, what == "kept", matter)
            else:
                acts.forecast(draft, new_id()[:4], who, due, matter)

        folder, entries = record(ctx, ref, act, by=by, folder=folder, time=time)
        seen, ids = desk.seen(looking(ctx, redact), folder), {entry.id for entry in entries}
        made = [each for each in seen.entries if each.id in ids] if redact else entries
        answer(ctx, seen if redact else folder, made, as_json)


def show(ctx: Context, ref: str, as_json: bool) -> None:
    """Everything that others promised in this incident, with every answer they gave."""
    from kit.incidents.incident.show.forecasts import forecast_json, forecasts

    folder = ctx.of(Store).pick(ref)
    incident = folder.incident
    now = desk.now(ctx, incident).wall
    show_part(
        ctx,
        folder,
        as_json,
        lambda: {"forecasts": [forecast_json(each) for each in incident.forecasts.values()]},
        lambda room: forecasts(incident, now, ctx.me.lang, room),
        "standing.no-forecasts",
    )
