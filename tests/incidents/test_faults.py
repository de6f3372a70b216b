"""Disks that are full or fail: never a false "recorded", nothing twice, and logging goes on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine import disk as place
from kit.ground.machine import full_disk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.verify.files.verify import examine
from tests.support.logs import again, at, log_of, note, notes, start
from tests.support.run import program, python

Fail = Callable[[str, int, Callable[[int], bool]], list[int]]


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    """Make an ``os`` function fail with an error at those of its calls that ``when`` names."""

    def arm(name: str, code: int, when: Callable[[int], bool]) -> list[int]:
        real: Callable[..., Any] = getattr(os, name)
        calls = [0]

        def broken(*args: Any, **named: Any) -> Any:
            calls[0] += 1
            if when(calls[0]):
                if name == "write" and len(args[1]) > 20:
                    real(args[0], args[1][:17])  # part of it gets through
                raise OSError(code, os.strerror(code))
            return real(*args, **named)

        monkeypatch.setattr(os, name, broken)
        return calls

    return arm


def attempt(folder: Log, text: str, minute: float = 1) -> bool:
    try:
        note(folder, text, minute)
    except Refused as refused:
        assert refused.code in ("disk-full", "not-recorded")
        assert refused.exit == Exit.FAULT
        return False
    return True


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["write", "fsync", "ftruncate", "open", "lseek", "fstat"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("torn", [False, True])
def test_any_call_that_fails_once_gives_the_entry_once_or_a_refusal(
    home: str, name: str, code: int, torn: bool, fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in range(1, 9):
        folder = start(Store(f"{home}{nth}"))
        note(folder, "before")
        if torn:
            path = log_of(folder)
            path.write_bytes(path.read_bytes() + b'{"n":3,"id":')
        with monkeypatch.context() as patch:
            fail_now = nth
            real = getattr(os, name)
            calls = fail(name, code, lambda n, f=fail_now: n == f)
            said = attempt(folder, "during")
            patch.undo()
            monkeypatch.setattr(os, name, real)
        expected = ["before", "during"] if said else ["before"]
        assert notes(folder) == expected, (nth, calls)
        assert notes(again(folder)) == expected
        assert folder.incident.notes == len(expected)
        note(folder, "after", 2)
        assert notes(again(folder)) == [*expected, "after"]
        assert again(folder).damages() == []


@pytest.mark.parametrize("name", ["write", "fsync"])
def test_a_disk_that_always_fails_refuses_and_leaves_the_state_as_it_is(
    store: Store, name: str, fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    note(folder, "before")
    before = again(folder).incident
    real = getattr(os, name)
    fail(name, errno.EIO, lambda n: True)
    with pytest.raises(Refused) as refused:
        store.record(folder, at(1), "li", lambda d: acts.tick(d, "one"))
    assert refused.value.code == "not-recorded"
    assert folder.incident == before
    assert folder.incident.step_state("one").status == "open"
    monkeypatch.setattr(os, name, real)
    store.record(folder, at(2), "li", lambda d: acts.tick(d, "one"))
    read = again(folder)
    assert [e.kind for e in read.entries] == ["opened", "note", "step-done"]
    assert read.incident == folder.incident


def test_a_write_that_cannot_be_taken_back_is_sent_again_elsewhere_and_read_once(
    store: Store, fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    other = again(folder)
    reals = {name: getattr(os, name) for name in ("fsync", "ftruncate")}
    fail("fsync", errno.EIO, lambda n: n == 1)
    fail("ftruncate", errno.EIO, lambda n: True)
    note(folder, "in doubt")
    for name, real in reals.items():
        monkeypatch.setattr(os, name, real)
    path = Path(folder.where.path)
    assert sum(p.read_bytes().count(b"in doubt") for p in path.glob("*.jsonl")) == 2
    other.refresh()
    folder.refresh()
    assert notes(folder) == notes(other) == notes(again(folder)) == ["in doubt"]
    note(folder, "next", 2)
    other.refresh()
    assert notes(folder) == notes(other) == notes(again(folder)) == ["in doubt", "next"]
    assert folder.incident == other.incident == again(folder).incident


def test_what_was_only_decided_is_gone_when_an_act_is_refused(store: Store) -> None:
    folder = start(store)

    def act(draft: acts.Draft) -> None:
        acts.note(draft, "never")
        raise Refused("empty")

    with pytest.raises(Refused):
        store.record(folder, at(1), "li", act)
    assert folder.incident.notes == 0
    with pytest.raises(ZeroDivisionError):
        store.record(folder, at(1), "li", lambda d: (acts.note(d, "never"), 1 / 0)[0])
    assert folder.incident.notes == 0
    assert folder.incident == again(folder).incident


def test_an_interrupted_opening_leaves_no_incident(
    store: Store, fail: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    store.laptop  # noqa: B018
    fail("fsync", errno.EIO, lambda n: n > 3)
    with pytest.raises(Refused):
        start(store)
    monkeypatch.setattr(os, "fsync", real)
    assert store.open_found() == []
    assert start(Store(store.home)).incident.type == "tiny"


def test_a_home_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused) as refused:
        start(Store(str(tmp_path / "file" / "home")))
    assert refused.value.code == "home"
    assert refused.value.exit == Exit.FAULT


CHILD = """
import resource, sys
from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.store import Store
from tests.support.logs import note
store = Store(sys.argv[1])
folder = store.load(store.locate(sys.argv[2]))
for n in range(int(sys.argv[4])):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]) + n, resource.RLIM_INFINITY))
    try:
        note(folder, f"child {n}", 2 + n)
        print(n, "ok", flush=True)
    except Refused as refused:
        print(n, refused.code, refused.fill.get("needed"), flush=True)
