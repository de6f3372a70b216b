"""A data folder on a stick, where a rename is two writes: cut in closing and in reopening, no
acknowledged incident is gone or in no list."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.archive.files.catalogue import Catalogue
from kit.review.verify.files.verify import check
from tests.proofs.disk import Disk
from tests.support.logs import at, note, notes, start

CUTS = 120


def close(log: Log) -> None:
    log.store.record(log, at(5), "li", lambda d: acts.close(d, "resolved"))


def reopen(log: Log) -> None:
    log.store.record(log, at(6), "li", lambda d: acts.reopen(d))


def closed_before(log: Log) -> None:
    close(log)


def played(root: Path, before: list[Callable[[Log], None]], act: Callable[[Log], None]) -> tuple[Disk, int, str]:
    """A short incident and the act, on a stick that writes everything down; and from which call on
    the act runs."""
    disk = Disk(root, stick=True)
    with disk.watch():
        store = Store(str(root / "home"))
        log = start(store)
        for n in range(4):
            note(log, f"note {n}")
        for each in before:
            each(log)
        begin = len(disk.ops)
        act(log)
    return disk, begin, log.ref


@pytest.mark.parametrize("before, act", [([], close), ([closed_before], reopen)], ids=["close", "reopen"])
def test_a_stick_cut_while_closing_or_reopening_keeps_the_whole_incident_in_a_list(
    fast: Path, before: list[Callable[[Log], None]], act: Callable[[Log], None]
) -> None:
    """Power cut on FAT while the folder of an acknowledged incident is laid elsewhere."""
    root = fast / "root"
    root.mkdir()
    disk, begin, ref = played(root, before, act)
    rng = random.Random(26)
    for case in range(CUTS):
        target = fast / "cut"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        disk.cut(rng.randrange(begin, len(disk.ops) + 1), target, rng)
        assert listed(target / "home") == [ref], case
        store = Store(str(target / "home"))
        log = store.load(store.locate(ref))
        assert notes(log) == [f"note {n}" for n in range(4)], case
        store.tidy()
        assert listed(target / "home") == [ref], case
        kinds = {f.kind for f in check(Store(str(target / "home"))) if f.is_damage}
        assert kinds <= {"damaged"}, case  # the entry that was on its way, half written


def listed(home: Path) -> list[str]:
    """The incident in the list of open or of closed ones, once."""
    store = Store(str(home))
    months = store.closed_months()
    closed = [digest.ref for month in months for digest in Catalogue(store).month(month)]
    return [*closed, *(log.ref for log in store.open_logs())]


def test_a_rename_in_two_steps_bites_whoever_moves_folders_by_it(
    fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The careless way, one rename of the folder, loses an acknowledged incident."""
    root = fast / "root"
    root.mkdir()

    def careless(old: str, new: str) -> bool:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        os.rename(old, new)
        return True

    monkeypatch.setattr("kit.ground.journal.carry.carry", careless)
    disk, _, ref = played(root, [], close)
    rng = random.Random(26)
    lost = 0
    for _ in range(CUTS):
        target = fast / "cut"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        disk.cut(len(disk.ops), target, rng)
        lost += ref not in listed(target / "home")
        if ref not in listed(target / "home"):
            kinds = [f.kind for f in check(Store(str(target / "home")))]
            assert "gone" in kinds  # the home's own list names it
    assert lost > 0


def test_two_folders_that_may_share_their_bytes_are_left_named_and_read_once(
    fast: Path,
) -> None:
    """A cut renaming left both names: equal bytes are no reason to delete either."""
    store = Store(str(fast / "home"))
    log = start(store)
    note(log, "kept")
    close(log)
    shutil.copytree(log.where.path, fast / "home" / "open" / os.path.basename(log.where.path), copy_function=os.link)
    before = sorted(fast.rglob("*.jsonl"))
    assert len(before) == 2
    for _ in range(2):
        fresh = Store(str(fast / "home"))
        fresh.tidy()
        assert "twice" in [code for code, _ in fresh.warnings]
        assert listed(fast / "home") == [log.ref]
    found = [f for f in check(Store(str(fast / "home"))) if f.kind == "twice"]
    assert len(found) == 1 and not found[0].is_damage
    fresh = Store(str(fast / "home"))
    (where,) = fresh.all_found()
    note(read := fresh.load(where), "written afterwards", 9)
    assert notes(read) == ["kept", "written afterwards"]
    assert sorted(fast.rglob("*.jsonl")) == before
    fresh = Store(str(fast / "home"))
    assert notes(fresh.load(fresh.locate(log.ref))) == ["kept", "written afterwards"]
