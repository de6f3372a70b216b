"""The shifts of one home: ``shifts/YYYY-MM/REF/`` by the month in which each began, in each a
journal per laptop. A folder is never moved.

A shift that is on has a signpost, an empty file ``shifts/open/REF`` (``ground/journal/signposts``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import folders, log
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event, several
from kit.ground.journal.keeping import SHIFT, Keeping
from kit.ground.journal.lost import lost
from kit.ground.journal.reader import why
from kit.ground.journal.refs import is_ref, make_ref
from kit.ground.journal.signposts import Signposts
from kit.ground.machine.disk import names_in
from kit.shifts.shift.rules import kinds as kd
from kit.shifts.shift.rules.kinds import course
from kit.shifts.shift.rules.state import Shift

if TYPE_CHECKING:
    from kit.ground.machine.clock import Now
    from kit.shifts.shift.rules.acts import Act, Draft

FOLDER, SIGNPOSTS = "shifts", "open"
LETTER = "S"  # tells a shift's reference from an incident's


class Shifting(Document[Shift, "Draft"]):
    kinds = kd.KINDS
    format = kd.FORMAT
    state = Shift
    opening = course.Opened
    joining = course.Continued
    rooms = ("shifts/shift/files", "shifts/shift/rules")
    ending = ".shift"

    apply = staticmethod(Shift.apply)

    @staticmethod
    def touched(event: Event, /) -> list[str]:
        if isinstance(event, course.SignerCorrected):
            return event.acts
        return event.ids if isinstance(event, course.Undone) else []

    def counting(self, entries: list[Entry], start: Shift | None = None) -> list[Entry]:
        changes = (course.Undone, course.SignerCorrected)
        undone = any(isinstance(entry.event, changes) for entry in entries)
        if not undone and not several(entries):
            return entries
        from kit.shifts.shift.rules.withdrawal import in_force  # few shifts need it

        return in_force(entries, start)

    def recorded(self, state: Shift, entries: list[Entry]) -> None:
        state.entries += len(entries)
        for entry in entries:
            state.join(entry.journal)

    def draft(self, state: Shift, now: datetime, by: str, at: datetime | None) -> Draft:
        from kit.shifts.shift.rules.acts import Draft  # only who records decides

        return Draft(state, now, by, at)

    def joined(self, where: Where, state: Shift, why: str) -> Event:
        return course.Continued(kd.FORMAT, where.ref, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return course.ClockSet(seconds, restart)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("shift-unreadable", Exit.UNREADABLE, ref=ref, why=why or "-")


class Book(log.Log[Shift, "Draft"]):
    """One shift's entries in working order, and what they fold to."""

    @property
    def shift(self) -> Shift:
        return self.state


