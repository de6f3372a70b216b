"""A day on which something was done, of which no hour is known."""

from __future__ import annotations

from datetime import date, datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import parse_day

FIRST = 1990  # a year before it is a slip of the hand


def past_day(text: str, now: datetime) -> date | None:
    """A day that is not to come; ``None`` for no text. Raises ``Refused``."""
    if not text:
        return None
    day = parse_day(text)
    if day > now.date() or day.year < FIRST:
        raise Refused("time-day", Exit.USAGE, text=clean(text, 40))
    return day


def noon(day: date, now: datetime) -> datetime:
    """A time of that day, today not ahead of now."""
    found = now.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0,
                        second=0, microsecond=0)  # fmt: skip
    return min(found, now) if day == now.date() else found
