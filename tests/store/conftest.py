"""A small checklist and a store in a folder of its own; time is handed in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from kit.clock import Now
from kit.core import acts
from kit.core import events as ev
from kit.core.checklist import Checklist, Find, Phase, Step, Text
from kit.core.profile import Profile
from kit.store import journal
from kit.store.folder import Folder
from kit.store.incidents import Store

T0 = datetime(2026, 11, 21, 21, 0, tzinfo=timezone(timedelta(hours=8)))


def words(text: str) -> Text:
    return Text(text, text)


TINY = Checklist(
    1,
    "tiny",
    words("t"),
    words("t"),
    "service",
    Find([], []),
    [Phase("immediate", [Step("one", words("do"))])],
)
SITE = Profile(1, "site", words("s"))


def at(minute: float = 0.0) -> Now:
    """Minutes after the start, as the system's clock would tell them."""
    return Now(T0 + timedelta(minutes=minute), 1000 + 60 * minute, "testboot")


def drill_at(minute: float = 0.0) -> Now:
    """The same by a drill's clock: no tick, no boot."""
    return Now(T0 + timedelta(minutes=minute))


def start(store: Store, now: Now | None = None, drill: ev.Drill | None = None) -> Folder:
    def act(draft: acts.Draft, ref: str) -> None:
        acts.open_incident(draft, ref, TINY, SITE, msgspec.to_builtins(SITE), "test", drill)

    return store.create("tiny", now or at(), "li", act)


def note(folder: Folder, text: str, minute: float = 1.0) -> list[ev.Entry]:
    return folder.store.record(folder, at(minute), "li", lambda d: acts.note(d, text))


def notes(folder: Folder) -> list[str]:
    return [e.event.text for e in folder.entries if isinstance(e.event, ev.Noted)]


def again(folder: Folder) -> Folder:
    """The same incident, read from the disk by a store that knows nothing yet."""
    store = Store(folder.store.home)
    return store.load(store.locate(folder.ref))


def log_of(folder: Folder) -> Path:
    """The one journal of an incident."""
    (path,) = Path(folder.found.path).glob("*.jsonl")
    return path


def pending(n: int, text: str | None = None) -> journal.Pending:
    """A note as it goes into a journal. ``n`` makes its id."""
    data = f'{{"text":"{text if text is not None else f"note {n}"}"}}'.encode("ascii")
    return journal.Pending(f"id{n:08d}", T0.isoformat(timespec="milliseconds"), "li", "note", data)


@pytest.fixture
def fast(tmp_path: Path) -> Iterator[Path]:
    """A folder where fsync costs nothing, for thousands of appends; a plain one elsewhere."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name)


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


@pytest.fixture
def store(home: str) -> Store:
    return Store(home)


@pytest.fixture
def log60(fast: Path) -> Callable[[], tuple[bytes, list[bytes]]]:
    """Bytes and lines of a journal of 60 entries, identity ``R/j``."""

    def make() -> tuple[bytes, list[bytes]]:
        path = str(fast / "j60.jsonl")
        lines: list[bytes] = []
        tail = None
        for n in range(60):
            tail, made, _ = journal.append(path, "R/j", [pending(n)], tail)
            lines += made
        blob = Path(path).read_bytes()
        os.unlink(path)
        return blob, lines

    return make
