"""A call that is asked about is recorded as of when its own key was pressed, whenever that is answered: a report made
in time was late by the seconds that the question took."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_asked_once import climbed
from tests.live.test_one_call import due
from tests.support.blind import Blind
from tests.support.constants import TEN


def running(blind: Blind, minute: float = 6) -> None:
    """The incident's clock goes with the hand's."""
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=minute, seconds=blind.loop.now - began))  # type: ignore[method-assign]


def now(blind: Blind) -> datetime:
    return blind.session.now().wall


def last_call(blind: Blind) -> datetime:
    return [e.at for e in blind.session.folder.entries if e.event.kind == "called"][-1]


def near(at: datetime, pressed: datetime) -> bool:
    return timedelta(0) <= at - pressed <= timedelta(seconds=1)  # a key waits until the hand rests


@pytest.mark.parametrize("beside", ["", "9", "two hurt"])
def test_a_key_that_came_so_soon_that_it_was_asked_about_counts_by_when_it_was_pressed(begin: Begin, beside: str) -> None:
    """The police were reached at 00:09:43, the second ``y`` came at 00:10:21: "1 min 22 s late"."""
    blind = begin("fire", at="shout", minute=6)
    running(blind)
    blind.key("enter", 8)
    blind.rests()
    blind.key("enter", 2)
    pressed = now(blind)
    blind.rests()
    assert blind.asked == "so-soon"
    blind.loop.pass_(3)
    if beside:
        blind.types(beside)
        blind.key("y", 4)
        blind.rests()
        assert blind.asked == "so-soon"  # by name
    blind.key("y", 14)
    blind.rests()
    assert blind.asked == "step" and near(last_call(blind), pressed), (last_call(blind), pressed)
    noted = [e.at for e in blind.session.folder.entries if e.event.kind == "note"]
    assert all(at > last_call(blind) for at in noted)


@pytest.mark.parametrize("beside", ["", "she is on leave"])
def test_whom_a_due_answer_was_to_takes_no_time_from_it_nor_does_a_note_beside_it(begin: Begin, beside: str) -> None:
    blind = climbed(begin)
    blind.key("d", 4)
    blind.key("r", 1)
    pressed = now(blind)
    blind.rests()
    assert blind.asked == "call-who"
    if beside:
        blind.types(beside)
        assert blind.asked == "call-who" and blind.notes() == [beside]
    blind.key("y", 70)
    blind.rests()
    assert blind.asked == "step" and near(last_call(blind), pressed), (last_call(blind), pressed)
    assert f"as of {pressed:%H:%M}" in blind.session.message  # another minute than it is now
    noted = [e.at for e in blind.session.folder.entries if e.event.kind == "note"]
    assert all(at > last_call(blind) for at in noted)


def test_an_answer_that_was_gone_back_from_lends_its_time_to_no_other(begin: Begin) -> None:
    blind = climbed(begin)
    blind.key("d", 4)
    blind.key("r", 1)
    blind.rests()
    assert blind.asked == "call-who"
    blind.key("escape", 2)
    blind.rests()
    assert blind.asked == "due"
    blind.key("r", 40)
    pressed = now(blind)
    blind.rests()
    if blind.asked == "call-who":
        blind.key("y", 3)
        blind.rests()
    assert blind.asked == "step" and near(last_call(blind), pressed)


def test_what_is_done_behind_it_counts_for_its_own_time(begin: Begin) -> None:
    blind = climbed(begin)
    blind.key("d", 4)
    blind.key("r", 1)
    blind.rests()
    assert blind.asked == "call-who"
    blind.key("n", 30)
    blind.types("nobody there")
    assert blind.asked == "call-who"
    blind.key("escape", 2)
    blind.key("escape", 4)
    blind.rests()
    blind.session.record(lambda d: acts.note(d, "behind it"))
    entry = blind.session.folder.entries[-1]
    assert blind.asked == "step" and near(entry.at, now(blind)) and not entry.later


def test_nor_does_the_question_whether_it_is_the_call_just_made(begin: Begin) -> None:
    blind, _ = due(begin, "reached", "en")
    running(blind, 16.1)
    blind.key("r", 2)
    pressed = now(blind)
    blind.rests()
    assert blind.asked == "call-which"
    blind.key("#", 1)  # none of its letters
    blind.key("g", 25)  # another call
    blind.rests()
    assert near(last_call(blind), pressed), (blind.asked, last_call(blind), pressed)
