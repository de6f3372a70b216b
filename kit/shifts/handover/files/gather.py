"""What a hand-over is made of, read from this home: as it stands now, or as it stood at the cut of
a shift that is over, whatever was written since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import in_force
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Register
from kit.shifts.handover.rules.sheet import CARE, Before, Sheet, made
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.chain import earlier
from kit.shifts.shift.files.store import Book, Shifts

DAY = timedelta(days=1)
NOTES = 2  # of an incident, that stand on the sheet
Heads = Mapping[str, int]


def sheet(ctx: Context, book: Book) -> Sheet:
    """The hand-over of a shift. What cannot be read is said beside it."""
    shift, now = book.shift, ctx.now().wall
    if shift.cut is not None:
        now = shift.cut.at
    incidents, notes = _incidents(ctx, book, now)
    return made(
        shift,
        now,
        incidents,
        _registers(ctx, shift.cut.heads if shift.cut is not None else None),
        sum(1 for _ in of_shift(ctx, book)) + noted_in(ctx, book) + shift.entries,
        max((entry.n for entry in book.entries), default=0),
        Before([one.shift for one in earlier(ctx, book)]),
        notes,
    )


def entries_shown(ctx: Context, book: Book) -> list[Entry]:
    """All that a shift's sheet and summary may tell of: of every shift, of the incidents of its
    time, and of those of the last days."""
    store, until = ctx.of(Store), book.shift.cut.at if book.shift.cut else ctx.now().wall
    logs = [*logs_of(ctx, book), *_closed_since(store, f"{until - CARE:%Y-%m}")]
    out = [entry for each in ctx.of(Shifts).all() for entry in each.entries]
    return out + [entry for log in logs for entry in log.entries]


def _incidents(
    ctx: Context, book: Book, now: datetime
) -> tuple[dict[str, Incident], dict[str, list[str]]]:
    """Open incidents, those of the last days, and whichever owes a call; as of the cut. And the
    last notes of each."""
    store, drill = ctx.of(Store), book.shift.drill
    cut = book.shift.cut
    logs = [*store.open_logs(), *owing(store), *_closed_since(store, f"{now - CARE:%Y-%m}")]
    out: dict[str, Incident] = {}
    notes: dict[str, list[str]] = {}
    for log in logs:
        if log.ref not in out:
            state = log.incident if cut is None else _as_of(log, cut.heads)
            if state is not None and state.is_drill == drill:
                out[log.ref] = state
                notes[log.ref] = _notes(log, None if cut is None else cut.heads)
    return out, notes


def _notes(log: Log, heads: Heads | None) -> list[str]:
    """The last notes that count."""
    entries = log.entries if heads is None else list(_covered(log.ref, log.entries, heads))
    told = [e.event.text for e in in_force(entries) if isinstance(e.event, ev.Noted)]
    return told[-NOTES:]


def _as_of(log: Log, heads: Heads) -> Incident | None:
    """The incident after the entries that the cut covers; ``None`` where it was not there yet."""
    entries = list(_covered(log.ref, log.entries, heads))
    if not entries:
        return None
    state = log.document.state()
    for entry in log.document.counting(entries):
        log.document.apply(state, entry)
    return state


def _covered(ref: str, entries: Iterable[Entry], heads: Heads) -> Iterator[Entry]:
    for entry in entries:
        if entry.n <= heads.get(f"{ref}/{entry.journal}", 0):
            yield entry


def _registers(ctx: Context, heads: Heads | None) -> list[Register]:
    registers = ctx.of(Registers)
    if heads is None:
        return registers.open_ones()
    out = []
    for each in registers.all():
        state = registers.document.state()
        entries = list(_covered(each.ref, each.entries, heads))
        for entry in registers.document.counting(entries):
            registers.document.apply(state, entry)
        out.append(state)
    return out


def logs_of(ctx: Context, book: Book) -> list[Log]:
    """The incidents that may have entries of this shift: open ones, and those closed since."""
    store = ctx.of(Store)
    since = book.shift.since or ctx.now().wall
    logs = {
        log.ref: log
        for log in [*_closed_since(store, f"{since - DAY:%Y-%m}"), *store.open_logs()]
        if log.incident.is_drill == book.shift.drill
    }
    return list(logs.values())


def of_shift(
    ctx: Context, book: Book, logs: Iterable[Log] | None = None
) -> Iterator[tuple[Log, Entry]]:
    """Every entry of an incident that belongs to this shift, in the order of the logs."""
    known = desk.belonging(ctx, book.ref)
    for log in logs_of(ctx, book) if logs is None else logs:
        for entry in log.entries:
            if known.of(log.ref, entry.journal, entry.n, entry.written) == book.ref:
                yield log, entry


def noted_in(ctx: Context, book: Book) -> int:
    """How many entries of registers belong to this shift."""
    known = desk.belonging(ctx, book.ref)
    return sum(
        known.of(each.ref, entry.journal, entry.n, entry.written) == book.ref
        for each in ctx.of(Registers).all()
        for entry in each.entries
    )


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
