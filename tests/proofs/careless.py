"""The writers under test: the kit by both its doors, and careless ones that must be caught.

All have the same two methods: ``record(text)`` returns only when the text counts as recorded, and
``texts()`` reads what a process finds that starts now.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO
from unittest import mock

from tinydb import TinyDB

from kit import quick as front
from kit.ground.journal import append, prove_log, recorder
from kit.ground.journal import line as lines
from kit.ground.journal.line import new_id
from kit.ground.machine import disk
from kit.ground.machine.clock import SystemClock
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts as contacts
from kit.people.contacts.rules.book import ContactSet
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts as registering
from kit.people.registers.rules.books import ACTION, CALLBACK
from kit.review.verify.files.verify import examine
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules import acts as shifting
from tests.support.ledger import Desks, taken
from tests.support.logs import notes, start


class Log(Protocol):
    def record(self, text: str) -> None: ...

    def texts(self) -> list[str]: ...


Opener = Callable[[Path], Log]


def _program_read() -> None:
    """Modules are imported when something of them is asked for: a disk that fails while a record is
    written is under test here, not one that fails while the program itself is read."""
    for name in acts.__all__:
        getattr(acts, name)


class Kit:
    """The kit's store, as every command but ``note`` uses it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        _program_read()
        store = Store(str(home))
        found = store.all_found()
        self.folder = store.load(found[0]) if found else start(store, SystemClock().now())

    def record(self, text: str) -> None:
        now = SystemClock().now()
        self.folder.store.record(self.folder, now, "li", lambda draft: acts.note(draft, text))

    def texts(self) -> list[str]:
        store = Store(str(self.home))
        return [text for found in store.all_found() for text in notes(store.load(found))]

    @property
    def identity(self) -> str:
        """What its own journal's hashes cover besides the bytes."""
        return f"{self.folder.ref}/{self.folder.store.laptop}"


class Ledger:
    """A document of another sort, on the same journal."""

    def __init__(self, home: Path) -> None:
        self.desks = Desks(str(home))
        refs = self.desks.refs()
        now = SystemClock().now()
        self.log = self.desks.load(refs[0]) if refs else self.desks.begin("north", now)

    def record(self, text: str) -> None:
        self.desks.took(self.log, text, SystemClock().now())

    def texts(self) -> list[str]:
        fresh = Desks(self.desks.home)
        return [text for ref in fresh.refs() for text in taken(fresh.load(ref))]

    @property
    def identity(self) -> str:
        return f"{self.log.ref}/{self.desks.recorder.laptop}"


class People:
    """The book of contacts, each text a note of somebody. The first one makes its folder."""

    def __init__(self, home: Path) -> None:
        self.store = ContactStore(str(home))

    def record(self, text: str) -> None:
        said = contacts.Fields(name="Li", note=text)
        now = SystemClock().now()
        self.store.record(now, "li", lambda draft: contacts.add(draft, new_id()[:6], said))

    def texts(self) -> list[str]:
        log = ContactStore(self.store.home).log()
        entries = log.entries if log is not None else []
        return [str(e.event.note) for e in entries if isinstance(e.event, ContactSet)]

    @property
    def identity(self) -> str:
        return f"contacts/{self.store.recorder.laptop}"


class Registered:
    """The register of call-backs, which begins with its first entry."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = Registers(str(home))

    def record(self, text: str) -> None:
        fields = {"name": "Li", "matter": text}
        id_ = lines.new_id()
        self.store.record(
            "callback",
            SystemClock().now(),
            "li",
            lambda d: registering.add(d, CALLBACK, id_, fields),
        )

    def texts(self) -> list[str]:
        book = Registers(str(self.home)).load("callback")
        return [doc.get("matter") for doc in book.register.docs.values()] if book else []


class Improving:
    """The register of improvement actions, which begins with its first entry."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = Registers(str(home))

    def record(self, text: str) -> None:
        id_, now = lines.new_id(), SystemClock().now()
        self.store.record(
            "action", now, "li", lambda d: registering.add(d, ACTION, id_, {"measure": text})
        )

    def texts(self) -> list[str]:
        book = Registers(str(self.home)).load("action")
        return [doc.get("measure") for doc in book.register.docs.values()] if book else []


class Reviewing(Kit):
    """What people say of an incident that is closed."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        if self.folder.incident.closed is None:
            now = SystemClock().now()
            self.folder.store.record(self.folder, now, "li", lambda d: acts.close(d, "resolved"))

    def record(self, text: str) -> None:
        now = SystemClock().now()
        self.folder.store.record(self.folder, now, "li", lambda d: acts.review(d, "well", text))

    def texts(self) -> list[str]:
        store = Store(str(self.home))
        logs = [store.load(found) for found in store.all_found()]
        return [voice.text for log in logs for voice in log.incident.voices]


class OnShift:
    """The log of the shift that is on, which begins where none is."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = Shifts(str(home))
        on = self.store.on()
        now = SystemClock().now()
        number = int.from_bytes(os.urandom(3), "big")
        self.book = on[0] if on else self.store.begin(now, "li", self._begin, number)[0]

    @staticmethod
    def _begin(draft: shifting.Draft) -> None:
        shifting.begin(draft, draft.shift.ref, "li")

    def record(self, text: str) -> None:
        now = SystemClock().now()
        self.store.record(self.book.ref, now, "li", lambda draft: shifting.note(draft, text))

    def texts(self) -> list[str]:
        fresh = Shifts(str(self.home))
        return [note.text for book in fresh.all() for note in book.shift.notes]

    @property
    def identity(self) -> str:
        return f"{self.book.ref}/{self.store.recorder.laptop}"


