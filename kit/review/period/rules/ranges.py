"""Which days a page is about: a day, an ISO week, a month, a quarter, a year, or from one day to
another; and which of the incidents opened in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

import msgspec

from kit.ground.base.months import month_of
from kit.ground.base.private import Name, Plain
from kit.review.archive.rules.digest import Digest

Sort = Literal["day", "week", "month", "quarter", "year", "span"]
# A unit's own words for the one that goes on and the one before it.
THIS = ("this", "本", "这", "今", "current")
LAST = ("last", "上", "昨", "去", "previous")
UNITS = "个周日月季度年天星期礼拜"


class Range(msgspec.Struct, frozen=True):
    """From ``start`` up to ``end``, which is left out. ``name``: as it is written and filed."""

    sort: Sort
    name: str
    start: date
    end: date

    def months(self) -> list[str]:
        """``YYYY-MM`` of every month that it touches."""
        out, year, month = [], self.start.year, self.start.month
        while date(year, month, 1) < self.end:
            out.append(f"{year:04}-{month:02}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return out

    @property
    def whole(self) -> bool:
        """Whether it is made of whole months."""
        return self.start.day == 1 and self.end.day == 1

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end


class Filters(msgspec.Struct, frozen=True):
    """Which incidents; "" for any. ``level``: its id or its title; ``site``: the same."""

    type: Plain = ""
    level: Plain = ""
    site: Plain = ""
    leader: Name = ""
    cause: Plain = ""

    @property
    def any(self) -> bool:
        return bool(self.type or self.level or self.site or self.leader or self.cause)

    def take(self, digest: Digest, one_name: Callable[[str], str]) -> bool:
        levels = {digest.level, *(name for names in digest.levels for name in names)}
        leader = one_name(self.leader) if self.leader else ""
        return (
            (not self.type or self.type in (digest.type, *digest.plans))
            and (not self.level or self.level in levels)
            and (not self.site or self.site in (digest.site, *digest.site_title))
            and (not leader or leader == one_name(digest.leader))
            and (not self.cause or self.cause == getattr(digest, "cause", ""))
        )


def example(option: str, day: date) -> str:
    """How a value of ``--from`` and ``--to`` is typed; "" for another option: those of units may
    stand alone."""
    return f"{day}" if option in ("--from", "--to") else ""


def ranged(sort: Sort, text: str, today: date) -> Range | None:
    """``2026-11-28``, ``2026-W48`` (or a day in it), ``2026-11``, ``2026-Q4``, ``2026``; ``this``
    and ``last``, 本周 and 上周. ``None``: it is written otherwise."""
    text = text.strip()
    word = text.casefold().rstrip(UNITS) or text.casefold()
    if word in THIS:
        return around(sort, today)
    if word in LAST:
        return around(sort, around(sort, today).start - timedelta(days=1))
    if text.casefold() == "today":
        return around(sort, today)
    if text.casefold() == "yesterday":
        return around(sort, today - timedelta(days=1))
    try:
        return READERS[sort](text)
    except ValueError:
        return None


def span(start: date, end: date) -> Range:
    """Both days included."""
    return Range("span", f"{start}/{end}", start, end + timedelta(days=1))


def around(sort: Sort, day: date) -> Range:
    """The one in which a day lies."""
    if sort == "week":
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Range(sort, f"{year}-W{week:02}", monday, monday + timedelta(days=7))
    if sort == "month":
        return _months(sort, month_of(day), day.year, day.month, 1)
    if sort == "quarter":
        number = (day.month + 2) // 3
        return _months(sort, f"{day.year}-Q{number}", day.year, 3 * number - 2, 3)
    if sort == "year":
        return _months(sort, f"{day.year}", day.year, 1, 12)
    return Range("day", f"{day}", day, day + timedelta(days=1))


def _months(sort: Sort, name: str, year: int, month: int, count: int) -> Range:
    last = month + count - 1
    end = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
    return Range(sort, name, date(year, month, 1), end)


def _parts(pattern: str, text: str) -> list[int]:
    found = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    if found is None:
        raise ValueError
    return [int(each) for each in found.groups()]


def _day(text: str) -> Range:
    year, month, day = _parts(r"(\d{4})-(\d\d)-(\d\d)", text)
    return around("day", date(year, month, day))


def _week(text: str) -> Range:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return around("week", date.fromisoformat(text))
    year, week = _parts(r"(\d{4})-?W(\d\d)", text)
    return around("week", date.fromisocalendar(year, week, 1))


def _month(text: str) -> Range:
    year, month = _parts(r"(\d{4})-(\d\d)", text)
    return around("month", date(year, month, 1))


def _quarter(text: str) -> Range:
    year, number = _parts(r"(\d{4})-?Q([1-4])", text)
    return around("quarter", date(year, 3 * number, 1))


def _year(text: str) -> Range:
    return around("year", date(_parts(r"(\d{4})", text)[0], 1, 1))


READERS: dict[Sort, Callable[[str], Range]] = {
    "day": _day,
    "week": _week,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
}
EXAMPLES: dict[Sort, str] = {
    "day": "2026-11-28",
    "week": "2026-W48",
    "month": "2026-11",
    "quarter": "2026-Q4",
    "year": "2026",
}
