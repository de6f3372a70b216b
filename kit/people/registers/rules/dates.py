"""Spans that registers are due by: minutes, hours, days, working days, a year of the civil code."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from kit.ground.base import workdays
from kit.ground.base.lean import re

USUAL = workdays.Calendar(workdays.read_days(workdays.DAYS), workdays.read_hours(workdays.HOURS)[1])
_SPAN = r"(\d{1,4})\s*(m|h|d|wd|y)"
_WORKING = (
    r"(?:within |in )?(\d{1,3})\s*(?:个)?\s*(?:工作日|(?:working|business) days?|wd)"
    r"\s*(?:之内|以内|内|之后|以后|后)?"
)


class End(msgspec.Struct, frozen=True):
    """A time to come. ``days``: the working days that lead to it, 0 for a time that was named;
    ``unentered``: the year whose days off were not entered when it was counted (0: it stands)."""

    at: datetime
    days: int = 0
    unentered: int = 0


def span_end(span: str, start: datetime, calendar: workdays.Calendar = USUAL) -> End:
    """The end of ``15m``, ``4h``, ``90d``, ``5wd`` or ``1y`` from ``start``. Raises
    ``ValueError``."""
    found = re.fullmatch(_SPAN, span)
    if found is None:
        raise ValueError(span)
    count, unit = int(found[1]), found[2]
    if unit == "wd":
        return working_end(start, count, calendar)
    if unit == "y":
        return End(years_later(start, count))
    step = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[unit]
    return End(start + count * step)


def working_end(start: datetime, days: int, calendar: workdays.Calendar) -> End:
    """When the place closes on the last of so many working days."""
    due = workdays.due(start, days, calendar)
    return End(due.at, days, due.unentered)


def working_days(text: str) -> int | None:
    """How many working days a person wrote (``15 个工作日``); ``None`` for another text."""
    from kit.ground.base.typed.spans import arabic, plain

    found = re.fullmatch(_WORKING, arabic(plain(text)))
    return int(found[1]) if found else None


def years_later(start: datetime, years: int) -> datetime:
    """The same day of another year; of 29 February the next day there is."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, month=3, day=1)
