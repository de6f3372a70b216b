"""Drawn guide: an Enter that only opens a line counts however early it comes, and what is typed there is looked at once;
one that records is refused as before."""

from __future__ import annotations

import pytest

from kit.ground.terminal.ask import Pressed
from kit.incidents.incident.rules import acts
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


def behind_an_act(begin: Begin, seconds: float) -> Blind:
    """A step was done; so long behind that Enter opened the line of the next one."""
    blind = begin("fire", at=TICK)
    blind.loop.pass_(20)
    blind.key("enter")
    breath = blind.screen.prose.breath
    acted, settled = breath.acted, breath.settled
    blind.session.moved(lambda d: acts.take_up(d, TEXT))
    blind.screen.throw(Pressed(""))
    breath.acted, breath.settled = acted, settled
    blind.key("enter", seconds)
    assert blind.asked == "value"
    return blind


def filled(blind: Blind, text: str, after: float) -> str:
    blind.loop.pass_(after - 0.25)
    blind.types(text)
    blind.rests()
    return blind.asked


@pytest.mark.parametrize("after", [0.3, 0.7])
def test_words_at_a_line_that_an_enter_opened_long_behind_anything_else_are_its_answer(begin: Begin, after: float) -> None:
    """The step had stood there for twenty seconds: what was typed was "typed too fast"."""
    blind = begin("fire", at=TEXT)
    blind.loop.pass_(20)
    blind.key("enter")
    assert filled(blind, SAID, after) == "step" and "step-done" in blind.kinds() and not blind.notes()


@pytest.mark.parametrize(("seconds", "after", "asked"), [(2.6, 2.6, "step"), (0.8, 4.0, "step"), (2.0, 2.0, "read-back"), (1.5, 0.6, "read-back"), (0.8, 1.2, "read-back"), (4.0, 0.3, "read-back")])
def test_behind_a_step_they_are_read_back_while_nobody_can_have_seen_what_they_answer(begin: Begin, seconds: float, after: float, asked: str) -> None:
    blind = behind_an_act(begin, seconds)
    assert filled(blind, SAID, after) == asked


@pytest.mark.parametrize("text", ["nobody is in it"])
def test_a_line_that_takes_long_to_type_is_judged_by_when_it_was_begun(begin: Begin, text: str) -> None:
    blind = behind_an_act(begin, 1.5)
    assert filled(blind, text, 0.6) == "read-back"


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("nofficer lee took over", "officer lee took over"), ("nengine two leaves", "engine two leaves"), ("nstairs east full", "stairs east full"),
        ("nobody is in it", "nobody is in it"), ("neighbour saw the smoke", "neighbour saw the smoke"), ("night guard has the keys", "night guard has the keys"),
    ],
)
def test_what_is_no_answer_but_a_note_loses_the_key_for_notes_and_no_letter_of_a_word(begin: Begin, typed: str, note: str) -> None:
    """An Enter too many had opened a line: "nofficer Lee took over" stood in the log, "stairs east…" did not."""
    blind = behind_an_act(begin, 1.5)
    if filled(blind, typed, 0.6) == "read-back":
        blind.key("#")
        blind.rests()
    assert blind.notes()[-1] == note
