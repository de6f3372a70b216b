"""``g`` and a number known by heart, where another step has that number by now: it is asked about by name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.show.parts import to_do
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.shipped import LISTS


def timed(begin: Begin) -> Blind:
    """Whose clock goes on as the hand does."""
    blind = begin(lang="zh")
    since = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(seconds=blind.loop.now - since))  # type: ignore[method-assign]
    return blind


def numbers(blind: Blind) -> list[str]:
    return [view.key for view in to_do(blind.session.incident.views())]


def read(blind: Blind) -> None:
    """The list, by somebody who looks."""
    blind.key("g", 4)
    blind.loop.pass_(6)
    assert blind.asked == "steps"
    blind.key("escape", 1)
    blind.loop.pass_(4)


def goes(blind: Blind, number: int, gap: float = 0.25) -> None:
    blind.key("g", 4)
    for char in str(number):
        blind.key(char, gap)
    blind.key("enter", gap)
    blind.rests()


def moves(blind: Blind) -> None:
    """A list is added: its steps stand between those that are there."""
    blind.session.record(lambda d: acts.add_plan(d, LISTS.checklist("power-outage")))
    blind.loop.pass_(4)


@pytest.mark.parametrize("gap", [0.25, 0.4])
def test_a_number_that_another_step_has_by_now_is_asked_about_by_its_name(begin: Begin, gap: float) -> None:
    blind = timed(begin)
    read(blind)
    before = numbers(blind)
    moves(blind)
    now = numbers(blind)
    number = next(n for n, (old, new) in enumerate(zip(before, now, strict=False), 1) if old != new and n > 3)
    here = blind.session.step
    goes(blind, number, gap)
    assert blind.asked == "reopen" and "编号变过了" in blind.screen.posed.question.text
    assert "step-doing" not in blind.kinds()[-1:]
    blind.key("b", 2)
    blind.rests()
    assert blind.asked == "step" and blind.session.step == here
    goes(blind, number, gap)
    blind.key("y", 2)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.key == now[number - 1]


def test_a_number_that_is_the_same_and_one_that_was_read_lead_there_at_once(begin: Begin) -> None:
    blind = timed(begin)
    read(blind)
    goes(blind, 5)
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == numbers(blind)[4]
    moves(blind)
    read(blind)
    number = len(numbers(blind)) - 2
    goes(blind, number)
    assert blind.asked == "step" and blind.session.step.key == numbers(blind)[number - 1]


def test_who_looks_at_the_list_that_has_moved_goes_there_at_once(begin: Begin) -> None:
    blind = timed(begin)
    read(blind)
    moves(blind)
    blind.key("g", 4)
    blind.loop.pass_(6)
    number = len(numbers(blind)) - 2
    for char in str(number):
        blind.key(char)
    blind.key("enter")
    blind.rests()
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == numbers(blind)[number - 1]


def test_words_that_find_a_step_lead_there_whatever_number_it_has_by_now(begin: Begin) -> None:
    """Typed without a number it was asked whether the numbers had moved."""
    blind = timed(begin)
    read(blind)
    before = numbers(blind)
    moves(blind)
    now = numbers(blind)
    views = {view.key: view for view in blind.session.incident.views()}
    key = next(new for n, (old, new) in enumerate(zip(before, now, strict=False), 1) if old != new and n > 3)
    blind.key("g", 4)
    blind.loop.pass_(1.2)
    blind.words(step_text(blind.session.incident, views[key], "zh")[:4])
    blind.key("enter")
    blind.rests()
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == key
