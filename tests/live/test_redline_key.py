"""The key ``!`` marks the step of the list that is on the screen: wrong, missing, unclear."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


@pytest.fixture
def guide(begin: Begin) -> Blind:
    return begin()


def kinds(guide: Blind) -> list[str]:
    return [entry.kind for entry in guide.session.folder.entries]


def pressed(guide: Blind, *keys: str) -> None:
    for key in keys:
        guide.key(key)
        guide.rests()


def test_two_keys_and_enter_mark_the_step_and_tick_nothing(guide: Blind) -> None:
    view = guide.session.step
    assert view is not None
    before = kinds(guide)
    pressed(guide, "!", "2", "enter")
    assert kinds(guide) == [*before, "redlined"]
    (line,) = guide.session.incident.redlines
    assert (line.step, line.fault, line.text) == (view.key, "missing", "")
    assert guide.session.step is not None and guide.session.step.key == view.key, "the same step stands"


def test_words_are_part_of_the_same_entry(guide: Blind) -> None:
    before = kinds(guide)
    pressed(guide, "!", "1")
    guide.types("number is old")
    pressed(guide, "enter")
    assert kinds(guide) == [*before, "redlined"]
    assert guide.session.incident.redlines[0].text == "number is old"


def test_escape_leaves_each_question_with_nothing_recorded(guide: Blind) -> None:
    before = kinds(guide)
    pressed(guide, "!", "escape")
    pressed(guide, "!", "3", "escape", "escape")
    assert kinds(guide) == before
    assert guide.session.incident.redlines == []


def test_u_takes_it_back(guide: Blind) -> None:
    pressed(guide, "!", "3", "enter")
    assert len(guide.session.incident.redlines) == 1
    guide.screen.answer("undo")
    guide.rests()
    guide.screen.answer("yes")
    guide.rests()
    assert guide.session.incident.redlines == []


def test_a_chinese_exclamation_mark_is_the_same_key(guide: Blind) -> None:
    pressed(guide, "！", "1", "enter")
    assert len(guide.session.incident.redlines) == 1


def test_it_has_a_number_of_its_own_at_every_step(guide: Blind) -> None:
    from kit.live.guide.talk.numbers import PLACES, places

    assert PLACES[-1] == "redline", "what is new is put at the end"
    assert places(guide.session)["redline"] > places(guide.session)["leave"]
