"""A time asked of a person is read, asked back or asked again; Esc goes back and records nothing."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta, timezone
from typing import Any

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.times import COMING, SNOOZE
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
