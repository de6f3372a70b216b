"""``kit hand STEP WHO``: a step is given to somebody, with a time, who repeats it back."""

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
from kit.ground.console.times import coming
from kit.incidents.incident.command.record import act_time, answer, record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.hand"), **how)
    def hand(
        step: str = typer.Argument(..., metavar="STEP", help=ctx.out.word("help.step")),
        who: str = typer.Argument(..., metavar="WHO", help=ctx.out.word("help.hand-to")),
        until: str = typer.Option("", "--until", metavar="TIME", help=ctx.out.word("help.until")),
        repeated: bool = typer.Option(False, "--repeated", help=ctx.out.word("help.repeated")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        folder = ctx.of(Store).pick(ref)
        time = act_time(ctx, folder.incident, at, date)
        when = coming(ctx, until, time.seen)

        def act(draft: acts.Draft) -> None:
            to = acts.find_role(draft.incident, who) or who
            acts.hand(draft, step, to, when, repeated)

        folder, entries = record(ctx, ref, act, by=by, folder=folder, time=time)
        answer(ctx, folder, entries, as_json)
