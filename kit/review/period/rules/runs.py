"""Run charts of a period: at most five measures by ISO week, and which of them moved by more than
chance explains.

What is compared are the period's weeks, and the quarter that ends with it, each with the year
before. The bounds of weeks and of a period need not be the same, so a chart and a headline may
count differently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Literal

import msgspec

from kit.review.archive.rules.totals import Week
from kit.review.period.rules.chance import ALPHA, LEAST_POINTS, Limits, by_chance, limits, unusual

Measure = Literal["incidents", "in-time", "reported", "restored", "promises"]
MEASURES: tuple[Measure, ...] = ("incidents", "in-time", "reported", "restored", "promises")
BEFORE = 52  # weeks
QUARTER = 13
SHOWN = 26


class Moved(msgspec.Struct, frozen=True):
    """The values of one time against those of the year before it: ``n`` values with the middle
    ``now``, ``m`` with ``before``. ``chance``: how often shuffling would part them so far."""

    weeks: int
    now: float
    n: int
    before: float
    m: int
    chance: float


class Run(msgspec.Struct, frozen=True):
    """One measure over time: a point a week (``None``: nothing to measure), the period's own from
    ``first`` on. ``limits`` are of the points before the period, ``None`` where they are too few;
    ``marked``: points that stand out, none without ``moved``, which a shuffle defends."""

    measure: Measure
    weeks: list[str]
    points: list[float | None]
    first: int
    limits: Limits | None = None
    moved: Moved | None = None
    marked: list[int] = []


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def weeks_between(start: date, end: date) -> list[str]:
    """The ISO weeks whose Thursday lies from ``start`` up to ``end``, which is left out: every week
    belongs to one month, quarter and year."""
    day = start + timedelta((3 - start.weekday()) % 7)
    out = []
    while day < end:
        out.append(week_of(day))
        day += timedelta(7)
    return out


def runs(known: Mapping[str, Week], start: date, end: date) -> list[Run]:
    """The measures that have anything to show. ``known``: all weeks of the period and of the year
    before it that have anything in them."""
    mine = weeks_between(start, end)
    began = min((name for name, week in known.items() if week.runs), default="")
    reach = start - timedelta(weeks=BEFORE + QUARTER)
    all_weeks = [week for week in weeks_between(reach, end) if began and week >= began]
    if not mine or len(all_weeks) <= len(mine):
        return []
    out = [_run(measure, known, all_weeks, len(mine)) for measure in MEASURES]
    return [run for run in out if sum(point is not None for point in run.points) > 1]


def _run(measure: Measure, known: Mapping[str, Week], weeks: list[str], mine: int) -> Run:
    values = [VALUES[measure](known.get(week, Week())) for week in weeks]
    points = [POINT[measure](known.get(week, Week())) for week in weeks]
    first = len(weeks) - mine
    there = [point for point in points[max(0, first - BEFORE) : first] if point is not None]
    found, moved = limits(there), _moved(values, mine)
    marked: list[int] = []
    from_ = max(0, len(weeks) - max(SHOWN, mine))
    if moved is not None and found is not None:
        shown = [(n, point) for n, point in enumerate(points) if point is not None and n >= from_]
        odd = unusual([point for _, point in shown], found)
        marked = [shown[n][0] - from_ for n in sorted(odd) if shown[n][0] >= first]
    return Run(measure, weeks[from_:], points[from_:], first - from_, found, moved, marked)


def _moved(values: Sequence[list[float]], mine: int) -> Moved | None:
    """What a shuffle defends, of the period first; ``None`` where nothing is."""
    for weeks in dict.fromkeys((mine, max(QUARTER, mine))):
        now, before = values[-weeks:], values[-weeks - BEFORE : -weeks]
        if sum(bool(week) for week in before) < LEAST_POINTS:
            continue
        new = [value for week in now for value in week]
        old = [value for week in before for value in week]
        chance = by_chance(old, new)
        if chance < ALPHA:
            return Moved(weeks, median(new), len(new), median(old), len(old), chance)
    return None


def _shares(parts: Sequence[int], wholes: Sequence[int]) -> list[float]:
    """Of each incident, in permille: what one incident brings is shuffled as one."""
    return [1000 * part / whole for part, whole in zip(parts, wholes, strict=True)]


def _share(parts: Sequence[int], wholes: Sequence[int]) -> float | None:
    return 1000 * sum(parts) / sum(wholes) if wholes else None


def _middle(values: Sequence[int]) -> float | None:
    return float(median(values)) if values else None


VALUES: dict[Measure, Callable[[Week], list[float]]] = {
    "incidents": lambda week: [float(week.runs)],
    "in-time": lambda week: _shares(week.in_time, week.due),
    "reported": lambda week: [*map(float, week.reported)],
    "restored": lambda week: [*map(float, week.restored)],
    "promises": lambda week: _shares(week.promises_kept, week.promised),
}
POINT: dict[Measure, Callable[[Week], float | None]] = {
    "incidents": lambda week: float(week.runs),
    "in-time": lambda week: _share(week.in_time, week.due),
    "reported": lambda week: _middle(week.reported),
    "restored": lambda week: _middle(week.restored),
    "promises": lambda week: _share(week.promises_kept, week.promised),
}