"""


def child(folder: Log, limit: int, count: int) -> list[list[str]]:
    done = python(None, "-c", CHILD, folder.store.home, folder.ref, str(limit), str(count))
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits on files")
def test_files_that_may_not_grow_at_any_byte_of_an_entry_lose_nothing(fast: Path) -> None:
    folder = start(Store(str(fast / "home")))
    for n in range(6):
        note(folder, f"note {n}")
    size = log_of(folder).stat().st_size
    answers = child(folder, size, 320)
    assert [a[1] for a in answers] == ["ok"] * 320, "another file may still grow"
    assert notes(again(folder)) == [f"note {n}" for n in range(6)] + [f"child {n}" for n in range(320)]
    note(again(folder), "later", 999)
    assert notes(again(folder))[-1] == "later"
    assert examine(Store(folder.store.home)).whole


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits on files")
def test_no_room_for_a_single_entry_is_refused_with_the_space_it_needs(store: Store) -> None:
    folder = start(store)
    note(folder, "before")
    for answer in child(folder, 40, 3):
        assert answer[1] == "disk-full"
        assert int(answer[2]) >= 1
    assert notes(again(folder)) == ["before"]
    note(folder, "there is space again", 2)
    assert notes(again(folder)) == ["before", "there is space again"]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A folder on a file system of one megabyte, and what fills it to the last byte. Where none
    may be mounted, one that is imitated: writes beyond the megabyte fail."""
    path = tmp_path / "small"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(path)]
    try:
        mounted = program(mount).returncode == 0
    except OSError:
        mounted = False
    if mounted:

        def fill() -> None:
            with pytest.raises(OSError, match="No space"), open(path / "ballast", "ab", 0) as file:
                while True:
                    file.write(bytes(512))

        yield path, fill
        assert program(["umount", "-l", str(path)]).returncode == 0
        return
    real = os.write
    limit = [1 << 20]

    def used() -> int:
        return sum(f.stat().st_size for f in path.rglob("*") if f.is_file())

    def write(fd: int, data: bytes) -> int:
        if used() + len(data) > limit[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(fd, data)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(full_disk, "keep_reserve", lambda home: None)

    def fill_imitated() -> None:
        (path / "ballast").write_bytes(b"")
        limit[0] = used()

    (path / "home").mkdir()
    (path / "home" / "reserve").write_bytes(bytes(full_disk.RESERVE))
    yield path, fill_imitated


def test_a_full_disk_lets_fifty_more_in_then_says_what_it_needs_and_recovers_by_itself(
    small: tuple[Path, Callable[[], None]],
) -> None:
    path, fill = small
    folder = start(Store(str(path / "home")))
    kept = [f"early {n}" for n in range(5)]
    for text in kept:
        note(folder, text)
    fill()
    refused: Refused | None = None
    more = 0
    for n in range(3000):
        fresh = again(folder) if n % 7 == 0 else folder  # other processes, too
        try:
            note(fresh, f"full {n}", 2 + n)
        except Refused as no:
            refused = no
            break
        kept.append(f"full {n}")
        more += 1
        folder = fresh
    assert more >= 50
    assert refused is not None
    assert (refused.code, refused.exit) == ("disk-full", Exit.FAULT)
    assert int(str(refused.fill["needed"])) >= 1
    assert notes(again(folder)) == kept
    assert examine(Store(folder.store.home)).whole
    (path / "ballast").unlink(missing_ok=True)
    if not os.path.ismount(path):
        return  # the imitation cannot grow again
    note(folder, "space again", 5000)
    store = Store(folder.store.home)
    last = store.load(store.locate(folder.ref))
    store.record(last, at(5001), "li", lambda d: acts.close(d, "resolved"))
    assert notes(again(folder)) == [*kept, "space again"]
    assert again(folder).where.month
    assert (path / "home" / "reserve").stat().st_size == full_disk.RESERVE


@pytest.mark.skipif(sys.platform == "win32", reason="has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777, 0o277])
def test_files_and_folders_are_their_owners_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        store = Store(str(tmp_path / "above" / "home"))
        folder = start(store)
        note(folder, "a")
        path = log_of(folder)
        path.write_bytes(path.read_bytes() + b"torn")
        note(again(folder), "b")
        store.record(again(folder), at(3), "li", lambda d: acts.close(d, "resolved"))
        place.replace_file(os.path.join(store.home, "x"), b"x")
    finally:
        os.umask(old)
    top = tmp_path / "above"
    modes = {oct(p.stat().st_mode & 0o777) for p in [top, *top.rglob("*")] if p.is_dir()}
    assert modes == {"0o700"}
    files = [p for p in top.rglob("*") if p.is_file()]
    assert {oct(p.stat().st_mode & 0o777) for p in files} == {"0o600"}
    assert {".jsonl", ".lock"} < {p.suffix for p in files}
    assert any(".torn-" in p.name for p in files)
    assert examine(Store(store.home)).whole
