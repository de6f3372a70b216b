"""Logs that were cut, rubbish behind the end, and power cuts (GOALS, Nothing lost, 1)."""

from __future__ import annotations

import random
import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from tests.proofs import careless
from tests.proofs.careless import Door, Kit, Log, Naive, Opener
from tests.proofs.disk import Disk
from tests.proofs.harm import Score, copied, filled, goes_on, journal_of, tails


def whole(blob: bytes, cut: int) -> int:
    """How many lines lie before the cut with every byte, the newline aside."""
    return blob[:cut].count(b"\n") + (blob[cut : cut + 1] == b"\n")


def alone(path: Path) -> None:
    """Take away what an earlier round left beside the log."""
    for other in path.parent.iterdir():
        if other.is_file() and other != path:
            other.unlink()


def cut_everywhere(opener: Opener, home: Path, cuts: range, texts: list[str]) -> Score:
    """Cut the log at each of these bytes. Whole entries must stay, torn ones must not come back,
    the next one must go in."""
    score = Score()
    path = journal_of(home)
    blob = path.read_bytes()
    opening = blob.count(b"\n") - len(texts)
    for cut in cuts:
        alone(path)
        path.write_bytes(blob[:cut])
        kept = texts[: max(0, whole(blob, cut) - opening)]
        goes_on(score, opener, home, kept, kept)
    return score


@pytest.mark.parametrize("part", range(4))
def test_a_log_of_sixty_entries_cut_at_every_byte_keeps_every_whole_one_and_takes_the_next(
    home: Path, part: int
) -> None:
    _, texts = filled(Kit, home, 59)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Kit, home, range(part, size + 1, 4), texts)
    assert score.hurt > 3000
    assert score.harm == 0, score


def test_the_front_door_takes_the_next_entry_after_a_cut_at_any_byte_of_the_last_three(
    home: Path,
) -> None:
    _, texts = filled(Door, home, 12)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Door, home, range(size - 3 * 280, size + 1), texts)
    assert score.hurt > 800
    assert score.harm == 0, score


def test_cutting_bites_a_writer_that_does_not_look_at_the_tail(home: Path) -> None:
    _, texts = filled(Naive, home, 59)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Naive, home, range(size + 1), texts)
    assert score.lost > 1000, score


def rubbish_behind(opener: Opener, home: Path, count: int, spare: Path) -> Score:
    _, texts = filled(opener, home, 20)
    shutil.copytree(home, spare)
    blob = journal_of(home).read_bytes()
    score = Score()
    for tail in tails(blob, random.Random(26), count):
        copied(spare, home)
        with open(journal_of(home), "ab") as file:
            file.write(tail)
        goes_on(score, opener, home, texts, texts)
    return score


@pytest.mark.parametrize("opener", [Kit, Door])
def test_a_thousand_tails_of_rubbish_zeros_or_old_lines_by_each_door_cost_no_entry(
    opener: Opener, fast: Path
) -> None:
    score = rubbish_behind(opener, fast / "home", 1000, fast / "spare")
    assert score.hurt == 1000
    assert score.harm == 0, score


def test_rubbish_bites_a_writer_that_does_not_look_at_the_tail(fast: Path) -> None:
    score = rubbish_behind(Naive, fast / "home", 200, fast / "spare")
    assert score.lost > 20, score
    assert score.twice > 20, score


def played(opener: Opener, root: Path, texts: list[str]) -> Disk:
    """A short incident on a disk that writes everything down."""
    disk = Disk(root)
    with disk.watch():
        log: Log = opener(root / "home")
        for text in texts:
            disk.tried(text)
            log.record(text)
            disk.said(text)
    return disk


TEXTS = [f"{n} " + "water in the hall, " * (n % 5) * (n % 3) * 8 + str(n) for n in range(14)]
TEXTS[5] = TEXTS[5] + "水" * 1500  # six bytes each in the log: nineteen sectors
TEXTS = [text[:1900] for text in TEXTS]


