"""A digit that stands in front of an open immediate step leads there and records nothing."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.live.guide.show.parts import to_do
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.shipped import LISTS


def done(blind: Blind) -> list[str]:
    return [e.event.step for e in blind.session.folder.entries if e.event.kind == "step-done"]  # type: ignore[attr-defined]


def at_first(begin: Begin, lang: str = "en") -> tuple[Blind, list[str]]:
    blind = begin("power-outage", lang)
    there = [view.key for view in blind.session.incident.views() if view.phase == "immediate"]
    assert blind.session.step is not None and blind.session.step.key == there[0] and len(there) > 2
    return blind, there


def test_its_digit_leads_to_the_step_and_enter_then_is_of_that_one(begin: Begin) -> None:
    """``3``, 2 s, Enter recorded the step at hand (chest compressions), which nobody had done."""
    blind, there = at_first(begin)
    blind.key("3", 4)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == there[2] and not done(blind)
    blind.key("enter", 2)
    blind.rests()
    assert done(blind) == [there[2]]


@pytest.mark.parametrize("breath", [0.25, 0.8])
def test_words_behind_a_digit_are_the_note_with_it_and_it_led_nowhere(begin: Begin, breath: float) -> None:
    blind, there = at_first(begin)
    blind.loop.pass_(4)
    blind.key("2")
    blind.key(" ", breath)
    blind.types("men stuck in the lift")
    blind.rests()
    assert blind.notes() == ["2 men stuck in the lift"] and not done(blind)
    assert blind.session.step is not None and blind.session.step.key == there[0]


def test_a_figure_of_two_digits_leads_nowhere(begin: Begin) -> None:
    blind, there = at_first(begin)
    blind.loop.pass_(4)
    for key in "23":
        blind.key(key)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == there[0] and not done(blind)


@pytest.mark.parametrize("behind", ["", "enter"])
def test_the_digit_of_the_step_at_hand_says_that_one_is_there_and_is_no_note(begin: Begin, behind: str) -> None:
    """``5``, at the fifth, "does nothing here"; with Enter behind it it was a note."""
    blind, _ = at_first(begin)
    blind.session.record(lambda d: acts.add_plan(d, LISTS.checklist("fire")))
    views = [v for v in to_do(blind.session.incident.views()) if v.phase == "immediate"]
    number = next(n for n, view in enumerate(views, 1) if n > 4 and view.step.answer != "choice")
    blind.loop.pass_(4)
    blind.key("g", 2)
    for key in (str(number), "enter"):
        blind.key(key, 2)
    blind.rests()
    step, entries = blind.session.step, len(blind.session.folder.entries)
    assert step is not None and step.key == views[number - 1].key and blind.asked == "step"
    blind.key(str(number), 4)
    assert "goes there" in blind.screen.word
    if behind:
        blind.key(behind)
    blind.rests()
    assert f"at {number} already" in blind.session.hint
    assert len(blind.session.folder.entries) == entries and not blind.notes()
    blind.key("1", 4)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == views[0].key


def test_the_digit_of_a_step_that_was_dealt_with_says_that_and_opens_nothing(begin: Begin) -> None:
    blind, there = at_first(begin)
    blind.key("enter", 4)
    blind.rests()
    assert done(blind) == [there[0]]
    entries = len(blind.session.folder.entries)
    blind.key("1", 4)
    blind.rests()
    assert "1 was dealt with" in blind.session.hint and len(blind.session.folder.entries) == entries


def test_where_the_step_has_choices_a_digit_is_the_choice(begin: Begin) -> None:
    blind = begin("bomb-threat", "en")
    views = [v for v in blind.session.incident.views() if v.step.answer == "choice" and v.phase == "immediate"]
    for view in views:
        blind.session.step = view
        assert not [key.name for key in blind.session.offered() if key.name.startswith("to:")]
