"""What chance alone explains: intervals of shares and medians, limits of a run chart, and whether
the values of one time differ from those of another by more than shuffling them would.

Plain arithmetic, no tables: Wilson's interval of a share; an interval of the median by order
statistics (David and Nagaraja, Order Statistics, 7.1); limits of individual values and moving
ranges (Wheeler, Understanding Variation); the rank-sum test with ties and continuity (Wilcoxon,
Mann and Whitney; Lehmann, Nonparametrics, 1.2), which is a permutation test of the ranks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import erfc, exp, lgamma, log, sqrt

import msgspec

Z95 = 1.959964
MEDIAN_SURE = 0.95
LEAST_POINTS = 12  # below it limits are a guess
TO_LIMIT = 2.66  # mean moving ranges from the middle to a limit (3 / 1.128)
ALPHA = 0.005  # of one comparison; two for each of at most five charts: a page errs in 1 of 20


def wilson(part: int, whole: int) -> tuple[int, int] | None:
    """Where the true share lies 19 times of 20, in permille, rounded outwards; ``None`` of
    nothing."""
    if not whole:
        return None
    share, square = part / whole, Z95 * Z95
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z95 / (1 + square / whole) * sqrt(
        share * (1 - share) / whole + square / (4 * whole * whole)
    )
    low = 0 if part == 0 else int((middle - half) * 1000)
    high = 1000 if part == whole else -int(-(middle + half) * 1000)
    return max(0, low), min(1000, high)


def median_ranks(n: int) -> tuple[int, int] | None:
    """Ranks (from 1) between which the true median lies 19 times of 20, the closest such pair that
    is symmetric; ``None`` for fewer than 6 values, of which none is that sure."""
    rank = n // 2
    if not rank:
        return None
    # How likely it is that just ``rank``, and that fewer than ``rank``, of n lie under the median:
    # from the middle outwards, because the exact sum from the end takes n numbers of n bits.
    just = exp(lgamma(n + 1) - lgamma(rank + 1) - lgamma(n - rank + 1) - n * log(2))
    fewer = (1 - just) / 2 if n % 2 == 0 else 0.5 - just
    while rank and 1 - 2 * fewer < MEDIAN_SURE:
        just *= rank / (n - rank + 1)
        rank -= 1
        fewer -= just
    return (rank, n + 1 - rank) if rank else None


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def middle(values: Sequence[float]) -> float:
    """The median: the middle value, or half way between the middle two."""
    order = sorted(values)
    half = len(order) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2


class Limits(msgspec.Struct, frozen=True):
    """Of a run chart: the middle, and between which values chance keeps single points."""

    middle: float
    low: float
    high: float


def limits(points: Sequence[float]) -> Limits | None:
    """From at least ``LEAST_POINTS`` points in the order of time, else ``None``."""
    if len(points) < LEAST_POINTS:
        return None
    centre = mean(points)
    reach = TO_LIMIT * mean([abs(b - a) for a, b in pairwise(points)])
    return Limits(centre, centre - reach, centre + reach)


def unusual(points: Sequence[float], known: Limits) -> set[int]:
    """Points (from 0) beyond a limit, in a run of eight on one side of the middle, or two of three
    in a row beyond two thirds of the way to the limit of the same side."""
    out = set()
    third = (known.high - known.middle) * 2 / 3
    for sign in (1, -1):
        over = [(point - known.middle) * sign for point in points]
        far = [value > third for value in over]
        for n, value in enumerate(over):
            if value > third * 1.5:
                out.add(n)
            three = range(max(0, n - 2), n + 1)
            if far[n] and sum(far[each] for each in three) >= 2:
                out.update(each for each in three if far[each])
            eight = range(max(0, n - 7), n + 1)
            if len(eight) == 8 and all(over[each] > 0 for each in eight):
                out.update(eight)
    return out


def by_chance(before: Sequence[float], now: Sequence[float]) -> float:
    """How often shuffling these values would part them at least as far as they are, two-sided;
    1 where one of the two is empty or all are equal."""
    n, m = len(now), len(before)
    if not n or not m:
        return 1.0
    mine, others = Counter(now), Counter(before)
    total, ranks, ties, below = n + m, 0.0, 0, 0
    for value in sorted(mine.keys() | others.keys()):
        alike = mine[value] + others[value]
        ranks += (below + (1 + alike) / 2) * mine[value]
        ties += alike**3 - alike
        below += alike
    spread = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if spread <= 0:
        return 1.0
    away = abs(ranks - n * (total + 1) / 2) - 0.5
    return erfc(max(0.0, away) / sqrt(2 * spread))
