"""Handing a step over in the numbered guide, left at one of its lines: what was recorded is said, and what was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.numbered import fresh, new, notes, typed

NOT = 'Not recorded: "Wu Gang" (n brings it back)'


@pytest.mark.parametrize("behind", [("0", "0"), ("u",), ("uu",), ("\x1b", "\x1b"), ("fire is out now", "u"), ("", "u"), ("", "0", "0", "0")])
def test_who_leaves_it_at_the_line_by_when_or_behind_it_is_told_that_nothing_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behind: tuple[str, ...]
) -> None:
    guide = typed(tmp_path, monkeypatch, "13", "Wu Gang", *behind)
    assert "step-handed" not in new(guide) and NOT in guide.screens[-1], guide.screens[-1]


def test_a_note_where_it_is_asked_whether_it_was_repeated_names_the_handing_over_that_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood in the log, and only the note was said."""
    guide = typed(tmp_path, monkeypatch, "13", "Wu Gang", "", "door is locked")
    said = guide.screens[-1]
    assert new(guide) == ["step-handed", "note"]
    assert said.index("Handed to Wu Gang") < said.index("Note: door is locked"), said


def test_a_note_behind_its_own_key_where_a_time_is_wanted_keeps_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``n door is locked`` stood in the log with its ``n``."""
    for line in ("n door is locked", "door is locked"):
        guide = typed(fresh(tmp_path), monkeypatch, "13", "Wu Gang", line)
        assert notes(guide) == ["door is locked"]
