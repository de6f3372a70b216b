"""Calls that fail: never a false "recorded", nothing twice (GOALS, Nothing lost, 5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from tests.proofs.careless import OPENERS, Kit, Tiny, whole
from tests.proofs.harm import (
    FILE_CALLS,
    Score,
    at_call,
    copied,
    filled,
    goes_on,
    journal_of,
    needs_strace,
    system_calls,
)
from tests.proofs.processes import Processes

TORN = b'{"n":5,"id":"torn'


def failed_at_every_call(
    processes: Processes, writer: str, fast: Path, error: str, ever: bool, torn: bool = False
) -> tuple[Score, list[str]]:
    """Let every file call of a record fail, once or from then on. What was refused is sent again
    afterwards; then each text must be there once. Also the answers that were no plain refusal."""
    template, home, score = fast / "template", fast / "home", Score()
    opener = OPENERS[writer]
    _, texts = filled(opener, template, 3)
    if torn:
        path = journal_of(template)
        path.write_bytes(path.read_bytes() + TORN)
    calls = system_calls(processes, writer, copied(template, home), fast / "trace")
    odd = []
    for name in sorted(FILE_CALLS & calls.keys()):
        for nth in range(1, calls[name] + 1):
            copied(template, home)
            victim = processes.open(writer, home, "mine", 2)
            at_call(victim, name, f"error={error}", f"{nth}+" if ever else str(nth))
            where = f"{name} {nth} {error}"
            odd += [f"{where}: {why}" for why, _ in victim.refused if why.startswith("crash")]
            if len(victim.said) + len(victim.refused) != 2:
                odd.append(f"{where}: no answer")
            said = [*texts, *victim.said]
            try:
                score.count(said, said, opener(home).texts())
                again = opener(home)
                for _, text in victim.refused:
                    again.record(text)
                    said.append(text)
            except (Refused, ValueError, OSError):
                score.stuck += 1
            before = score.harm
            goes_on(score, opener, home, said, said)
            if score.harm > before:
                odd.append(f"{where}: {opener(home).texts()[3:]}")
            if not whole(home):
                odd.append(f"{where}: not whole")
    return score, odd


@needs_strace
@pytest.mark.parametrize("writer", ["store", "door"])
@pytest.mark.parametrize("error", ["EIO", "EINTR", "ENOSPC"])
def test_any_file_call_that_fails_once_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, writer: str, error: str
) -> None:
    score, odd = failed_at_every_call(processes, writer, fast, error, ever=False)
    assert odd == []
    assert score.hurt >= 10
    assert score.harm == 0, score


@needs_strace
@pytest.mark.parametrize("writer", ["store", "door"])
@pytest.mark.parametrize("error", ["EIO", "EROFS"])
def test_any_file_call_that_fails_from_now_on_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, writer: str, error: str
) -> None:
    score, odd = failed_at_every_call(processes, writer, fast, error, ever=True)
    assert odd == []
    assert score.harm == 0, score


@needs_strace
@pytest.mark.parametrize("error", ["EIO", "EINTR"])
def test_any_call_that_fails_while_a_torn_tail_is_set_aside_costs_nothing(
    processes: Processes, fast: Path, error: str
) -> None:
    score, odd = failed_at_every_call(processes, "store", fast, error, ever=False, torn=True)
    assert odd == []
    assert score.hurt >= 15
    assert score.harm == 0, score


@needs_strace
def test_failing_calls_bite_plain_tinydb(processes: Processes, fast: Path) -> None:
    score = Score()
    template, home = fast / "template", fast / "home"
    _, texts = filled(Tiny, template, 3)
    for name in ("fsync", "ftruncate"):
        copied(template, home)
        victim = processes.open("tiny", home, "mine", 1)
        at_call(victim, name, "error=EIO", "1")
        again = Tiny(home)
        for _, text in victim.refused:
            again.record(text)
        goes_on(score, Tiny, home, [*texts, "mine 0"], [*texts, "mine 0"])
    assert score.twice > 0, score


@needs_strace
def test_failing_calls_bite_a_writer_that_does_not_flush(processes: Processes, fast: Path) -> None:
    template = fast / "template"
    filled(OPENERS["naive"], template, 3)
    victim = processes.open("buffered", template, "mine", 1)
    at_call(victim, "write", "error=EIO", "1+")
    assert victim.said == ["mine 0"]
    assert "mine 0" not in OPENERS["buffered"](template).texts()


@needs_strace
def test_a_refusal_after_failing_calls_is_one_of_the_kit(processes: Processes, fast: Path) -> None:
    """A failed sync of the journal is never covered up: the entry goes to another file."""
    _, texts = filled(Kit, fast / "home", 3)
    victim = processes.open("store", fast / "home", "mine", 1)
    at_call(victim, "fsync", "error=EIO", "1")
    assert victim.said == ["mine 0"]
    found = {p.name.count("-") for p in (fast / "home").rglob("*.jsonl")}
    assert found == {0, 1}
    assert Kit(fast / "home").texts() == [*texts, "mine 0"]
