"""``kit call WHO``: one telephone call, reached or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
    only_one,
)
from kit.incidents.incident.command.reach import meant, reaching
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.events import Called, CallResult
from kit.incidents.incident.show.waiting import still_to_tell

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    whom: str,
    no_answer: bool = False,
    busy: bool = False,
    wrong: bool = False,
    off: bool = False,
    person: str = "",
    number: str = "",
    said: str = "",
    repeated: bool = False,
    step: str = "",
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    given = only_one(ctx, "call", no_answer=no_answer, busy=busy, wrong_number=wrong, off=off)
    result = cast(CallResult, {"": "reached", "off": "phone-off"}.get(given, given))

    folder = ctx.of(Store).pick(ref)
    found = meant(ctx, folder.incident, whom)
    whom, own = found.whom, number or found.number

    def act(draft: acts.Draft) -> None:
        acts.call(
            draft,
            whom,
            result,
            step=step,
            number=own,
            said=said,
            repeated=repeated,
            name=person or found.person,
        )

    told = reaching(ctx, folder.incident, act, result != "reached")
    folder, entries = record(ctx, ref, told, at=at, date=date, by=by, folder=folder)
    if not step and not acts.find_role(folder.incident, whom):
        ctx.err.say("warnings.not-a-post", who=acts.clean(whom, 60))
    answer(ctx, folder, entries, as_json)
    made = next((entry.event for entry in entries if isinstance(entry.event, Called)), None)
    left = still_to_tell(folder.incident, made, ctx.me.lang, True) if made is not None else ""
    if left:
        ctx.err.line(left)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.call"), **how)
    def call(
        whom: str = typer.Argument(..., metavar="WHO", help=ctx.out.word("help.whom")),
        no_answer: bool = typer.Option(False, "--no-answer", help=ctx.out.word("help.no-answer")),
        busy: bool = typer.Option(False, "--busy", help=ctx.out.word("help.busy")),
        wrong: bool = typer.Option(False, "--wrong-number", help=ctx.out.word("help.wrong")),
        off: bool = typer.Option(False, "--off", help=ctx.out.word("help.off")),
        person: str = typer.Option("", "--name", metavar="NAME", help=ctx.out.word("help.name")),
        number: str = typer.Option(
            "", "--number", metavar="NUMBER", help=ctx.out.word("help.number")
        ),
        said: str = typer.Option("", "--said", metavar="TEXT", help=ctx.out.word("help.said")),
        repeated: bool = typer.Option(False, "--repeated", help=ctx.out.word("help.repeated")),
        step: str = typer.Option("", "--step", metavar="STEP", help=ctx.out.word("help.call-step")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx,
            whom=whom,
            no_answer=no_answer,
            busy=busy,
            wrong=wrong,
            off=off,
            person=person,
            number=number,
            said=said,
            repeated=repeated,
            step=step,
            ref=ref,
            at=at,
            date=date,
            by=by,
            as_json=as_json,
        )
