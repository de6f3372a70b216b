"""A shift's summary, read from the disk."""

from __future__ import annotations

from datetime import datetime

from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.withdrawal import in_force
from kit.people.registers.files.store import Registers
from kit.review.archive.rules.deadlines_kept import deadlines
from kit.review.summary.rules.promises import promises, within
from kit.review.summary.rules.shift import Share, ShiftSummary, standing, summed
from kit.shifts.handover.files.gather import logs_of, noted_in, of_shift, sheet
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.rules.state import Shift


def summary_of(ctx: Context, book: Book) -> ShiftSummary:
    now = ctx.now().wall
    mine: dict[str, list[Entry]] = {}
    logs = logs_of(ctx, book)
    for log, entry in of_shift(ctx, book, logs):
        mine.setdefault(log.ref, []).append(entry)
    shares = [share for log in logs if (share := _share(log, book.shift, mine, now)) is not None]
    registers = [each.register for each in ctx.of(Registers).all()]
    owe = [log for log in owing(ctx.of(Store)) if log.incident.is_drill == book.shift.drill]
    incidents = {log.ref: log.incident for log in [*owe, *logs]}
    damages = sum(len(log.damages()) for log in logs) + len(book.damages())
    return summed(
        book.shift,
        sheet(ctx, book),
        sorted(shares, key=lambda share: share.ref),
        promises(book.shift, incidents, registers, now),
        damages,
        book.head(),
        noted_in(ctx, book),
    )


def _share(log: Log, shift: Shift, mine: dict[str, list[Entry]], now: datetime) -> Share | None:
    incident = log.incident
    entries = mine.get(log.ref, [])
    until = incident.closed or now
    lines = deadlines(incident, incident.opened or now, until, now)
    due = [line for line in lines if within(shift, line.due, now)]
    if not entries and not due:
        return None
    force = {entry.id for entry in standing(in_force(log.entries))}
    counted = [entry for entry in entries if entry.id in force]
    return Share(log.ref, incident, counted, len(entries) - len(counted), due)
