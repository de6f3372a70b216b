"""Customers who are owed a call and whom the digests of closed incidents do not count, or not as
they stand now: those of the manual sheet, those of incidents that are open, and the promises whose
time went by since the closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from kit.ground.base.months import month_of
from kit.ground.base.named import short
from kit.ground.base.spans import span
from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.callers import as_callback
from kit.incidents.incident.rules.judged import promised
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.names import TimerKey
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.kept import Status
from kit.people.registers.rules.tally import Tally, in_time_or_late
from kit.review.archive.files.totals_by_month import TotalsByMonth
from kit.review.archive.rules.deadlines_kept import Kept
from kit.review.archive.rules.digest import Missed
from kit.review.archive.rules.totals import MissedIn, Totals

PROMISES = "promises"


class More(msgspec.Struct, frozen=True):
    """One customer beyond the digests, in the month in which it counts; ``known``: the digest
    counts it, but for its promise, whose time went by since the closing. ``status`` is ``None``
    where no time was promised; ``missed``: the promise, where it was not kept."""

    month: str
    settled: str
    status: Status | None = None
    late: int = 0
    known: bool = False
    missed: MissedIn | None = None


def beyond(
    ctx: Context, closed: TotalsByMonth, covers: Callable[[date], bool], refs: set[str] | None
) -> list[More]:
    """Of a period: an incident's by its opening, the sheet's by when they were noted; with
    ``refs`` only those of these incidents. Without drills."""
    def mine(ref: str, opened: date) -> bool:
        return covers(opened) and (refs is None or ref in refs)

    noted = [*_of_open(ctx, closed.as_filed(), mine), *_of_closed(ctx, closed, mine)]
    return [*noted, *_of_sheet(ctx, covers, refs)]


def _of_open(
    ctx: Context, filed: set[str], mine: Callable[[str, date], bool]
) -> Iterator[More]:
    """``filed``: those that were opened again count as they were filed, their customers too."""
    now = ctx.now().wall
    for log in ctx.of(Store).open_logs():
        incident, opened = log.incident, log.incident.opened
        practice = incident.is_drill or incident.preparation
        if opened is None or practice or log.ref in filed:
            continue
        if mine(log.ref, opened.date()):
            for back in incident.callbacks.values():
                yield _more(back, log.ref, opened, now)


def _of_closed(
    ctx: Context, closed: TotalsByMonth, mine: Callable[[str, date], bool]
) -> Iterator[More]:
    """Promises that waited at the closing, and whose time went by since."""
    now = ctx.now().wall
    for one in closed.owing():
        if one.practice or not mine(one.ref, one.opened.date()):
            continue
        for back in one.owing:
            due = back.promised
            late = span(due, now) if due is not None and back.waits else 0
            if due is not None and late > 0:
                missed = _missed(one.ref, one.opened, (back.id, back.name), due, late, never=True)
                month = month_of(one.opened)
                yield More(month, "", "not-told", late, known=True, missed=missed)


def _of_sheet(
    ctx: Context, covers: Callable[[date], bool], refs: set[str] | None
) -> Iterator[More]:
    now = ctx.now().wall
    for book in ctx.of(Registers).all() if "callback" in ctx.of(Registers).names() else ():
        for doc in book.register.docs.values() if book.ref == "callback" else ():
            mine = covers(doc.at.date()) if refs is None else doc.incident in refs
            if mine and not doc.drill:
                yield _more(as_callback(doc), doc.incident or short(doc.id), doc.at, now)


def _more(back: Callback, ref: str, since: datetime, now: datetime) -> More:
    """``since``: the opening, or when the sheet took somebody down."""
    month = month_of(since)
    if back.promised is None:
        return More(month, back.settled)
    status, late, _ = promised(back, now)
    missed = None
    if in_time_or_late(status, late) is False:
        who, never = (back.id, back.name), status == "not-told"
        missed = _missed(ref, since, who, back.promised, late, never=never)
    return More(month, back.settled, status, late, missed=missed)


def _missed(
    ref: str, opened: datetime, who: tuple[str, str], due: datetime, late: int, *, never: bool
) -> MissedIn:
    """``who``: the customer's id and name."""
    id_, name = who
    key = TimerKey.promise(id_)
    return MissedIn(ref, opened, Missed(key, PROMISES, due, late, never, who=name))


def counted(totals: Totals, more: Sequence[More]) -> Totals:
    """With these; what was given stays as it is."""
    tally = replace(totals.tally)
    kept = Kept()
    kept.add(totals.kept.get(PROMISES, Kept()))
    for one in more:
        if not one.known:
            tally.callbacks += 1
            tally.called_back += one.settled == "reached"
            tally.given_up += one.settled == "given-up"
        if one.status is not None:
            kept.count(one.status, one.late)
    rows = {**totals.kept, PROMISES: kept} if kept.due else totals.kept
    missed = [*totals.missed, *(one.missed for one in more if one.missed is not None)]
    return replace(totals, tally=tally, kept=rows, missed=missed)


def row(total: Totals, entered: int) -> Tally:
    """What the callers' row of the table of registers says; ``entered``: ended by being entered in
    the system, with no call promised."""
    tally, kept = total.tally, total.kept.get(PROMISES, Kept())
    ended = tally.called_back + tally.given_up + entered
    in_time, late = kept.in_time + kept.brief, kept.late + kept.never
    return Tally("callback", tally.callbacks, ended, in_time, late, tally.callbacks - ended)
