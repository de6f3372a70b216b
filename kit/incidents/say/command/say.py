"""``kit say [WHOM]``: the words for staff, customers, leaders or the media, blanks filled."""

from __future__ import annotations

from datetime import datetime
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
)
from kit.ground.console.times import coming
from kit.incidents.incident.command.record import act_time, answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.waiting import still_to_publish
from kit.incidents.say.rules.fitting import fitting
from kit.plans.scripts.files import ScriptFiles


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.say"), **how)
    def say(
        whom: str = typer.Argument(
            "", metavar="staff|customers|leaders|media", help=ctx.out.word("help.say-whom")
        ),
        upcoming: str = typer.Option("", "--next", metavar="TIME", help=ctx.out.word("help.next")),
        restore: str = typer.Option(
            "", "--restore", metavar="TIME", help=ctx.out.word("report.ask-restore")
        ),
        words: str = typer.Option("", "--words", metavar="TEXT", help=ctx.out.word("help.words")),
        said: bool = typer.Option(False, "--said", help=ctx.out.word("help.say-said")),
        who: str = typer.Option("", "--who", metavar="POST", help=ctx.out.word("help.say-who")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        to = audience_meant(ctx, whom)
        folder = ctx.of(Store).pick(ref)
        time = act_time(ctx, folder.incident, at, date) if at or upcoming or restore else None
        then = coming(ctx, upcoming, time.seen) if time else None
        if restore and time:
            when = coming(ctx, restore, time.seen)

            def known(draft: acts.Draft) -> None:
                acts.fact(draft, "restore", "", when)

            record(ctx, "", known, by=by, folder=folder, time=time)
        if not words.strip():
            warn_passed(ctx, folder.incident)
        if not (said or words.strip()):
            _show(ctx, folder, to, then, as_json)
            if upcoming or who or (at and not restore):
                ctx.err.say("warnings.say-shown")
            return
        if not to:
            raise missing(ctx, name, "staff|customers|leaders|media")
        script, text = "", words
        if not words.strip():
            stood = time.given if time else None
            script, _, text = next(iter(ready(ctx, folder, to, then, stood)), ("", "", ""))
        post = _post(ctx, folder, to, who)
        folder, entries = record(
            ctx,
            "",
            lambda d: acts.announce(d, to, text, script, then, post),
            by=by,
            folder=folder,
            time=time,
        )
        answer(ctx, folder, entries, as_json)
        unsaid = still_to_publish(folder.incident, ctx.me.lang) if to == "customers" else ""
        if unsaid:
            ctx.err.line(unsaid)


def audience_meant(ctx: Context, text: str) -> str:
    """The audience that is meant: its id, its name in either language, or a beginning."""
    from kit.ground.base.refusal import Exit, Refused
    from kit.incidents.incident.show.texts import audience

    wanted = text.strip().lower()
    for to in acts.AUDIENCES:
        names = (to, audience(to, "zh"), audience(to, "en"))
        if wanted and any(each.startswith(wanted) for each in names):
            return to
    if wanted:
        raise Refused("value-choice", Exit.USAGE, text=acts.clean(text, 40), names=acts.AUDIENCES)
    return ""


def _post(ctx: Context, folder: Log, to: str, who: str) -> str:
    """The post that heard it: named; else the only one among the leaders that a timer waits for.
    Where several are waited for nothing is guessed, and that is said."""
    from kit.ground.base.refusal import Exit, Refused

    waiting = acts.waiting_posts(folder.incident)
    if who:
        role = acts.find_role(folder.incident, who)
        if not role:
            profile = folder.incident.profile
            names = waiting or list(profile.roles if profile else ())
            raise Refused("value-choice", Exit.USAGE, text=acts.clean(who, 40), names=names)
        return role
    if to != "leaders" or not waiting:
        return ""
    if len(waiting) == 1:
        return waiting[0]
    ctx.err.say("warnings.say-who", names=waiting)
    return ""


def warn_passed(ctx: Context, incident: Incident) -> None:
    """Whoever is about to speak hears that the time of recovery which was said is past."""
    from kit.incidents.say.show.scripts import passed

    text = passed(incident, ctx.me.lang, desk.now(ctx, incident).wall)
    if text:
        ctx.err.say("warnings.restore-passed", text=text)


def ready(
    ctx: Context, folder: Log, to: str, then: datetime | None, stood: datetime | None = None
) -> list[tuple[str, str, str]]:
    """(id, title, words) of the scripts for ``to`` that fit now, or that fitted at the time in
    question (``stood``): who said them then knew nothing of what came later. Blanks filled."""
    from kit.incidents.say.show.scripts import filled

    incident = folder.incident if stood is None else _as_it_stood(folder, stood)
    files = ctx.of(ScriptFiles).scripts(plan.checklist.id for plan in incident.plans)
    now = stood or desk.now(ctx, incident).wall
    return [
        (fit.script.id, fit.script.title.get(ctx.me.lang), text)
        for fit in fitting(incident, files, to)
        for text in [filled(incident, fit, ctx.me.lang, now, then)]
    ]


def _as_it_stood(folder: Log, at: datetime) -> Incident:
    """The incident by what had happened until then, at the site as it is."""
    from kit.incidents.incident.rules.fold import fold
    from kit.incidents.incident.rules.withdrawal import in_force

    found = fold(e for e in in_force(folder.entries) if e.at <= at)
    if found.opened is None:  # before the opening
        return folder.incident
    found.profile = folder.incident.profile
    return found


def _show(ctx: Context, folder: Log, to: str, then: datetime | None, as_json: bool) -> None:
    found = [(one, *each) for one in acts.AUDIENCES for each in ready(ctx, folder, one, then)
             if to in ("", one)]  # fmt: skip
    keys = ("audience", "script", "title", "text")
    show_part(
        ctx,
        folder,
        as_json,
        lambda: {"scripts": [dict(zip(keys, each, strict=True)) for each in found]},
        lambda room: [line for each in found for line in _read_aloud(ctx, each, room)],
        "warnings.no-script",
    )


def _read_aloud(ctx: Context, script: tuple[str, str, str, str], room: int) -> list[str]:
    from kit.ground.base.cells import wrap
    from kit.incidents.incident.show.texts import audience

    to, name, title, text = script
    head = f"{audience(to, ctx.me.lang)} - {title}  [{name}]"
    return [head, *("  " + line for line in wrap(text, room - 2))]
