"""A key that says how a call went, and of which it is asked whether that is so, goes nowhere without a word: not behind
the same key once more, a stray Esc, a digit for another step, or as one goes to another incident."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_asked_instead import asked, results
from tests.live.test_not_counted import shown
from tests.support.blind import Blind


def picture(blind: Blind) -> str:
    return "".join(text for _, text, *_ in blind.screen._fragments())


@pytest.mark.parametrize(("lang", "said"), [("zh", "x 按了两次，只记了一次"), ("en", "x was pressed twice and recorded once")])
@pytest.mark.parametrize("gap", [7, 25])
def test_the_same_key_once_more_counts_once_and_that_is_said_until_it_can_have_been_read(
    begin: Begin, lang: str, said: str, gap: float
) -> None:
    """``x`` right behind another record, and again seven seconds later: one call stood there, and nothing of the first."""
    blind = asked(begin, lang, "x")
    assert not results(blind)
    blind.key("x", gap)
    blind.rests()
    assert results(blind) == ["no-answer"] and said in picture(blind), picture(blind)
    blind.key("v", 4)
    blind.key("escape", 3)
    assert said not in picture(blind)


def test_one_that_was_made_alone_is_said_to_be_nothing_more(begin: Begin) -> None:
    blind = begin("fire", "en", at="call-119", minute=6)
    blind.key("x", 20)
    blind.rests()
    assert results(blind) == ["no-answer"] and "twice" not in picture(blind)


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有算：未接通"), ("en", "Not counted: No answer")])
def test_a_stray_esc_drops_no_call_and_esc_alone_does(begin: Begin, lang: str, said: str) -> None:
    """``x``, an elbow on ``5`` and two arrows, Esc: "Not counted before: 5", and nothing of the call."""
    blind = asked(begin, lang, "x")
    blind.key("5", 3)
    blind.key("escape", 2)
    assert blind.asked == "step" and said in picture(blind) and not results(blind)
    blind.key("v", 5)
    blind.key("escape", 5)
    assert said in picture(blind)
    blind.key("y", 3)  # asks again
    blind.rests()
    assert blind.asked == "so-soon"
    blind.key("escape", 3)
    assert blind.asked == "step" and said not in picture(blind) and not results(blind)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["enter", "f"])
def test_behind_a_digit_for_another_step_no_key_says_otherwise_how_this_call_went(begin: Begin, lang: str, key: str) -> None:
    """``x``, a note, ``2``, Enter: who was reached was the specialist, and the report to the supervisor was ticked."""
    blind = asked(begin, lang, "x")
    blind.entered_in(lang, {"zh": "楼道有烟", "en": "smoke"}[lang])
    blind.key("2", 2)
    blind.key(key, 6)
    blind.rests()
    question = blind.screen.posed.question
    label = next(o.label for o in blind.screen.prose.standing.keys.options if o.key == "x")
    assert blind.asked == "so-soon" and label in question.text and not results(blind)
    for _ in range(2):
        if not results(blind):
            blind.key("y", 3)
            blind.rests()
    assert results(blind) == ["no-answer"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_as_one_comes_back_from_another_incident_a_call_counts_once_the_step_can_have_been_seen(begin: Begin, lang: str) -> None:
    """"The last entry is only seconds old", ninety seconds behind it: every result behind ``o`` was a question."""
    for rest, asks in ((0.5, True), (1.5, False)):
        blind = begin("fire", lang, at="call-119", minute=6)
        blind.loop.pass_(90)
        blind.screen.prose.arrived(elsewhere=True)
        blind.key("x", rest)
        blind.rests()
        assert (blind.asked == "so-soon") is asks
        if asks:
            assert {"zh": "刚到这里", "en": "only just come here"}[lang] in shown(blind) + blind.screen.posed.question.text


@pytest.mark.parametrize(("lang", "named"), [("zh", "：未接通"), ("en", ": No answer")])
def test_where_somebody_goes_to_the_call_is_named_with_the_keys_that_did_not_count(begin: Begin, lang: str, named: str) -> None:
    """"whether it is so: Reac..", and ``Enter, 1`` stood nowhere."""
    blind = asked(begin, lang, "x")
    step = blind.screen.prose.standing.keys.called[:8]
    for key in ("1", "enter", "q"):
        blind.key(key, 2)
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.rests()
    blind.rests()
    assert blind.session.ended
    (left,) = blind.session.unanswered
    enter = {"zh": "回车", "en": "Enter"}[lang]
    assert step in left and named in left and "1" in left.rpartition(named)[2] and enter in left.rpartition(named)[2], left
