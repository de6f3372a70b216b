"""Run charts of a period: at most five measures by ISO week, and which of them moved by more than
chance explains.

What is compared are the period's weeks, and the quarter that ends with it, each with the year
before. The bounds of weeks and of a period need not be the same, so a chart and a headline may
count differently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from kit.review.archive.rules.totals import Week
from kit.review.period.rules.chance import (
    ALPHA,
    LEAST_POINTS,
    Limits,
    by_chance,
    limits,
    middle,
    unusual,
)

Measure = Literal["incidents", "in-time", "reported", "restored", "promises"]
MEASURES: tuple[Measure, ...] = ("incidents", "in-time", "reported", "restored", "promises")
BEFORE = 52  # weeks
QUARTER = 13
SHOWN = 26


class Compared(msgspec.Struct, frozen=True):
    """The values of the last ``weeks`` against those of the year before them: ``n`` that come to
    ``now``, ``m`` that came to ``before`` (a week's mean, a share in permille, a median in
    seconds). ``chance``: how often shuffling would part them so far."""

    weeks: int
    now: float
    n: int
    before: float
    m: int
    chance: float


class Run(msgspec.Struct, frozen=True):
    """One measure over time: a point a week (``None``: nothing to measure), the period's own from
    ``first`` on. ``limits`` are of the points before the period, ``compared`` what became of the
    measure; both ``None`` where the weeks before are too few. ``marked``: points that stand out,
    none without ``moved``, which a shuffle defends."""

    measure: Measure
    weeks: list[str]
    points: list[float | None]
    first: int
    limits: Limits | None = None
    compared: Compared | None = None
    marked: list[int] = []

    @property
    def moved(self) -> Compared | None:
        found = self.compared
        return found if found is not None and found.chance < ALPHA else None


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
    before it that have anything in them; without any before it a year's last quarter is compared
    with the rest of it."""
    mine = weeks_between(start, end)
    began = min((name for name, week in known.items() if week.runs), default="")
    reach = start - timedelta(weeks=BEFORE + QUARTER)
    all_weeks = [week for week in weeks_between(reach, end) if began and week >= began]
    own = len(mine) if mine and began < mine[0] else min(len(mine), QUARTER)
    if not mine or len(all_weeks) <= own:
        return []
    out = [_run(measure, known, all_weeks, own, max(SHOWN, len(mine))) for measure in MEASURES]
    return [run for run in out if sum(point is not None for point in run.points) > 1]


def _run(
    measure: Measure, known: Mapping[str, Week], weeks: list[str], mine: int, most: int
) -> Run:
    points = [POINT[measure](known.get(week, Week())) for week in weeks]
    first = len(weeks) - mine
    there = [point for point in points[max(0, first - BEFORE) : first] if point is not None]
    found = limits(there)
    compared = _compared(measure, [known.get(week, Week()) for week in weeks], mine)
    marked: list[int] = []
    from_ = max(0, len(weeks) - most)
    if compared is not None and compared.chance < ALPHA and found is not None:
        shown = [(n, point) for n, point in enumerate(points) if point is not None and n >= from_]
        odd = unusual([point for _, point in shown], found)
        marked = [shown[n][0] - from_ for n in sorted(odd) if shown[n][0] >= first]
    return Run(measure, weeks[from_:], points[from_:], first - from_, found, compared, marked)


def _compared(measure: Measure, weeks: Sequence[Week], mine: int) -> Compared | None:
    """The period with the year before it, and the quarter that it ends where that alone is moved;
    ``None`` where too few weeks are known."""
    out: Compared | None = None
    for number in dict.fromkeys((mine, max(QUARTER, mine))):
        now, before = weeks[-number:], weeks[-number - BEFORE : -number]
        if sum(bool(VALUES[measure](week)) for week in before) < LEAST_POINTS:
            continue
        new = [value for week in now for value in VALUES[measure](week)]
        old = [value for week in before for value in VALUES[measure](week)]
        if not new:
            continue
        chance = by_chance(old, new)
        if out is None or (chance < ALPHA and out.chance >= ALPHA):
            said = [_pooled(measure, each) for each in (now, before)]
            out = Compared(number, said[0], len(new), said[1], len(old), chance)
    return out


def _pooled(measure: Measure, weeks: Sequence[Week]) -> float:
    """All of these weeks as one figure; of counts the mean of a week."""
    if measure == "incidents":
        return sum(week.runs for week in weeks) / len(weeks)
    both = Week()
    for week in weeks:
        both.add(week)
    return POINT[measure](both) or 0.0


def _shares(parts: Sequence[int], wholes: Sequence[int]) -> list[float]:
    """Of each incident, in permille: what one incident brings is shuffled as one."""
    return [1000 * part / whole for part, whole in zip(parts, wholes, strict=True)]


def _share(parts: Sequence[int], wholes: Sequence[int]) -> float | None:
    return 1000 * sum(parts) / sum(wholes) if wholes else None


def _middle(values: Sequence[int]) -> float | None:
    return middle(values) if values else None


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
