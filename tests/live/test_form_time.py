"""What a form asks more about happened when it was said to have happened, however long its other
fields take."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.names import TimerKey
from tests.support.constants import TEN
from tests.support.hands import Later


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    hands = Later(tmp_path)
    hands.at(20)
    return hands


def when(hands: Later, kind: str) -> datetime:
    (found,) = (each for each in hands.session.folder.entries if each.kind == kind)
    return found.at


def minute(n: float) -> datetime:
    return TEN + timedelta(minutes=n)


def test_words_were_said_when_they_were_said_to_be_not_when_the_next_update_was_settled(hands: Later) -> None:
    hands.press("words", "to:customers", "said")
    assert hands.question.name == "words-next"
    hands.minute = 20.25
    hands.press("10")
    assert when(hands, "announced") == minute(20)
    assert "as of" not in hands.session.message, "nobody gave a time"
    timer = hands.session.incident.timers[TimerKey.update("customers")]
    assert timer.due == minute(30.25), "ten minutes from when that was said"


def test_own_words_and_the_report_were_said_then_too(hands: Later) -> None:
    hands.press("words", "own", "all is well")
    hands.minute = 20.25
    hands.press("0")
    assert when(hands, "announced") == minute(20)


def test_a_report_was_read_out_before_the_next_one_was_settled(hands: Later) -> None:
    hands.press("report")
    hands.minute = 21
    hands.press(next(option.name for option in hands.question.options if option.name.startswith("said")))
    hands.minute = 21.5
    hands.press("0")
    assert when(hands, "announced") == minute(21)


def test_a_call_was_made_when_it_was_said_how_it_went_not_when_its_words_were_written(hands: Later) -> None:
    hands.press("call", "supervisor")
    hands.minute = 21
    hands.press("reached")
    hands.minute = 22.5
    hands.press("is on the way", "no")
    assert when(hands, "called") == minute(21)


def test_a_time_that_was_given_before_goes_before_the_forms(hands: Later) -> None:
    hands.press("earlier", "-5")
    hands.press("words", "to:customers", "said")
    hands.minute = 20.5
    hands.press("0")
    assert when(hands, "announced") == minute(15)


def test_the_media_are_promised_nothing_unless_somebody_types_a_time(hands: Later) -> None:
    hands.press("words", "to:media", "said")
    assert "Enter or 0: none" in hands.question.text
    hands.press("")
    (said,) = (each.event for each in hands.session.folder.entries if isinstance(each.event, ev.Announced))
    assert said.to == "media" and said.next is None
    assert TimerKey.update("media") not in hands.session.incident.timers


def test_the_media_are_promised_the_time_that_somebody_types(hands: Later) -> None:
    hands.press("words", "to:media", "said", "15")
    assert hands.session.incident.timers[TimerKey.update("media")].due == minute(35)
