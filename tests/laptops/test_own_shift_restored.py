"""A home that was restored goes on in its own shift, though another laptop's is on beside it."""

from __future__ import annotations

from pathlib import Path

from tests.laptops.test_worked_on import Pair
from tests.support.kit import Kit


def test_notes_after_a_restore_stand_in_the_own_shift_and_not_in_the_one_beside_it(bare: Kit, tmp_path: Path) -> None:
    bare.at(0)
    pair = Pair(bare, tmp_path)
    pair(pair.a, "shift", "start", "Li")
    bare.at(5)
    pair(pair.b, "shift", "start", "Bo")
    pair.over(pair.b, pair.a)
    pair(pair.a, "backup", str(tmp_path / "shelf"))
    again = tmp_path / "again"
    pair(again, "restore", str(tmp_path / "shelf"), "--yes")
    assert "led by Li" in pair(again, "shift", "show")
    pair(again, "shift", "note", "goes on")
    assert "led by Li" in pair(again, "shift", "show") and "goes on" in pair(again, "shift", "show", "--json")
    assert "led by Li" in pair(pair.a, "shift", "show") and "led by Bo" in pair(pair.b, "shift", "show")
