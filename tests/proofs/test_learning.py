"""The same faults against what is learnt: improvement actions, which begin their register with the
first entry, and what people say of an incident that is closed. Hostile strings through every face."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.careless import OPENERS, Improving, Reviewing
from tests.proofs.harm import filled, journal_of
from tests.proofs.hostile import ALL, in_page, smuggled
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, rubbish_behind
from tests.proofs.test_full_disk import LIMITS, full_at
from tests.proofs.test_kills import killed
from tests.proofs.test_processes import together
from tests.support.kit import Kit

forks = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
BOTH = pytest.mark.parametrize("sort", [Improving, Reviewing])
NAMES = pytest.mark.parametrize("name", ["improving", "reviewing"])


@forks
def test_cut_at_any_byte_it_keeps_every_whole_entry_and_takes_the_next(home: Path) -> None:
    _, texts = filled(Improving, home, 6)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Improving, home, range(0, size + 1, 5), texts)
    assert score.hurt > 300
    assert score.harm == 0, score


@forks
@BOTH
def test_rubbish_zeros_or_old_lines_behind_it_cost_no_entry(fast: Path, sort: type) -> None:
    score = rubbish_behind(sort, fast / "home", 60, fast / "spare")
    assert score.harm == 0, score


@forks
@BOTH
def test_a_disk_that_fills_at_any_byte_records_it_or_says_what_it_needs(fast: Path, sort: type) -> None:
    score, answers = full_at(sort, fast / "home", fast / "template", False)
    refused = [answer for answer in answers if answer]
    assert score.harm == 0, score
    assert len(answers) == LIMITS
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)


@forks
@NAMES
def test_kills_at_random_moments_of_two_terminals_lose_nothing(processes: Processes, fast: Path, name: str) -> None:
    score = killed(processes, [name, name], fast, 10, 4)
    assert score.said > 60
    assert score.harm == 0, score


@forks
@NAMES
def test_terminals_that_begin_together_lose_nothing(processes: Processes, home: Path, name: str) -> None:
    if name == "reviewing":
        Reviewing(home)
    texts = []
    for process in together(processes, home, [name] * 3, 30):
        texts += process.said
    assert len(texts) == 90
    assert Counter(OPENERS[name](home).texts()) == Counter(texts)


@pytest.mark.parametrize("part", range(4))
def test_hostile_words_are_text_on_every_face(over: tuple[Kit, str], tmp_path: Path, part: int) -> None:
    kit, ref = over
    for one in ALL[part::16]:
        text = one.text.replace("\0", "")
        for argv in (
            ["review", ref, "--question", "well", "--say", text, "--who", text],
            ["cause", ref, "other", "--note", text], ["redline", ref, "seats", "wrong", text],
            ["action", "add", text or "x", "-i", ref, "--owner", text, "--problem", text], ["review", text], ["cause", text], ["cause", ref, text],
        ):  # fmt: skip
            done = kit(*argv)
            assert "Traceback" not in done.err and done.code in (0, 2, 3, 4), (argv, done.err[-300:])
            assert not smuggled(done.out) and not smuggled(done.err), (argv, done.out, done.err)
    file = tmp_path / "page.html"
    assert kit("review", ref, "-o", str(file)).code == 0
    assert not in_page(file.read_text(encoding="utf-8"))
    for lang in ("zh", "en"):
        kit.env("KIT_LANG", lang)
        for argv in (["review", ref], ["review", ref, "--json"], ["redline"], ["redline", "--json"], ["action", "list", "--all"], ["summary", ref], ["log", ref]):
            done = kit(*argv)
            assert done.code == 0 and not smuggled(done.out) and not smuggled(done.err), argv
