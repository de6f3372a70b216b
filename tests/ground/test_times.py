"""Times as people write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import certain, parse_day, parse_when
from kit.ground.base.typed.times import COMING, Ask, Field, read
from tests.support.constants import CHINA


def parse_until(text: str, now: datetime) -> datetime:
    """A time to come as a command takes it where nobody can be asked."""
    found = read(text, COMING, now)
    if isinstance(found, Ask):
        assert certain(found), found
        return found.times[0]
    return found


NOW = datetime(2026, 11, 21, 21, 4, 30, tzinfo=CHINA)


def at(hour: int, minute: int, second: int = 0, day: int = 21) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20:50", at(20, 50)),
        ("20：50", at(20, 50)),
        ("20.50", at(20, 50)),
        ("20:50:07", at(20, 50, 7)),
        ("２０：５０", at(20, 50)),
        ("09:05", at(9, 5)),
        ("11:05", at(11, 5)),
        ("-15", at(20, 49, 30)),
        ("-15m", at(20, 49, 30)),
        ("-15分", at(20, 49, 30)),
        ("－15分钟", at(20, 49, 30)),
        (" -0 ", NOW),
        ("2026-11-21 09:30", at(9, 30)),
        ("2026-11-21T20:00:00+08:00", at(20, 0)),
        ("2026-11-21T12:00:00+00:00", at(20, 0)),
    ],
)
def test_a_past_time_is_read_as_people_write_it(text: str, wanted: datetime) -> None:
    assert parse_when(text, NOW) == wanted


def test_a_clock_time_within_the_grace_counts_as_now() -> None:
    assert parse_when("21:05", NOW) == NOW


@pytest.mark.parametrize("text", ["", "x", "25:00", "12:60", "12:0", "-99999", "昨天"])
def test_an_unreadable_time_is_a_usage_error(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_when(text, NOW)
    assert (refused.value.code, refused.value.exit) == ("time-past", Exit.USAGE)
    assert refused.value.fill["text"] == text


def test_just_after_midnight_a_late_clock_time_is_yesterdays() -> None:
    assert parse_when("23:50", at(0, 10)) == at(23, 50, day=20)


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-11-21 22:00", "time-future"), ("2026-11-20 08:00", "time-far"), ("2025-11-21 21:00", "time-far"), ("21:30", "time-far"), ("23:50", "time-far"), ("8:05", "time-which"), ("9:05", "time-which")],
)
def test_a_time_to_come_is_refused_and_not_taken_for_yesterday(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_when(text, NOW)
    assert refused.value.code == code


def test_a_refusal_names_the_readings_and_one_of_them_is_taken_with_its_day_said_apart() -> None:
    with pytest.raises(Refused) as refused:
        parse_when("8:05", NOW)
    assert refused.value.fill["names"] == ["2026-11-21 20:05", "2026-11-21 08:05"]
    with pytest.raises(Refused) as far:
        parse_when("2026-11-21 08:05", NOW)
    assert (far.value.code, far.value.fill["day"]) == ("time-far", "2026-11-21")
    meant = Field("past", day=parse_day("2026-11-21"))
    assert parse_when("2026-11-21 08:05", NOW, field=meant) == at(8, 5)
    assert parse_when("8:05", NOW, field=meant) == at(8, 5)
    assert parse_when("00:04", NOW, field=Field("past", day=parse_day("2026/1/1"))) == datetime(2026, 1, 1, 0, 4, tzinfo=CHINA)


@pytest.mark.parametrize("text", ["", "2026-02-30", "21", "yesterday", "2026-13-01"])
def test_a_day_that_is_none_is_a_usage_error(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_day(text)
    assert refused.value.code == "time-day"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10", at(21, 14, 30)),
        ("+10", at(21, 14, 30)),
        ("10分", at(21, 14, 30)),
        ("１０", at(21, 14, 30)),
        ("21:30", at(21, 30)),
        ("06:00", at(6, 0, day=22)),
        ("2026-11-22 06:00", at(6, 0, day=22)),
    ],
)
def test_a_time_to_come_is_read_as_people_write_it(text: str, wanted: datetime) -> None:
    assert parse_until(text, NOW) == wanted


@pytest.mark.parametrize(
    ("text", "code"), [("", "time-coming"), ("x", "time-coming"), ("24:01", "time-coming"), ("-5", "time-passed")]
)
def test_an_unreadable_time_to_come_is_a_usage_error(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_until(text, NOW)
    assert refused.value.code == code


@given(st.text(max_size=20))
def test_no_text_crashes_the_reader_of_times(text: str) -> None:
    try:
        found = parse_when(text, NOW)
    except Refused:
        return
    assert found.tzinfo is not None and found <= NOW
