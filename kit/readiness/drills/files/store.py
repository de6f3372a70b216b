"""The drills of one home: ``drilled/REF/``, in each a journal per laptop. References begin with D.

A drill that is on has a signpost, an empty file ``drilled/on/REF`` (``ground/journal/signposts``).
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.journal import folders
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.keeping import Keeping
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.journal.log import Log
from kit.ground.journal.reader import why
from kit.ground.journal.refs import is_ref, make_ref
from kit.ground.journal.signposts import LATEST, Signposts
from kit.ground.machine.clock import FastClock, Now
from kit.ground.machine.disk import names_in
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.acts import Act, Draft
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.drills.rules.state import Drill

if TYPE_CHECKING:
    from kit.ground.machine.clock import Clock

FOLDER, SIGNPOSTS = "drilled", "on"
LETTER = "D"

Book = Log[Drill, Draft]


class Drilling(Document[Drill, Draft]):
    kinds = kd.KINDS
    format = kd.FORMAT
    state = Drill
    opening = kd.Begun
    joining = Joined
    rooms = ("readiness/drills/files", "readiness/drills/rules")
    ending = ".drill"

    apply = staticmethod(Drill.apply)

    def recorded(self, state: Drill, entries: list[Entry]) -> None:
        state.entries += len(entries)

    def draft(self, state: Drill, now: datetime, by: str, at: datetime | None) -> Draft:
        return Draft(state, now, by, at)

    def joined(self, where: Where, state: Drill, why: str) -> Event:
        return Joined(kd.FORMAT, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return ClockJumped(seconds, restart)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("drill-unreadable", Exit.UNREADABLE, ref=ref, why=why or "-")


class Drills(Keeping[Drill, Draft]):
    """All drills below one home."""

    document: Document[Drill, Draft] = Drilling()

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self._read: dict[str, Book] = {}
        self.signposts = Signposts(self.path(SIGNPOSTS), self._lies, self._latest)

    def _lies(self, name: str) -> bool:
        return is_drill(name) and os.path.isdir(self.path(name))

    def path(self, *names: str) -> str:
        return os.path.join(self.home, FOLDER, *names)

    # ---- reading ------------------------------------------------------------------------

    def refs(self) -> list[str]:
        """Every drill that is there, oldest first."""
        return [name for name in names_in(self.path()) if is_drill(name)]

    def load(self, ref: str) -> Book:
        """A drill as it is on disk now. Raises ``Refused``."""
        book = self._read.get(ref) or Log(self, self.locate(ref))
        try:
            book.refresh()
        except OSError as error:
            raise self.document.unreadable(ref, why(error)) from error
        if book.doubtful:
            raise self.document.unreadable(ref, "")
        book.state.ref = ref
        self._read[ref] = book
        return book

    def on(self) -> Book | None:
        """The drill that is on, the last begun of several; ``None`` for none."""
        for name in reversed(self.signposts.found()):
            try:
                book = self.load(name)
            except Refused as refused:
                told = (refused.code, {**refused.fill})
                self.warnings += [told] * (told not in self.warnings)  # screens look every second
                continue
            if book.state.on:
                return book
        return None

    def _latest(self) -> list[str]:
        """One that was seen to be over is not read again."""
        return [name for name in self.refs()[-LATEST:] if self._may_be_on(name)]

    def _may_be_on(self, ref: str) -> bool:
        book = self._read.get(ref)
        return book is None or book.state.on

    def pick(self, text: str) -> Book:
        """The drill that ``text`` names; without, the one that is on, else the last. Raises
        ``Refused``."""
        if text:
            return self.load(self.locate(text).ref)
        on = self.on()
        if on is not None:
            return on
        refs = self.refs()
        if not refs:
            raise Refused("drill-none", Exit.NOT_FOUND)
        return self.load(refs[-1])

    def all(self) -> list[Book]:
        """Every drill that can be read, oldest first."""
        out = []
        for ref in self.refs():
            try:
                out.append(self.load(ref))
            except Refused as refused:
                self.warnings.append((refused.code, {**refused.fill}))
        return out

    # ---- writing ------------------------------------------------------------------------

    def begin(self, now: Now, by: str, act: Act) -> Book:
        """A drill with its first entries. Raises ``Refused``."""
        ref = LETTER + make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        for folder in (self.path(), self.signposts.path):
            folders.make(folder)
        book: Book = Log(self, Where(ref, self.path(f".new-{ref}-{os.getpid()}")))

        def first(draft: Draft) -> None:
            draft.drill.ref = ref
            act(draft)

        try:
            self.signposts.put_up(ref)
        except OSError as error:
            raise folders.refusal(self.path(), error) from error
        try:
            self.recorder.create(book, self.path(ref), now, by, first, None)
        except BaseException:
            self.signposts.take_down(ref)
            raise
        book.state.ref = ref
        self._read[ref] = book
        return book

    def record(
        self, ref: str, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> tuple[Book, list[Entry]]:
        """Decide on what is on disk now, and make it durable. Raises ``Refused``."""
        book = self.load(ref)

        def here(draft: Draft) -> None:
            draft.drill.ref = ref
            act(draft)

        made = self.recorder.record(book, now, by, here, at)
        book.state.ref = ref
        self.signposts.keep(ref, book.state.on)
        return book, made

    # ---- what the journal asks of its keeper --------------------------------------------

    def locate(self, text: str) -> Where:
        found = folders.lettered(text, LETTER, self.refs, self.path)
        if found is None:
            raise Refused("drill-unknown", Exit.NOT_FOUND, ref=text)
        return found

    def stand_in(self, log: Book) -> tuple[Event, datetime]:
        """Without its opening nobody knows what was asked: no screen goes by it (``load``)."""
        empty = Text("-", "-")
        lost = Scenario(1, "lost", empty, empty, "general", "00:00", 1, empty)
        return kd.Begun(kd.FORMAT, lost), datetime.fromtimestamp(0, UTC).astimezone()


def clock_of(system: Clock, drill: Drill) -> Clock:
    """The clock of a drill, which all its incidents run by until it is over."""
    anchor = drill.anchor
    return FastClock(anchor, drill.speed, drill.ended) if anchor is not None else system


def is_drill(name: str) -> bool:
    return name[:1] == LETTER and is_ref(name[len(LETTER) :])
