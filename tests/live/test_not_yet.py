"""What was not yet so when it was asked is answered by the same key as soon as it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.hands import Later

SIX = "six-here"


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    """Guards were called a minute after ten, six of them are to be here within the minutes that the plan says."""
    made = Later(tmp_path, type_="group-disturbance")
    made.at(1)
    made.session.record(lambda d: acts.call(d, "security", "reached", step="call-security"))
    for timer in made.session.incident.running():
        if timer.key != SIX:
            key = timer.key
            made.session.record(lambda d, k=key: acts.timer_cancel(d, k, "x"))  # type: ignore[misc]
    return made


def due_minute(hands: Later) -> float:
    return (hands.session.incident.timers[SIX].due - TEN).total_seconds() / 60


def test_what_came_true_after_not_yet_is_answered_before_it_rings_again(hands: Later) -> None:
    due = due_minute(hands)
    hands.at(due)
    hands.press("due", "no")
    timer = hands.session.incident.timers[SIX]
    hands.at(due + 0.5)
    assert not timer.ringing(TEN + timedelta(minutes=due + 0.5)), "it rings again later"
    assert hands.press("due").name == "due", "it can be answered all the same"
    assert hands.session.asked is not None and hands.session.asked.key == SIX
    hands.press("yes")
    assert hands.session.incident.timers[SIX].status == "answered"


def test_the_answer_counts_for_the_time_given_before_it(hands: Later) -> None:
    """Six were here a minute before the deadline; the hand was at the telephone then."""
    due = due_minute(hands)
    hands.at(due)
    hands.press("due", "no")
    hands.at(due + 0.5)
    hands.press("earlier", "-2", "due", "yes")
    timer = hands.session.incident.timers[SIX]
    assert timer.status == "answered" and timer.over(TEN + timedelta(hours=1)) == timedelta(0)


def test_what_was_not_yet_so_stands_in_the_list_beside_what_rings(hands: Later) -> None:
    due = due_minute(hands)
    hands.at(due)
    hands.press("due", "no")
    hands.at(due + 1)
    other = next(iter(hands.session.incident.timers.values()))
    other.status, other.ring_at = "running", TEN
    question = hands.press("due")
    names = [option.name for option in (question if question.name == "due-list" else hands.press("all")).options]
    assert {SIX, other.key} <= set(names)


def test_d_on_one_thing_that_was_put_off_asks_that_one_so_that_its_letters_answer_it(begin: Begin) -> None:
    """A list of one came, in which ``r`` and ``n`` meant something else."""
    blind = begin(lang="zh", minute=6)
    blind.session.picture(80, 24)
    for timer in blind.session.due()[1:]:
        blind.session.record(lambda d, key=timer.key: acts.timer_told(d, key, "x"))
    blind.session.picture(80, 24)
    (only,) = [timer.key for timer in blind.session.due()]
    blind.key("d", 2)
    blind.rests()
    blind.key("s", 2)
    blind.rests()
    for text in ("zheng zai da", "7"):
        blind.loop.pass_(2)
        blind.types(text)
    assert blind.kinds()[-1] == "timer-snoozed" and blind.asked == "step"
    blind.session.picture(80, 24)
    blind.key("d", 2)
    assert blind.asked == "due" and blind.session.asked is not None and blind.session.asked.key == only
    blind.key("r", 0.25)
    blind.rests()
    assert blind.asked == "step" and "called" in blind.kinds()[-3:], blind.kinds()
