"""A call that was made already is not written down a second time when a timer asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.withdrawal import in_force
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN


def calls(blind: Blind) -> list[ev.Called]:
    return [e.event for e in in_force(blind.session.folder.entries) if isinstance(e.event, ev.Called)]


def due(begin: Begin, result: ev.CallResult, lang: str = "zh", ago: float = 1) -> tuple[Blind, str]:
    """A timer wants the executive, who was called by ``c`` so many minutes ago."""
    blind = begin(lang=lang, type_="power-outage", minute=16)
    session = blind.session
    key = next(t.key for t in session.due() if t.target() == "executive")
    for timer in session.due():
        if timer.key != key:
            session.record(lambda d, k=timer.key: acts.timer_cancel(d, k, "x"))  # type: ignore[misc]
    role = session.incident.timers[key].target()
    made = session.now().wall - timedelta(minutes=ago)
    session.record(lambda d: d.add(ev.Called("", result, role)), made)
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=16, seconds=4))  # type: ignore[method-assign]
    session.refresh()
    session.picture(80, 24)
    blind.rests()
    blind.key("d", 3)
    assert blind.asked == "due" and session.asked is not None and session.asked.key == key
    return blind, key


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_r_asks_whether_it_is_the_call_just_made_and_y_makes_no_second_one(begin: Begin, lang: str) -> None:
    blind, key = due(begin, "reached", lang)
    before = len(calls(blind))
    blind.key("r", 2)
    blind.rests()
    assert blind.asked == "call-which" and "10:15" in blind.screen.posed.question.text
    blind.key("v", 2)
    blind.rests()
    timer = blind.session.incident.timers[key]
    assert len(calls(blind)) == before and blind.asked == "step"
    assert timer.status == "answered" and timer.answered == TEN + timedelta(minutes=15, seconds=2)


@pytest.mark.parametrize(("lang", "asks"), [("zh", "没算：v/g: "), ("en", "was not counted: v/g: ")])
@pytest.mark.parametrize("key", ["y", "#"])
def test_the_yes_of_other_questions_is_refused_and_both_letters_are_named(begin: Begin, lang: str, asks: str, key: str) -> None:
    """``y`` is elsewhere "it is so, count it"; here it said that the call was not to count."""
    blind, timer = due(begin, "reached", lang)
    blind.key("r", 2)
    blind.rests()
    before = blind.kinds()
    blind.key(key, 2)
    blind.rests()
    assert blind.asked == "call-which" and blind.kinds() == before, "neither answer"
    said = "".join(text for _, text in blind.screen._fragments())
    assert key in said and asks in said, said
    assert blind.session.incident.timers[timer].status == "running"


def test_another_call_is_another_call_and_esc_goes_back_to_the_answers(begin: Begin) -> None:
    blind, key = due(begin, "reached")
    before = len(calls(blind))
    blind.key("r", 2)
    blind.rests()
    blind.key("escape", 2)
    assert blind.asked == "due" and len(calls(blind)) == before
    blind.key("r", 2)
    blind.rests()
    blind.key("g", 2)
    blind.rests()
    assert len(calls(blind)) == before + 1 and calls(blind)[-1].asked == key
    assert blind.session.incident.timers[key].status == "answered"


def test_n_asks_the_same_of_a_call_in_vain_which_counts_once(begin: Begin) -> None:
    """Two attempts of one call sent the ladder up."""
    blind, key = due(begin, "no-answer")
    before = blind.kinds()
    blind.key("n", 2)
    blind.rests()
    assert blind.asked == "call-which"
    blind.key("v", 2)
    blind.rests()
    assert blind.kinds() == before and "10:15 那次未接通已算一次" in blind.session.message
    assert blind.session.incident.timers[key].status == "running"


@pytest.mark.parametrize(("result", "ago", "letter"), [("reached", 20, "r"), ("no-answer", 4, "n"), ("no-answer", 1, "r"), ("reached", 1, "n")])
def test_an_old_call_or_one_that_went_otherwise_is_not_asked_about(
    begin: Begin, result: ev.CallResult, ago: float, letter: str
) -> None:
    blind, _ = due(begin, result, ago=ago)
    before = len(calls(blind))
    blind.key(letter, 2)
    blind.rests()
    assert len(calls(blind)) == before + 1 and blind.asked == "step"


def test_what_the_call_before_told_is_taken_back_and_restored_as_that_call(begin: Begin) -> None:
    blind, key = due(begin, "reached")
    blind.key("r", 2)
    blind.rests()
    blind.key("v", 2)
    blind.rests()
    made = len(calls(blind))
    for letter in "uu":
        blind.key(letter, 2)
        blind.rests()
    assert blind.session.incident.timers[key].status == "running" and len(calls(blind)) == made
    for letter in "yy":
        blind.key(letter, 2)
        blind.rests()
    timer = blind.session.incident.timers[key]
    assert (timer.status, timer.answered) == ("answered", TEN + timedelta(minutes=15, seconds=2))


def cut_off(begin: Begin, ago: float) -> tuple[Blind, int]:
    """110 was told that the call was cut, so many minutes before that was recorded; a minute later it is due."""
    blind = begin("self-harm-caller", "zh")
    session = blind.session
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=6))  # type: ignore[method-assign]
    for timer in session.incident.running():
        session.record(lambda d, k=timer.key: acts.timer_cancel(d, k, "x"))  # type: ignore[misc]
    session.record(lambda d: acts.call(d, "police", "reached"), TEN + timedelta(minutes=6 - ago))
    session.record(lambda d: acts.tick(d, "line", "cut"))
    session.moved(lambda d: acts.take_up(d, "caller"))
    for look in (1, 30):
        blind.hands.now = lambda s=look: Now(TEN + timedelta(minutes=7, seconds=s))  # type: ignore[misc]
        session.refresh()
        session.picture(80, 24)
        blind.rests()
    blind.key("d", 3)
    blind.key("r", 3)
    blind.rests()
    return blind, len(calls(blind))


@pytest.mark.parametrize("ago", [0.5, 2])
def test_a_call_made_just_before_what_it_is_about_was_recorded_is_asked_about_too(begin: Begin, ago: float) -> None:
    """Whoever is cut off phones first and records then: a second call stood there, and ``49 seconds late``."""
    blind, made = cut_off(begin, ago)
    assert blind.asked == "call-which" and made == 1, blind.asked
    blind.key("v", 2)
    blind.rests()
    timer = blind.session.incident.timers["cut-told"]
    assert len(calls(blind)) == 1 and timer.status == "answered" and timer.answered == timer.base
    assert blind.session.incident.step_state("tell-cut").status == "done"


def test_one_of_long_before_it_is_another_call(begin: Begin) -> None:
    blind, made = cut_off(begin, 4)
    assert made == 2 and blind.asked == "step"
