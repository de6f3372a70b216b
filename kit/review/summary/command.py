"""``kit summary [REF]``: what happened, when, how late, and what is still owed; of one incident, or
of all that were opened in a month or a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, incident_option, json_option, only_one
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.review.archive.files.last import last_closed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import typer

    from kit.ground.documents.page import Page
    from kit.ground.journal.entry import Entry
    from kit.people.contacts.rules.hiding import Hiding
    from kit.review.summary.show.period import Period

FACES = ("md", "txt", "html")
TEXT_WIDTH = 100


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    import typer

    from kit.people.contacts.command.shared import redact_option

    @app.command(name, help=ctx.out.word("help.summary"), **how)
    def summary(
        ref: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.summary-ref")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output")
        ),
        named: str = incident_option(ctx),
        month: str = typer.Option(
            "", "--month", metavar="MONTH", help=ctx.out.word("help.summary-month")
        ),
        year: str = typer.Option(
            "", "--year", metavar="YEAR", help=ctx.out.word("help.summary-year")
        ),
        shift: str = typer.Option(
            None, "--shift", metavar="SHIFT", help=ctx.out.word("help.summary-shift")
        ),
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx,
            ref=ref,
            output=output,
            named=named,
            month=month,
            year=year,
            shift=shift,
            redact=redact,
            force=force,
            as_json=as_json,
        )


def run(
    ctx: Context,
    *,
    ref: str = "",
    output: str = "",
    named: str = "",
    month: str = "",
    year: str = "",
    shift: str | None = None,
    redact: bool = False,
    force: bool = False,
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    face = written_as(output, force)
    if shift is not None:
        only_one(ctx, "summary", shift=True, month=bool(month), year=bool(year),
                 incident=bool(ref or named))  # fmt: skip
        show_shift(ctx, shift, as_json, output, face, redact)
        return
    if month or year:
        only_one(ctx, "summary", month=bool(month), year=bool(year), incident=bool(ref or named))
        show_period(ctx, named_period(ctx, month, year), as_json, output, face, redact)
        return
    folder = pick(ctx, ref or named)
    desk.warn(ctx, folder)
    show(ctx, folder, as_json, output, face, redact)


def pick(ctx: Context, ref: str) -> Log:
    """The incident named, open or closed; without a name the one closed last."""
    return ctx.of(Store).load(ctx.of(Store).locate(ref)) if ref else last_closed(ctx)


def written_as(output: str, force: bool) -> str:
    """The face of the file that was asked for, "" for none. Raises ``Refused``."""
    if not output:
        return ""
    from kit.ground.machine.output import face_of

    return face_of(output, FACES, force)


def show(
    ctx: Context,
    folder: Log,
    as_json: bool,
    output: str = "",
    named: str = "md",
    redact: bool = False,
) -> None:
    """The summary on the terminal, as JSON, or as a file whose face is ``named``; with ``redact``
    people are hidden."""
    from kit.people.registers.files.store import Registers
    from kit.people.registers.files.tallies import in_incident
    from kit.people.registers.talk.tied import CALLBACK, tied_lines
    from kit.people.registers.talk.tied import tied as tied_docs
    from kit.review.summary.files.taken import taken
    from kit.review.summary.rules.summarise import Harm, summarise
    from kit.review.summary.show import incident as face

    incident, entries = folder.incident, folder.entries
    harms = [
        Harm(stem, d.length, [d.after, d.before], (first or None, last or None))
        for stem, d in folder.damages()
        for first, last in [d.entries()]
    ]
    now = desk.now(ctx, incident).wall
    found = summarise(incident, entries, now, harms, taken(ctx, folder.ref))
    lang, tallies = ctx.me.lang, in_incident(ctx, folder.ref)
    tied = tied_lines(ctx, folder.ref, TEXT_WIDTH, without=CALLBACK)
    tied += [
        ctx.out.word("warnings.register-damaged", ref=name, count=lines)
        for name, lines in ctx.of(Registers).lost.items()
    ]
    wanted = output or not as_json
    pages = [face.page(incident, entries, found, lang, tied, tallies)] if wanted else []
    data = face.as_json(incident, entries, found, lang, tallies) if as_json else None
    if data is not None:
        data["registers"] = [
            {"register": book.name, "id": doc.id} for doc, book in tied_docs(ctx, folder.ref)
        ]
    put(ctx, pages, data, output, named, hidden(ctx, redact, entries))


def hidden(
    ctx: Context, redact: bool, entries: Iterable[Entry] = (), people: Iterable[str] = ()
) -> Hiding | None:
    """What hides people, where that is asked for; ``entries`` and ``people`` beside those of what
    is open. Raises ``Refused``."""
    if not redact:
        return None
    from kit.incidents.incident.files.hidden import hiding

    return hiding(ctx, entries, people)


def put(
    ctx: Context,
    pages: list[Page],
    data: dict[str, Any] | None,
    output: str,
    face: str = "md",
    hide: Hiding | None = None,
) -> None:
    """Into a file where one is named, else onto the terminal unless JSON was asked for."""
    if hide is not None:
        from kit.ground.documents.page import changed

        pages = [changed(page, hide) for page in pages]
        data = hide.data(data)
    if output:
        from kit.ground.machine.output import write_file

        path = write_file(output, _faced(pages, face, ctx.me.lang))
        ctx.err.say("summary.written", path=path)
    if data is not None:
        ctx.out.json(data)
    elif not output:
        from kit.ground.documents import terminal

        for page in pages:
            ctx.out.lines(terminal.show(page, ctx.out.width, ctx.out.color))


def _faced(pages: list[Page], face: str, lang: str) -> str:
    if face == "html":
        from kit.ground.documents.html import html

        return html(pages, lang)
    if face == "txt":
        from kit.ground.documents import terminal

        return "".join(f"{line}\n" for page in pages for line in terminal.show(page, TEXT_WIDTH))
    from kit.ground.documents.markdown import markdown

    return "\n".join(map(markdown, pages))


# ---- a shift ---------------------------------------------------------------------------------


def show_shift(
    ctx: Context, which: str, as_json: bool, output: str, named: str, redact: bool = False
) -> None:
    """The summary of one shift; of a day that has several, of all, side by side on top."""
    from kit.review.summary.files.shift import summary_of
    from kit.review.summary.show import shift as face
    from kit.shifts.handover.files.gather import Home, entries_shown
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
    entries = [entry for home in homes for entry in entries_shown(home)] if redact else []
    put(ctx, pages, data, output, named, hidden(ctx, redact, entries))


# ---- a month, a year -------------------------------------------------------------------------


def named_period(ctx: Context, month: str, year: str) -> str:
    """``2025-03`` or ``2025``, or a refusal that says how it is written."""
    wanted = (("--month", month, r"\d{4}-(0[1-9]|1[0-2])"), ("--year", year, r"\d{4}"))
    for option, text, pattern in wanted:
        if text and not re.fullmatch(pattern, text, re.ASCII):
            why = ctx.err.word("screen.bad-value", name=option)
            example = "2026-11" if month else "2026"
            raise Refused("usage", Exit.USAGE, why=why, how=f"kit summary {option} {example}")
    return month or year


def show_period(
    ctx: Context,
    name: str,
    as_json: bool,
    output: str,
    named: str = "md",
    redact: bool = False,
) -> None:
    """The figures of all incidents opened in ``name`` (a month or a year) and closed since."""
    from kit.review.summary.show import period as face

    period = collected(ctx, name)
    pages = [face.page(period, ctx.me.lang)] if output or not as_json else []
    data = face.as_json(period, ctx.me.lang) if as_json else None
    leaders = [name for _, totals in period.months for name in totals.leaders]
    put(ctx, pages, data, output, named, hidden(ctx, redact, people=leaders))


def collected(ctx: Context, name: str) -> Period:
    """Month by month, and their sum."""
    import msgspec

    from kit.people.contacts.command import at_site
    from kit.people.registers.files.tallies import in_period
    from kit.review.archive.files.totals_by_month import TotalsByMonth
    from kit.review.archive.rules.totals import Totals, united
    from kit.review.summary.show.period import Period

    kept = TotalsByMonth(ctx.of(Store))
    months = list(kept.opened(name).items())
    open_now = kept.still_open()
    kept.save()
    one_name = at_site.one_name(ctx)
    if one_name is not None:
        months = [
            (month, msgspec.structs.replace(each, leaders=united(each.leaders, one_name)))
            for month, each in months
        ]
    total = Totals()
    for _, totals in months:
        total.add(totals)
    return Period(name, months, total, open_now, in_period(ctx, name))
