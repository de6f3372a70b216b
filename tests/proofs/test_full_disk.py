"""Full disks (GOALS, Nothing lost, 4)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.full_disk import RESERVE
from kit.incidents.incident.files.store import Store
from kit.review.verify.files.verify import examine
from tests.proofs.careless import Door, Kit, Log, Naive, Opener, Tiny
from tests.proofs.harm import Score, Space, copied, fill, filled, goes_on, journal_of, small_disk
from tests.proofs.processes import Processes
from tests.support.run import Done, environment, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
LIMITS = 320


def tried(log: Log, text: str) -> str:
    """"" when it was recorded, else why not."""
    try:
        log.record(text)
    except Refused as refused:
        return f"{refused.code}:{refused.fill.get('needed', '')}"
    except Exception as error:
        return type(error).__name__
    return ""


def full_at(opener: Opener, home: Path, template: Path, reserve: bool) -> tuple[Score, list[str]]:
    """Leave 0 to 319 free bytes, try to record, make space again, and look. The answers, too."""
    score, answers = Score(), []
    _, texts = filled(opener, template, 5)
    for free in range(LIMITS):
        copied(template, home)
        if not reserve:
            (home / "reserve").unlink(missing_ok=True)
        log = opener(home)
        said = [*texts]
        with Space(free).limits():
            answers.append(tried(log, "while full"))
        if not answers[-1]:
            said.append("while full")
        goes_on(score, opener, home, said, said)
    return score, answers


@pytest.mark.parametrize("opener", [Kit, Door])
def test_a_disk_that_fills_at_any_byte_of_an_entry_records_it_from_the_reserve(
    opener: Opener, fast: Path
) -> None:
    score, answers = full_at(opener, fast / "home", fast / "template", reserve=True)
    assert answers == [""] * LIMITS
    assert score.harm == 0, score


@pytest.mark.parametrize("opener", [Kit, Door])
def test_without_a_reserve_it_is_refused_with_the_space_it_needs_and_nothing_is_lost(
    opener: Opener, fast: Path
) -> None:
    score, answers = full_at(opener, fast / "home", fast / "template", reserve=False)
    refused = [answer for answer in answers if answer]
    assert len(refused) > 150
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)
    assert score.harm == 0, score


def test_a_full_disk_bites_a_writer_that_leaves_its_half_line(fast: Path) -> None:
    score, _ = full_at(Naive, fast / "home", fast / "template", reserve=False)
    assert score.lost + score.invented > 10, score


@pytest.mark.parametrize("writer", ["store", "door"])
def test_files_that_may_not_grow_at_any_byte_of_an_entry_lose_nothing(
    processes: Processes, fast: Path, writer: str
) -> None:
    template, home, score = fast / "template", fast / "home", Score()
    _, texts = filled(Kit, template, 5)
    size = journal_of(template).stat().st_size
    for more in range(LIMITS):
        copied(template, home)
        process = processes.open(writer, home, "limited", 2, size + more)
        process.go()
        assert process.end().said == ["limited 0", "limited 1"], "another file may still grow"
        goes_on(score, Kit, home, [*texts, *process.said], [*texts, *process.said])
    assert score.harm == 0, score


def test_a_full_file_system_lets_fifty_more_in_says_what_it_needs_and_recovers_by_itself(
    processes: Processes, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "small") as small:
        home = small / "home"
        _, texts = filled(Kit, home, 5)
        fill(small)
        process = processes.open("door", home, "full", 400)
        process.go()
        process.end()
        assert len(process.said) >= 50
        assert all(re.fullmatch(r"disk-full:[1-9]\d*", why) for why, _ in process.refused)
        assert Kit(home).texts() == [*texts, *process.said]
        assert examine(Store(str(home))).whole
        answer = kit_note(home, "one too many")
        needed = re.search(r"(\d+) KB", answer.stderr)
        assert answer.returncode == Exit.FAULT, answer
        assert needed is not None and "Traceback" not in answer.stderr, answer.stderr
        (small / "ballast").unlink()
        assert kit_note(home, "space again").returncode == 0
        assert Kit(home).texts() == [*texts, *process.said, "space again"]
        assert (home / "reserve").stat().st_size == RESERVE


def kit_note(home: Path, text: str) -> Done:
    return run(environment(home, "en"), "note", text)


def test_a_full_file_system_bites_plain_tinydb(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "64k") as small:
        log, texts = filled(Tiny, small / "home", 5)
        fill(small)
        for n in range(400):
            text = f"full {n}"
            if not tried(log, text):
                texts.append(text)
        (small / "ballast").unlink()
        score = Score()
        goes_on(score, Tiny, small / "home", texts, texts)
        assert score.lost + score.stuck > 0, score
