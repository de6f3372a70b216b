"""What was signed on this laptop with a name that was wrong from the start, wherever it stands: in
the shift, in its incidents, in the registers. It is put right by a correction in each, which names
the acts (``ground/journal/signed``), and which is taken back as anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from kit.ground.base.months import month_of
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry, Event, Nothing
from kit.ground.journal.signed import base_of, named
from kit.ground.journal.withdrawal import Read
from kit.incidents.incident.files import desk as incidents
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules import withdrawal as of_incident
from kit.people.registers.files import desk as registers
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import kinds as of_register
from kit.people.registers.rules import withdrawal as register_standing
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.store import Book, Shifts
from kit.shifts.shift.rules import withdrawal as shift_standing
from kit.shifts.shift.rules.acts import same
from kit.shifts.shift.rules.kinds import course

BEFORE = timedelta(minutes=5)  # who took over signed that before his own shift began
SAME = timedelta(seconds=2)  # corrections of one command

Write = Callable[[str, Event], list[Entry]]  # by whom, and what is written


class Document(NamedTuple):
    """Where entries stand: its reference, those as they read, how something is written there."""

    ref: str
    reads: list[Read]
    write: Write
    correction: type[Event]
    undone: Callable[[str], Event]


class Signed(NamedTuple):
    """The acts of a document that are signed with a name, and since when."""

    document: Document
    acts: list[str]
    since: datetime


def documents(ctx: Context, since: datetime) -> list[Document]:
    """All in which this laptop may have written since then."""
    out = [_shift(ctx, book) for book in _shifts(ctx)]
    logs = chain(ctx.of(Store).open_logs(), _closed(ctx.of(Store), since))
    drill = desk.other_clock()
    found = {log.ref: log for log in logs if log.incident.is_drill or not drill}
    out += [_incident(ctx, log) for log in found.values()]
    return [*out, *(_register(ctx, name) for name in ctx.of(Registers).names())]


def _shifts(ctx: Context) -> list[Book]:
    book = desk.on(ctx)
    if book is None:
        return []
    follows = book.shift.follows
    return [book, ctx.of(Shifts).load(follows)] if follows else [book]


def _closed(store: Store, since: datetime) -> Iterable[Log]:
    for month in store.closed_months():
        if month >= month_of(since):
            for where in store.closed_found(month):
                try:
                    log = store.load(where)
                except Refused:  # said where closed ones are listed
                    continue
                if log.incident.closed is not None and log.incident.closed >= since:
                    yield log


def _shift(ctx: Context, book: Book) -> Document:
    def write(by: str, event: Event) -> list[Entry]:
        return desk.record(ctx, book, lambda draft: draft.add(event), by=by)

    reads = shift_standing.standing(book.entries)
    undone = course.Undone
    return Document(book.ref, reads, write, course.SignerCorrected, lambda id_: undone([id_]))


def _incident(ctx: Context, log: Log) -> Document:
    def write(by: str, event: Event) -> list[Entry]:
        now = incidents.writing_now(ctx, log.incident)
        return ctx.of(Store).record(log, now, by, lambda draft: draft.add(event))

    reads = of_incident.standing(log.entries)
    return Document(log.ref, reads, write, ev.SignerCorrected, lambda id_: ev.Undone(id_))


def _register(ctx: Context, name: str) -> Document:
    def write(by: str, event: Event) -> list[Entry]:
        return registers.record(ctx, name, lambda draft: draft.add(event), by=by)[1]

    book = ctx.of(Registers).load(name)
    reads = register_standing.standing(book.entries) if book is not None else []
    undone = of_register.Undone
    kind = of_register.SignerCorrected
    return Document(name, reads, write, kind, lambda id_: undone([id_]))


def signed(
    ctx: Context, name: str, since: datetime, until: datetime | None = None
) -> tuple[str, list[Signed]]:
    """What this laptop signed so between these times, by when it was written; and how the name is
    written there."""
    own, found = desk.laptop(ctx), list[Signed]()
    wrong = name
    for document in documents(ctx, since):
        here = [
            read.entry
            for read in document.reads
            if read.entry.journal.partition("-")[0] == own
            and read.standing != "added"
            and not isinstance(read.entry.event, Nothing | document.correction)
            and _within(read.entry, since, until)
        ]
        spelled = {entry.by for entry in here if same(entry.by, name)}
        wrong = next(iter(sorted(spelled)), wrong)
        theirs = named(here, wrong, {})
        acts = list(dict.fromkeys(base_of(entry.id) for entry in theirs))
        if acts:
            found.append(Signed(document, acts, min(entry.written for entry in theirs)))
    return wrong, found


def _within(entry: Entry, since: datetime, until: datetime | None) -> bool:
    earliest = since - BEFORE if entry.kind == "accepted" else since
    return earliest <= entry.written and (until is None or entry.written <= until)


def correct(
    ctx: Context, found: Sequence[Signed], name: str, right: str, by: str = ""
) -> list[tuple[str, Entry]]:
    """Write the corrections. Raises ``Refused`` where nothing is signed so."""
    if not found:
        raise Refused("signed-none", Exit.NOT_FOUND, who=name)
    right, out = desk.known(ctx, right), []
    for one in found:
        kind: Any = one.document.correction
        made = one.document.write(by or right, kind(name, right, one.acts))
        out.append((one.document.ref, made[-1]))
    book = desk.on(ctx)
    if book is not None and same(book.shift.leader, right):
        desk.signs(ctx, book.shift.leader)
    return out


def take_back(
    ctx: Context, since: datetime, by: str = ""
) -> tuple[str, list[tuple[str, Entry]]]:
    """Take back what the last correction of this laptop put right, in every document. The name as
    it stands again, and what was written. Raises ``Refused``."""
    own = desk.laptop(ctx)
    every = [
        (document, read.entry)
        for document in documents(ctx, since)
        for read in document.reads
        if isinstance(read.entry.event, document.correction)
        and read.standing == ""
        and read.entry.journal.partition("-")[0] == own
    ]
    if not every:
        raise Refused("signed-nothing", Exit.NOT_FOUND)
    last: Any = max(every, key=lambda each: each[1].written)[1]
    pair = last.event.name, last.event.right
    out = []
    for document, entry in every:
        event: Any = entry.event
        if (event.name, event.right) == pair and last.written - entry.written <= SAME:
            made = document.write(by or ctx.recorder, document.undone(entry.id))
            out.append((document.ref, made[-1]))
    book = desk.on(ctx)
    if book is not None:
        desk.signs(ctx, book.shift.leader)
    return pair[0], out
