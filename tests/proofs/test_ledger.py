"""The same faults against a document of another sort: what survives them is the journal, not the
incident. Fewer of each than there: the code under test is the same."""

from __future__ import annotations

import re
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.proofs import careless
from tests.proofs.careless import Ledger, whole
from tests.proofs.harm import filled, journal_of, needs_strace
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, power_cuts, rubbish_behind
from tests.proofs.test_failing_calls import failed_at_every_call
from tests.proofs.test_flips import unnoticed
from tests.proofs.test_full_disk import LIMITS, full_at
from tests.proofs.test_kills import killed, killed_at_every_call
from tests.proofs.test_processes import together

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")


def test_cut_at_every_byte_it_keeps_every_whole_entry_and_takes_the_next(home: Path) -> None:
    _, texts = filled(Ledger, home, 10)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Ledger, home, range(size + 1), texts)
    assert score.hurt > 2000
    assert score.harm == 0, score


def test_rubbish_zeros_or_old_lines_behind_it_cost_no_entry(fast: Path) -> None:
    score = rubbish_behind(Ledger, fast / "home", 300, fast / "spare")
    assert score.harm == 0, score


@pytest.mark.parametrize("mask", [0x01, 0xFF])
def test_a_changed_byte_anywhere_is_noticed_and_its_entry_named(home: Path, mask: int) -> None:
    count, bad = unnoticed(home, mask, 1, nullcontext(), Ledger, 14)
    assert count > 3000
    assert bad == 0


def test_power_cuts_that_keep_any_subset_of_what_was_not_synced_lose_nothing(fast: Path) -> None:
    score = power_cuts(Ledger, fast, 400)
    assert score.said > 1500
    assert score.harm == 0, score


@pytest.mark.parametrize("dropped", ["fsync", "append"])
def test_power_cuts_bite_it_when_a_sync_is_dropped(fast: Path, dropped: str) -> None:
    lapse = careless.without_fsync() if dropped == "fsync" else careless.without_dirsync(dropped)
    assert power_cuts(Ledger, fast, 150, lapse=lapse).harm > 5


@pytest.mark.parametrize("reserve", [True, False])
def test_a_disk_that_fills_at_any_byte_records_it_or_says_what_it_needs(
    fast: Path, reserve: bool
) -> None:
    score, answers = full_at(Ledger, fast / "home", fast / "template", reserve)
    refused = [answer for answer in answers if answer]
    assert score.harm == 0, score
    assert len(answers) == LIMITS
    assert not refused if reserve else len(refused) > 150
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)


def test_kills_at_random_moments_of_two_terminals_lose_nothing(
    processes: Processes, fast: Path
) -> None:
    score = killed(processes, ["ledger", "ledger"], fast, 40, 4)
    assert score.said > 500
    assert score.harm == 0, score
    assert all(whole(home) for home in fast.glob("home*"))


@needs_strace
def test_a_kill_at_every_system_call_beside_another_terminal_loses_nothing(
    processes: Processes, fast: Path
) -> None:
    score = killed_at_every_call(processes, "ledger", fast, beside=True)
    assert score.hurt >= 15
    assert score.harm == 0, score


@needs_strace
@pytest.mark.parametrize(("error", "torn"), [("EIO", False), ("ENOSPC", False), ("EIO", True)])
def test_any_file_call_that_fails_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, error: str, torn: bool
) -> None:
    score, odd = failed_at_every_call(processes, "ledger", fast, error, ever=False, torn=torn)
    assert odd == []
    assert score.hurt >= 10
    assert score.harm == 0, score


def test_four_terminals_record_four_hundred_entries_and_the_chain_is_whole(
    processes: Processes, home: Path
) -> None:
    _, texts = filled(Ledger, home, 1)
    for process in together(processes, home, ["ledger"] * 4, 100):
        texts += process.said
    log = Ledger(home)
    assert len(texts) == 401
    assert Counter(log.texts()) == Counter(texts)
    assert whole(home)
    for journal in log.log.files.values():
        assert [e.n for e in journal.entries] == list(range(1, len(journal.entries) + 1))
