"""A number that a step asks for is asked about once at most, and the line behind it makes no note of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.numbered import Line, Numbered, take_up, typed

STEP = "which-system"  # answered in words


def at_words(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: Line) -> tuple[Numbered, list[str]]:
    guide = typed(home, monkeypatch, *lines, type_="application-outage", at=take_up(STEP), as_printed=True)
    return guide, guide.screens


def answered(guide: Numbered) -> list[str]:
    return [e.event.value for e in guide.entries() if e.event.kind == "step-done" and e.event.step == STEP]


@pytest.mark.parametrize("number", ["02112345678", "22", "8888"])
@pytest.mark.parametrize("pause", [1.2, 5.0])
def test_a_number_is_asked_about_once_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, pause: float) -> None:
    """It was asked about as typed too soon, and behind the ``y`` as a bare number."""
    guide, found = at_words(tmp_path, monkeypatch, (20.0, "1"), (pause, number), (3.0, "y"), (20.0, "the operator is on the line"))
    assert answered(guide) == [number], found
    notes = [e.event.text for e in guide.entries() if e.event.kind == "note"]
    assert notes == ["the operator is on the line"]
    asked = sum("is a bare number" in screen or "asked only just now" in screen for screen in found)
    assert asked == (0 if len(number) > 6 else 1)  # one that is called was typed for this form


@pytest.mark.parametrize("number", ["22", "8888"])
def test_another_number_behind_one_that_was_said_to_be_meant_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    guide, found = at_words(tmp_path, monkeypatch, (20.0, "1"), (1.2, "7"), (3.0, "b"), (9.0, number))
    assert answered(guide) == [], found
