"""Days that come again: a span of the calendar, a season, a day before which something is done.

By the calendar: a month after 31 January is the last of February. Nothing here raises for a day
that it is given: what would lie behind the last day there is, is that day.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from kit.ground.base.lean import re

SPAN = r"^P[1-9]\d{0,2}[DWMY]$"
DAY = r"^\d\d-\d\d$"
LEAP = 2000  # a year in which every day of a year is one


class Span(msgspec.Struct, frozen=True):
    """``count`` days (D), weeks (W), months (M) or years (Y)."""

    count: int
    unit: str


def span(text: str) -> Span:
    """Of ``P6M``. Raises ``ValueError``."""
    if not re.fullmatch(SPAN, text, re.ASCII):
        raise ValueError(f"Expected a span like P1D, P1W, P3M, P1Y, got {text!r:.40}")
    return Span(int(text[1:-1]), text[-1])


def later(day: date, by: Span) -> date:
    """The day that much later; of a month that is too short its last day."""
    if by.unit in "DW":
        step = timedelta(days=by.count * (7 if by.unit == "W" else 1))
        return day + step if date.max - day >= step else date.max
    months = day.year * 12 + day.month - 1 + by.count * (12 if by.unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, length(year, month + 1)))


def length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def month_day(text: str) -> tuple[int, int]:
    """Of ``05-01``: a month and a day of it. Raises ``ValueError``."""
    if not re.fullmatch(DAY, text, re.ASCII):
        raise ValueError(f"Expected a day of the year like 05-01, got {text!r:.40}")
    found = date(LEAP, int(text[:2]), int(text[3:]))
    return found.month, found.day


def season_of(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Of ``05-01/09-30``: its first and its last day. Raises ``ValueError``."""
    first, _, last = text.partition("/")
    return month_day(first), month_day(last)


def in_year(year: int, when: tuple[int, int]) -> date:
    """That day of a year; of 29 February the last of February."""
    return date(year, when[0], min(when[1], length(year, when[0])))


def within(day: date, season: str) -> bool:
    """Whether a day lies in a season, which may go over the end of the year."""
    first, last = (in_year(day.year, each) for each in season_of(season))
    return first <= day <= last if first <= last else day >= first or day <= last


def coming(day: date, when: tuple[int, int]) -> date:
    """The first such day of a year behind ``day``."""
    for year in range(day.year, min(day.year + 2, date.max.year + 1)):
        found = in_year(year, when)
        if found > day:
            return found
    return date.max


def next_day(done: date, every: Span, season: str = "", before: str = "") -> date:
    """By when it is due after it was done. In a season only: what falls outside is due on the next
    season's first day. ``before`` a day of the year: by the eve of the next one, unless that is
    less than half the span away, for which it was done just now."""
    if before:
        start = coming(done, month_day(before))
        soon = (start - done).days * 2 <= (later(done, every) - done).days
        start = coming(start, month_day(before)) if soon else start
        return start - timedelta(days=1)
    due = later(done, every)
    if season and not within(due, season):
        return coming(due - timedelta(days=1), season_of(season)[0])
    return due
