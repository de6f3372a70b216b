"""``kit answer STEP VALUE``: what was observed at a step that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
)
from kit.incidents.incident.command.record import act_time, record, value_at
from kit.incidents.incident.command.record import answer as say
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.console import typer

TAKES_NONE = ("done", "know", "call", "callback", "action")


def run(
    ctx: Context,
    *,
    step: str,
    value: list[str],
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    folder = ctx.of(Store).pick(ref)
    time = act_time(ctx, folder.incident, at, date)
    given = value_at(ctx, folder.incident, step, " ".join(value), time, date)

    def act(draft: acts.Draft) -> None:
        view = acts.find_step(draft.incident, step)
        if view.step.answer in TAKES_NONE:
            raise Refused("step-not-answer", Exit.USAGE, step=view.key)
        acts.tick(draft, view.key, given)

    folder, entries = record(ctx, ref, act, by=by, folder=folder, time=time)
    say(ctx, folder, entries, as_json)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.answer"), **how)
    def answer(
        step: str = typer.Argument(..., metavar="STEP", help=ctx.out.word("help.step")),
        value: list[str] = typer.Argument(..., metavar="VALUE", help=ctx.out.word("help.value")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, step=step, value=value, ref=ref, at=at, date=date, by=by, as_json=as_json)
