"""What the state says of days, and a time that working days lead to: every log is read with these,
so that nothing heavy stands here; how days are counted is ``workdays``.
"""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

DAY = timedelta(days=1)
YEAR_END = (12, 28)  # from then on the notice of the year to come may move a day, as 2018 and 2022

Sure = Literal["known", "law", "unknown"]


class Public(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the state says of days. ``years``: whose notice is entered, with the days ``off`` and
    ``on`` of all of them, in their order; ``by_law``: years of which only the ``law``'s own days
    off are known."""

    years: tuple[int, ...] = ()
    off: tuple[date, ...] = ()
    on: tuple[date, ...] = ()
    by_law: tuple[int, ...] = ()
    law: tuple[date, ...] = ()

    def about(self, year: int) -> "Public":
        """Of that year and the next, which is as far as a deadline reaches."""
        near = (year, year + 1)
        return Public(
            tuple(each for each in self.years if each in near),
            tuple(day for day in self.off if day.year in near),
            tuple(day for day in self.on if day.year in near),
            tuple(each for each in self.by_law if each in near and each not in self.years),
            tuple(day for day in self.law if day.year in near and day.year not in self.years),
        )

    def works(self, day: date, week: frozenset[int]) -> bool:
        """``week``: the days of the week that are worked without a notice."""
        if day in self.off or day in self.on:
            return day in self.on
        return day.weekday() in week and (day.year in self.years or day not in self.law)

    def lacks(self, day: date) -> int:
        """The year whose notice must be entered to be sure of the day; 0: it is."""
        if day.year not in self.years:
            return 0 if day in self.off or day in self.on else day.year
        late = (day.month, day.day) >= YEAR_END and day not in self.off and day not in self.on
        return day.year + 1 if late and day.year + 1 not in self.years else 0

    def sure(self, day: date) -> Sure:
        if not self.lacks(day):
            return "known"
        return "law" if day.year in self.years or day.year in self.by_law else "unknown"


class Due(msgspec.Struct, frozen=True):
    """``unentered``: the first year whose notice is not entered and was counted through all the
    same, so that ``at`` is provisional; 0: it stands."""

    at: datetime
    unentered: int = 0


def iso_day(text: str) -> date | None:
    """A day as a program writes it, 2026-01-31; ``None`` for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
