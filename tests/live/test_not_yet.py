"""What was not yet so when it was asked is answered by the same key as soon as it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
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


# ---- what others promised ------------------------------------------------------------------------


def test_n_at_what_a_vendor_promised_means_not_yet_and_it_stays_late_until_its_yes(begin: Begin) -> None:
    """``d`` ``n`` had been recorded as "they do not know", which nobody had said."""
    blind = begin(lang="zh")
    session = blind.session
    session.record(lambda d: acts.forecast(d, "f1", "Northwind", TEN + timedelta(minutes=20)))
    for timer in session.incident.running():
        if timer.key != "forecast:f1":
            session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))  # type: ignore[misc]
    for look in (0, 2):
        blind.hands.now = lambda look=look: Now(TEN + timedelta(minutes=25, seconds=look))  # type: ignore[misc]
        session.refresh()
        session.picture(80, 24)
    blind.rests()
    blind.key("d", 3)
    assert blind.asked == "forecast-now"
    blind.key("n", 2)
    blind.rests()
    assert blind.kinds()[-1] == "timer-failed" and len(session.incident.forecasts["f1"].given) == 1
    assert session.incident.timers["forecast:f1"].over(session.now().wall) == timedelta(minutes=5, seconds=2)
    blind.key("d", 3)
    blind.key("y", 2)
    blind.rests()
    assert session.incident.forecasts["f1"].how == "kept"


@pytest.mark.parametrize("key, kinds", [("n", ["timer-failed"]), ("x", ["called", "timer-failed"])])
def test_who_does_not_answer_the_phone_has_said_nothing_about_what_he_promised(hands: Later, key: str, kinds: list[str]) -> None:
    """``x`` at what is late: they were called and nobody took it; it comes back, and their word stands."""
    session = hands.session
    session.record(lambda d: acts.forecast(d, "f1", "Northwind", TEN + timedelta(minutes=5), matter="mains"))
    hands.at(6)
    before, calls = len(session.folder.entries), len(session.incident.calls)
    hands.press("forecast", "1")
    assert hands.question.name == "forecast-now", hands.question
    name = next(option.name for option in hands.question.options if option.key == key)
    hands.press(name)
    assert [entry.event.kind for entry in session.folder.entries[before:]] == kinds
    assert len(session.incident.forecasts["f1"].given) == 1 and session.incident.timers["forecast:f1"].status == "running"
    made = [each.call for each in session.incident.calls[calls:]]
    assert [(call.who, call.result, call.said) for call in made] == [("Northwind", "no-answer", "")] * (key == "x")


def test_before_its_time_there_is_no_not_yet_and_no_letter_says_by_accident_that_they_do_not_know(hands: Later) -> None:
    hands.session.record(lambda d: acts.forecast(d, "f1", "Northwind", TEN + timedelta(minutes=40)))
    hands.press("forecast", "1")
    letters = {option.name: option.key for option in hands.question.options}
    assert not {"no", "no-answer"} & set(letters) and letters["unknown"] == "-"
