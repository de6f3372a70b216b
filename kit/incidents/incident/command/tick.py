"""``kit tick STEP``: a step is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, incident_option, json_option
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    import typer


def run(
    ctx: Context,
    *,
    step: str,
    value: str = "",
    who: str = "",
    ref: str = "",
    at: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    folder, entries = record(
        ctx, ref, lambda draft: void(acts.tick(draft, step, value, who)), at=at, by=by
    )
    answer(ctx, folder, entries, as_json)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    import typer

    @app.command(name, help=ctx.out.word("help.tick"), **how)
    def tick(
        step: str = typer.Argument(..., metavar="STEP", help=ctx.out.word("help.step")),
        value: str = typer.Argument("", metavar="VALUE", help=ctx.out.word("help.value")),
        who: str = typer.Option("", "--who", metavar="NAME", help=ctx.out.word("help.who")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, step=step, value=value, who=who, ref=ref, at=at, by=by, as_json=as_json)


def void(_: object) -> None:
    """Drop a decision's result where only its events matter."""
