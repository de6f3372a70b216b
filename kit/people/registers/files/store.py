"""The registers of one home: ``registers/NAME/``, in each a journal per laptop."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import log
from kit.ground.journal.append import ENDING
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Event, several
from kit.ground.journal.keeping import REGISTER, Keeping
from kit.ground.journal.lost import lost
from kit.ground.journal.reader import why
from kit.people.registers.rules import beginning
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.state import Register

if TYPE_CHECKING:
    from kit.ground.base.veil import Sorts, Veil
    from kit.ground.machine.clock import Now
    from kit.people.registers.rules.acts import Act, Draft

FOLDER = "registers"


class Registering(Document[Register, "Draft"]):
    kinds = kd.KINDS
    format = kd.FORMAT
    state = Register
    opening = beginning.Begun
    joining = beginning.Continued
    rooms = ("people/registers/files", "people/registers/rules")
    ending = ".register"

    apply = staticmethod(Register.apply)

    @staticmethod
    def touched(event: Event, /) -> list[str]:
        if isinstance(event, kd.SignerCorrected):
            return event.acts
        return event.ids if isinstance(event, kd.Undone) else []

    def counting(self, entries: list[Entry], start: Register | None = None) -> list[Entry]:
        undone = any(isinstance(entry.event, kd.Undone | kd.SignerCorrected) for entry in entries)
        if not undone and not several(entries):
            return entries
        from kit.people.registers.rules.withdrawal import in_force  # few registers need it

        return in_force(entries, start)

    def recorded(self, state: Register, entries: list[Entry]) -> None:
        state.entries += len(entries)

    def draft(self, state: Register, now: datetime, by: str, at: datetime | None) -> Draft:
        from kit.people.registers.rules.acts import Draft  # only who records decides

        return Draft(state, now, by, at)

    def joined(self, where: Where, state: Register, why: str) -> Event:
        return beginning.Continued(kd.FORMAT, where.ref, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return beginning.ClockSet(seconds, restart)

    def sorts(self, veil: Veil, ref: str, entries: list[Entry]) -> tuple[Veil, Sorts]:
        from kit.people.registers.rules.veiled import sorts_of  # only who hides people

        return veil, sorts_of(veil, ref)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("register-unreadable", Exit.UNREADABLE, ref=ref, why=why or "-")


class Book(log.Log[Register, "Draft"]):
    """One register's entries in working order, and what they fold to."""

    @property
    def register(self) -> Register:
        return self.state


class Registers(Keeping[Register, "Draft"]):
    """All registers below one home. Where there is none, looking costs one stat."""

    document: Document[Register, Draft] = Registering()
    sort = REGISTER

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.lost: dict[str, int] = {}  # lines of registers that cannot be read, if any
        self._read: dict[str, Book] = {}

    def path(self, *names: str) -> str:
        return os.path.join(self.home, FOLDER, *names)

    # ---- reading ------------------------------------------------------------------------

    def names(self) -> list[str]:
        """The registers that are there; what a system lays there (``desktop.ini``) is none."""
        try:
            with os.scandir(self.path()) as found:
                return sorted(each.name for each in found if each.name[:1] != "." and each.is_dir())
        except OSError:
            return []

    def load(self, name: str) -> Book | None:
        """A register as it is on disk now; ``None`` where nothing was noted yet. Raises
        ``Refused``."""
        if not os.path.isdir(self.path(name)):
            return None
        book = self._read.get(name) or Book(self, self.locate(name))
        try:
            book.refresh()
        except OSError as error:
            raise self.document.unreadable(name, why(error)) from error
        self._read[name] = book
        self.told_lost(name, lost(book))
        return book

    def told_lost(self, name: str, lines: int) -> None:
        """Whoever looks at a register with damaged lines is told so, once."""
        if lines and self.lost.get(name) != lines:
            self.lost[name] = lines
            self.warnings.append(("register-damaged", {"ref": name, "count": lines}))

    def all(self) -> list[Book]:
        """Every register that can be read; of the others it is said once that they cannot."""
        out = []
        for name in self.names():
            try:
                book = self.load(name)
            except Refused as refused:
                self.warnings.append((refused.code, {**refused.fill}))
                continue
            if book is not None:
                out.append(book)
        return out

    def open_ones(self) -> list[Register]:
        """Each register with only what is open in it."""
        from kit.people.registers.files.open_ones import open_ones

        return open_ones(self)

    def places(self) -> list[str]:
        """Where something about them can change, as long as there are any."""
        return [path for path in [self.path()] if os.path.isdir(path)] + [
            self.path(name) for name in self.names()
        ]

    def journals(self) -> list[str]:
        """The files whose sizes tell whether anything was noted."""
        out = []
        for name in self.names():
            try:
                files = sorted(os.listdir(self.path(name)))
            except OSError:
                continue
            out += [self.path(name, file) for file in files if file.endswith(ENDING)]
        return out

    # ---- writing ------------------------------------------------------------------------

    def record(
        self, name: str, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> tuple[Book, list[Entry]]:
        """Decide on what is on disk now, and make it durable; the register begins with its first
        entry. Raises ``Refused``; then nothing was recorded."""
        book = self.load(name)
        if book is None:
            book = self._begun(name, now, by, act, at)
            if book is not None:
                self.remember(book, durable=True)
                return book, book.entries[1:]
            book = self.load(name)
            assert book is not None
        made = self.recorder.record(book, now, by, act, at)
        if made:
            self.remember(book, durable=False)
        return book, made

    def _begun(
        self, name: str, now: Now, by: str, act: Act, at: datetime | None
    ) -> Book | None:
        """A register with its first entries; ``None`` where another terminal was quicker."""
        book = Book(self, Where(name, self.path(f".new-{name}-{os.getpid()}")))

        def first(draft: Draft) -> None:
            draft.add(beginning.Begun(kd.FORMAT, name), now.wall)
            act(draft)

        try:
            self.recorder.create(book, self.path(name), now, by, first, at)
        except Refused as refused:
            if refused.code == "not-recorded" and os.path.isdir(self.path(name)):
                return None
            raise
        self._read[name] = book
        return book

    # ---- what the journal asks of its keeper --------------------------------------------

    def locate(self, text: str) -> Where:
        if not os.path.isdir(self.path(text)):
            raise Refused("register-none", Exit.NOT_FOUND, ref=text)
        return Where(text, self.path(text))

    def refs(self) -> Iterable[str]:
        return self.names()

    def stand_in(self, log: Book) -> tuple[Event, datetime]:
        return beginning.Begun(kd.FORMAT, log.ref), datetime.fromtimestamp(0, UTC).astimezone()
