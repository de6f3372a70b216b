"""``kit skip STEP REASON``: a step is left out, does not apply, or comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
    only_one,
)
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    step: str,
    reason: list[str] | None = None,
    na: bool = False,
    later: bool = False,
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    decide = {"na": acts.not_applicable, "later": acts.defer}.get(
        only_one(ctx, "skip", na=na, later=later), acts.skip
    )
    why = " ".join(reason or [])

    def act(draft: acts.Draft) -> None:
        decide(draft, step, why)

    folder, entries = record(ctx, ref, act, at=at, date=date, by=by)
    answer(ctx, folder, entries, as_json)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.skip"), **how)
    def skip(
        step: str = typer.Argument(..., metavar="STEP", help=ctx.out.word("help.step")),
        reason: list[str] = typer.Argument(
            None, metavar="REASON", help=ctx.out.word("help.skip-reason"), show_default=False
        ),
        na: bool = typer.Option(False, "--na", help=ctx.out.word("help.na")),
        later: bool = typer.Option(False, "--later", help=ctx.out.word("help.later")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx,
            step=step,
            reason=reason,
            na=na,
            later=later,
            ref=ref,
            at=at,
            date=date,
            by=by,
            as_json=as_json,
        )
