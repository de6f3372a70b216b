"""A shift's summary, read from the disk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.months import month_of
from kit.ground.base.named import NOBODY
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.callers import taken_by
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.withdrawal import in_force
from kit.people.registers.rules import kinds as kd
from kit.review.archive.rules.deadlines_kept import Deadline, deadlines
from kit.review.summary.rules.promises import promises, within
from kit.review.summary.rules.shift import Share, ShiftSummary, standing, summed
from kit.shifts.handover.files.gather import DAY, Home, sheet
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules.state import Shift, laptop_of


def summary_of(home: Home) -> ShiftSummary:
    book, now = home.book, home.ctx.now().wall
    taken = taken_by(home.ctx)
    shares = [
        _share(log, book.shift, home.entries.get(log.ref, []), now, taken.get(log.ref, ()))
        for log in home.logs.values()
    ]
    incidents = {ref: log.incident for ref, log in home.logs.items()}
    read = [log for ref, log in home.logs.items() if ref in home.entries or not log.incident.closed]
    damages = sum(len(log.damages()) for log in read) + len(book.damages())
    damages += sum(len(each.damages()) for each in home.registers)
    return summed(
        book.shift,
        sheet(home),
        sorted((share for share in shares if share is not None), key=lambda share: share.ref),
        promises(book.shift, incidents, [each.register for each in home.registers], now),
        damages,
        book.head(),
        home.noted,
        sum(isinstance(e.event, kd.Undone) for each in home.registers for e in home.of(each)),
    )


def led_then(ctx: Context, log: Log) -> str:
    """Who led the shift in which an incident began, at that time; "" where none was on, or nobody
    was named in it."""
    first, shifts = next(iter(log.entries), None), ctx.of(Shifts)
    if first is None:
        return ""
    at, where = first.written, laptop_of(first.journal)
    months = sorted({month_of(at - DAY), month_of(at)})
    books = [book for month in months for book in shifts.all(shifts.in_month(month))]
    mine = [book.shift for book in books if where in book.shift.laptops]
    mine = [one for one in mine if one.drill == log.incident.is_drill]
    on = [one for one in mine if one.since and one.since <= at <= (one.ended or at)]
    named = [each for one in on for each in one.leaders if each.at <= at]
    who = max(named, key=lambda one: one.at).leader if named else ""
    return "" if who in NOBODY else who


def took_over(ctx: Context, log: Log) -> list[tuple[datetime, str]]:
    """Who signed for the hand-over of a shift while the incident was open, each with when."""
    opened, until = log.incident.opened, log.incident.closed or ctx.now().wall
    first, shifts = next(iter(log.entries), None), ctx.of(Shifts)
    if opened is None or first is None:
        return []
    where, months = laptop_of(first.journal), sorted({month_of(opened - DAY), month_of(until)})
    books = [book for month in months for book in shifts.all(shifts.in_month(month))]
    return sorted(
        (one.accepted, one.accepted_by)
        for one in (book.shift for book in books)
        if one.accepted and opened < one.accepted <= until
        and where in one.laptops and one.drill == log.incident.is_drill
    )


def _share(
    log: Log, shift: Shift, entries: list[Entry], now: datetime, taken: Iterable[Callback]
) -> Share | None:
    incident = log.incident
    until = incident.closed or now
    lines = deadlines(incident, incident.opened or now, until, now, taken)
    due = [line for line in lines if within(shift, _settled(line), now)]
    if not entries and not due:
        return None
    force = {entry.id: entry for entry in standing(in_force(log.entries))}
    counted = [force[entry.id] for entry in entries if entry.id in force]
    return Share(log.ref, incident, counted, len(entries) - len(counted), due)


def _settled(line: Deadline) -> datetime:
    """When it was answered or fell due, whichever came first."""
    return min(line.due, line.answered) if line.answered is not None else line.due
