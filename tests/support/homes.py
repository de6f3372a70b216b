"""Homes to measure on: one real incident with a log of any length, with timers, or closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kit.ground.journal import append
from kit.ground.journal import line as lines
from kit.ground.machine.clock import SystemClock
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.support.kit import Kit
from tests.support.logs import begin


def opened(home: Path, type_: str = "power-outage", profile: str = "hotline") -> Log:
    store = Store(str(home))
    checklist, site = store.checklists.checklist(type_), store.sites.profile(profile)
    return begin(store, checklist, site, SystemClock().now(), "bench")


def with_notes(home: Path, count: int) -> Log:
    """An open incident with so many notes in its log."""
    folder = opened(home)
    if count:
        grow(folder, count)
    record(folder, "last")  # by the kit itself, and the reserve is there
    os.utime(folder.where.path, (1, 1))  # its files are not as new as this measurement
    return folder


def grow(folder: Log, count: int) -> None:
    """Notes straight into the journal, without an fsync for each."""
    now = SystemClock().now()
    at = now.wall.isoformat(timespec="milliseconds")
    stem = folder.store.laptop
    entries = [
        append.Pending(
            lines.new_id(), at, "bench", "note", lines.raw_note(f"note {n}, water on the floor"),
            "", now.tick, now.boot,
        )
        for n in range(count)
    ]  # fmt: skip
    append.append(path_of(folder), f"{folder.ref}/{stem}", entries, None, folder.store.home)
    folder.refresh()


def path_of(folder: Log) -> str:
    return os.path.join(folder.where.path, folder.store.laptop + append.ENDING)


def record(folder: Log, text: str) -> None:
    now = SystemClock().now()
    folder.store.record(folder, now, "bench", lambda draft: acts.note(draft, text))


def committing(folder: Log) -> Callable[[], None]:
    """What the guide does to make one decided note durable, each time it is called."""
    now = SystemClock().now()
    at = now.wall.isoformat(timespec="milliseconds")
    stem, data = folder.store.laptop, lines.raw_note("water on the floor")
    path, identity = path_of(folder), f"{folder.ref}/{stem}"
    tail = folder.files[stem].tail

    def commit() -> None:
        nonlocal tail
        with folder.writer.lock:
            entry = append.Pending(
                lines.new_id(), at, "bench", "note", data, "", now.tick, now.boot
            )
            tail, _, _ = append.append(
                path, identity, [entry], tail, folder.store.home, None, folder.writer.hold
            )

    return commit


def with_timers(home: Path, count: int, first: float = 60) -> Log:
    """An open incident with exactly so many timers, the ``first`` due in so many minutes, the
    others far from it."""
    folder = opened(home, "fire")
    now = SystemClock().now()

    def act(draft: acts.Draft) -> None:
        for timer in draft.incident.running():
            draft.add(ev.TimerCancelled(timer.key, "bench"))
        for n in range(count):
            minutes = 60 + 7 * n if n else first
            due = now.wall + timedelta(minutes=minutes)
            draft.add(ev.TimerStarted(f"own-{n}", due, minutes))

    folder.store.record(folder, now, "bench", act)
    return folder


def closed_shift(home: Path, entries: int) -> Log:
    """A closed incident with so many entries."""
    folder = with_notes(home, max(0, entries - 12))
    now = SystemClock().now()
    folder.store.record(folder, now, "bench", lambda draft: acts.close(draft, "resolved"))
    return folder


def keeping(bare: Kit, text: str) -> None:
    """This site's own profile, with what it keeps for how long."""
    folder = Path(bare.home) / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    title = 'title = {zh = "虚构热线", en = "Made-up hotline"}'
    own = f'format = 1\nid = "our-site"\nextends = "hotline"\n{title}\n[retention]\n{text}\n'
    (folder / "our-site.toml").write_text(own, encoding="utf-8")
    assert bare("profile", "use", "our-site").code == 0
