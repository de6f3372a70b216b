"""Several terminals at once, one of them stopped (GOALS, Nothing lost, 6)."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from unittest import mock

import pytest

from kit.ground.machine import lock
from kit.incidents.incident.files.store import Store
from kit.review.verify.files.verify import examine
from tests.proofs.careless import OPENERS, Kit, Tiny
from tests.proofs.harm import Score, filled, needs_strace, stopped_at
from tests.proofs.processes import Process, Processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
TIMES = 250


def together(processes: Processes, home: Path, writers: list[str], times: int) -> list[Process]:
    """So many processes that record at the same time; when all have ended."""
    made = [processes.open(w, home, f"t{i}", times) for i, w in enumerate(writers)]
    for process in made:
        process.go()
    return [process.end() for process in made]


def test_four_terminals_record_a_thousand_entries_and_the_chain_is_whole(
    processes: Processes, home: Path
) -> None:
    _, texts = filled(Kit, home, 1)
    ended = together(processes, home, ["store", "door", "store", "door"], TIMES)
    for n, process in enumerate(ended):
        assert process.said == [f"t{n} {i}" for i in range(TIMES)]
        texts += process.said
    log = Kit(home)
    assert Counter(log.texts()) == Counter(texts)
    assert len(texts) == 1001
    assert examine(Store(str(home))).findings == []
    for state in log.folder.files.values():
        numbers = [e.n for e in state.entries]  # where a state was kept, only those behind it
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    for n in range(4):
        assert [t for t in log.texts() if t.startswith(f"t{n} ")] == [f"t{n} {i}" for i in range(TIMES)]


def test_four_terminals_bite_the_kit_without_its_lock(processes: Processes, home: Path) -> None:
    filled(Kit, home, 1)
    together(processes, home, ["unlocked"] * 4, TIMES)
    kinds = {f.kind for f in examine(Store(str(home))).findings}
    assert kinds & {"forked", "missing", "damaged"}


def test_four_terminals_bite_plain_tinydb(processes: Processes, home: Path) -> None:
    filled(Tiny, home, 1)
    ended = together(processes, home, ["tiny"] * 4, 120)
    there = Tiny(home).texts()
    assert sum(text not in there for process in ended for text in process.said) > 10


class TooLong(Exception):
    """Nobody waits that long in an incident."""


class Waiting:
    """A clock for the lock: waiting takes no time but is counted."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += max(seconds, 0.001)
        if self.seconds > 100:
            raise TooLong


@needs_strace
@pytest.mark.parametrize("holder", ["store", "door"])
@pytest.mark.parametrize("mine", ["store", "door"])
def test_a_terminal_stopped_at_its_sync_lets_the_other_record_within_three_seconds(
    processes: Processes, home: Path, holder: str, mine: str
) -> None:
    _, texts = filled(Kit, home, 2)
    stopped = processes.open(holder, home, "stopped", 1)
    stopped_at(stopped, "fsync")
    clock = Waiting()
    with mock.patch.object(lock, "time", clock):
        OPENERS[mine](home).record("during")
        assert 0 < clock.seconds <= 3
        assert "during" in Kit(home).texts()
    stopped.signal(signal.SIGCONT)
    assert stopped.end().said == ["stopped 0"]
    score = Score()
    score.count([*texts, "during", "stopped 0"], [*texts, "during", "stopped 0"], Kit(home).texts())
    assert score.harm == 0, score
    Kit(home).record("after")
    assert Kit(home).texts()[-1] == "after"
    assert examine(Store(str(home))).findings == []


@needs_strace
def test_a_terminal_that_saw_the_stop_once_does_not_wait_again(processes: Processes, home: Path) -> None:
    filled(Kit, home, 2)
    stopped = processes.open("store", home, "stopped", 1)
    stopped_at(stopped, "fsync")
    clock = Waiting()
    log = Kit(home)
    with mock.patch.object(lock, "time", clock):
        log.record("first")
        before = clock.seconds
        for n in range(10):
            log.record(f"more {n}")
        assert clock.seconds - before <= 1
    assert log.folder.store.warnings[0] == ("lock-held", {"pid": str(stopped.pid)})
    stopped.kill()
    assert examine(Store(str(home))).whole


@needs_strace
def test_a_stopped_holder_bites_a_kit_that_waits_for_ever(processes: Processes, home: Path) -> None:
    filled(Kit, home, 2)
    stopped = processes.open("store", home, "stopped", 1)
    stopped_at(stopped, "fsync")
    with (
        mock.patch.object(lock, "time", Waiting()),
        mock.patch("kit.ground.journal.recorder.WAIT", 1e9),
        pytest.raises(TooLong),
    ):
        Kit(home).record("never")
    stopped.kill()
