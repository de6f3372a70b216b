"""What a hand-over is made of, read from this home as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.people.registers.files.store import Registers
from kit.shifts.handover.rules.sheet import CARE, Sheet, made
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.store import Book

DAY = timedelta(days=1)


def sheet(ctx: Context, book: Book) -> Sheet:
    """The hand-over of a shift as it stands now. What cannot be read is said beside it."""
    store, drill = ctx.of(Store), book.shift.drill
    now = ctx.now().wall
    logs = [log for log in store.open_logs() if log.incident.is_drill == drill]
    owe = [log for log in owing(store) if log.incident.is_drill == drill]
    late = [log for log in _closed_since(store, f"{now - CARE:%Y-%m}") if
            log.incident.is_drill == drill]  # fmt: skip
    return made(
        book.shift,
        now,
        {log.ref: log.incident for log in logs},
        {log.ref: log.incident for log in owe},
        {log.ref: log.incident for log in late},
        ctx.of(Registers).open_ones(),
        sum(1 for _ in of_shift(ctx, book)) + book.shift.entries,
        max((entry.n for entry in book.entries), default=0),
    )


def of_shift(ctx: Context, book: Book) -> Iterator[tuple[Log, Entry]]:
    """Every entry of an incident that belongs to this shift, in the order of the logs."""
    store, known = ctx.of(Store), desk.belonging(ctx)
    since = book.shift.since or ctx.now().wall
    seen: set[str] = set()
    for log in [*store.open_logs(), *_closed_since(store, f"{since - DAY:%Y-%m}")]:
        if log.ref in seen or log.incident.is_drill != book.shift.drill:
            continue
        seen.add(log.ref)
        for entry in log.entries:
            if known.of(log.ref, entry.journal, entry.n, entry.written) == book.ref:
                yield log, entry


def _closed_since(store: Store, month: str) -> Iterator[Log]:
    """Closed incidents in this month's folder or a later one."""
    for name in store.months():
        if name >= month:
            for where in store.in_month(name):
                log = _read(store, where)
                if log is not None and log.incident.closed is not None:
                    yield log


def _read(store: Store, where: Where) -> Log | None:
    try:
        return store.load(where)
    except Refused:
        return None
