"""The table can be made. No time is asserted here: figures depend on the machine, tests must not."""

from __future__ import annotations

from pathlib import Path

from tests.bench.table import QUICK, Bench, judged


def test_every_row_of_the_table_can_be_made(tmp_path: Path) -> None:
    rows = list(Bench(tmp_path, QUICK).rows())
    assert {row.what.split(",")[0] for row in rows} >= {"kit note", "kit board", "kit list"}
    broken = [row for row in rows if "Error" in row.verdict]
    assert not broken and all(row.goal and row.figure and row.verdict for row in rows)


def test_a_figure_above_its_goal_is_called_missed() -> None:
    assert judged("x", 1.2, 1.2).verdict == "reached"
    assert judged("x", 1.2, 1.21).verdict == "MISSED"
