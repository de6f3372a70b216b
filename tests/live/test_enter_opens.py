"""Drawn guide: an Enter that only opens a line counts however early it comes, and what is typed there is looked at once;
one that records is refused as before."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind

TEXT, TICK = "assembly", "evacuate"
SAID = "the lawn behind the hall"


def behind(begin: Begin, led: str, at: str) -> Blind:
    """A fire; the last note was taken back just now, or one has come here just now."""
    blind = begin("fire", at=at)
    for _ in range(4):
        blind.rests()
    if led == "o":
        blind.screen.prose.arrived()
        blind.loop.pass_(0.3)
        return blind
    blind.key("n")
    blind.types("one more note")
    blind.loop.pass_(4.0)
    blind.key("u")
    blind.key("u", 0.4)
    blind.loop.pass_(0.35)
    return blind


@pytest.mark.parametrize("led", ["uu", "o"])
def test_an_enter_that_opens_a_line_counts_and_its_words_are_no_note_unasked(begin: Begin, led: str) -> None:
    """It was refused, and the answer typed behind it became a note."""
    blind = behind(begin, led, TEXT)
    notes = len(blind.notes())
    blind.key("enter")
    assert blind.asked == "value", blind.screen.word
    blind.types(SAID)
    assert len(blind.notes()) == notes and "step-done" not in blind.kinds() and blind.asked == "read-back"
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "step-done" in blind.kinds() and len(blind.notes()) == notes


def test_one_that_records_is_refused_there(begin: Begin) -> None:
    blind = behind(begin, "o", TICK)
    blind.key("enter")
    assert "step-done" not in blind.kinds() and blind.asked == "step"
