"""What a closed incident still has to do is found, whatever the disk did when it was closed."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.incidents.incident.files.improving import improving
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.owed import FOLDER, OWED, owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.improvements import action_add
from tests.proofs.disk import Disk
from tests.support.logs import again, at, note, start

CUTS = 150


def promised(log: Log, minute: float = 1) -> None:
    log.store.record(log, at(minute), "li", lambda d: acts.callback_add(d, "aaaa", "Wu", "5550101"))


def close(log: Log, minute: float = 5) -> None:
    log.store.record(log, at(minute), "li", lambda d: acts.close(d, "resolved"))


def reached(log: Log, minute: float = 6) -> str:
    made = log.store.record(log, at(minute), "li", lambda d: acts.callback_try(d, "aaaa", "reached"))
    return made[0].id


def taken_back(log: Log, id_: str, minute: float = 7) -> None:
    log.store.record(log, at(minute), "li", lambda d: d.add(ev.Undone(id_)))


def owed(home: Path) -> list[str]:
    """As another terminal finds them that knows nothing yet."""
    return sorted(log.ref for log in owing(Store(str(home))))


def no_new_files(patch: pytest.MonkeyPatch) -> None:
    """What is there may be written on; nothing new can be made (no room for a block, no inode)."""
    real = os.open

    def opened(path: str, flags: int, *mode: int, **more: int) -> int:
        if flags & os.O_CREAT and not os.path.lexists(path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        return real(path, flags, *mode, **more)

    def made(path: str, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    patch.setattr(os, "open", opened)
    patch.setattr(os, "mkdir", made)


def test_a_call_promised_in_an_incident_that_is_closed_on_a_full_disk_is_owed(
    fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = start(Store(str(fast / "home")))
    promised(log)
    log.store.record(log, at(2), "li", lambda d: action_add(d, "bbbb", "torches"))
    with monkeypatch.context() as full:
        no_new_files(full)
        close(log)
        assert log.where.path.startswith(str(fast / "home" / "open"))
        assert owed(fast / "home") == [log.ref]
        assert [each.ref for each in improving(Store(str(fast / "home")))] == [log.ref]
    assert owed(fast / "home") == [log.ref], "with room again, before anybody moved it"
    Store(str(fast / "home")).tidy()
    assert again(log).where.month
    assert owed(fast / "home") == [log.ref]
    assert [each.ref for each in improving(Store(str(fast / "home")))] == [log.ref]


def test_a_call_that_is_owed_again_on_a_full_disk_is_found_there_and_afterwards(
    fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """"Reached" was a slip, taken back when no new file could be made; another one owes, too."""
    store = Store(str(fast / "home"))
    other = start(store)
    promised(other)
    close(other)
    log = start(store)
    promised(log)
    close(log)
    slip = reached(log)
    assert owed(fast / "home") == [other.ref]
    with monkeypatch.context() as full:
        no_new_files(full)
        taken_back(log, slip)
        assert owed(fast / "home") == sorted([log.ref, other.ref])
    assert owed(fast / "home") == sorted([log.ref, other.ref])
    assert sorted(name[:15] for name in os.listdir(fast / "home" / FOLDER)) == sorted([log.ref, other.ref])
    assert not [name for name in os.listdir(fast / "home") if name.startswith(".")]


def test_a_list_that_was_deleted_is_not_begun_with_the_next_one_alone(fast: Path) -> None:
    """The folder may be deleted: what the next closing adds hides nothing that was closed before."""
    store = Store(str(fast / "home"))
    first = start(store)
    promised(first)
    close(first)
    shutil.rmtree(fast / "home" / FOLDER)
    second = start(store)
    promised(second)
    close(second)
    assert owed(fast / "home") == sorted([first.ref, second.ref])


def closed_at_once(log: Log) -> None:
    close(log)


def closed_and_undone(log: Log) -> None:
    close(log)
    taken_back(log, reached(log))


@pytest.mark.parametrize("act", [closed_at_once, closed_and_undone])
def test_a_power_cut_at_any_moment_hides_no_call_that_is_owed(fast: Path, act: Callable[[Log], None]) -> None:
    root = fast / "root"
    root.mkdir()
    disk = Disk(root)
    with disk.watch():
        log = start(Store(str(root / "home")))
        promised(log)
        note(log, "kept")
        begin = len(disk.ops)
        act(log)
    rng = random.Random(30)
    owes = 0
    for case in range(CUTS):
        target = fast / "cut"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        disk.cut(rng.randrange(begin, len(disk.ops) + 1), target, rng)
        store = Store(str(target / "home"))
        incident = store.load(store.locate(log.ref)).incident
        if incident.closed is not None and incident.owed():
            owes += 1
            assert owed(target / "home") == [log.ref], case
            Store(str(target / "home")).tidy()
            assert owed(target / "home") == [log.ref], case
    assert owes > CUTS / 5


def test_a_look_that_is_stopped_halfway_does_not_pass_for_a_whole_one(
    fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is made anew and the power goes after the first of two names."""
    store = Store(str(fast / "home"))
    logs = [start(store) for _ in range(2)]
    for log in logs:
        promised(log)
        close(log)
    shutil.rmtree(fast / "home" / FOLDER)
    asked = []

    def may(blobs: list[bytes]) -> bool:
        asked.append(blobs)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return True

    with monkeypatch.context() as stopped:
        stopped.setattr(OWED, "may", may)
        with pytest.raises(KeyboardInterrupt):
            owed(fast / "home")
    assert owed(fast / "home") == sorted(log.ref for log in logs)
