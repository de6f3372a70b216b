"""``kit form [REF]``: the checklist's form, filled from the log."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    face_asked,
    force_option,
    incident_option,
    json_option,
    redact_option,
)
from kit.incidents.incident.files import desk
from kit.people.contacts.files.looking import looking


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.form"), **how)
    def form(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output")
        ),
        named: str = incident_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.incidents.incident.files.callers import taken_of
        from kit.review.forms.rules import filled_forms
        from kit.review.forms.show import filled as forms
        from kit.review.summary.command import pick, put
        from kit.review.summary.files.shift import took_over

        face = face_asked(output, force)
        as_json = as_json or face == "json"
        look = looking(ctx, redact)
        folder = pick(look, ref or named)
        desk.warn(look, folder)
        incident = folder.incident
        now, more = desk.now(ctx, incident).wall, taken_of(look, folder.ref)
        bare = all(plan.checklist.form is None for plan in incident.plans)
        drilled = incident.is_drill and not incident.preparation
        found = [] if bare and drilled else filled_forms(incident, folder.entries, now, more)
        data = forms.as_json(incident, found, ctx.me.lang) if as_json else None
        pages = forms.pages(incident, found, ctx.me.lang, took_over(look, folder))
        if drilled:
            from kit.review.forms.show.drill import record
            from kit.review.summary.rules.summarise import summarise

            summary = summarise(incident, folder.entries, now, taken=more)
            pages.append(record(incident, folder.entries, summary, ctx.me.lang))
        put(ctx, pages, data, output, face)
