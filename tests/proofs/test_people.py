"""The same faults against the book of contacts. Few of each: the journal is that of all others; what
is its own is that the first contact makes the folder."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.careless import People, whole
from tests.proofs.harm import filled, journal_of, needs_strace
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, power_cuts, rubbish_behind
from tests.proofs.test_failing_calls import failed_at_every_call
from tests.proofs.test_full_disk import full_at
from tests.proofs.test_kills import killed, killed_at_every_call
from tests.proofs.test_processes import together

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")


def test_cut_at_any_byte_it_keeps_every_whole_entry_and_takes_the_next(home: Path) -> None:
    _, texts = filled(People, home, 6)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(People, home, range(0, size + 1, 3), texts)
    assert score.hurt > 300
    assert score.harm == 0, score


def test_rubbish_zeros_or_old_lines_behind_it_cost_no_entry(fast: Path) -> None:
    score = rubbish_behind(People, fast / "home", 100, fast / "spare")
    assert score.harm == 0, score


def test_power_cuts_that_keep_any_subset_of_what_was_not_synced_lose_nothing(fast: Path) -> None:
    score = power_cuts(People, fast, 150)
    assert score.said > 300
    assert score.harm == 0, score


def test_a_disk_that_fills_at_any_byte_records_it_or_says_what_it_needs(fast: Path) -> None:
    score, answers = full_at(People, fast / "home", fast / "template", False)
    refused = [answer for answer in answers if answer]
    assert score.harm == 0, score
    assert len(refused) > 100
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)


def test_kills_at_random_moments_of_two_terminals_lose_nothing(
    processes: Processes, fast: Path
) -> None:
    score = killed(processes, ["people", "people"], fast, 20, 4)
    assert score.said > 100
    assert score.harm == 0, score
    assert all(whole(home) for home in fast.glob("home*"))


@needs_strace
def test_a_kill_at_every_system_call_loses_nothing(processes: Processes, fast: Path) -> None:
    score = killed_at_every_call(processes, "people", fast, beside=False)
    assert score.hurt >= 15
    assert score.harm == 0, score


@needs_strace
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_any_file_call_that_fails_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, error: str
) -> None:
    score, odd = failed_at_every_call(processes, "people", fast, error, ever=False)
    assert odd == []
    assert score.hurt >= 10
    assert score.harm == 0, score


def test_four_terminals_that_begin_it_at_once_lose_none_of_two_hundred(
    processes: Processes, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    texts: list[str] = []
    refused: list[str] = []
    for process in together(processes, home, ["people"] * 4, 50):
        texts += process.said
        refused += [text for _, text in process.refused]
    assert refused == [] and len(texts) == 200
    assert Counter(People(home).texts()) == Counter(texts)
    assert whole(home)
