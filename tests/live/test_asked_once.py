"""What stood there long enough, or was named, is not asked about a second time; what came before anybody can have
read it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.live.conftest import Begin
from tests.live.test_stepped_in import calls, stepped_in
from tests.support.blind import Blind
from tests.support.constants import TEN


def calls_of(blind: Blind) -> list[str]:
    return [e.event.role for e in blind.session.folder.entries if isinstance(e.event, ev.Called)]


# ---- whom did you call ---------------------------------------------------------------------------


def climbed(begin: Begin, lang: str = "en") -> Blind:
    """The report to the supervisor is due; he was not reached twice, so that somebody else stands there."""
    blind = begin(lang=lang, at="seats")
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=6, seconds=blind.loop.now - began))  # type: ignore[method-assign]
    key = next(t.key for t in blind.session.incident.running() if t.tell)
    for timer in blind.session.incident.running():
        if timer.key != key:
            blind.session.record(lambda d, k=timer.key: acts.timer_cancel(d, k, "x"))  # type: ignore[misc]
    for _ in range(2):
        role = blind.session.incident.timers[key].target()
        blind.session.record(lambda d, r=role: acts.timer_no_answer(d, key, r))  # type: ignore[misc]
    timer = blind.session.incident.timers[key]
    assert timer.target() != timer.tell[0]
    blind.session.refresh()
    blind.session.picture(80, 30)
    blind.loop.pass_(20)
    blind.session.refresh()
    blind.session.picture(80, 30)
    blind.key("v", 2)
    blind.key("escape", 2)
    blind.loop.pass_(120)
    blind.session.refresh()
    blind.session.picture(80, 30)
    return blind


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("looked", "asks"), [(0.5, True), (2.5, True), (4.0, False), (16.0, False)])
def test_whom_an_answer_names_is_asked_only_of_a_hand_that_cannot_have_read_it(begin: Begin, lang: str, looked: float, asks: bool) -> None:
    """``r  Told: centre manager`` stood there for a quarter of a minute, and it was asked whom he had called."""
    blind = climbed(begin, lang)
    before = len(calls_of(blind))
    blind.key("d", 4)
    assert blind.asked == "due", blind.asked
    blind.key("r", looked)
    blind.loop.pass_(0.6)
    if asks:
        assert blind.asked == "call-who" and len(calls_of(blind)) == before
    else:
        assert len(calls_of(blind)) == before + 1 and blind.asked == "step", blind.asked


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_post_typed_by_its_name_says_who_was_called(begin: Begin, lang: str) -> None:
    blind = climbed(begin, lang)
    blind.key("d", 4)
    blind.key("r", 1)
    blind.loop.pass_(2)
    assert blind.asked == "call-who"
    timer = next(t for t in blind.session.incident.running() if t.tell)
    role = timer.target()
    blind.key("n", 2)  # with it and without, as "centre" begins with a key of its own
    blind.rests()
    blind.entered_in(lang, blind.session.incident.role_title(role).get(lang))
    assert calls_of(blind)[-1] == role and not blind.notes() and blind.asked == "step"


def test_other_words_there_are_a_note_and_it_is_asked_on(begin: Begin) -> None:
    blind = climbed(begin)
    blind.key("d", 4)
    blind.key("r", 1)
    blind.loop.pass_(2)
    before = calls_of(blind)
    blind.types("centre manager is on leave")
    assert blind.asked == "call-who" and blind.notes() == ["centre manager is on leave"] and calls_of(blind) == before


# ---- another step than was announced -------------------------------------------------------------


@pytest.mark.parametrize(("rest", "then", "counts"), [(12, 2, True), (6, 2, False), (6, 60, True)])
def test_a_step_that_was_looked_at_for_long_counts_whatever_was_typed_behind_that(begin: Begin, rest: float, then: float, counts: bool) -> None:
    """A minute after it had come, behind a note, it was still asked whether it was meant."""
    blind = stepped_in(begin)
    blind.key("n", rest)
    blind.types("li ming is here")
    blind.rests()
    before = calls(blind)
    blind.loop.pass_(5)
    blind.key("enter", then)
    blind.rests()
    assert (calls(blind) > before) is counts and blind.asked == ("step" if counts else "so-soon")


# ---- typed beside a question about a call --------------------------------------------------------


@pytest.mark.parametrize(("typed", "gap", "again"), [("line dead", 1.5, True), ("line dead", 4, True), ("line dead", 11, False), ("4", 11, False), ("1905", 11, False)])
def test_a_yes_to_another_call_counts_once_the_question_stood_long_enough_behind_what_was_typed(
    begin: Begin, typed: str, gap: float, again: bool
) -> None:
    """A note beside "call 2: no answer?", a look, ``y``: "You typed ... here. Is this so" stood there next."""
    blind = begin(at="tell-tech")
    blind.loop.pass_(8)
    blind.key("x", 2)
    blind.rests()
    blind.key("x", 2)
    blind.rests()
    assert blind.asked == "so-soon"
    before = blind.kinds().count("called")
    blind.types(typed)
    assert blind.asked == "so-soon" and blind.notes() == ([typed] if " " in typed else [])
    blind.key("y", gap)
    blind.loop.pass_(0.6)
    assert blind.kinds().count("called") == before + (not again)
    assert blind.asked == ("so-soon" if again else "step")
