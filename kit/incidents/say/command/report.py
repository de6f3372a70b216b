"""``kit report [REF]``: the first report, spoken or written, filled from the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import typer

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    force_option,
    incident_option,
    json_option,
)
from kit.ground.console.times import coming
from kit.incidents.incident.command.record import act_time, record
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts


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
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE.md", help=ctx.out.word("help.output-md")
        ),
        named: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if output:
            from kit.ground.machine.output import face_of

            face_of(output, ("md",), force)
        folder = _pick(ctx, ref or named)
        texts = {
            "place": place,
            "effect": effect,
            "control": control,
            "outlook": outlook,
            "other": other,
        }
        given: list[tuple[str, str, datetime | None]] = [
            (key, value, None) for key, value in texts.items() if value.strip()
        ]
        time = act_time(ctx, folder.incident, at, date) if given or restore else None
        if restore and time:
            given.append(_restored(ctx, restore, time.seen))

        def act(draft: acts.Draft) -> None:
            for key, value, when in given:
                acts.fact(draft, key, value, when)

        if given:
            record(ctx, "", act, by=by, folder=folder, time=time)
        else:
            desk.warn(ctx, folder)
        show(ctx, folder, output, as_json, spoken=spoken or not written, written=written)


def _restored(ctx: Context, text: str, seen: datetime) -> tuple[str, str, datetime | None]:
    """By when it is expected back: a time, or words ("in the afternoon") as they are said."""
    try:
        return "restore", "", coming(ctx, text, seen)
    except Refused as refused:
        if refused.code != "time-coming":
            raise
        return "restore", text, None


def _pick(ctx: Context, ref: str) -> Log:
    """The incident named; else the open one; where none is open, the one closed last."""
    if ref or ctx.of(Store).open_logs():
        return ctx.of(Store).pick(ref)
    return desk.LAST_CLOSED[0](ctx)


def show(
    ctx: Context, folder: Log, output: str, as_json: bool, *, spoken: bool, written: bool
) -> None:
    """Spoken, written, both, JSON, or into a file; what is unknown is named on stderr."""
    from kit.ground.base.cells import wrap
    from kit.ground.console.options import cells
    from kit.incidents.say.rules.first_report import report as make
    from kit.incidents.say.show import first_report as face

    incident, lang = folder.incident, ctx.me.lang
    made = make(incident, folder.entries, desk.now(ctx, incident).wall)
    if output:
        from kit.ground.machine.output import write_file

        path = write_file(output, face.markdown(incident, made, lang))
        ctx.err.say("report.written", path=path)
    if as_json:
        ctx.out.json(face.as_json(incident, made, lang))
        return
    lines = face.spoken(incident, made, lang) if spoken and not output else []
    if written and not output:
        lines += ["", *face.written(incident, made, lang)] if lines else face.written(
            incident, made, lang
        )
    room = cells(ctx)
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        for part in wrap(line.strip(), room - len(indent)) or [""]:
            ctx.out.line((indent + part).rstrip())
    if made.unknown:
        names, options = face.missing(made, lang)
        ctx.err.say("report.missing", names=names, options=options)
