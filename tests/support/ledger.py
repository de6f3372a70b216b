"""A second, tiny sort of document on the generic journal: what a desk keeps for others to collect.

Kinds, a fold and a keeper of its own; nothing of any other room. An entry of it may strike an
earlier one, which is then as if it had never been written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event, Kinds, Unknown
from kit.ground.journal.log import Log
from kit.ground.journal.recorder import Recorder
from kit.ground.machine.clock import Now

FORMAT = 3


class Begun(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "begun"
    format: int


class Continued(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "continued"
    format: int
    why: str = ""


class Took(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "took"
    thing: str


class Gave(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "gave"
    thing: str
    to: str = ""


class Struck(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "struck"
    entry: str


class ClockSet(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "clock-set"
    seconds: float
    restart: bool = False


class Desk(msgspec.Struct):
    """What lies there now, since when; how often something was given away; how many entries."""

    since: datetime | None = None
    things: dict[str, datetime] = {}
    given: int = 0
    entries: int = 0
    clock: float = 0.0
    newer: int = 0

    def take(self, event: Event, at: datetime) -> None:
        match event:
            case Begun():
                self.since = self.since or at
            case Took(thing=thing):
                self.things[thing] = at
            case Gave(thing=thing):
                self.given += self.things.pop(thing, None) is not None
            case ClockSet(seconds=seconds):
                self.clock += seconds
            case Unknown():
                self.newer += 1
            case _:
                pass


class Draft:
    """An act in the making."""

    def __init__(self, desk: Desk, at: datetime) -> None:
        self.desk = desk
        self.at = at
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        self.events.append((event, at or self.at))
        self.desk.take(event, at or self.at)


Act = Callable[[Draft], None]


class Ledger(Document[Desk, Draft]):
    kinds = Kinds((Begun, Continued, Took, Gave, Struck, ClockSet))
    format = FORMAT
    state = Desk
    opening = Begun
    joining = Continued
    rooms = ()
    ending = ".desk"

    def apply(self, state: Desk, entry: Entry, /) -> None:
        state.take(entry.event, entry.at)
        state.entries += 1

    def recorded(self, state: Desk, entries: list[Entry]) -> None:
        state.entries += len(entries)

    def draft(self, state: Desk, now: datetime, by: str, at: datetime | None) -> Draft:
        return Draft(state, at or now)

    def joined(self, where: Where, state: Desk, why: str) -> Event:
        return Continued(FORMAT, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return ClockSet(seconds, restart)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("desk-unreadable", Exit.UNREADABLE, ref=ref, why=why)

    def touched(self, event: Event) -> Iterable[str]:
        return (event.entry,) if isinstance(event, Struck) else ()

    def counting(self, entries: list[Entry], start: Desk | None = None) -> list[Entry]:
        struck = {e.event.entry for e in entries if isinstance(e.event, Struck)}
        return [e for e in entries if e.id not in struck and not isinstance(e.event, Struck)]


Book = Log[Desk, Draft]


class Desks:
    """The desks of one home, each a folder below ``desks/``."""

    document: Document[Desk, Draft] = Ledger()

    def __init__(self, home: str) -> None:
        self.home = home
        self.veil = None
        self.warnings: list[tuple[str, dict[str, object]]] = []
        self.recorder: Recorder[Desk, Draft] = Recorder(self)

    def path(self, ref: str) -> str:
        return os.path.join(self.home, "desks", ref)

    def locate(self, text: str) -> Where:
        if not os.path.isdir(self.path(text)):
            raise Refused("desk-unknown", Exit.NOT_FOUND, ref=text)
        return Where(text, self.path(text))

    def refs(self) -> list[str]:
        try:
            return sorted(n for n in os.listdir(self.path("")) if n[0] != ".")
        except FileNotFoundError:
            return []

    def stand_in(self, log: Book) -> tuple[Event, datetime]:
        return Begun(FORMAT), datetime.fromtimestamp(0).astimezone()

    def ahead(self, log: Book, events: list[tuple[Event, datetime]]) -> None:
        pass

    def behind(self, log: Book) -> None:
        pass

    def begin(self, ref: str, now: Now, by: str = "li") -> Book:
        log: Book = Log(self, Where(ref, self.path(f".new-{ref}")))
        self.recorder.create(log, self.path(ref), now, by, lambda d: d.add(Begun(FORMAT)))
        return log

    def unread(self, ref: str) -> Book:
        """To be proved: every byte is read, and no state is kept."""
        return Log(self, self.locate(ref), recalls=False)

    def load(self, ref: str, recalls: bool = True) -> Book:
        log: Book = Log(self, self.locate(ref), recalls)
        log.refresh()
        return log

    def record(self, log: Book, now: Now, act: Act, at: datetime | None = None) -> list[Entry]:
        return self.recorder.record(log, now, "li", act, at)

    def took(self, log: Book, thing: str, now: Now) -> Entry:
        return self.record(log, now, lambda d: d.add(Took(thing)))[-1]


def taken(log: Book) -> list[str]:
    """Everything that was ever taken, in the order of the log."""
    return [e.event.thing for e in log.entries if isinstance(e.event, Took)]
