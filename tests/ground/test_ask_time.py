"""A time asked of a person is read, asked back or asked again; Esc goes back and records nothing."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.times import COMING, PAST, SNOOZE, Field
from kit.ground.terminal.ask import Question
from kit.ground.terminal.typed import Given, ask_time, in_turn, shown

NIGHT = datetime(2026, 11, 28, 2, 56, tzinfo=timezone(timedelta(hours=8)))
ASKED = Question("when", "When?", "text", optional=True)


def played(flow: Generator[Question, Any, Any], *answers: str | None) -> tuple[list[Question], Any]:
    """The questions that were put, and what the flow ended with."""
    put = [next(flow)]
    for answer in answers:
        try:
            put.append(flow.send(answer))
        except StopIteration as end:
            return put, end.value
    raise AssertionError(f"still asking: {put[-1]}")


def test_a_time_is_taken_and_an_empty_line_is_no_time() -> None:
    refused: list[Refused] = []
    _, given = played(ask_time(ASKED, COMING, lambda: NIGHT, "en", refused.append), "3点10")
    assert given == Given(NIGHT.replace(hour=3, minute=10), "3点10")
    assert played(ask_time(ASKED, COMING, lambda: NIGHT, "en", refused.append), "")[1] == Given(None)
    assert refused == []


def test_what_is_no_time_is_said_and_asked_again_with_the_text_still_there() -> None:
    refused: list[Refused] = []
    put, given = played(ask_time(ASKED, COMING, lambda: NIGHT, "zh", refused.append), "等会", "15")
    assert [each.code for each in refused] == ["time-coming"]
    assert put[1].typed == "等会"
    assert given == Given(NIGHT + timedelta(minutes=15), "15")


def test_two_readings_become_a_choice_and_esc_there_leads_back_to_the_text() -> None:
    flow = ask_time(ASKED, SNOOZE, lambda: NIGHT - timedelta(hours=2), "en", lambda _: None)
    put, given = played(flow, "120", None, "120", "1")
    assert [each.name for each in put] == ["when", "when-which", "when", "when-which"]
    assert [option.label for option in put[1].options] == ["01:20, in 24 min", "02:56, in 2 h 0 min"]
    assert put[2].typed == "120"
    assert given == Given(NIGHT, "120")


def test_esc_goes_back_one_question_and_at_the_first_leaves_without_a_trace() -> None:
    def ask(name: str) -> Any:
        def one(typed: str) -> Generator[Question, str | None, str | None]:
            return (yield Question(name, name, "text", typed=typed))

        return one

    put, given = played(in_turn(ask("name"), ask("phone"), ask("matter")), "Li", "0310", None, None, "Wang", "0311", "x")
    assert [each.name for each in put] == ["name", "phone", "matter", "phone", "name", "phone", "matter"]
    assert [each.typed for each in put[3:5]] == ["0310", "Li"]
    assert given == ["Wang", "0311", "x"]
    assert played(in_turn(ask("name"), ask("phone")), None)[1] is None


def test_a_time_is_read_back_with_its_day_and_how_far_off_it_is() -> None:
    assert shown(NIGHT + timedelta(minutes=14), NIGHT, "zh") == "03:10，14分钟后"
    assert shown(NIGHT + timedelta(hours=25), NIGHT, "en") == "11-29 03:56, in 25 h 0 min"
    assert shown(NIGHT - timedelta(hours=3), NIGHT, "en") == "11-27 23:56, 3 h 0 min ago"


@pytest.mark.parametrize(
    ("now", "field", "text", "at"),
    [
        (10, COMING, "3点10", "15:10"), (10, COMING, "三点十分", "15:10"), (10, COMING, "3:10", "15:10"), (15.5, PAST, "3点10", "15:10"),
        (22, COMING, "1点半", "01:30"), (13, PAST, "12点50", "12:50"),
    ],
)  # fmt: skip
def test_an_hour_without_its_half_of_the_day_is_the_one_at_hand(now: float, field: Field, text: str, at: str) -> None:
    """The form's own example, 3点10, was asked about at any time of the day."""
    when = NIGHT.replace(hour=0, minute=0) + timedelta(hours=now)
    put, given = played(ask_time(ASKED, field, lambda: when, "zh", lambda _: None), text)
    assert [each.name for each in put] == ["when"] and f"{given.at:%H:%M}" == at
    assert abs(given.at - when) < timedelta(hours=6)


def asked(text: str, field: Field = COMING, hour: int = 10) -> list[str]:
    when = NIGHT.replace(hour=hour, minute=0)
    flow = ask_time(ASKED, field, lambda: when, "zh", lambda _: None)
    next(flow)
    return [option.label[:5] for option in flow.send(text).options]


def test_one_farther_off_a_day_that_is_named_and_an_hour_of_a_long_incident_are_asked_about() -> None:
    assert asked("9点10") == ["21:10", "11-29"], "this evening, or tomorrow morning"
    assert asked("明天3点", hour=23) == ["11-29", "11-29"]
    long = Field("past", known=(NIGHT, NIGHT.replace(hour=15)))
    assert asked("3点10", long, 16) == ["15:10", "03:10"]
    assert asked("120", SNOOZE, 1) == ["01:20", "03:00"]
