"""What a hand-over is made of, read from this home: as it stands now, or as it stood at the cut of
a shift that is over, whatever was written since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from itertools import chain

from kit.ground.base.months import month_of
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.journal.lost import lost
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.withdrawal import in_force
from kit.people.registers.files.store import Book as Registered
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.state import Register
from kit.people.registers.rules.upkeep import forgotten_since
from kit.shifts.handover.rules.people import People, people
from kit.shifts.handover.rules.remark import Remark
from kit.shifts.handover.rules.sheet import CARE, Before, Sheet, as_it_read, made
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.chain import earlier
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.rules.cut import Belonging
from kit.shifts.shift.rules.state import Cut

DAY = timedelta(days=1)


class Home:
    """What this home holds for a page about one shift: each journal is read once. What cannot be
    read is said beside it."""

    def __init__(self, ctx: Context, book: Book) -> None:
        self.ctx = ctx
        self.book = book

    @cached_property
    def logs(self) -> dict[str, Log]:
        """Open incidents, those closed in its time or in the days before its end, and whichever
        owes a call."""
        store, shift = self.ctx.of(Store), self.book.shift
        drill, until = shift.drill, shift.cut.at if shift.cut else self.ctx.now().wall
        since = min(until - CARE, (shift.since or until) - DAY)
        found: dict[str, Log] = {}
        for log in chain(store.open_logs(), owing(store), _closed_since(store, month_of(since))):
            if log.incident.is_drill == drill:
                found.setdefault(log.ref, log)
        return found

    @cached_property
    def registers(self) -> list[Registered]:
        return self.ctx.of(Registers).all()

    @cached_property
    def lost(self) -> dict[str, int]:
        """Lines that cannot be read, by register, incident or shift: what stood there is missing
        in whatever is made from here."""
        logs = [log for log in self.logs.values() if log.incident.closed is None]
        every = [(self.book.ref, lost(self.book)), *((log.ref, lost(log)) for log in logs)]
        every += [(each.ref, lost(each)) for each in self.registers]
        return {ref: lines for ref, lines in every if lines}

    @cached_property
    def _known(self) -> Belonging:
        return desk.belonging(self.ctx, self.book.ref)

    def _mine(self, ref: str, entry: Entry) -> bool:
        return self._known.of(ref, entry.journal, entry.n, entry.written) == self.book.ref

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """By incident every entry that belongs to this shift, in the order of the log."""
        found = {
            ref: [entry for entry in log.entries if self._mine(ref, entry)]
            for ref, log in self.logs.items()
        }
        return {ref: entries for ref, entries in found.items() if entries}

    @cached_property
    def noted(self) -> int:
        """How many entries of registers belong to this shift."""
        return sum(len(self.of(each)) for each in self.registers)

    def of(self, each: Registered) -> list[Entry]:
        """The entries of a register that belong to this shift, also what was taken back."""
        return [entry for entry in each.entries if self._mine(each.ref, entry)]


def sheet(home: Home) -> Sheet:
    """The hand-over of a shift. What cannot be read is said beside it."""
    book, shift, now = home.book, home.book.shift, home.ctx.now().wall
    if shift.cut is not None:
        now = shift.cut.at
    incidents, notes, about = _incidents(home)
    return made(
        shift,
        now,
        incidents,
        _registers(home),
        sum(map(len, home.entries.values())) + home.noted + shift.entries,
        max((entry.n for entry in book.entries), default=0),
        Before([one.shift for one in earlier(home.ctx, book)]),
        notes,
        home.lost,
        {ref: led_by(log) for ref, log in home.logs.items() if log.incident.closed is None},
        about,
    )


def _incidents(
    home: Home,
) -> tuple[dict[str, Incident], dict[str, list[Remark]], dict[str, People]]:
    """As of the cut, with the notes of each and what of it concerns people."""
    cut = home.book.shift.cut
    out: dict[str, Incident] = {}
    notes: dict[str, list[Remark]] = {}
    about: dict[str, People] = {}
    for ref, log in home.logs.items():
        state = log.incident if cut is None else _as_of(log, cut)
        if state is None:
            continue
        out[ref] = state
        if state.closed is None:
            told = in_force(log.entries if cut is None else list(_covered(ref, log.entries, cut)))
            found = People() if as_it_read(home.book.shift, state) else people(state, told)
            about[ref], notes[ref] = found, _notes(told, found)
    return out, notes, about


def _notes(told: list[Entry], found: People) -> list[Remark]:
    """The notes that count, without those that stand among what concerns people."""
    known = {entry.id for entry in found.told}
    left = (e for e in told if e.id not in known)
    return [Remark(e.at, e.event.text, e.n) for e in left if isinstance(e.event, ev.Noted)]


def _as_of(log: Log, cut: Cut) -> Incident | None:
    """The incident after the entries that the cut covers; ``None`` where it was not there yet."""
    entries = list(_covered(log.ref, log.entries, cut))
    if not entries:
        return None
    state = log.document.state()
    for entry in log.document.counting(entries):
        log.document.apply(state, entry)
    return state if state.plans else None  # its opening came by a clock that ran ahead


def _covered(ref: str, entries: Iterable[Entry], cut: Cut) -> Iterator[Entry]:
    """By its number; in a journal of which the cut says nothing (closed in an earlier month, or
    another laptop's) by when it was written: it stood on the sheet that was signed."""
    for entry in entries:
        last = cut.heads.get(f"{ref}/{entry.journal}")
        if entry.n <= last if last is not None else entry.written < cut.at:
            yield entry


def _registers(home: Home) -> list[Register]:
    """As of the cut."""
    cut = home.book.shift.cut
    if cut is None:
        return [each.register for each in home.registers]
    document, out = home.ctx.of(Registers).document, []
    for each in home.registers:
        state = document.state()
        entries = list(_covered(each.ref, each.entries, cut))
        for entry in document.counting(entries):
            document.apply(state, entry)
        forgotten_since(state, each.entries)
        out.append(state)
    return out


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
