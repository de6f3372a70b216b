"""The registers there are: what each holds, which stages it goes through, how it may end, and what
falls due by itself. Spans that no law or plan names are ours, and a person may always name another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import msgspec

from kit.ground.base.lazy import imported
from kit.people.registers.rules import items
from kit.people.registers.rules.homes import HOMES
from kit.people.registers.rules.state import CARRIED_OUT, SENT_BACK


class Stage(msgspec.Struct, frozen=True):
    """``verb`` is typed, ``name`` stands in the log. ``after``: stages of which one must stand
    before it; ``needs``: fields that must be known by then; ``asks``: that a person is asked for
    where he may; ``due``: when the next thing is due, from then on (see ``dates.span_end``);
    ``again``: may be recorded more than once; ``note``: must be given; ``usually``: stages that
    stand before it, or it is asked and said that they do not; ``fresh``: what it needs is given
    each time anew; ``other``: recorded by another person than who did it; ``later``: also of what
    is over."""

    verb: str
    name: str
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    due: str = ""
    again: bool = False
    ends: bool = False
    note: bool = False
    usually: tuple[str, ...] = ()
    fresh: bool = False
    other: bool = False
    later: bool = False


class Book(msgspec.Struct, frozen=True):
    """One register. ``due``: what is due first when no time was named; ``quiet``: open so long
    without anything happening, it rings; ``retention``: days after its end until its personal data
    may be forgotten; ``asks``: the fields that a form asks for, in order; ``until``: the time that
    is named for a thing is when it falls due, promised to no customer; ``ending``: sorts of thing
    that must have one; ``tracked``: it takes weeks, so it is due by the day, until the stage of
    that name is reached; it is nobody's to agree with, rings in no incident and goes from no shift
    to the next; ``without``: verbs of every register that mean nothing here. ``standing``: of quiet
    days, as what is tracked, but nothing meets it for good: a duty comes again, a lamp stays in its
    cupboard. It is of no incident that happens to be open, and nobody was promised it. ``tells``:
    fields that a stage is read with."""

    name: str
    item: type[items.Item]
    stages: tuple[Stage, ...]
    asks: tuple[str, ...]
    due: str = ""
    quiet: timedelta | None = None
    retention: int = 365
    promise: bool = False
    until: bool = False
    ending: tuple[str, ...] = ()
    tracked: str = ""
    without: tuple[str, ...] = ()
    standing: bool = False
    tells: tuple[str, ...] = ()

    @property
    def by_day(self) -> bool:
        """Whether it is due by the day, rings in no incident, and goes from no shift to the
        next."""
        return bool(self.tracked) or self.standing


HOUR = timedelta(hours=1)

CALLBACK = Book(
    "callback",
    items.Callback,
    (
        Stage("done", "reached", ends=True),
        Stage("give-up", "given-up", ends=True, note=True),
    ),
    ("name", "phone", "matter"),
    quiet=24 * HOUR,
    retention=180,
    promise=True,
)
COMPLAINT = Book(
    "complaint",
    items.Complaint,
    (
        Stage("acknowledge", "acknowledged", due="3wd"),
        Stage("assess", "assessed", needs=("severity",), asks=("severity",)),
        Stage("progress", "progress-told", due="5wd", again=True, note=True),
        Stage("investigate", "investigated", needs=("cause",), asks=("cause",)),
        Stage("decide", "decision-told", after=("assessed",), needs=("decision",),
              asks=("decision",), due="5wd", again=True, usually=("investigated",), fresh=True),
        Stage("accept", "accepted", after=("decision-told",), ends=True),
        Stage("refuse", "refused", after=("decision-told",), needs=("alternatives",),
              asks=("alternatives",), ends=True),
        Stage("withdraw", "withdrawn", ends=True, note=True),
    ),
    ("name", "phone", "matter", "remedy", "how", "about"),
    due="1h",
    quiet=72 * HOUR,
    retention=1095,
)  # fmt: skip
ORDER = Book(
    "order",
    items.Order,
    (
        Stage("taken", "taken", needs=("taken_by",), asks=("taken_by",), due="4h"),
        Stage("finish", "finished", needs=("result",), asks=("result",), due="1h",
              usually=("taken",)),
        Stage("done", "confirmed", ends=True, usually=("taken", "finished")),
        Stage("give-up", "given-up", ends=True, note=True),
    ),
    ("matter", "place", "unit", "urgency", "name", "phone"),
    due="15m",
    quiet=4 * HOUR,
    retention=730,
)  # fmt: skip
CALLER = Book(
    "caller",
    items.Caller,
    (
        Stage("tell", "told", needs=("told",), asks=("told",), again=True, fresh=True),
        Stage("again", "called-again", again=True, note=True),
        Stage("review", "reviewed", due="90d", again=True, note=True),
        Stage("done", "lifted", ends=True, note=True),
    ),
    ("sort", "phone", "name", "matter", "advice"),
    due="90d",
    retention=365,
)
PROPERTY = Book(
    "property",
    items.Property,
    (
        Stage("count", "counted", needs=("contents", "counted_by", "counted_with"),
              asks=("contents", "counted_by", "counted_with"), again=True, fresh=True),
        Stage("owner-told", "owner-told", needs=("name",), asks=("name",), again=True),
        Stage("notice", "notice", due="1y"),
        Stage("return", "returned", after=("counted",),
              needs=("name", "identity", "proof", "signed"),
              asks=("name", "identity", "proof", "signed"), ends=True),
        Stage("settle", "settled", ends=True, note=True),
        Stage("transfer", "transferred", after=("counted",), needs=("receiver", "receipt"),
              asks=("receiver", "receipt"), ends=True),
    ),
    ("thing", "place", "sort", "finder", "phone", "contents", "counted_by", "counted_with",
     "kept", "value", "detail"),
    due="1d",
    retention=1095,
)  # fmt: skip

ITEM = Book(
    "item",
    items.Carried,
    (
        Stage("check", "checked", again=True, note=True),
        Stage("done", "cleared", ends=True),
        Stage("give-up", "given-up", ends=True, note=True),
    ),
    ("sort", "what", "who", "still", "when", "then", "call"),
    retention=365,
    until=True,
    ending=("allowed", "silence"),
)

ACTION = Book(
    "action",
    items.Improvement,
    (
        Stage("done", CARRIED_OUT, needs=("evidence",), asks=("evidence",), fresh=True),
        Stage("verify", "verified", after=(CARRIED_OUT,), ends=True, other=True),
        Stage("send-back", SENT_BACK, after=(CARRIED_OUT,), again=True, note=True),
        Stage("effect", "effect-seen", after=(CARRIED_OUT,), needs=("effect",),
              asks=("effect", "seen"), again=True, fresh=True, later=True),
        Stage("drop", "given-up", ends=True, note=True),
    ),
    ("measure", "problem", "source", "line", "cause"),
    retention=1095,
    until=True,
    tracked=CARRIED_OUT,
    tells=("evidence", "effect", "seen"),
    without=("try", "wait", "enter", "no-answer", "busy", "wrong-number", "off"),
)  # fmt: skip


class Books(Mapping[str, Book]):
    """Every register by name: the room's own, then those that rooms above keep in the same way
    (``above``), which are imported when they are first looked into."""

    def __init__(self, own: Iterable[Book], homes: dict[str, str] | None = None) -> None:
        """``homes``: see ``above``, where somebody else keeps that."""
        self._read: dict[str, Book] = {book.name: book for book in own}
        self._own = dict(self._read)
        self._homes: dict[str, str] = {} if homes is None else homes

    def above(self, **homes: str) -> None:
        """A room's registers: each by its name, as ``module:NAME`` of its ``Book``. The module's
        room names its sentences, as every room does."""
        self._homes.update(homes)

    def __getitem__(self, name: str) -> Book:
        book = self._read.get(name)
        if book is None:
            book = self._read[name] = imported(self._homes[name])
            assert isinstance(book, Book) and book.name == name, name
        return book

    def __contains__(self, name: object) -> bool:
        return name in self._read or name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter({**self._own, **self._homes})

    def __len__(self) -> int:
        return len(self._own.keys() | self._homes.keys())


BOOKS = Books((CALLBACK, COMPLAINT, ORDER, CALLER, PROPERTY, ITEM, ACTION), HOMES)


def stage_of(book: Book, verb: str) -> Stage | None:
    """By what is typed or what stands in the log."""
    return next((stage for stage in book.stages if verb in (stage.verb, stage.name)), None)


def usual_end(book: Book) -> Stage:
    """What ``done`` means where the register says nothing else."""
    return stage_of(book, "done") or next(stage for stage in book.stages if stage.ends)
