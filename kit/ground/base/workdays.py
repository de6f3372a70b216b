"""Working days: which days a place works and when it closes, as people write it down, and by when
something is due that may take so many of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from kit.ground.base.days import DAY, Due, Public

DAYS = "1-5"  # Monday to Friday
HOURS = "09:00-17:30"
LONGEST = 62  # days of one holiday: more is a slip of the hand
FURTHEST = 3660  # days that are looked through, whatever the holidays say
_LAST = time(23, 59)
_ALL_DAY = (
    "全天", "全日", "整天", "24h", "24小时", "二十四小时", "24hours", "24/7", "7x24",
    "roundtheclock",
)  # fmt: skip
_NAMES = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TO = r"\s*(?:-|–|~|～|—|至|到|\.\.|\bto\b)\s*"
_DATE = r"\d{4}-\d{1,2}-\d{1,2}"


class Calendar(msgspec.Struct, frozen=True):
    """``days``: of the week, Monday is 0; ``closes``: until when is worked; ``off``: holidays;
    ``on``: days that are worked though the week or a holiday says otherwise (调休上班). ``public``:
    the state's, for what the place does not say itself; one that is open on every day of the week
    has no days to exchange, and its own list alone counts."""

    days: frozenset[int]
    closes: time
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    public: Public | None = None

    def works(self, day: date) -> bool:
        if day in self.on or day in self.off:
            return day in self.on
        if self.public is None or len(self.days) == 7:
            return day.weekday() in self.days
        return self.public.works(day, self.days)

    def lacks(self, day: date) -> int:
        """The year whose notice must be entered to be sure of the day; 0: it is."""
        own = day in self.on or day in self.off or len(self.days) == 7
        return 0 if own or self.public is None else self.public.lacks(day)


def read_days(text: str) -> frozenset[int]:
    """``1-5``, ``1,3,5``, ``周一至周五``, ``Mon-Fri``: days of the week, Monday is 0. Raises
    ``ValueError`` for what is not such."""
    plain = re.sub(r"周|星期|礼拜", "", text.lower()).replace("天", "日")
    for number, (name, english) in enumerate(zip(_NAMES, _ENGLISH, strict=True), 1):
        plain = re.sub(rf"{name}|\b{english}[a-z]*", str(number), plain)
    found: set[int] = set()
    for part in _parts(plain):
        ends = re.fullmatch(rf"([1-7])(?:{_TO}([1-7]))?", part)
        if ends is None:
            raise ValueError(text)
        first, last = int(ends[1]), int(ends[2] or ends[1])
        found.update((first + n - 1) % 7 for n in range((last - first) % 7 + 1))
    if not found:
        raise ValueError(text)
    return frozenset(found)


def read_hours(text: str) -> tuple[time, time]:
    """``09:00-17:30``: when it opens and closes on one day; ``24h``, ``全天``, ``0:00-24:00``: the
    whole of it, to its last minute. Raises ``ValueError``."""
    if re.sub(r"\s+", "", text.lower()) in _ALL_DAY:
        return time(0, 0), _LAST
    ends = re.fullmatch(rf"(\d{{1,2}})[:：](\d\d){_TO}(\d{{1,2}})[:：](\d\d)", text.strip())
    if ends is None:
        raise ValueError(text)
    hours = [int(each) for each in ends.groups()]
    opens = time(hours[0], hours[1])
    closes = _LAST if hours[2:] == [24, 0] else time(hours[2], hours[3])
    if closes <= opens:
        raise ValueError(text)
    return opens, closes


def read_dates(text: str) -> frozenset[date]:
    """``2026-10-01..2026-10-07, 2027-01-01``: days, and spells with their first and last. Raises
    ``ValueError``."""
    found: set[date] = set()
    for part in _parts(text):
        ends = re.fullmatch(rf"({_DATE})(?:{_TO}({_DATE}))?", part)
        if ends is None:
            raise ValueError(text)
        first, last = _day(ends[1]), _day(ends[2] or ends[1])
        if not timedelta(0) <= last - first <= LONGEST * DAY:
            raise ValueError(text)
        found.update(first + n * DAY for n in range((last - first).days + 1))
    return frozenset(found)


def _parts(text: str) -> Iterator[str]:
    parts = re.split(r"[,，、;；\n]|(?<=\d)\s+(?=\d)", text)
    return (part.strip() for part in parts if part.strip())


def _day(text: str) -> date:
    return date(*(int(part) for part in text.split("-")))


def due(base: datetime, days: int, calendar: Calendar) -> Due:
    """When the place closes on the ``days``-th working day behind the day of ``base``, by the clock
    on the wall there, whatever summer time does in between."""
    day, lacks = base.date(), 0
    for _ in range(FURTHEST):
        day += DAY
        lacks = lacks or calendar.lacks(day)
        days -= calendar.works(day)
        if days <= 0:
            break
    return Due(_on_wall(datetime.combine(day, calendar.closes), base), lacks)


def _on_wall(naive: datetime, base: datetime) -> datetime:
    """By this machine's zone where ``base`` was written in it, else by the offset of ``base``
    (drills, another place)."""
    here = base.replace(tzinfo=None, fold=base.fold)
    if base.utcoffset() in {here.replace(fold=fold).astimezone().utcoffset() for fold in (0, 1)}:
        return naive.astimezone()
    return naive.replace(tzinfo=base.tzinfo)
