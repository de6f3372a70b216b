"""The drills of one home: ``drilled/REF/``, in each a journal per laptop. References begin with D.

A drill that is on has a signpost, an empty file ``drilled/on/REF``; whether it is on, its log alone
decides, and it is found without its signpost too.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.journal import folders
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.journal.log import Log
from kit.ground.journal.reader import why
from kit.ground.journal.refs import is_ref, make_ref
from kit.ground.machine.clock import FastClock, Now
from kit.ground.machine.disk import close, open_private
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.acts import Act, Draft
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.drills.rules.state import Drill

if TYPE_CHECKING:
    from kit.ground.base.veil import Veil
    from kit.ground.journal.recorder import Recorder
    from kit.ground.machine.clock import Clock

FOLDER, SIGNPOSTS = "drilled", "on"
LATEST = 4  # begun, as one after the other is, and one may be another laptop's
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


class Drills:
    """All drills below one home."""

    document: Document[Drill, Draft] = Drilling()

    def __init__(self, home: str) -> None:
        self.home = home
        self.veil: Veil | None = None
        self.warnings: list[tuple[str, dict[str, object]]] = []
        self._read: dict[str, Book] = {}

    @cached_property
    def recorder(self) -> Recorder[Drill, Draft]:
        from kit.ground.journal.recorder import Recorder

        return Recorder(self)

    def path(self, *names: str) -> str:
        return os.path.join(self.home, FOLDER, *names)

    # ---- reading ------------------------------------------------------------------------

    def refs(self) -> list[str]:
        """Every drill that is there, oldest first."""
        return [name for name in folders.names(self.path()) if is_drill(name)]

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
        for name in self._posted() or self._latest():
            try:
                book = self.load(name)
            except Refused as refused:
                told = (refused.code, {**refused.fill})
                self.warnings += [told] * (told not in self.warnings)  # screens look every second
                continue
            if book.state.on:
                return book
        return None

    def _posted(self) -> list[str]:
        posts = [name for name in folders.names(self.path(SIGNPOSTS)) if is_drill(name)]
        return [name for name in reversed(posts) if os.path.isdir(self.path(name))]

    def _latest(self) -> list[str]:
        """The newest drills, where no signpost is left: a backup has none, and a sync program may
        drop an empty file. One that was seen to be over is not read again."""
        return [name for name in self.refs()[-LATEST:][::-1] if self._may_be_on(name)]

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
        for folder in (self.path(), self.path(SIGNPOSTS)):
            folders.make(folder)
        book: Book = Log(self, Where(ref, self.path(f".new-{ref}-{os.getpid()}")))

        def first(draft: Draft) -> None:
            draft.drill.ref = ref
            act(draft)

        self._signpost(ref)
        try:
            self.recorder.create(book, self.path(ref), now, by, first, None)
        except BaseException:
            self._taken_down(ref)
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
        self._post(book)
        return book, made

    def _post(self, book: Book) -> None:
        """A signpost stands as long as the drill is on. Never fails."""
        if not book.state.on:
            self._taken_down(book.ref)
        elif not os.path.exists(self.path(SIGNPOSTS, book.ref)):
            with suppress(Refused):
                folders.make(self.path(SIGNPOSTS))
                self._signpost(book.ref)

    def _signpost(self, ref: str) -> None:
        try:
            close(open_private(self.path(SIGNPOSTS, ref), os.O_WRONLY))
        except OSError as error:
            raise folders.refusal(self.path(), error) from error

    def _taken_down(self, ref: str) -> None:
        try:
            os.unlink(self.path(SIGNPOSTS, ref))
        except OSError:
            pass

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

    def ahead(self, log: Book, events: list[tuple[Event, datetime]]) -> None:
        """Nothing waits for it."""

    def behind(self, log: Book) -> None:
        """Nothing follows from it."""


def clock_of(system: Clock, drill: Drill) -> Clock:
    """The clock of a drill, which all its incidents run by until it is over."""
    anchor = drill.anchor
    return FastClock(anchor, drill.speed, drill.ended) if anchor is not None else system


def is_drill(name: str) -> bool:
    return name[:1] == LETTER and is_ref(name[len(LETTER) :])
