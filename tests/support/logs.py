"""A small checklist and a store in a folder of its own; time is handed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.text import Text
from kit.ground.journal import append
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.plans.checklists.rules.format import Checklist, Find, Phase, Step
from kit.plans.sites.rules import Profile
from tests.support.constants import CHINA

T0 = datetime(2026, 11, 21, 21, 0, tzinfo=CHINA)


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


def begin(
    store: Store, checklist: Checklist, site: Profile, now: Now, by: str = "li", drill: ev.Drill | None = None
) -> Log:
    """An incident by this checklist at this site."""

    def act(draft: acts.Draft, ref: str) -> None:
        acts.open_incident(draft, ref, checklist, site, msgspec.to_builtins(site), "0.1", drill)

    return store.create(checklist.id, now, by, act)


def start(store: Store, now: Now | None = None, drill: ev.Drill | None = None) -> Log:
    return begin(store, TINY, SITE, now or at(), drill=drill)


def note(folder: Log, text: str, minute: float = 1.0) -> list[Entry]:
    return folder.store.record(folder, at(minute), "li", lambda d: acts.note(d, text))


def notes(folder: Log) -> list[str]:
    return [e.event.text for e in folder.entries if isinstance(e.event, ev.Noted)]


def again(folder: Log) -> Log:
    """The same incident, read from the disk by a store that knows nothing yet."""
    store = Store(folder.store.home)
    return store.load(store.locate(folder.ref))


def log_of(folder: Log) -> Path:
    """The one journal of an incident."""
    (path,) = Path(folder.where.path).glob("*.jsonl")
    return path


def refused(patch: pytest.MonkeyPatch) -> None:
    """No folder can be moved: the disk refuses the copy."""

    def carry(old: str, new: str) -> bool:
        raise OSError(13, "Permission denied", new)

    patch.setattr("kit.ground.journal.carry.carry", carry)


def pending(n: int, text: str | None = None) -> append.Pending:
    """A note as it goes into a journal. ``n`` makes its id."""
    data = f'{{"text":"{text if text is not None else f"note {n}"}"}}'.encode("ascii")
    return append.Pending(f"id{n:08d}", T0.isoformat(timespec="milliseconds"), "li", "note", data)


def closed(store: Store, minute: float = 5, drill: ev.Drill | None = None) -> Log:
    """One with a note, closed at that minute."""
    folder = start(store, drill_at() if drill else at(), drill)
    note(folder, "n")
    store.record(folder, at(minute), "li", lambda d: acts.close(d, "resolved"))
    return folder


def ticked(step: str, value: str = "") -> acts.Act:
    """The act of it."""

    def act(draft: acts.Draft) -> None:
        acts.tick(draft, step, value)

    return act
