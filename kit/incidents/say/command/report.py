"""``kit report [REF]``: the report to superiors (first, further, final), spoken or written, filled
from the log; what it says after the first is new."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    face_asked,
    force_option,
    incident_option,
    json_option,
    redact_option,
)
from kit.ground.console.times import coming
from kit.incidents.incident.command.record import ActTime, act_time, record
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.say.command.say import warn_passed
from kit.incidents.say.files.owed import completed
from kit.incidents.say.rules.reports import PARTS, SCRIPTS, Part, Report, unknown_until
from kit.incidents.say.rules.reports import report as report_of
from kit.people.contacts.files.looking import looking

Known = tuple[str, str, datetime | None, datetime | None]  # heading, text, time, known by


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def text(key: str) -> Any:
        return typer.Option("", f"--{key}", metavar="TEXT", help=ctx.out.word(f"report.ask-{key}"))

    @app.command(name, help=ctx.out.word("help.report"), **how)
    def report(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        spoken: bool = typer.Option(False, "--spoken", help=ctx.out.word("help.report-spoken")),
        written: bool = typer.Option(False, "--written", help=ctx.out.word("help.report-written")),
        place: str = text("place"),
        effect: str = text("effect"),
        control: str = typer.Option(
            "", "--control", metavar="none|partly|full", help=ctx.out.word("report.ask-control")
        ),
        outlook: str = text("outlook"),
        restore: str = typer.Option(
            "", "--restore", metavar="TIME", help=ctx.out.word("report.ask-restore")
        ),
        other: str = text("other"),
        part: str = typer.Option(
            "", "--part", metavar="first|further|final", help=ctx.out.word("help.report-part")
        ),
        whole: bool = typer.Option(False, "--whole", help=ctx.out.word("help.report-whole")),
        told: str = typer.Option(
            "", "--told", metavar="POST", help=ctx.out.word("help.report-told")
        ),
        upcoming: str = typer.Option("", "--next", metavar="TIME", help=ctx.out.word("help.next")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output")
        ),
        named: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        as_file = face_asked(output, force)
        folder = desk.meant(ctx, ref or named)
        values = (place, effect, control, outlook, restore, other)
        texts = {name: text for name, text in zip(acts.FACTS, values, strict=True) if text.strip()}
        chosen, post = _part(part), _post(folder, told)
        time = act_time(ctx, folder.incident, at, date) if texts or told or at or upcoming else None
        then = coming(ctx, upcoming, time.seen) if time else None
        _fill_in(ctx, folder, texts, by, time)
        now = desk.now(ctx, folder.incident).wall
        look = looking(ctx, redact)
        seen = desk.seen(look, folder)
        made = _made(look, seen, now, chosen, whole, by)
        warn_passed(look, seen.incident)
        how = {"spoken": spoken or not written, "written": written}
        show(look, seen, made, output, as_file, as_json, **how)
        if post:
            given = _made(ctx, folder, now, chosen, whole, by)
            _give(ctx, folder, given, post, then, by, time)
            who = seen.incident.person(post, ctx.me.lang)
            ctx.err.say(f"report.given-{given.part}", n=given.number, who=who)
        elif upcoming or (at and not texts):
            ctx.err.say("warnings.report-shown")


def _made(
    ctx: Context, log: Log, now: datetime, part: Part | None, whole: bool, by: str
) -> Report:
    return completed(ctx, report_of(log.incident, log.entries, now, part, whole), log, by)


def _fill_in(
    ctx: Context, folder: Log, texts: dict[str, str], by: str, time: ActTime | None
) -> None:
    """Record what is known of the headings named."""
    if not texts or time is None:
        desk.warn(ctx, folder)
        return
    given = [_known(ctx, name, text, time.seen) for name, text in texts.items()]

    def act(draft: acts.Draft) -> None:
        for known in given:
            acts.fact(draft, *known)

    record(ctx, "", act, by=by, folder=folder, time=time)


def _known(ctx: Context, name: str, text: str, seen: datetime) -> Known:
    """What is known of a heading; ``? 15:40``: not yet, and by when it will be. ``restore`` is a
    time, or words ("in the afternoon") as they are said."""
    until = unknown_until(text)
    if until:
        return name, "", None, coming(ctx, until, seen)
    if name != "restore":
        return name, text, None, None
    try:
        return name, "", coming(ctx, text, seen), None
    except Refused as refused:
        if refused.code != "time-coming" or not any(map(str.isalpha, text)):
            raise  # a slip of a time, which would be read out to the fire brigade as it stands
        return name, text, None, None


def _part(text: str) -> Part | None:
    wanted = text.strip().lower()
    for part in PARTS:
        if wanted and part.startswith(wanted):
            return part
    if wanted:
        raise Refused("value-choice", Exit.USAGE, text=acts.clean(text, 40), names=list(PARTS))
    return None


def _post(folder: Log, told: str) -> str:
    """The post that the report was given to. Raises ``Refused`` for one that this site lacks."""
    role = acts.find_role(folder.incident, told) if told else ""
    if told and not role:
        profile = folder.incident.profile
        names = list(profile.roles if profile else ())
        raise Refused("value-choice", Exit.USAGE, text=acts.clean(told, 40), names=names)
    return role or ""


def _give(
    ctx: Context,
    folder: Log,
    made: Report,
    post: str,
    then: datetime | None,
    by: str,
    time: ActTime | None,
) -> None:
    """Record that this report was given to a post, and the next one promised."""
    from kit.incidents.say.show.reports import spoken

    lang = ctx.me.lang
    text = ("" if lang == "zh" else " ").join(spoken(folder.incident, made, lang))
    script = SCRIPTS[made.part]
    record(
        ctx,
        "",
        lambda d: acts.announce(d, "leaders", text, script, then, post),
        by=by,
        folder=folder,
        time=time,
    )


def show(
    ctx: Context,
    folder: Log,
    made: Report,
    output: str,
    as_file: str,
    as_json: bool,
    *,
    spoken: bool,
    written: bool,
) -> None:
    """Spoken, written, both, JSON, or into a file; what is unknown is named on stderr."""
    from kit.ground.base.cells import wrap
    from kit.ground.console.options import cells
    from kit.incidents.say.show import reports as face

    incident, lang = folder.incident, ctx.me.lang
    if output:
        from kit.ground.console.pages import write

        data = face.as_json(incident, made, lang) if as_file == "json" else None
        write(ctx, output, as_file, [face.page(incident, made, lang)], data)
    if as_json:
        ctx.out.json(face.as_json(incident, made, lang))
        return
    lines = face.spoken(incident, made, lang) if spoken and not output else []
    if written and not output:
        lines += (
            ["", *face.written(incident, made, lang)]
            if lines
            else face.written(incident, made, lang)
        )
    room = cells(ctx)
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        for part in wrap(line.strip(), room - len(indent)) or [""]:
            ctx.out.line((indent + part).rstrip())
    if made.unknown:
        names, options = face.missing(made, lang)
        ctx.err.say("report.missing", names=names, options=options)
