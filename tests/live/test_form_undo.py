"""Numbered lines: taking back in a form leaves the form; what was recorded before is named, with a bell, before it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.plain import Bell
from tests.support import numbered
from tests.support.numbered import Numbered

OWED = ("40", "Wang", "13800001111", "bill", "20")


def typed(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> tuple[Numbered, list[str]]:
    monkeypatch.setattr(Bell, "line", float("-inf"))
    owed = [(8.0, line) for line in (*OWED, "1")]
    guide = numbered.typed(home, monkeypatch, *owed, *lines, pause=1.2, as_printed=True)
    return guide, guide.screens


@pytest.mark.parametrize("form", [("40",), ("40", "7"), ("40", "1"), ("40", "1", "r"), ("40", "Liu"), ("22",), ("26", "Mr Brown"), ("11",)])
@pytest.mark.parametrize("twice", [("u", "u"), ("u", "uu"), ("uu", "uu")])
def test_nothing_made_before_the_form_goes_unnamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...], twice: tuple[str, ...]
) -> None:
    guide, found = typed(tmp_path, monkeypatch, *form, *twice)
    assert "undone" not in guide.kinds() and guide.question == "undo"
    assert "\aTake back #7 Done: Shout" in found[-1], found[-1]


def test_where_nothing_is_in_doubt_it_rings_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, found = typed(tmp_path, monkeypatch, "u")
    assert "Take back #7" in found[-1] and "\a" not in found[-1]
