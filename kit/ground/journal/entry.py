"""An entry of a journal: what happened, when, who wrote it.

Which kinds of event there are is said by the room that owns the document (``Kinds``).
"""


from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar

import msgspec

CENTURY = 100 * 366 * 24 * 3600.0
# By how much a clock was set; further, and times of the log would lie in no year.
Seconds = Annotated[float, msgspec.Meta(ge=-CENTURY, le=CENTURY)]

# From so long between its happening and its writing on an entry counts, and reads, as written
# later: whoever reads "21:04" and "21:05" sees two times.
LATE_WRITTEN = timedelta(minutes=1)


def written_later(at: datetime, wrote: datetime | None) -> bool:
    return wrote is not None and wrote - at >= LATE_WRITTEN


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened; ``kind`` is the word in the line."""

    kind: ClassVar[str] = ""


class Unknown(Event, frozen=True, omit_defaults=True):
    """A kind that a newer kit wrote; kept, counted, shown by its word."""

    kind: ClassVar[str] = "unknown"
    word: str
    data: dict[str, Any]


class Nothing(Event, frozen=True):
    """In the place of an entry that counts for nothing: its number and clocks stay known."""


class Side(msgspec.Struct, frozen=True):
    """One of several answers: its entry's id, when, by whom, on which laptop, and its content
    (``data`` in JSON)."""

    id: str
    at: datetime
    by: str
    journal: str
    kind: str
    data: str


class Conflict(msgspec.Struct, frozen=True):
    """Several answers about one thing, in the order in which they were given; ``counts``: the id
    of the one that does."""

    about: str
    sides: tuple[Side, ...]
    counts: str


class Beside(Nothing, frozen=True):
    """In the place of an event beside which another laptop's answer counts."""

    event: Event