class ShiftDoor(OnShift):
    """``kit note`` with no incident open: the front door, and the store where that hands on."""

    def record(self, text: str) -> None:
        os.environ["KIT_HOME"] = str(self.home)
        os.environ["KIT_BY"] = "li"
        try:
            front.note(["note", text])
        except front.HandOn:
            super().record(text)


class Door(Kit):
    """``kit note``: the front door, and the store where that hands on."""

    def record(self, text: str) -> None:
        os.environ["KIT_HOME"] = str(self.home)
        os.environ["KIT_BY"] = "li"
        try:
            front.note(["note", text])
        except front.HandOn:
            Kit(self.home).record(text)


class Late(Kit):
    """A terminal that opens the incident only when it is told to record: the opening, too, is
    part of what may be interrupted."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def record(self, text: str) -> None:
        Kit(self.home).record(text)


class Closing(Kit):
    """Closes the incident (its folder moves to a month), reopens it and notes."""

    def record(self, text: str) -> None:
        store, now = self.folder.store, SystemClock().now()
        if self.folder.incident.closed is None:
            store.record(self.folder, now, "li", lambda draft: acts.close(draft, "resolved"))
        store.record(self.folder, now, "li", lambda draft: acts.reopen(draft))
        super().record(text)


class Torn(Kit):
    """Finds a half line of somebody else behind the log before every third entry."""

    count = 0

    def record(self, text: str) -> None:
        self.count += 1
        if self.count % 3 == 0:
            stem = self.folder.store.laptop
            path = os.path.join(self.folder.where.path, f"{stem}.jsonl")
            fd = os.open(path, os.O_WRONLY | os.O_APPEND)
            os.write(fd, b'{"n":99,"id":"torn' + b"x" * 700 * (self.count % 2))
            os.close(fd)
        super().record(text)


class Naive:
    """One JSON line per entry, appended: no look at the tail, no lock, no hash, no fsync."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = home / "log.jsonl"

    def record(self, text: str) -> None:
        fd = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(fd, json.dumps({"text": text}).encode("ascii") + b"\n")
        os.close(fd)

    def texts(self) -> list[str]:
        return [text for text in map(_text, self.path.read_bytes().split(b"\n")) if text]


class Buffered(Naive):
    """The same with Python's own file, kept open and never flushed."""

    file: TextIO | None = None

    def record(self, text: str) -> None:
        if self.file is None:
            self.file = open(self.path, "a", encoding="ascii")  # noqa: SIM115
        self.file.write(json.dumps({"text": text}) + "\n")


class Tiny:
    """A plain TinyDB file on its own JSON storage."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = home / "db.json"

    def record(self, text: str) -> None:
        with TinyDB(self.path, encoding="utf-8") as db:
            db.insert({"text": text})

    def texts(self) -> list[str]:
        try:
            with TinyDB(self.path, encoding="utf-8") as db:
                return [str(d["text"]) for d in db]
        except (ValueError, AttributeError):
            return []


def whole(home: Path) -> bool:
    """Whether every log of either sort is whole."""
    desks = Desks(str(home))
    verdicts = [prove_log.examine(lambda r=ref: desks.unread(r))[0] for ref in desks.refs()]
    found = [finding for verdict in verdicts for finding in verdict.findings]
    return examine(Store(str(home))).whole and not any(f.is_damage for f in found)


def _text(line: bytes) -> str:
    try:
        return str(json.loads(line)["text"])
    except (ValueError, TypeError, KeyError):
        return ""


def _nothing(*_: object) -> None:
    pass


def without_fsync() -> mock._patch[object]:
    """The kit, but a journal is not flushed."""
    return mock.patch.object(append, "sync", _nothing)


def without_dirsync(where: str) -> mock._patch[object]:
    """The kit, but one room does not flush folders."""
    module = {"append": append, "disk": disk, "recorder": recorder}[where]
    return mock.patch.object(module, "sync_dir", _nothing)


def without_lock() -> mock._patch[object]:
    """The kit, but everybody gets the lock at once."""
    from kit.ground.machine import lock

    return mock.patch.object(lock, "_try", lambda fd: True)


@contextmanager
def without_hash() -> Iterator[None]:
    """The kit, but a line is believed when it looks like one."""

    def believe(identity: str) -> Callable[[bytes], str | None]:
        return lambda line: lines.claimed_sha(line) if line.startswith(lines.START) else None

    with mock.patch.object(lines, "prover", believe):
        yield


class Unlocked(Kit):
    """The kit without its lock, for a process of its own."""

    def __init__(self, home: Path) -> None:
        without_lock().start()
        super().__init__(home)


OPENERS: dict[str, Opener] = {
    "store": Kit,
    "ledger": Ledger,
    "people": People,
    "registered": Registered,
    "improving": Improving,
    "reviewing": Reviewing,
    "on-shift": OnShift,
    "shift-door": ShiftDoor,
    "door": Door,
    "late": Late,
    "closing": Closing,
    "unlocked": Unlocked,
    "naive": Naive,
    "buffered": Buffered,
    "tiny": Tiny,
}
