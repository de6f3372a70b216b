"""A step that wants words and asks only when something will be: figures are an hour of the day there."""

from __future__ import annotations

from datetime import datetime

import pytest

from kit.live.guide.talk.asks_when import as_hour, as_time, asks_when
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.shipped import every_list


def answered(blind: Blind) -> list[str]:
    return [e.event.value for e in blind.session.folder.entries if e.event.kind == "step-done"]  # type: ignore[attr-defined]


def at_back(begin: Begin, lang: str, text: str) -> Blind:
    blind = begin("power-outage", lang, at="back-at")
    blind.loop.pass_(8)
    blind.key("enter")
    blind.loop.pass_(8)
    blind.types(text)
    blind.rests()
    return blind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_four_figures_are_a_time_and_a_bare_hour_is_asked_back_as_one(begin: Begin, lang: str) -> None:
    """``1905`` was "a bare number", and ``9`` was the answer."""
    assert answered(at_back(begin, lang, "1905")) == ["19:05"]


def test_a_bare_hour_is_asked_back_as_the_time_that_it_would_be(begin: Begin) -> None:
    blind = at_back(begin, "en", "9")  # it is ten
    assert blind.asked == "value-sure" and "21:00" in blind.screen.posed.question.text and not answered(blind)
    blind.key("y", 3)
    blind.rests()
    assert answered(blind) == ["21:00"]


def test_only_what_asks_for_a_time_alone_reads_figures_so() -> None:
    found = {(each.id, step.id) for each in every_list() for _, step in each.steps() if asks_when(step)}
    assert {("power-outage", "back-at"), ("hall-system-failure", "back-at")} <= found
    assert not {step for _, step in found} & {"warned", "meeting", "words", "last", "handed", "official"}


@pytest.mark.parametrize(("text", "time"), [("1905", "19:05"), ("０９３０", "09:30"), ("1965", ""), ("2405", ""), ("905", ""), ("not known yet", "")])
def test_what_four_figures_are(text: str, time: str) -> None:
    assert as_time(text) == time


@pytest.mark.parametrize(
    ("text", "now", "time"),
    [("9", 10, "21:00"), ("9", 3, "9:00"), ("12", 10, "12:00"), ("12", 13, "0:00"), ("22", 10, "22:00"), ("6", 22, "6:00"), ("42", 10, "")],
)
def test_a_bare_hour_is_the_next_one(text: str, now: int, time: str) -> None:
    assert as_hour(text, datetime(2026, 3, 2, now, 5)) == time
