"""State decides which incident is closed, not the place; and what must exist is known."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from kit.ground.journal import left_over
from kit.ground.machine import mounts
from kit.ground.machine.here import wall
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.archive.files.catalogue import Catalogue
from kit.review.archive.files.totals_by_month import TotalsByMonth
from kit.review.verify.files.verify import check, examine
from tests.support.logs import again, at, log_of, note, refused, start
from tests.support.run import Done, environment, run

MONTH = "2026-11"


@pytest.fixture
def home(fast: Path) -> Path:
    return fast / "home"


def kit(home: Path, *words: str) -> Done:
    return run(environment(home, "en"), *words)


def close(log: Log, minute: float = 5) -> Log:
    log.store.record(log, at(minute), "li", lambda d: acts.close(d, "resolved"))
    return log


def closed(home: Path) -> Log:
    log = start(Store(str(home)))
    for n in range(4):
        note(log, f"note {n}")
    return close(log)


def kinds(home: Path) -> list[str]:
    return [f.kind for f in check(Store(str(home))) if f.kind != "rights"]


def test_an_older_copy_laid_over_a_closed_one_is_in_the_list_and_named_shorter(home: Path) -> None:
    """Merging by copying, the wrong way round: six entries and the closing are gone."""
    log = start(Store(str(home)))
    older = log_of(log).read_bytes()
    for n in range(4):
        note(log, f"note {n}")
    close(log)
    log_of(log).write_bytes(older)
    done = kit(home, "list")
    assert done.returncode == Exit.DONE and log.ref in done.stdout
    assert log.ref not in kit(home, "list", "--closed").stdout
    verified = kit(home, "verify")
    assert verified.returncode == Exit.UNREADABLE
    assert "open, but its folder lies in closed" in verified.stdout
    assert "lacks entries 2-6" in verified.stdout
    assert log.ref in kit(home, "doctor").stdout
    assert [log.ref] == [one.ref for one in Store(str(home)).open_logs()]  # by the signpost


def test_the_longer_copy_put_beside_heals_it(home: Path) -> None:
    log = closed(home)
    whole = log_of(log).read_bytes()
    log_of(log).write_bytes(whole[: whole.index(b"\n") + 1])
    Store(str(home)).tidy()
    path = log_of(log)
    path.with_name(f"{path.stem}~2.jsonl").write_bytes(whole)
    store = Store(str(home))
    store.tidy()
    assert not store.open_logs()
    assert [digest.ref for digest in Catalogue(store).month(MONTH)] == [log.ref]
    assert not [name for name in os.listdir(home / "open") if ".in-" in name]


def test_an_incident_whose_folder_vanished_is_named_by_verify_and_doctor(home: Path) -> None:
    """A folder that a power cut took from a stick."""
    log, other = closed(home), start(Store(str(home)))
    shutil.rmtree(log.where.path)
    shutil.rmtree(other.where.path)
    done = kit(home, "verify")
    assert done.returncode == Exit.UNREADABLE
    for ref in (log.ref, other.ref):
        assert f"{ref}: this incident (tiny) was recorded here, but its folder is gone" in done.stdout
    assert log.ref in kit(home, "doctor").stdout
    shutil.rmtree(home / "seen")
    assert kit(home, "verify").returncode == Exit.DONE


def test_a_journal_that_another_one_replaced_is_named(home: Path) -> None:
    log = closed(home)
    path = log_of(log)
    store = Store(str(home))
    spare = home.parent / "spare"
    shutil.copytree(home, spare)
    other = Store(str(spare))
    theirs = other.load(other.locate(log.ref))
    lines = path.read_bytes().splitlines(keepends=True)
    log_of(theirs).write_bytes(b"".join(lines[:-1]))
    theirs = Store(str(spare)).load(Store(str(spare)).locate(log.ref))
    close(theirs, 7)
    shutil.copy(log_of(theirs), path)
    assert "replaced" in kinds(home)
    assert store.locate(log.ref).path == log.where.path


def test_a_closed_one_that_cannot_be_moved_is_in_every_list(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing succeeds, the disk refuses to lay the folder elsewhere."""
    store = Store(str(home))
    refused(monkeypatch)
    log = close(start(store))
    still = start(store, at(9))
    assert log.where.month == "" and ("not-moved", {"ref": log.ref}) in store.warnings
    fresh = Store(str(home))
    assert [one.ref for one in fresh.open_logs()] == [still.ref]
    assert fresh.closed_months() == [MONTH]
    assert [digest.ref for digest in Catalogue(fresh).month(MONTH)] == [log.ref]
    assert [digest.ref for digest in Catalogue(fresh).latest(5)[0]] == [log.ref]
    assert Catalogue(fresh).last_closed() == log.ref
    assert TotalsByMonth(fresh).month(MONTH).incidents.runs == 1
    monkeypatch.undo()
    fresh.tidy()
    assert os.listdir(home / "closed" / MONTH) == [f"{log.ref}.tiny"]
    assert kinds(home) == []


