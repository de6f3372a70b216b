"""Backups and restores that are cut at any side effect, on a disk and on a stick: nothing that was
said to be there is gone, and the next run mends what was left."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.disk import laptops, make_dir, name_anew
from kit.incidents.incident.files.store import Store
from kit.laptops.backup.files import making, note, restoring
from kit.laptops.backup.files.shelf import lying, wrong
from kit.laptops.backup.rules.names import said
from kit.laptops.bundles.files import importing
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.files.writing import Asked
from kit.review.verify.files.verify import examine
from tests.proofs.disk import Disk
from tests.proofs.effects import dies, effects, stops
from tests.support.kit import closed
from tests.support.laptops import laptop, one, tree
from tests.support.logs import at, start
from tests.support.logs import note as write

BESIDE = ("locks", "seen", "backup.json")  # what a backup itself may write in a home
HALF = re.compile(r"\.\d+\.[0-9a-z]{6}$")
CUTS = int(os.environ.get("KIT_EXAMPLES", "60"))


def back_up(home: str | Path, stick: Path, minutes: float = 0) -> making.Made:
    asked = Asked("aaaaaa", "li", at(minutes), "")
    return making.make(Keepers(str(home)), str(stick), False, asked)


def sound(stick: Path) -> list[str]:
    return [each.name for each in lying(str(stick)) if each.ours and not wrong(each.path)]


def whole_files(home: Path) -> dict[str, bytes]:
    """But for what a cut left of a file that was to be replaced."""
    return {name: blob for name, blob in tree(home, BESIDE).items() if not HALF.search(name)}


@pytest.fixture
def a(fast: Path) -> Store:
    store = laptop(fast, "aaaaaa")
    start(store)
    write(one(store), "first", 1)
    (Path(store.home) / "profile").write_text("hotline\n", encoding="ascii")
    return store


def test_a_backup_stopped_at_any_side_effect_leaves_the_old_one_whole_and_the_next_run_clears_up(
    a: Store, fast: Path
) -> None:
    stick, work, shelf = fast / "stick", fast / "work" / "aaaaaa", fast / "shelf"
    shelf.mkdir()
    old = Path(back_up(a.home, shelf).written.path)
    blob = old.read_bytes()
    write(one(a), "second", 2)

    def fresh() -> None:
        for path, source in ((work, Path(a.home)), (stick, shelf)):
            shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(source, path)

    fresh()
    journal = whole_files(work)
    number = len(effects(lambda: back_up(work, stick, 5)))
    new = said(sound(stick)[0])
    assert number > 8 and sound(stick) != [old.name] and new is not None
    halves = 0
    for n in range(number):
        for behind in (False, True):
            fresh()
            whole = stops(lambda: back_up(work, stick, 5), n, behind)
            found = sound(stick)
            if old.name in found:  # else the new one was proved, and the old one had to go
                assert (stick / old.name).read_bytes() == blob
            assert found and (not whole or found[0] != old.name), n
            halves += len([*stick.iterdir()]) - len(found)
            assert whole_files(work) == journal
            done = back_up(work, stick, 10)
            assert sound(stick) == [each.name for each in sorted(stick.iterdir(), reverse=True)] == [
                Path(done.written.path).name
            ], (n, behind)
            assert note.load(str(work)).writing == []
    assert halves  # some did leave a torn file, which the next run took away


def test_a_killed_process_does_the_same(a: Store, fast: Path) -> None:
    stick = fast / "stick"
    stick.mkdir()
    back_up(a.home, stick)
    number = len(effects(lambda: back_up(a.home, stick, 1)))
    for n in random.Random(14).sample(range(number), 3):
        before = sound(stick)
        dies(lambda n=n: back_up(a.home, stick, 5 + n), n, False)  # type: ignore[misc]
        assert {*before} & {*sound(stick)} or len(sound(stick)) == 1
    back_up(a.home, stick, 60)
    assert len(sound(stick)) == len([*stick.iterdir()]) == 1


@pytest.mark.parametrize("plain", [False, True], ids=["disk", "stick"])
def test_a_power_cut_keeps_every_backup_that_was_said_to_be_there(
    fast: Path, plain: bool
) -> None:
    """Only what was flushed is sure, of the rest any part: after each backup that was said to be
    written one that proves itself lies there that is no older."""
    root = fast / "root"
    root.mkdir()
    disk = Disk(root, stick=plain)
    with disk.watch():
        make_dir(str(root / "stick"))
        make_dir(str(root / "home"))
        name_anew(str(root / "home"), "aaaaaa")
        log = start(Store(str(root / "home")))
        for minutes in (0, 5, 10):
            write(log, f"at {minutes}", minutes)
            made = back_up(root / "home", root / "stick", minutes)
            disk.said(Path(made.written.path).name)
    begin = next(n for n, op in enumerate(disk.ops) if op.what == "said")
    rng = random.Random(14)
    torn = 0
    for case in range(CUTS):
        target = fast / "cut"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        told, _ = disk.cut(rng.randrange(begin + 1, len(disk.ops) + 1), target, rng)
        found = sound(target / "stick")
        assert found and found[0] >= told[-1], (case, told, found)
        torn += len([*(target / "stick").iterdir()]) > len(found)
        done = back_up(target / "home", target / "stick", 60)
        assert sound(target / "stick")[0] == Path(done.written.path).name
    assert torn  # some did leave a file that is none


def test_a_restore_stopped_at_any_side_effect_is_done_by_the_next_command_or_never_began(
    a: Store, fast: Path
) -> None:
    stick = fast / "stick"
    stick.mkdir()
    closed(start(a, at(3)), at(5).wall)
    path = Path(back_up(a.home, stick).written.path)
    home = fast / "new" / "home"

    def restore() -> restoring.Restored:
        kept = Keepers(str(home))
        looked = restoring.look_at(str(path), kept)
        return restoring.bring(str(path), str(home), looked.manifest)

    def fresh() -> None:
        shutil.rmtree(home.parent, ignore_errors=True)
        home.mkdir(parents=True, mode=0o700)

    fresh()
    number = len(effects(restore))
    after = tree(home)
    assert after.keys() >= {"./profile"} and number > 20
    ends = []
    for n in range(number):
        for behind in (False, True):
            fresh()
            stops(restore, n, behind)
            assert importing.finish(str(home)) == ""
            found = {name: blob for name, blob in tree(home).items() if not HALF.search(name)}
            assert found in ({}, after), (n, behind, {*found} ^ {*after})
            ends.append(found == after)
            names = [name for name, _ in laptops(str(home / "laptop"))]
            assert "aaaaaa" not in names and len(names) <= 1
            if ends[-1]:
                assert len(names) == 1 and examine(Store(str(home))).findings == []
    assert not ends[0] and ends[-1] and ends == sorted(ends)  # never back again


def test_a_stick_that_is_pulled_while_it_is_restored_from_leaves_the_home_empty(
    a: Store, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = fast / "stick"
    stick.mkdir()
    path = Path(back_up(a.home, stick).written.path)
    home = fast / "new"
    home.mkdir()
    looked = restoring.look_at(str(path), Keepers(str(home)))
    path.unlink()
    with pytest.raises(Refused):
        restoring.bring(str(path), str(home), looked.manifest)
    assert tree(home, ("locks",)) == {}
