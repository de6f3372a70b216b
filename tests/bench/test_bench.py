"""The table can be made. No time is asserted here: figures depend on the machine, tests must not."""

from __future__ import annotations

from pathlib import Path

from kit.app import COMMANDS
from tests.bench.every import FIRST, LINES, OPEN, Cost, Line, Row
from tests.bench.table import QUICK, Bench, judged


def test_every_row_of_the_table_can_be_made(tmp_path: Path) -> None:
    rows = list(Bench(tmp_path, QUICK).rows())
    assert {row.what.split(",")[0] for row in rows} >= {"kit note", "kit board", "kit list"}
    broken = [row for row in rows if "Error" in row.verdict]
    assert not broken and all(row.goal and row.figure and row.verdict for row in rows)


def test_a_figure_above_its_goal_is_called_missed() -> None:
    assert judged("x", 1.2, 1.2).verdict == "reached"
    assert judged("x", 1.2, 1.21).verdict == "MISSED"


APART = {"open", "demo", "import", "restore"}  # start another program, play in real time, or are rows of ``table``


def test_every_command_is_counted_side_by_side_or_is_said_to_be_apart() -> None:
    assert {line.words.partition(" ")[0] for line in LINES} >= COMMANDS.keys() - APART
    assert len({(line.words, line.home) for line in LINES}) == len(LINES)


def test_a_command_is_missed_by_either_of_its_goals() -> None:
    bare, now = Cost(100, 0.0, 1.0), Cost(480, 0.0, 1.0)
    row = Row(Line("guide", OPEN, FIRST), now, bare, Cost(1000, 0.0, 1.0))
    assert row.met and row.worst < 1
    assert not row._replace(beside=Cost(900, 0.0, 1.0)).met and not row._replace(now=Cost(501, 0.0, 1.0)).met
