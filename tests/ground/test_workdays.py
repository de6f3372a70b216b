"""Working days: weekends, holidays, days worked in exchange, and summer time in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

import pytest

from kit.ground.base.workdays import Calendar, due, read_dates, read_days, read_hours
from tests.support.machine import BERLIN, in_zone

CHINA = timezone(timedelta(hours=8))
WEEK = frozenset(range(5))
USUAL = Calendar(WEEK, time(17, 30))
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=CHINA)


def after(base: datetime, days: int, calendar: Calendar = USUAL) -> str:
    return f"{due(base, days, calendar).at:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "hour", "wanted"),
    [
        (26, 10, "11-27 17:30"),  # Thursday: on Friday
        (26, 23, "11-27 17:30"),  # at whatever hour
        (27, 10, "11-30 17:30"),  # Friday: on Monday
        (28, 10, "11-30 17:30"),  # Saturday
        (29, 23, "11-30 17:30"),  # Sunday
        (30, 0, "12-01 17:30"),  # Monday, just begun: on Tuesday
    ],
)
def test_the_next_working_day_is_never_a_day_of_the_weekend(
    day: int, hour: int, wanted: str
) -> None:
    assert after(FRIDAY.replace(day=day, hour=hour), 1) == wanted


def test_several_working_days_count_only_days_that_are_worked() -> None:
    assert [after(FRIDAY, n) for n in (2, 5, 6)] == ["12-01 17:30", "12-04 17:30", "12-07 17:30"]


def test_a_listed_holiday_is_passed_over_and_a_day_worked_in_exchange_counts() -> None:
    """The last day before a week of holidays; the Saturday behind it is worked."""
    off = read_dates("2026-10-01..2026-10-07")
    last = datetime(2026, 9, 30, 16, 0, tzinfo=CHINA)
    assert after(last, 1, Calendar(WEEK, time(17, 30), off)) == "10-08 17:30"
    assert after(last, 3, Calendar(WEEK, time(17, 30), off)) == "10-12 17:30"
    worked = Calendar(WEEK, time(17, 30), off, read_dates("2026-10-10"))
    assert after(last, 3, worked) == "10-10 17:30"


def test_a_day_worked_in_exchange_counts_even_where_it_is_listed_as_a_holiday() -> None:
    both = Calendar(WEEK, time(18, 0), read_dates("2026-11-30"), read_dates("2026-11-30"))
    assert after(FRIDAY, 1, both) == "11-30 18:00"


def test_a_place_that_is_open_every_day_has_no_weekend() -> None:
    assert after(FRIDAY, 1, Calendar(read_days("1-7"), time(22, 0))) == "11-28 22:00"


@pytest.fixture
def berlin() -> Iterator[None]:
    with in_zone(BERLIN):
        yield


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("base", "wanted"),
    [
        ("2026-03-27T10:00+01:00", "2026-03-30T17:30:00+02:00"),  # summer time begins that Sunday
        ("2026-10-23T10:00+02:00", "2026-10-26T17:30:00+01:00"),  # and ends on this one
        ("2026-07-03T10:00+02:00", "2026-07-06T17:30:00+02:00"),
        ("2026-03-27T10:00+08:00", "2026-03-30T17:30:00+08:00"),  # written at another place
    ],
)
def test_it_is_due_by_the_wall_clock_of_the_day_itself(base: str, wanted: str) -> None:
    """Closing time is closing time, though the weekend had an hour more or less."""
    assert due(datetime.fromisoformat(base), 1, USUAL).at.isoformat() == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1-5", {0, 1, 2, 3, 4}),
        ("1,3,5", {0, 2, 4}),
        ("周一至周六", {0, 1, 2, 3, 4, 5}),
        ("星期一、星期天", {0, 6}),
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Monday to Thursday", {0, 1, 2, 3}),
        ("6-2", {5, 6, 0, 1}),
    ],
)
def test_days_of_the_week_as_people_write_them(text: str, wanted: set[int]) -> None:
    assert read_days(text) == wanted


def test_hours_and_dates_as_people_write_them() -> None:
    assert read_hours("9：00～17：30") == (time(9), time(17, 30))
    wanted = {date(2026, 10, 1), date(2026, 10, 2), date(2027, 1, 1)}
    for text in ("2026-10-01至2026-10-02，2027-01-01", "2026-10-1..2026-10-2 2027-1-1"):
        assert read_dates(text) == wanted
    assert read_dates("") == frozenset()


@pytest.mark.parametrize("text", ["", "0-5", "1-8", "sometimes"])
def test_what_names_no_day_of_the_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_days(text)


@pytest.mark.parametrize("text", ["", "9-17", "17:30-09:00", "09:00-09:00", "25:00-26:00", "all day"])
def test_what_is_no_span_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_hours(text)


@pytest.mark.parametrize(
    "text", ["10-01", "2026-02-30", "2026-10-07..2026-10-01", "2026-01-01..2036-01-01", "soon"]
)
def test_what_are_no_dates_is_refused(text: str) -> None:
    """A spell that runs backwards or for years is a slip."""
    with pytest.raises(ValueError):
        read_dates(text)


@pytest.mark.parametrize("text", ["全天", "24h", "24 hours", "24小时", "0:00-24:00", "00:00 至 24：00"])
def test_round_the_clock_lasts_to_the_last_minute_of_the_day(text: str) -> None:
    assert read_hours(text) == (time(0), time(23, 59))
