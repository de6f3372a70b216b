"""``kit plan TYPE``: a second checklist joins the incident."""

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
from kit.incidents.incident.rules.acts import Draft
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.plan"), **how)
    def plan(
        type_: list[str] = typer.Argument(..., metavar="TYPE", help=ctx.out.word("help.type")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.incidents.incident.files.days import days_for
        from kit.incidents.incident.files.prepared import known
        from kit.incidents.incident.rules.names import plan_prefix
        from kit.live.guide.command.start import resolve, standing

        checklist = ctx.of(Checklists).checklist(resolve(ctx, " ".join(type_), ask=False))
        found = known(ctx, checklist, plan_prefix(checklist.id))

        def act(draft: Draft) -> None:
            site = draft.incident.profile
            figures = ctx.of(Sites).figures(site.id) if site else None
            days = days_for(ctx.home, checklist, site, draft.at.year)
            acts.add_plan(draft, checklist, figures, found, days)

        folder, entries = record(ctx, ref, act, at=at, date=date, by=by)
        for line in standing(ctx, checklist.id):
            ctx.err.line(line)
        answer(ctx, folder, entries, as_json)
