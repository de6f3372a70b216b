"""A digit that stands in front of an open immediate step leads there and records nothing."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


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


def test_where_the_step_has_choices_a_digit_is_the_choice(begin: Begin) -> None:
    blind = begin("bomb-threat", "en")
    views = [v for v in blind.session.incident.views() if v.step.answer == "choice" and v.phase == "immediate"]
    for view in views:
        blind.session.step = view
        assert not [key.name for key in blind.session.offered() if key.name.startswith("to:")]
