"""``kit list``: incidents, one line each; open ones by danger, closed ones the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import cells, json_option, only_one, redact_option
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.people.contacts.files.looking import looking

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.incidents.incident.files.log import Log
    from kit.review.archive.rules.digest import Digest

LAST = 100


class Shown(msgspec.Struct):
    """One incident (or readiness check) as it is listed; ``data`` for who asked for JSON."""

    row: list[str]
    mark: str
    preparation: bool
    data: dict[str, Any]


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text))


def run(
    ctx: Context,
    *,
    every: bool = False,
    closed: bool = False,
    month: str = "",
    last: int = LAST,
    redact: bool = False,
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    only_one(ctx, "list", all=every, closed=closed)
    if month and not _is_month(month):
        why = ctx.err.word("screen.bad-value", name="--month")
        raise Refused("usage", Exit.USAGE, why=why, how="kit list --month 2026-11")
    ctx.of(Store).tidy()
    ctx = looking(ctx, redact)
    only_closed = (closed or bool(month)) and not every
    shown = [] if only_closed else standing(ctx, as_json, ctx.of(Store).open_logs())
    if not every and not only_closed:
        from kit.incidents.incident.files.owed import owing

        shown += standing(ctx, as_json, desk.outstanding(ctx, owing(ctx.of(Store))))
    if every or only_closed:
        shown += closed_ones(ctx, month, last)
    if as_json:
        ctx.out.json({"incidents": [one.data for one in shown]})
    else:
        ctx.out.lines(lines(ctx, shown))
    unread = ctx.of(Store).unread if not only_closed else []
    if unread:  # a list without them tells that they are not there
        raise Refused("open-unread", Exit.UNREADABLE, names=unread[:6])
    strange = ctx.of(Store).beside_months() if every or only_closed else []
    if strange:
        raise Refused("closed-strange", Exit.UNREADABLE, names=strange[:6])
    hidden = ctx.of(Store).closed_unread if only_closed and not shown else []
    if hidden:
        raise Refused("closed-unread", Exit.UNREADABLE, names=hidden[:6])
    if not shown:
        ctx.of(Store).look_for_home()
    if not as_json and not shown:
        none = "none-month" if month else "none-closed" if only_closed else "none"
        ctx.err.say(f"archive.{none}", month=month)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.list"), **how)
    def list_(
        every: bool = typer.Option(False, "--all", help=ctx.out.word("help.list-all")),
        closed: bool = typer.Option(False, "--closed", help=ctx.out.word("help.list-closed")),
        month: str = typer.Option("", "--month", metavar="MONTH", help=ctx.out.word("help.month")),
        last: int = typer.Option(LAST, "--last", metavar="N", help=ctx.out.word("help.list-last")),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(
            ctx,
            every=every,
            closed=closed,
            month=month,
            last=last,
            redact=redact,
            as_json=as_json,
        )


def standing(ctx: Context, as_json: bool, logs: list[Log]) -> list[Shown]:
    """Open ones, gravest first; closed ones that still owe a call."""
    from kit.incidents.incident.files.led import led_by
    from kit.incidents.incident.show.standing import drill_mark, list_row
    from kit.people.registers.talk.tied import owed_callers

    out, lang = [], ctx.me.lang
    for folder in logs:
        incident = folder.incident
        now = desk.now(ctx, incident).wall
        dues = [doc.due for doc in owed_callers(ctx, folder.ref)]
        row, data = list(list_row(incident, now, lang, dues)), {}
        other = led_by(folder) if incident.closed is None else ""
        if other:
            row[-1] += f"  {ctx.out.word('screen.led-mark', laptop=other)}"
        if as_json:
            from kit.incidents.incident.show.standing_json import incident_json

            data = incident_json(incident, now, lang)
            data["callbacks_owed"] += len(dues)
        out.append(Shown(row, drill_mark(incident, lang), incident.preparation, data))
        desk.warn(ctx, folder)
    return out


def closed_ones(ctx: Context, month: str, last: int) -> list[Shown]:
    """The latest first: those opened in one month, or ``last`` of them (0: all), from the
    catalogue."""
    from kit.review.archive.files.catalogue import Catalogue
    from kit.review.archive.show.lists import closed_json, closed_mark, closed_row

    lang = ctx.me.lang
    catalogue = Catalogue(ctx.of(Store))
    digests, more = (catalogue.opened_in(month), False) if month else catalogue.latest(last)
    owed = owed_by(ctx) if digests else {}
    for digest in digests:
        warn(ctx, digest)
    if more:
        ctx.err.say("archive.more", count=len(digests))
    return [
        Shown(
            closed_row(digest, lang, owed.get(digest.ref, [])),
            closed_mark(digest, lang),
            digest.kind == "preparation",
            closed_json(digest, lang, len(owed.get(digest.ref, []))),
        )
        for digest in digests
    ]


def owed_by(ctx: Context) -> dict[str, list[bool]]:
    """For each closed incident that owes its customers calls, in its log or on the sheet, whether
    each of these is late by now."""
    from kit.incidents.incident.files.callers import taken_by
    from kit.incidents.incident.files.owed import owing

    now, backs = ctx.now().wall, taken_by(ctx)
    for log in owing(ctx.of(Store)):
        backs.setdefault(log.ref, []).extend(log.incident.owed())
    return {
        ref: [back.promised is not None and back.promised <= now for back in every
              if not back.settled]
        for ref, every in backs.items()
    }  # fmt: skip


def warn(ctx: Context, digest: Digest) -> None:
    """What is wrong with a log, as ``desk.warn`` says it of one that was read now."""
    if digest.damages:
        ctx.err.say("warnings.damaged", ref=digest.ref, count=digest.damages)
    if digest.doubtful:
        ctx.err.say("warnings.doubtful", ref=digest.ref)
    if digest.unknown:
        ctx.err.say("warnings.newer", ref=digest.ref, count=digest.unknown)


def lines(ctx: Context, shown: list[Shown]) -> list[str]:
    """Incidents; then, below a heading of their own, readiness checks."""
    from kit.ground.base.cells import columns

    out: list[str] = []
    for preparation in (False, True):
        these = [one for one in shown if one.preparation == preparation]
        if these and preparation:
            out += [*([""] if out else []), ctx.out.word("archive.checks")]
        marks = [one.mark for one in these]
        out += columns([one.row for one in these], cells(ctx), marks=marks)
    return out
