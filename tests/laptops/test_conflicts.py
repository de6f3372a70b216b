"""What two laptops said of one thing without knowing of each other."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.conflicts import stands
from tests.support.laptops import bring, hand, laptop, one, out
from tests.support.logs import at, note, start


@pytest.fixture
def a(fast: Path) -> Store:
    return laptop(fast, "aaaaaa")


@pytest.fixture
def b(a: Store, fast: Path) -> Store:
    """It has the incident as it was opened on the other one."""
    start(a)
    other = laptop(fast, "bbbbbb")
    hand(a, other, fast / "first.zip")
    return other


def act(store: Store, minute: float, what: object, by: str = "li") -> None:
    store.record(one(store), at(minute), by, what)  # type: ignore[arg-type]


def met(a: Store, b: Store, fast: Path) -> tuple[Log, Log]:
    """Both after each has taken in the other's bundle."""
    out(a, fast / "a.zip")
    out(b, fast / "b.zip")
    bring(fast / "a.zip", b)
    bring(fast / "b.zip", a)
    assert msgspec.json.encode(one(a).incident) == msgspec.json.encode(one(b).incident)
    return one(a), one(b)


def sides(log: Log) -> dict[str, list[tuple[str, str, bool]]]:
    """By what they are about: by whom, on which laptop, whether it counts."""
    found = log.incident.conflicts
    return {
        about: [(s.by, s.journal, s.id == stands(log.incident, c).counts) for s in c.sides]
        for about, c in found.items()
    }


def test_a_step_ticked_here_and_skipped_there_is_a_conflict_and_the_earlier_counts(
    a: Store, b: Store, fast: Path
) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {"step one": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)]}
    assert log.incident.steps["one"].status == "done"
