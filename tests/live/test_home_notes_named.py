"""At the numbered home a letter that makes notes names all that it makes, and of which incident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.live.home.show import ABOVE
from tests.support.numbered_home import NumberedHome

SENTENCES = ("water through the ceiling", "2 cm in the hall")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    yield NumberedHome(tmp_path, "en", monkeypatch)
    ABOVE[:] = before


def asked(home: NumberedHome) -> str:
    return next(line for screen in home.screens for line in screen.splitlines() if line.strip().startswith("n  No, make"))


@pytest.mark.parametrize("sentences", [SENTENCES, SENTENCES[:1]])
def test_all_that_becomes_a_note_is_named_with_its_only_incident(home: NumberedHome, sentences: tuple[str, ...]) -> None:
    """Only the last of two sentences was named; both were recorded, and nobody had been told whose they are."""
    home.opens("power-outage")
    home.types(*[(9.0, text) for text in sentences], (0.2, "89"), (3.0, "n"), (9.0, "0"))
    assert all(text in asked(home) for text in sentences) and "Power outage" in asked(home), home.screens
    notes = [text for _, _, text in home.notes()]
    assert notes == list(sentences)


def test_of_several_incidents_whose_they_are_is_asked_behind_it(home: NumberedHome) -> None:
    home.opens("power-outage", "fire")
    home.types(*[(9.0, text) for text in SENTENCES], (0.2, "89"), (3.0, "n"), (9.0, "0"))
    assert all(text in asked(home) for text in SENTENCES) and "Fire" not in asked(home)
    assert "note" not in home.kinds()


def test_the_letters_for_each_take_that_of_the_shifts_log_and_others_are_no_note(home: NumberedHome) -> None:
    """``f m``, both listed there, was one more sentence that waited to be a note."""
    home.opens("power-outage", "fire")
    home.types((9.0, "2 cm in the hall"), (9.0, "headset 12 broken"), (9.0, "n"), (9.0, "f z"), (9.0, "f m"), (9.0, "0"))
    assert [text for _, _, text in home.notes()] == ["2 cm in the hall"], home.notes()
    said = home.said()
    assert not any(f"Note: {text}" in said or f'"{text}"' in said for text in ("f z", "f m"))
    assert "Shift note: headset 12 broken" in said and "Note: 2 cm in the hall" in said
