"""The level by its sign in numbered lines; what a hint names counts when it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.numbered import Line, Numbered, typed


def played(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: Line, **how: Any) -> tuple[Numbered, list[str]]:
    guide = typed(home, monkeypatch, *lines, **{"type_": "power-outage", **how})
    return guide, guide.screens


def levels(guide: Numbered) -> int:
    return guide.kinds().count("level-set")


@pytest.mark.parametrize("sign", ["+", "＋", "="])
@pytest.mark.parametrize(("lang", "asked"), [("en", 'Is it "'), ("zh", "是“")])
def test_plus_raises_the_level_behind_a_y_and_not_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str, lang: str, asked: str
) -> None:
    """``+`` did nothing, and the number that it named was not shown yet."""
    guide, found = played(tmp_path / "a", monkeypatch, (20.0, sign), lang=lang)
    before = levels(guide)
    assert asked in found[-1]
    guide, _ = played(tmp_path / "b", monkeypatch, (20.0, sign), (4.0, "y"), lang=lang)
    assert levels(guide) == before + 1
    guide, _ = played(tmp_path / "c", monkeypatch, (20.0, sign), (4.0, "n"), lang=lang)
    assert levels(guide) == before


def test_minus_asks_why_behind_a_y(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = played(tmp_path / "a", monkeypatch, (20.0, "-"), (4.0, "y"), (9.0, "power is back in half the hall"))
    alone, _ = played(tmp_path / "b", monkeypatch, (20.0, "-"))
    assert levels(guide) == levels(alone) + 1 and "half the hall" in guide.texts()


def test_where_there_are_no_levels_a_sign_asks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, found = played(tmp_path, monkeypatch, (20.0, "+"), type_="lost-belongings")
    assert "Then type y" not in found[-1] and "Not understood" in found[-1]


def test_the_number_that_a_hint_names_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For ``b`` it named a number, and then said of that that it was not shown yet."""
    _, found = played(tmp_path, monkeypatch, (20.0, "1"), (20.0, "b"), (4.0, "25"))
    assert "type 25" in found[2], found[2]
    assert "was not shown yet" not in found[-1] and "Then type y" in found[-1], found[-1]
