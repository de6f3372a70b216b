"""What one laptop ended while another went on with it is pointed out once they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kit import Kit, opened


class Pair:
    """One home, and a second one that knows what the first knew."""

    def __init__(self, kit: Kit, folder: Path) -> None:
        self.kit, self.folder, self.a, self.b = kit, folder, kit.home, folder / "b"

    def __call__(self, home: Path, *argv: str) -> str:
        self.kit.env("KIT_HOME", str(home))
        said = self.kit(*argv)
        assert said.code == 0, said.err
        return said.out + said.err

    def over(self, source: Path, target: Path) -> str:
        stick = str(self.folder / "stick.zip")
        self(source, "export", "--all", "-o", stick, "--force")
        return self(target, "import", stick, "--yes")


@pytest.fixture
def pair(bare: Kit, tmp_path: Path) -> Pair:
    bare.at(0)
    opened(bare.home, drill=True)
    pair = Pair(bare, tmp_path)
    pair(pair.a, "shift", "degraded", "printer", "--outside")
    assert "Look:" not in pair.over(pair.a, pair.b)
    return pair


def test_an_incident_closed_here_and_worked_on_there_is_pointed_out_on_both(pair: Pair) -> None:
    pair.kit.at(5)
    pair(pair.a, "close", "--yes")
    pair.kit.at(8)
    for text in ("two more people are inside", "and one on the stairs"):
        pair(pair.b, "note", text)
    here = pair.over(pair.b, pair.a)
    assert "was closed on laptop" in here and "recorded 2 more entries: kit log " in here and "kit reopen" in here, here
    assert "recorded 2 more entries" in pair.over(pair.a, pair.b)
    assert "Look:" not in pair.over(pair.b, pair.a), "once is enough"


def test_a_thing_done_here_and_tried_there_is_pointed_out(pair: Pair) -> None:
    pair.kit.at(5)
    pair(pair.a, "item", "done", "printer")
    pair.kit.at(8)
    pair(pair.b, "item", "note", "printer", "--note", "the second one, too")
    said = pair.over(pair.b, pair.a)
    assert "Look: Item " in said and "was ended on laptop" in said and "recorded 1 more entry: kit item show" in said, said


def test_what_was_ended_by_somebody_who_had_seen_all_is_not(pair: Pair) -> None:
    pair.kit.at(5)
    pair(pair.b, "note", "before the end")
    pair(pair.b, "item", "note", "printer", "--note", "looked at")
    assert "Look:" not in pair.over(pair.b, pair.a)
    pair.kit.at(9)
    pair(pair.a, "close", "--yes")
    pair(pair.a, "item", "done", "printer")
    assert "Look:" not in pair.over(pair.a, pair.b)
