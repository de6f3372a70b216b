"""The same faults against the leader's log, by both doors; hostile strings through its screens. Few
of each: the journal is that of all others; what is its own is that no incident stands behind it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from kit.shifts.shift.files.store import Shifts
from tests.proofs.careless import OnShift, Opener, ShiftDoor, whole
from tests.proofs.harm import filled, journal_of, needs_strace
from tests.proofs.hostile import ALL, smuggled
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, power_cuts, rubbish_behind
from tests.proofs.test_failing_calls import failed_at_every_call
from tests.proofs.test_full_disk import full_at
from tests.proofs.test_kills import killed, killed_at_every_call
from tests.proofs.test_processes import together
from tests.support.kit import Kit

forks = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
doors = pytest.mark.parametrize("opener", [OnShift, ShiftDoor])


@forks
@doors
def test_cut_at_any_byte_it_keeps_every_whole_entry_and_takes_the_next(
    home: Path, opener: Opener
) -> None:
    _, texts = filled(opener, home, 6)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(opener, home, range(0, size + 1, 3), texts)
    assert score.hurt > 300
    assert score.harm == 0, score


@forks
@doors
def test_rubbish_zeros_or_old_lines_behind_it_cost_no_entry(fast: Path, opener: Opener) -> None:
    score = rubbish_behind(opener, fast / "home", 100, fast / "spare")
    assert score.harm == 0, score


@forks
def test_power_cuts_that_keep_any_subset_of_what_was_not_synced_lose_nothing(fast: Path) -> None:
    score = power_cuts(OnShift, fast, 150)
    assert score.said > 300
    assert score.harm == 0, score


@forks
@doors
def test_a_disk_that_fills_at_any_byte_records_it_or_says_what_it_needs(
    fast: Path, opener: Opener
) -> None:
    score, answers = full_at(opener, fast / "home", fast / "template", False)
    refused = [answer for answer in answers if answer]
    assert score.harm == 0, score
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)


@forks
def test_kills_at_random_moments_of_two_doors_lose_nothing(processes: Processes, fast: Path) -> None:
    score = killed(processes, ["on-shift", "shift-door"], fast, 20, 4)
    assert score.said > 100
    assert score.harm == 0, score
    assert all(whole(home) for home in fast.glob("home*"))


@forks
@needs_strace
@pytest.mark.parametrize("door", ["on-shift", "shift-door"])
def test_a_kill_at_every_system_call_loses_nothing(
    processes: Processes, fast: Path, door: str
) -> None:
    score = killed_at_every_call(processes, door, fast, beside=False)
    assert score.hurt >= 15
    assert score.harm == 0, score


@forks
@needs_strace
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_any_file_call_that_fails_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, error: str
) -> None:
    score, odd = failed_at_every_call(processes, "on-shift", fast, error, ever=False)
    assert odd == []
    assert score.hurt >= 10
    assert score.harm == 0, score


@forks
def test_four_terminals_lose_none_of_two_hundred(processes: Processes, home: Path) -> None:
    OnShift(home)
    texts: list[str] = []
    for process in together(processes, home, ["on-shift", "shift-door"] * 2, 50):
        texts += process.said
    assert len(texts) == 200
    assert Counter(OnShift(home).texts()) == Counter(texts)
    assert whole(home)


# ---- hostile strings ---------------------------------------------------------------------

LINES = [
    ["shift", "note", "{}"], ["note", "{}"], ["shift", "crew", "{}", "--reason", "{}"], ["shift", "count", "{}", "3"],
    ["shift", "lead", "{}", "--second", "{}"], ["shift", "degraded", "{}", "--still", "{}"], ["shift", "figure", "{}"],
    ["shift", "watch", "{}", "--if", "{}", "--then", "{}", "--call", "{}"], ["shift", "welfare", "{}", "--who", "{}"],
    ["shift", "show", "{}"], ["shift", "undo", "{}"], ["shift", "crew", "a", "--state", "{}"], ["shift", "until", "{}"],
    ["shift", "allow", "{}", "--until", "{}"], ["shift", "done", "{}"], ["shift", "start", "{}", "--team", "{}"],
]  # fmt: skip
READ = [["shift", "show"], ["shift", "show", "--plain"], ["shift", "log"], ["shift", "list"], [], ["item", "list"], ["shift", "handover"]]


@pytest.mark.parametrize("part", range(3))
def test_what_is_typed_at_the_log_is_refused_or_noted_as_text(bare: Kit, part: int) -> None:
    bare.at(0)("shift", "start", ALL[part].text.replace("\0", "") or "li", "--second", ALL[part + 9].text.replace("\0", ""))
    for number, one in enumerate(ALL):
        bare.env("KIT_LANG", ("zh", "en")[(number + part) % 2])
        line = LINES[(number + part * 5) % len(LINES)]
        done = bare(*[word.replace("{}", one.text.replace("\0", "")) for word in line])
        assert "Traceback" not in done.err and done.code in range(6), (line, done.err[-300:])
        assert not smuggled(done.out) and not smuggled(done.err), (line, done.out, done.err)
    _reads_as_text(bare)


def _reads_as_text(bare: Kit) -> None:
    for number, argv in enumerate(READ):
        for more in ([], ["--json"] if argv else []):
            bare.env("KIT_LANG", ("zh", "en")[number % 2])
            done = bare(*argv, *more)
            assert "Traceback" not in done.err + done.out and done.code in (0, 3, 4, 5), (argv, done.err[-300:])
            assert not smuggled(done.out) and not smuggled(done.err), (argv, done.out)
            if more and done.out:
                json.loads(done.out)


def test_what_another_program_wrote_into_the_journal_is_shown_as_text(bare: Kit) -> None:
    from kit.ground.journal import append
    from kit.ground.journal.line import new_id
    from tests.support.constants import TEN

    bare.at(0)("shift", "start", "li")
    (book,) = Shifts(str(bare.home)).on()
    entries = []
    for one in ALL:
        text = one.text
        for kind, data in {
            "note": {"text": text}, "crew": {"name": text, "state": text, "reason": text}, "led": {"leader": text, "second": text},
            "counted": {"thing": text, "found": 1, "note": text}, "signed": {"name": text, "comment": text},
            "undone": {"ids": [text], "reason": text}, "not-known-yet": {"x": text},
        }.items():  # fmt: skip
            raw = json.dumps(data).encode("ascii")
            entries.append(append.Pending(new_id(), TEN.isoformat(timespec="milliseconds"), text[:60], kind, raw))
    stem = Shifts(str(bare.home)).recorder.laptop
    path = Path(book.where.path) / f"{stem}.jsonl"
    append.append(str(path), f"{book.ref}/{stem}", entries, None, str(bare.home))
    _reads_as_text(bare)
