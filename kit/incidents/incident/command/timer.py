"""``kit timer``: every timer; with one named, the answer that it demands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
    missing,
    only_one,
)
from kit.incidents.incident.command.reach import reaching, told_by_name
from kit.incidents.incident.command.record import act_time, answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    which: str = "",
    whom: str = "",
    told: bool = False,
    no_answer: bool = False,
    yes: bool = False,
    no: bool = False,
    snooze: str = "",
    cancel: bool = False,
    reason: str = "",
    ref: str = "",
    at: str = "",
    date: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    what = only_one(
        ctx,
        "timer",
        told=told,
        no_answer=no_answer,
        yes=yes,
        no=no,
        snooze=bool(snooze),
        cancel=cancel,
    )
    if not what and not which:
        show(ctx, ref, as_json)
        return
    if not what or not which:
        choices = "--told|--no-answer|--yes|--no|--snooze|--cancel"
        raise missing(ctx, "timer", "TIMER" if not which else choices)

    folder = ctx.of(Store).pick(ref)
    whom = told_by_name(ctx, folder.incident, whom)
    time = act_time(ctx, folder.incident, at, date)
    until = _until(ctx, snooze, time.seen) if snooze else time.seen

    def act(draft: acts.Draft) -> None:
        match what:
            case "told":
                if whom or at or not acts.told_in_call(draft, which):
                    acts.timer_told(draft, which, whom)
            case "no-answer":
                acts.timer_no_answer(draft, which, whom)
            case "yes":
                acts.timer_yes(draft, which)
            case "no":
                acts.timer_no(draft, which)
            case "snooze":
                acts.timer_snooze(draft, which, until, reason)
            case _:
                acts.timer_cancel(draft, which, reason)

    decide = reaching(ctx, folder.incident, act, what == "no-answer")
    folder, entries = record(ctx, ref, decide, by=by, folder=folder, time=time)
    answer(ctx, folder, entries, as_json)


def _until(ctx: Context, text: str, seen: datetime) -> datetime:
    """When a snoozed timer is to come back. Raises ``Refused``."""
    from kit.ground.base.typed.times import SNOOZE
    from kit.ground.console.times import coming

    return coming(ctx, text, seen, SNOOZE) or seen


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.timer"), **how)
    def timer(
        which: str = typer.Argument(
            "", metavar="TIMER", help=ctx.out.word("help.timer-id"), show_default=False
        ),
        whom: str = typer.Argument(
            "", metavar="WHO", help=ctx.out.word("help.timer-who"), show_default=False
        ),
        told: bool = typer.Option(False, "--told", help=ctx.out.word("help.told")),
        no_answer: bool = typer.Option(
            False, "--no-answer", help=ctx.out.word("help.timer-no-answer")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.timer-yes")),
        no: bool = typer.Option(False, "--no", help=ctx.out.word("help.timer-no")),
        snooze: str = typer.Option("", "--snooze", metavar="MIN", help=ctx.out.word("help.snooze")),
        cancel: bool = typer.Option(False, "--cancel", help=ctx.out.word("help.cancel")),
        reason: str = typer.Option(
            "", "--reason", metavar="TEXT", help=ctx.out.word("help.reason")
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx,
            which=which,
            whom=whom,
            told=told,
            no_answer=no_answer,
            yes=yes,
            no=no,
            snooze=snooze,
            cancel=cancel,
            reason=reason,
            ref=ref,
            at=at,
            date=date,
            by=by,
            as_json=as_json,
        )


def show(ctx: Context, ref: str, as_json: bool) -> None:
    """Every timer with its state and what is left of it."""
    folder = ctx.of(Store).pick(ref)
    incident, lang = folder.incident, ctx.me.lang
    now = desk.now(ctx, incident).wall

    def data() -> dict[str, object]:
        from kit.incidents.incident.show.standing_json import timer_json

        found = [timer_json(incident, timer, now, lang) for timer in incident.all_timers()]
        return {"now": now.isoformat(), "timers": found}

    def lines(room: int) -> list[str]:
        from kit.incidents.incident.show.standing import timers

        return timers(incident, now, lang, room)

    show_part(ctx, folder, as_json, data, lines, "standing.no-timers")