def power_cuts(
    opener: Opener,
    fast: Path,
    count: int,
    texts: list[str] = TEXTS,
    lapse: AbstractContextManager[object] | None = None,
) -> Score:
    """Cut the power at random calls, every other time while the last append is on its way."""
    root = fast / "root"
    root.mkdir()
    with lapse or nullcontext():
        disk = played(opener, root, texts)
    rng = random.Random(511)
    ends = [i for i, op in enumerate(disk.ops) if op.what == "said"]
    last = [max(j for j in range(i) if disk.ops[j].what == "write") + 1 for i in ends]
    score = Score()
    for case in range(count):
        target = fast / "cut"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        at = rng.choice(last) if case % 2 else rng.randrange(len(disk.ops) + 1)
        said, tried = disk.cut(at, target, rng)
        goes_on(score, opener, target / "home", said, tried)
    return score


def test_a_thousand_power_cuts_that_keep_any_subset_of_what_was_not_synced_lose_nothing(
    fast: Path,
) -> None:
    score = power_cuts(Kit, fast, 1000)
    assert score.hurt == 1000
    assert score.said > 4000
    assert score.harm == 0, score


@pytest.mark.parametrize("opener", [Door, careless.Torn])
def test_power_cuts_at_the_front_door_or_while_a_torn_tail_is_set_aside_lose_nothing(
    opener: Opener, fast: Path
) -> None:
    score = power_cuts(opener, fast, 500)
    assert score.said > 2000
    assert score.harm == 0, score


def test_power_cuts_while_an_incident_is_closed_and_reopened_lose_nothing(fast: Path) -> None:
    score = power_cuts(careless.Closing, fast, 300, [f"round {n}" for n in range(4)])
    assert score.harm == 0, score


@pytest.mark.parametrize("dropped", ["fsync", "append", "disk", "recorder"])
def test_power_cuts_bite_the_kit_when_any_one_sync_is_dropped(fast: Path, dropped: str) -> None:
    lapse = careless.without_fsync() if dropped == "fsync" else careless.without_dirsync(dropped)
    assert power_cuts(Kit, fast, 300, lapse=lapse).harm > 20


def test_power_cuts_bite_a_careless_writer(fast: Path) -> None:
    assert power_cuts(Naive, fast, 300).lost > 300


def test_nobody_is_told_recorded_by_an_append_that_did_not_reach_the_disk_call(fast: Path) -> None:
    """Between the write and the answer there is exactly one sync of the journal, and it is last."""
    root = fast / "root"
    root.mkdir()
    disk = played(Kit, root, ["one", "two", "three"])
    for n in ("two", "three"):
        start = next(i for i, op in enumerate(disk.ops) if op[:3] == ("tried", -1, n))
        end = next(i for i, op in enumerate(disk.ops) if op[:3] == ("said", -1, n))
        calls = [op for op in disk.ops[start:end] if op.what in ("write", "fsync")]
        written = next(op.node for op in calls if n.encode("ascii") in op.data)
        assert [op.what for op in calls if op.node == written] == ["write", "fsync"]
        assert sum(op.what == "fsync" for op in calls) == 1


def test_a_sector_that_did_not_arrive_is_never_read_as_an_entry(home: Path) -> None:
    log, texts = filled(Kit, home, 3)
    path = journal_of(home)
    before = path.read_bytes()
    log.record("long " + "x" * 1800)
    blob = path.read_bytes()
    sectors = range(len(before) // 512, -(-len(blob) // 512))
    assert len(sectors) >= 4
    for mask in range(2 ** len(sectors) - 1):
        spoiled = bytearray(blob)
        for bit, sector in enumerate(sectors):
            if not mask >> bit & 1:
                low = max(len(before), sector * 512)
                spoiled[low : sector * 512 + 512] = bytes(len(blob[low : sector * 512 + 512]))
        alone(path)
        path.write_bytes(spoiled)
        try:
            Kit(home).record("next")
        except Refused as refused:
            raise AssertionError(mask) from refused
        assert Kit(home).texts() == [*texts, "next"], mask
