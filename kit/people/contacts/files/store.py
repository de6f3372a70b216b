"""The contacts of one home: one document, a journal per laptop in ``contacts/``."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kit import __version__
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import keeping
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.journal.log import Log
from kit.ground.journal.lost import lost
from kit.ground.machine.clock import Now
from kit.people import CONTACTS, there
from kit.people.contacts.rules import book as ev
from kit.people.contacts.rules.book import Book, Draft

if TYPE_CHECKING:
    from kit.ground.base.veil import Sorts, Veil

Act = Callable[[Draft], object]


class Contacts(Document[Book, Draft]):
    kinds = ev.KINDS
    format = ev.FORMAT
    state = Book
    opening = ev.ContactsBegun
    joining = Joined
    rooms = ("people/contacts/files", "people/contacts/rules")
    ending = ".contacts"

    apply = staticmethod(ev.apply)

    @staticmethod
    def touched(event: Event, /) -> list[str]:
        return event.ids if isinstance(event, ev.Undone) else []

    def counting(self, entries: list[Entry], start: Book | None = None) -> list[Entry]:
        if not any(isinstance(entry.event, ev.Undone) for entry in entries):
            return entries
        from kit.people.contacts.rules.withdrawal import TAKING_BACK  # few books need it

        return TAKING_BACK.in_force(entries, start)

    def recorded(self, state: Book, entries: list[Entry]) -> None:
        state.entries += len(entries)

    def draft(self, state: Book, now: datetime, by: str, at: datetime | None) -> Draft:
        return Draft(state, now, by, at)

    def joined(self, where: Where, state: Book, why: str) -> Event:
        return Joined(ev.FORMAT, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return ClockJumped(seconds, restart)

    def sorts(self, veil: Veil, ref: str, entries: list[Entry]) -> tuple[Veil, Sorts]:
        from kit.people.contacts.rules.veiled import sorts_of  # only who hides people

        return veil, sorts_of(veil)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("contacts-unreadable", Exit.UNREADABLE, why=why or ref)


class ContactStore(keeping.Keeping[Book, Draft]):
    """Reads and writes the book of contacts; a home without one has an empty book."""

    document: Document[Book, Draft] = Contacts()
    sort = keeping.CONTACTS

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.path = os.path.join(home, CONTACTS)
        self._lost = 0  # lines that cannot be read
        self._log: Log[Book, Draft] | None = None

    # ---- reading ------------------------------------------------------------------------

    def log(self) -> Log[Book, Draft] | None:
        """As it is on disk now; ``None`` where nothing was ever entered. Raises ``Refused``."""
        if self._log is None:
            if not there(self.home):
                return None
            self._log = Log(self, self.locate(CONTACTS))
        try:
            self._log.refresh()
        except OSError as error:
            raise self.document.unreadable(CONTACTS, error.strerror or str(error)) from error
        lines = lost(self._log)
        if lines and lines != self._lost:
            self._lost = lines
            self.warnings.append(("contacts-damaged", {"count": self._lost}))
        return self._log

    def book(self) -> Book:
        """Raises ``Refused`` where what is there cannot be read."""
        log = self.log()
        return log.state if log is not None else Book()

    def entries(self) -> list[Entry]:
        """All that was ever recorded, in order. Raises ``Refused``."""
        log = self.log()
        return log.entries if log is not None else []

    def readable(self) -> Book:
        """The same for who goes on without: what cannot be read is empty, and said."""
        try:
            return self.book()
        except Refused as refused:
            said = (refused.code, {**refused.fill})
            if said not in self.warnings:
                self.warnings.append(said)
            return Book()

    # ---- writing ------------------------------------------------------------------------

    def record(
        self, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> list[Entry]:
        """Decide on the book as it is on disk now, and make the events durable; see
        ``Recorder.record``. The first act makes the folder."""

        def decide(draft: Draft) -> None:
            act(draft)

        log = self.log()
        if log is not None:
            return self._recorded(log, now, by, decide, at)
        fresh: Log[Book, Draft] = Log(self, Where(CONTACTS, f"{self.path}.new-{os.getpid()}"))

        def begin(draft: Draft) -> None:
            draft.add(ev.ContactsBegun(ev.FORMAT, __version__))
            act(draft)

        try:
            self.recorder.create(fresh, self.path, now, by, begin, at)
        except Refused:
            log = self.log()  # another terminal may have begun it meanwhile
            if log is None:
                raise
            return self._recorded(log, now, by, decide, at)
        self._log = fresh
        self.remember(fresh, durable=True)
        return fresh.entries[1:]

    def _recorded(
        self,
        log: Log[Book, Draft],
        now: Now,
        by: str,
        act: Callable[[Draft], None],
        at: datetime | None,
    ) -> list[Entry]:
        made = self.recorder.record(log, now, by, act, at)
        if made:
            self.remember(log, durable=False)
        return made

    # ---- what the journal asks of its keeper --------------------------------------------

    def locate(self, text: str) -> Where:
        if not there(self.home):
            raise Refused("contacts-unreadable", Exit.UNREADABLE, why=self.path)
        return Where(CONTACTS, self.path)

    def refs(self) -> list[str]:
        return [CONTACTS]

    def stand_in(self, log: Log[Book, Draft]) -> tuple[Event, datetime]:
        from kit.ground.machine.clock import SystemClock

        return ev.ContactsBegun(ev.FORMAT), SystemClock().now().wall