class Parting(Nothing, frozen=True):
    """Behind an entry with which laptops parted: how they stand from here on. No ``sides``: they
    agree again."""

    conflict: Conflict


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a journal, decoded.

    ``at`` is when it happened; ``wrote`` when it was written down, if that is later.
    ``tick`` counts seconds since the machine's start through sleep, ``boot`` names that start.
    ``seen``: how far other journals had been read when it was written (``Reader.unsaid``), where
    that is new; ``prev``: the ``sha`` of the line before.
    """

    n: int
    id: str
    at: datetime
    by: str
    event: Event
    wrote: datetime | None = None
    tick: float = 0.0
    boot: str = ""
    journal: str = ""
    sha: str = ""
    prev: str = ""
    seen: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.event.word if isinstance(self.event, Unknown) else self.event.kind

    @property
    def written(self) -> datetime:
        return self.wrote or self.at

    @property
    def later(self) -> bool:
        """Whether it was written later than it happened."""
        return written_later(self.at, self.wrote)


def act_of(id_: str) -> str:
    """The name of the act that an entry belongs to: the id of its first entry. Those that it led
    to are ``ID.1``, ``ID.2`` …; entries of older kits each have a name of their own."""
    return id_.partition(".")[0]


def worked_out(entry: Entry) -> bool:
    """Whether it stands in no journal: what an act leads to since another was taken back
    (``ID+1`` …, see ``Document.counting``)."""
    return "+" in entry.id


def several(entries: list[Entry]) -> bool:
    """Whether more than one journal is in it."""
    first = entries[0].journal if entries else ""
    return any(entry.journal != first for entry in entries)


class _Line(msgspec.Struct):
    n: int
    id: str
    at: datetime
    by: str
    kind: str
    data: msgspec.Raw
    wrote: datetime | None = None
    tick: float = 0.0
    boot: str = ""
    seen: tuple[str, ...] = ()


DEPTH = 200  # levels of brackets in a line; what msgspec can read differs by the interpreter
SQUARE = bytes.maketrans(b"{}", b"[]")
OTHERS = bytes(set(range(256)) - set(b'[]{}"'))


def too_deep(raw: bytes) -> bool:
    """Whether the JSON is nested deeper than any kit reads. Says nothing about what is no JSON."""
    bare = raw.translate(SQUARE, OTHERS)
    if bare.count(b"[") <= DEPTH:
        return False
    if b'\\"' in raw:  # what ends no string
        raw = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
        bare = raw.translate(SQUARE, OTHERS)
    rest = b"".join(bare.replace(b'""', b"").split(b'"')[::2])
    for _ in range(DEPTH):  # each round takes away the innermost pairs
        before = len(rest)
        rest = rest.replace(b"[]", b"")
        if len(rest) == before:
            return False
    return bool(rest)


LARGE, MOST_LARGE = 8192, 4  # bytes of an event that is kept, and how many are

_line = msgspec.json.Decoder(_Line)
_any = msgspec.json.Decoder(dict[str, Any])


class Kinds:
    """The kinds of event that one sort of document is made of, by their words."""

    def __init__(self, kinds: Iterable[type[Event]]) -> None:
        self._kinds = {kind.kind: kind for kind in kinds}
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}
        self._times: dict[str, list[str]] = {}  # the fields of each that may hold a time
        self._large: dict[tuple[str, bytes], Event] = {}

    def words(self) -> list[str]:
        return list(self._kinds)

    def of(self, word: str) -> type[Event] | None:
        return self._kinds.get(word)

    def decode(self, raw: bytes, journal: str = "", sha: str = "", prev: str = "") -> Entry:
        """One line to an entry. Raises ``msgspec.MsgspecError`` when it is not one.

        A known kind whose data this kit cannot read (a newer kit changed it) becomes ``Unknown``.
        """
        if len(raw) > 2 * DEPTH and too_deep(raw):
            raise msgspec.DecodeError("too deep")
        line = _line.decode(raw)
        event = self._event(line.kind, line.data)
        return Entry(
            line.n, line.id, line.at, line.by, event, line.wrote, line.tick, line.boot, journal,
            sha, prev, line.seen,
        )  # fmt: skip

    def _event(self, word: str, data: msgspec.Raw) -> Event:
        """What the same bytes said before, where they are many: an opening, with its checklist, is
        read when it is written, read back, and again with every other home of a run."""
        if len(data) < LARGE:
            return self._decoded(word, data)
        key = (word, bytes(data))
        event = self._large.pop(key, None) or self._decoded(word, data)
        self._large[key] = event
        if len(self._large) > MOST_LARGE:
            del self._large[next(iter(self._large))]
        return event

    def _decoded(self, word: str, data: msgspec.Raw) -> Event:
        decoder = self._decoders.get(word)
        if decoder is None:
            kind = self._kinds.get(word)
            if kind is None:
                return Unknown(word, _any.decode(data))
            decoder = self._decoders[word] = msgspec.json.Decoder(kind)
            self._times[word] = times_of(kind)
        try:
            event: Event = decoder.decode(data)
        except msgspec.ValidationError:
            return Unknown(word, _any.decode(data))
        for name in self._times[word]:
            at = getattr(event, name)
            if isinstance(at, datetime) and not dated(at):
                return Unknown(word, _any.decode(data))
        return event


def times_of(kind: type[Event]) -> list[str]:
    """The fields of its lines that may hold a time."""
    told: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        told |= vars(base).get("__annotations__", {})
    return [name for name in kind.__struct_fields__ if "datetime" in str(told.get(name, ""))]


def dated(at: datetime) -> bool:
    """Whether it can be counted with: beside a time of no zone, or of a year in which no kit ran,
    no other time of its log could be told."""
    return at.tzinfo is not None and 1900 <= at.year <= 2300


def encode(event: Event) -> bytes:
    """The ``data`` of a line: JSON (UTF-8; ``append`` wants it in ASCII)."""
    if isinstance(event, Unknown):
        return msgspec.json.encode(event.data)
    return msgspec.json.encode(event)
