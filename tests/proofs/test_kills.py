"""``kill -9`` at random moments and at every system call (GOALS, Nothing lost, 3)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.proofs.careless import OPENERS, whole
from tests.proofs.harm import Score, at_call, copied, filled, goes_on, needs_strace, system_calls
from tests.proofs.processes import Process, Processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")

PER_HOME = 10


def killed(processes: Processes, writers: list[str], fast: Path, kills: int, seed: int) -> Score:
    """Kill writers at random moments, several homes one after the other; with two terminals one
    or both of them."""
    rng = random.Random(seed)
    score = Score()
    opener = OPENERS[writers[0]]
    done = 0
    while done < kills:
        home = fast / f"home{done}"
        log, said = filled(opener, home, 1)
        tried = [*said]
        for _ in range(PER_HOME):
            pair = [
                processes.open(writer, home, f"{'ab'[i]}{done}", 100_000)
                for i, writer in enumerate(writers)
            ]
            for each in pair:
                each.go()
            for each in pair:
                each.until(rng.randrange(1, 60))
            victims = pair if rng.random() < 0.3 else [rng.choice(pair)]
            for each in victims:
                each.kill()
                done += 1
            for each in pair:
                if each not in victims:
                    each.until(len(each.said) + 3)  # it goes on alone
                    each.kill()
                    done += 1
                said += each.said
                tried += [*each.said, after(each, f"{'ab'[pair.index(each)]}{done}")]
        try:
            tried += log.texts()  # what was on its way when the kill came may be there
        except Exception:
            score.stuck += 1
        goes_on(score, opener, home, said, tried)
    score.hurt = done
    return score


def after(process: Process, name: str) -> str:
    return f"{name} {len(process.said)}"


def test_two_hundred_random_kills_lose_none_of_five_thousand_acknowledged_entries(
    processes: Processes, fast: Path
) -> None:
    one = killed(processes, ["store"], fast / "1", 60, 1)
    door = killed(processes, ["door"], fast / "2", 40, 2)
    two = killed(processes, ["store", "door"], fast / "3", 100, 3)
    assert one.hurt + door.hurt + two.hurt >= 200
    assert one.said + door.said + two.said >= 5000, (one, door, two)
    for score in (one, door, two):
        assert score.harm == 0, score
    for home in fast.glob("*/home*"):
        assert whole(home)


def test_kills_bite_a_writer_that_does_not_flush(processes: Processes, fast: Path) -> None:
    assert killed(processes, ["buffered"], fast / "1", 10, 1).lost > 50


def test_two_terminals_bite_plain_tinydb(processes: Processes, fast: Path) -> None:
    score = killed(processes, ["tiny", "tiny"], fast / "1", 10, 1)
    assert score.lost + score.stuck > 0, score


def killed_at_every_call(processes: Processes, writer: str, fast: Path, beside: bool) -> Score:
    """Kill the writer at every system call that its record makes; ``beside``: while another
    terminal records, too, which must not notice."""
    template, home, score = fast / "template", fast / "home", Score()
    beside_it = writer if writer in ("ledger", "people") else "store"
    opener = OPENERS[beside_it]
    said = [] if writer == "late" else filled(opener, template, 3)[1]
    if writer == "late":
        template.mkdir()
    calls = system_calls(processes, writer, copied(template, home), fast / "trace")
    assert calls["fsync"] >= 1 and calls["flock"] >= 1
    for name, number in calls.items():
        for nth in range(1, number + 1):
            copied(template, home)
            other = processes.open(beside_it, home, "other", 15) if beside else None
            victim = processes.open(writer, home, "mine", 1)
            if other is not None:
                other.go()
            at_call(victim, name, "signal=KILL", str(nth))
            acknowledged = [*said, *victim.said]
            if other is not None:
                acknowledged += other.end().said
                score.stuck += len(other.refused)
            goes_on(score, opener, home, acknowledged, [*acknowledged, "mine 0"])
            assert whole(home), (name, nth)
    return score


@needs_strace
@pytest.mark.parametrize("writer", ["store", "door", "late", "closing"])
def test_a_kill_at_every_system_call_of_a_record_loses_nothing(
    processes: Processes, fast: Path, writer: str
) -> None:
    score = killed_at_every_call(processes, writer, fast, beside=False)
    assert score.hurt >= 20
    assert score.harm == 0, score


@needs_strace
@pytest.mark.parametrize("writer", ["store", "door"])
def test_a_kill_at_every_system_call_beside_another_terminal_loses_nothing(
    processes: Processes, fast: Path, writer: str
) -> None:
    score = killed_at_every_call(processes, writer, fast, beside=True)
    assert score.said >= 15 * score.hurt
    assert score.harm == 0, score
