"""``kit tick STEP``: a step is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
)
from kit.incidents.incident.command.record import act_time, answer, record, value_at
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    step: str,
    value: str = "",
    who: str = "",
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    folder = ctx.of(Store).pick(ref)
    time = act_time(ctx, folder.incident, at, date)
    value = value_at(ctx, folder.incident, step, value, time, date)
    folder, entries = record(
        ctx, ref, lambda draft: void(acts.tick(draft, step, value, who)),
        by=by, folder=folder, time=time,
    )
    answer(ctx, folder, entries, as_json)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.tick"), **how)
    def tick(
        step: str = typer.Argument(..., metavar="STEP", help=ctx.out.word("help.step")),
        value: str = typer.Argument("", metavar="VALUE", help=ctx.out.word("help.value")),
        who: str = typer.Option("", "--who", metavar="NAME", help=ctx.out.word("help.who")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, step=step, value=value, who=who, ref=ref, at=at, date=date, by=by, as_json=as_json)


def void(_: object) -> None:
    """Drop a decision's result where only its events matter."""
