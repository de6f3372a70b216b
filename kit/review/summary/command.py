"""``kit summary [REF]``: what happened, when, how late, and what is still owed; of one incident,
of a shift, or of all that were opened in a day, a week, a month, a quarter, a year or a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kit.ground.base.named import NOBODY
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    face_asked,
    force_option,
    incident_option,
    json_option,
    only_one,
)
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.people.contacts.files.looking import looking
from kit.review.archive.files.last import last_closed

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.ground.documents.page import Page
    from kit.review.period.command import Asked

TEXT_WIDTH = 100


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer
    from kit.ground.console.options import redact_option

    def text(key: str, option: str, what: str, *also: str) -> str:
        found = typer.Option("", option, *also, metavar=what, help=ctx.out.word(f"help.{key}"))
        return cast(str, found)

    @app.command(name, help=ctx.out.word("help.summary"), **how)
    def summary(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        output: str = text("output", "--output", "FILE", "-o"),
        named: str = incident_option(ctx),
        day: str = text("summary-day", "--day", "DAY"),
        week: str = text("summary-week", "--week", "WEEK"),
        month: str = text("summary-month", "--month", "MONTH"),
        quarter: str = text("summary-quarter", "--quarter", "QUARTER"),
        year: str = text("summary-year", "--year", "YEAR"),
        first: str = text("summary-from", "--from", "DAY"),
        last: str = text("summary-to", "--to", "DAY"),
        type_: str = text("summary-type", "--type", "TYPE"),
        level: str = text("summary-level", "--level", "LEVEL"),
        site: str = text("summary-site", "--site", "SITE"),
        leader: str = text("summary-leader", "--leader", "NAME"),
        cause: str = text("summary-cause", "--cause", "CAUSE"),
        shift: str = typer.Option(
            None, "--shift", metavar="SHIFT", help=ctx.out.word("help.summary-shift")
        ),
        file: bool = typer.Option(False, "--file", help=ctx.out.word("help.summary-file")),
        full: bool = typer.Option(False, "--full", help=ctx.out.word("help.summary-full")),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx, ref=ref, output=output, named=named, day=day, week=week, month=month,
            quarter=quarter, year=year, first=first, last=last, type_=type_, level=level,
            site=site, leader=leader, cause=cause, shift=shift, file=file, full=full,
            redact=redact, force=force, by=by, as_json=as_json,
        )  # fmt: skip


def run(
    ctx: Context, *, ref: str = "", output: str = "", named: str = "", day: str = "",
    week: str = "", month: str = "", quarter: str = "", year: str = "", first: str = "",
    last: str = "", type_: str = "", level: str = "", site: str = "", leader: str = "",
    cause: str = "", shift: str | None = None, file: bool = False, full: bool = False,
    redact: bool = False, force: bool = False, by: str = "", as_json: bool = False,
) -> None:  # fmt: skip
    """The command, for both doors."""
    ctx.sign(by)
    face = face_asked(output, force)
    units = {"day": day, "week": week, "month": month, "quarter": quarter, "year": year}
    only = {"type": type_, "level": level, "site": site, "leader": leader, "cause": cause}
    asked, as_json = None, as_json or face == "json"
    if first or last or any(units.values()):
        from kit.review.period.command import asked_for

        asked = asked_for(ctx, units, (first, last), only)
    elif file or any(only.values()):
        why = ctx.err.word("period.needs-range")
        raise Refused("usage", Exit.USAGE, why=why, how="kit summary --month this")
    if full and (asked is not None or shift is not None):
        why = ctx.err.word("summary.full-one")
        raise Refused("usage", Exit.USAGE, why=why, how="kit summary REF --full")
    which = asked.range.sort.replace("span", "from") if asked is not None else "day"
    only_one(ctx, "summary", shift=shift is not None, incident=bool(ref or named),
             **{which: asked is not None})  # fmt: skip
    if file and asked is not None:
        file_page(ctx, asked)
    ctx = looking(ctx, redact)
    if shift is not None:
        show_shift(ctx, shift, as_json, output, face)
        return
    if asked is not None:
        show_period(ctx, asked, as_json, output, face)
        return
    folder = pick(ctx, ref or named)
    desk.warn(ctx, folder)
    show(ctx, folder, as_json, output, face, full)


def pick(ctx: Context, ref: str) -> Log:
    """The incident named, open or closed; without a name the one closed last."""
    return ctx.of(Store).load(ctx.of(Store).locate(ref)) if ref else last_closed(ctx)


def show(
    ctx: Context,
    folder: Log,
    as_json: bool,
    output: str = "",
    named: str = "md",
    full: bool = False,
) -> None:
    """The summary on the terminal (with its annex if ``full``), as JSON, or as a file, which has
    its annex always and whose face is ``named``."""
    from kit.ground.documents.page import front
    from kit.incidents.incident.files.callers import taken_of, tallied
    from kit.people.registers.files.store import Registers
    from kit.people.registers.talk.tied import CALLBACK, tied_lines
    from kit.people.registers.talk.tied import tied as tied_docs
    from kit.review.summary.files.shift import led_then, took_over
    from kit.review.summary.rules.summarise import Harm, summarise
    from kit.review.summary.show import incident as face

    incident, entries = folder.incident, folder.entries
    harms = [
        Harm(stem, d.length, [d.after, d.before], (first or None, last or None))
        for stem, d in folder.damages()
        for first, last in [d.entries()]
    ]
    now = desk.now(ctx, incident).wall
    found = summarise(incident, entries, now, harms, taken_of(ctx, folder.ref))
    lang, tallies = ctx.me.lang, tallied(ctx, folder)
    tied = tied_lines(ctx, folder.ref, TEXT_WIDTH, without=CALLBACK)
    tied += [
        ctx.out.word("warnings.register-damaged", ref=name, count=lines)
        for name, lines in ctx.of(Registers).lost.items()
    ]
    wanted = output or not as_json
    on = led_then(ctx, folder) if wanted and found.leader in NOBODY else ""
    took = took_over(ctx, folder) if wanted else []
    how = (incident, entries, found, lang, tied, tallies, on, took)
    pages = [face.page(*how)] if wanted else []
    data = face.as_json(incident, entries, found, lang, tallies) if as_json else None
    if data is not None:
        data["registers"] = [
            {"register": book.name, "id": doc.id} for doc, book in tied_docs(ctx, folder.ref)
        ]
    short = not (full or output or as_json)
    put(ctx, list(map(front, pages)) if short else pages, data, output, named)
    if short:
        ctx.out.say("summary.annex-where", ref=folder.ref)


def put(
    ctx: Context,
    pages: list[Page],
    data: dict[str, Any] | None,
    output: str,
    face: str = "md",
) -> None:
    """Into a file where one is named (then JSON is the file's where that is its face), else onto
    the terminal unless JSON was asked for."""
    if output:
        from kit.ground.console.pages import write

        write(ctx, output, face, pages, data)
    if data is not None and face != "json":
        ctx.out.json(data)
    elif not output:
        from kit.ground.documents import terminal

        for page in pages:
            ctx.out.lines(terminal.show(page, ctx.out.width, ctx.out.color))


# ---- a shift ---------------------------------------------------------------------------------


def show_shift(ctx: Context, which: str, as_json: bool, output: str, named: str) -> None:
    """The summary of one shift; of a day that has several, of all, side by side on top."""
    from kit.review.summary.files.shift import summary_of
    from kit.review.summary.show import shift as face
    from kit.shifts.handover.files.gather import Home
    from kit.shifts.shift.files.picking import beside, of_day, picked

    books = of_day(ctx, which) or [picked(ctx, which)]
    homes = [Home(ctx, book) for book in books]
    found, now, lang = [summary_of(home) for home in homes], ctx.now().wall, ctx.me.lang
    pages: list[Page] = []
    if output or not as_json:
        others = [other.shift for other in beside(ctx, books[0])] if len(books) == 1 else []
        pages = [face.page(one, now, lang, others) for one in found]
        if len(found) > 1:
            from kit.review.summary.show.side_by_side import page

            pages.insert(0, page(found, now, lang))
    data = None
    if as_json:
        told = [face.as_json(one, now) for one in found]
        data = told[0] if len(told) == 1 else {"shifts": told}
    put(ctx, pages, data, output, named)


# ---- a day to a year -------------------------------------------------------------------------


def show_period(
    ctx: Context, asked: Asked, as_json: bool, output: str = "", named: str = "md"
) -> None:
    """The page of all incidents opened in a range of days and closed since."""
    from kit.ground.console.progress import watched
    from kit.review.period.files.gather import gathered
    from kit.review.period.show.as_json import as_json as data_of
    from kit.review.period.show.page import page

    with watched(ctx):
        period = gathered(ctx, asked.range, asked.filters)
    pages = [page(period, ctx.me.lang)] if output or not as_json else []
    data = data_of(period, ctx.me.lang) if as_json else None
    put(ctx, pages, data, output, named)


def file_page(ctx: Context, asked: Asked) -> None:
    """Keep its figures as they are now. Raises ``Refused``; of a part of a period too."""
    from kit.review.period.files.filed import keep
    from kit.review.period.files.gather import gathered

    if asked.filters.any:
        why = ctx.err.word("period.file-whole")
        raise Refused("usage", Exit.USAGE, why=why, how="kit summary --month this --file")
    code = keep(ctx, gathered(ctx, asked.range, asked.filters))
    ctx.err.say("period.filed", period=asked.range.name, code=code)
