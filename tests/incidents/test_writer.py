"""A terminal that keeps its files open is as careful as one that opens them for every entry."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ground.journal.reader import SETTLED
from kit.ground.journal.writer import KEEPS, KeptLock
from kit.ground.machine.lock import Held, Lock, lock_path
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.verify.files.verify import examine
from tests.support.logs import again, at, log_of, note, notes, start

pytestmark = pytest.mark.skipif(not KEEPS, reason="nothing is kept open here")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The paths that are opened from here on."""
    real, paths = os.open, []

    def watched(path: str, *args: int, **named: int) -> int:
        paths.append(os.fspath(path))
        return real(path, *args, **named)

    monkeypatch.setattr(os, "open", watched)
    yield paths


def test_the_second_entry_opens_no_file(store: Store, opened: list[str]) -> None:
    folder = start(store)
    note(folder, "one")
    opened.clear()
    note(folder, "two")
    assert opened == []
    assert notes(again(folder)) == ["one", "two"]


def test_a_journal_that_was_replaced_is_opened_anew(store: Store) -> None:
    folder = start(store)
    note(folder, "one")
    path = log_of(folder)
    shutil.copy(path, path.with_suffix(".copy"))
    os.replace(path.with_suffix(".copy"), path)
    note(folder, "two")
    assert path.read_bytes().count(b"\n") == 3
    assert notes(again(folder)) == ["one", "two"]


def test_a_folder_that_another_terminal_moved_away_and_back_is_followed(store: Store) -> None:
    folder = start(store)
    note(folder, "one")
    other = again(folder)
    other.store.record(other, at(2), "wang", lambda d: acts.close(d, "resolved"))
    other.store.record(other, at(3), "wang", lambda d: acts.reopen(d))
    note(folder, "two", 4)
    other.store.record(other, at(5), "wang", lambda d: acts.close(d, "resolved"))
    note(folder, "three", 6)
    assert notes(again(folder)) == ["one", "two", "three"]
    assert examine(Store(store.home)).whole


def test_what_another_terminal_wrote_in_between_stays(store: Store) -> None:
    folder = start(store)
    other = again(folder)
    for n in range(6):
        note(folder if n % 2 else other, f"note {n}", n)
    assert notes(again(folder)) == [f"note {n}" for n in range(6)]
    assert examine(Store(store.home)).findings == []


def test_without_the_folder_of_locks_the_terminals_still_exclude_each_other(store: Store) -> None:
    folder = start(store)
    note(folder, "one")
    shutil.rmtree(Path(store.home) / "locks")
    path = lock_path(store.home, folder.ref)
    with folder.writer.lock, pytest.raises(Held), Lock(path, 0):
        pass
    shutil.rmtree(Path(store.home) / "locks")
    os.mkdir(Path(store.home) / "locks", 0o700)
    with Lock(path, 0):
        folder.writer.lock.wait = 0
        with pytest.raises(Held), folder.writer.lock:
            pass


def test_a_kept_lock_is_free_between_two_entries(store: Store) -> None:
    folder = start(store)
    note(folder, "one")
    with Lock(lock_path(store.home, folder.ref), 0):
        pass


def test_who_holds_a_kept_lock_is_told_though_others_signed_in_between(tmp_path: Path) -> None:
    path = str(tmp_path / "locks" / "x.lock")
    kept = KeptLock(path)
    with kept:
        pass
    with open(path, "r+b") as file:
        file.write(b"4711      \n")
    with kept, pytest.raises(Held) as held, Lock(path, 0):
        pass
    assert held.value.holder == str(os.getpid())
    kept.drop()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_is_a_holder_of_its_own(tmp_path: Path) -> None:
    path = str(tmp_path / "locks" / "x.lock")
    kept = KeptLock(path)
    with kept:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                kept.wait = 0
                with kept:
                    pass
            except Held:
                code = 0
            finally:
                os._exit(code)
        assert os.waitpid(child, 0)[1] == 0
    kept.drop()


def test_a_descriptor_that_could_not_be_synced_is_never_used_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    note(folder, "one")
    bad, real = folder.writer.hold.fd, os.fsync
    path, size = str(log_of(folder)), log_of(folder).stat().st_size
    assert folder.writer.hold.stands(path, size)
    used: list[int] = []

    def fsync(fd: int) -> None:
        used.append(fd)
        if used == [bad]:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    note(folder, "two")
    assert used[0] == bad
    assert len(list(Path(folder.where.path).glob("*.jsonl"))) == 2
    assert notes(again(folder)) == ["one", "two"]
    assert not folder.writer.hold.stands(path, size)


def test_files_are_closed_with_the_last_who_had_the_incident(store: Store) -> None:
    folder = start(store)
    note(folder, "one")
    fds = (folder.writer.hold.fd, folder.writer.lock.fd)
    del folder
    for fd in fds:
        with pytest.raises(OSError, match=r"[Bb]ad file"):
            os.fstat(fd)


@pytest.mark.skipif(sys.platform == "win32", reason="always listed there")
def test_a_folder_is_listed_anew_until_its_time_is_sure_to_show_a_change(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    note(folder, "one")
    listed: list[str] = []
    real = os.listdir
    own = folder.where.path

    def heard(path: str) -> list[str]:
        listed.extend([path] if path == own else [])  # the site's folder is not meant
        return real(path)

    monkeypatch.setattr(os, "listdir", heard)
    folder.refresh()
    folder.refresh()
    assert len(listed) == 2
    os.utime(folder.where.path, (1, 1))
    folder.refresh()
    folder.refresh()
    note(folder, "two")
    assert len(listed) == 3
    stem = folder.store.laptop
    beside = Path(folder.where.path) / f"{stem}-abcde.jsonl"
    beside.write_bytes(b"")
    folder.refresh()
    assert len(listed) == 4
    assert f"{stem}-abcde" in folder.files
    assert SETTLED >= 2_000_000_000