def test_a_reopened_one_that_cannot_be_moved_is_open_everywhere(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = closed(home)
    refused(monkeypatch)
    log.store.record(log, at(9), "li", lambda d: acts.reopen(d))
    note(log, "goes on", 10)
    fresh = Store(str(home))
    assert [one.ref for one in fresh.open_logs()] == [log.ref]
    assert Catalogue(fresh).month(MONTH) == []
    assert TotalsByMonth(fresh).month(MONTH).incidents.runs == 1  # once, as it was filed
    assert kinds(home) == ["open-in-closed"]
    monkeypatch.undo()
    note(again(log), "and on", 11)
    assert sorted(os.listdir(home / "open")) == [f"{log.ref}.tiny"]
    assert kinds(home) == []


def test_a_folder_that_cannot_be_read_is_named_with_the_disk_check_and_all_else_goes_on(
    home: Path,
) -> None:
    """After a cut ``closed`` is a plain file: list and verify go on."""
    store = Store(str(home))
    log = start(store)
    (home / "closed").write_bytes(b"")
    done = kit(home, "list", "--all")
    assert done.returncode == Exit.DONE and log.ref in done.stdout
    assert "fsck" in done.stderr and "chkdsk" in done.stderr
    done = kit(home, "verify")
    assert done.returncode == Exit.UNREADABLE
    assert "fsck" in done.stdout and "1 incident, 1 entry" in done.stdout


def test_what_a_cut_left_is_cleared_after_an_hour_when_empty_or_whole_elsewhere(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = start(Store(str(home)))
    opened = home / "open"
    for name in (".new-260101-AAA-AAAA.fire", ".new-260101-AAA-BBBB.fire"):
        (opened / name).mkdir()
    (opened / ".new-260101-AAA-BBBB.fire" / "abcdef.jsonl").write_bytes(b'{"n":1,"id":"unsaid"}\n')
    shutil.copytree(log.where.path, opened / f".new-{log.ref}.tiny")
    (home / "laptop.4711.abcdef").write_bytes(b"half")
    Store(str(home)).tidy()
    assert len(os.listdir(opened)) == 4 and (home / "laptop.4711.abcdef").exists()
    late = wall() + timedelta(hours=2).total_seconds()
    monkeypatch.setattr(left_over, "wall", lambda: late)
    monkeypatch.setattr(mounts, "whole_renames", lambda path: False)  # a stick: bytes may be shared
    Store(str(home)).tidy()
    assert sorted(os.listdir(opened)) == sorted(
        [f".new-{log.ref}.tiny", ".new-260101-AAA-BBBB.fire", f"{log.ref}.tiny"]
    )
    assert not (home / "laptop.4711.abcdef").exists()
    monkeypatch.setattr(mounts, "whole_renames", lambda path: True)
    Store(str(home)).tidy()
    assert sorted(os.listdir(opened)) == sorted([".new-260101-AAA-BBBB.fire", f"{log.ref}.tiny"])
    assert kinds(home) == ["left-over"]


def test_what_was_seen_is_noted_as_the_log_grows_and_torn_lines_cost_nothing(home: Path) -> None:
    log = start(Store(str(home)))
    for n in range(12):
        note(log, f"note {n}")
    (listed,) = (home / "seen").iterdir()
    with open(listed, "ab") as file:
        file.write(b'{"ref":"2611')
    path = log_of(log)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:8]))
    found = [f for f in check(Store(str(home))) if f.kind == "shorter"]
    assert [(f.first, f.last) for f in found] == [(9, 10)]


def test_verify_that_may_write_nothing_writes_no_list(home: Path) -> None:
    log = start(Store(str(home)))
    shutil.rmtree(home / "seen")
    examine(Store(str(home)), locked=False)
    assert not (home / "seen").exists()
    examine(Store(str(home)))
    assert (home / "seen").exists() and log.ref