class Shifts(Keeping[Shift, "Draft"]):
    """All shifts below one home. Where there is none, looking costs one stat."""

    document: Document[Shift, Draft] = Shifting()
    sort = SHIFT

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self._lost: dict[str, int] = {}
        self._read: dict[str, Book] = {}
        self.signposts = Signposts(self.path(SIGNPOSTS), self._lies, self._latest)

    def _lies(self, name: str) -> bool:
        return is_shift(name) and os.path.isdir(self.folder(name))

    def path(self, *names: str) -> str:
        return os.path.join(self.home, FOLDER, *names)

    def folder(self, ref: str) -> str:
        """Where a shift lies: its reference says in which month it began."""
        bare = ref[len(LETTER) :]
        return self.path(f"20{bare[:2]}-{bare[2:4]}", ref)

    # ---- reading ------------------------------------------------------------------------

    def months(self) -> list[str]:
        """The folders of months, oldest first."""
        return [n for n in names_in(self.path()) if len(n) == 7 and n[4] == "-"]

    def refs(self) -> list[str]:
        """Every shift that is there, oldest first."""
        return [ref for month in self.months() for ref in self.in_month(month)]

    def in_month(self, month: str) -> list[str]:
        return [name for name in names_in(self.path(month)) if is_shift(name)]

    def load(self, ref: str) -> Book:
        """A shift as it is on disk now. Raises ``Refused``."""
        book = self._read.get(ref) or Book(self, self.locate(ref))
        try:
            book.refresh()
        except OSError as error:
            raise self.document.unreadable(ref, why(error)) from error
        self._read[ref] = book
        lines = lost(book)
        if lines and self._lost.get(ref) != lines:
            self._lost[ref] = lines
            self.warnings.append(("shift-damaged", {"ref": ref, "count": lines}))
        return book

    def on(self) -> list[Book]:
        """The shifts that are on, oldest first; of one that cannot be read it is said once."""
        return [book for book in self._readable(self.signposts.found()) if book.shift.open]

    def all(self, refs: Iterable[str] | None = None) -> list[Book]:
        """Every shift that can be read, oldest first."""
        return self._readable(self.refs() if refs is None else refs)

    def _readable(self, refs: Iterable[str]) -> list[Book]:
        out = []
        for ref in refs:
            try:
                out.append(self.load(ref))
            except Refused as refused:
                self.warnings.append((refused.code, {**refused.fill}))
        return out

    def _latest(self) -> list[str]:
        return [ref for month in self.months()[-1:] for ref in self.in_month(month)]

    def places(self) -> list[str]:
        """Where something about the shifts that are on can change."""
        on = map(self.folder, self.signposts.found())
        return [path for path in (self.signposts.path, *on) if os.path.isdir(path)]

    # ---- writing ------------------------------------------------------------------------

    def record(
        self, ref: str, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> tuple[Book, list[Entry]]:
        """Decide on what is on disk now, and make it durable. Raises ``Refused``; then nothing was
        recorded."""
        book = self.load(ref)
        made = self.recorder.record(book, now, by, act, at)
        self.post(book)
        if made:
            self.remember(book, durable=not book.shift.open)
        return book, made

    def begin(
        self, now: Now, by: str, act: Act, random: int, at: datetime | None = None
    ) -> tuple[Book, list[Entry]]:
        """A shift with its first entries: ``act`` opens it by its reference, which the draft's
        shift has. ``random``: at least 20 bits. Raises ``Refused``."""
        ref = LETTER + make_ref(at or now.wall, random)
        path = self.folder(ref)
        for folder in (self.path(), self.signposts.path, os.path.dirname(path)):
            folders.make(folder)
        self.signposts.keep(ref, on=True)  # first, so that no crash leaves one that nobody finds
        book = Book(self, Where(ref, self.path(f".new-{ref}-{os.getpid()}")))

        def first(draft: Draft) -> None:
            draft.shift.ref = ref
            act(draft)

        self.recorder.create(book, path, now, by, first, at)
        self._read[ref] = book
        self.remember(book, durable=True)
        return book, book.entries

    def post(self, book: Book) -> None:
        """A signpost stands as long as the shift is on. Never fails."""
        self.signposts.keep(book.ref, book.shift.open)

    # ---- what the journal asks of its keeper --------------------------------------------

    def locate(self, text: str) -> Where:
        """The shift that ``text`` names: its reference, or any part that begins or ends it. Raises
        ``Refused``."""
        found = folders.lettered(text, LETTER, self.refs, self.folder)
        if found is None:
            raise Refused("shift-unknown", Exit.NOT_FOUND, ref=text)
        return found

    def stand_in(self, log: Book) -> tuple[Event, datetime]:
        bare = log.ref[len(LETTER) :]
        try:
            at = datetime.strptime(bare[:6], "%y%m%d").astimezone()
        except ValueError:
            at = datetime.fromtimestamp(0, UTC).astimezone()
        return course.Opened(kd.FORMAT, log.ref), at


def is_shift(name: str) -> bool:
    return name[:1] == LETTER and is_ref(name[len(LETTER) :])
