"""How many seats are enough, against calls played through one after the other, each with his own talk
time and patience: nothing of the arithmetic is used."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator

import pytest

from kit.shifts.staffing.rules.queue import Work, outcome

FLOORS_AT_ONCE = 2000  # of one kind, played side by side
Floor = tuple[Work, int, float, int]


def floors() -> Iterator[Floor]:
    """200 of 3 to 100 seats, from a third too few to a third too many, each with its seed."""
    chance = random.Random(20261129)
    for seed in range(200):
        talk = chance.uniform(45, 420)
        seats = round(3 * 33 ** chance.random())
        load = seats * chance.uniform(0.67, 1.5)
        work = Work(load * 3600 / talk, talk, chance.choice([10, 20, 30]))
        yield work, seats, chance.uniform(60, 300), seed


def played(work: Work, seats: int, patience: float, seed: int, points: float) -> tuple[float, float]:
    """(answered, in time), played until their standard error is below ``points`` (percent)."""
    import numpy

    chance = numpy.random.default_rng(seed)
    gap = 3600 / work.calls
    free = chance.exponential(work.talk, FLOORS_AT_ONCE * seats)  # when each seat is free again
    first, now = numpy.arange(FLOORS_AT_ONCE) * seats, numpy.zeros(FLOORS_AT_ONCE)
    answered, in_time = numpy.zeros(FLOORS_AT_ONCE), numpy.zeros(FLOORS_AT_ONCE)
    settled = int(5 * max(patience, work.talk) / gap) + 20  # calls before anything is counted
    for number in range(100_000):
        now += chance.exponential(gap, FLOORS_AT_ONCE)
        seat = first + free.reshape(FLOORS_AT_ONCE, seats).argmin(1)
        wait = numpy.maximum(0, free[seat] - now)
        stays = wait <= chance.exponential(patience, FLOORS_AT_ONCE)
        talks = chance.exponential(work.talk, FLOORS_AT_ONCE)
        free[seat] = numpy.where(stays, now + wait + talks, free[seat])
        if number < settled:
            continue
        answered += stays
        in_time += stays & (wait <= work.within)
        n = number - settled + 1
        if n % 200 == 0:
            spread = max((each / n).std() for each in (answered, in_time))
            if spread / FLOORS_AT_ONCE**0.5 * 100 <= points:
                break
    return float(answered.mean() / n), float(in_time.mean() / n)


def near(floor: Floor, chance: float, points: float) -> None:
    work, seats, patience, seed = floor
    found, told = outcome(work, seats, patience), played(work, seats, patience, seed, chance)
    for true, each in zip((found.answered, found.in_time), told, strict=True):
        assert abs(true - each) * 100 <= points, floor


@pytest.mark.exhaustive
@pytest.mark.parametrize("part", range(8))
def test_two_hundred_floors_are_within_half_a_point(part: int) -> None:
    for floor in list(floors())[part::8]:
        near(floor, 0.13, 0.5)


def test_some_floors_are_within_two_points() -> None:
    """The same in short."""
    for floor in [floor for floor in floors() if floor[1] < 12][:3]:
        near(floor, 0.6, 2)


def one_floor(work: Work, seats: int, patience: float, n: int, seed: int) -> tuple[float, float]:
    """(answered, in time) of ``n`` callers, of whom the first tenth is not counted. The means are
    set to what they should be, so that chance in the load falls out."""
    import numpy

    chance = numpy.random.default_rng(seed)
    gaps, talks, waits = (chance.standard_exponential(n) for _ in range(3))
    comes = (gaps.cumsum() * (3600 / work.calls / gaps.mean())).tolist()
    long, most = (talks * (work.talk / talks.mean())).tolist(), (waits * patience).tolist()
    free = chance.exponential(work.talk, seats).tolist()
    heapq.heapify(free)
    begin, answered, in_time = n // 10, 0, 0
    take = heapq.heapreplace
    for number, (now, talk, patient) in enumerate(zip(comes, long, most, strict=True)):
        wait = free[0] - now
        if wait > patient:
            continue
        take(free, (free[0] if wait > 0 else now) + talk)
        if number >= begin:
            answered += 1
            in_time += wait <= work.within
    return answered / (n - begin), in_time / (n - begin)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("seats", "within"), [(80_000, 60), (99_000, 10), (101_000, 10)])
def test_a_hundred_thousand_calls_at_once_are_within_half_a_point(seats: int, within: int) -> None:
    """Too few by a fifth, by a hundredth, and enough."""
    work = Work(3_000_000, 120, within)
    found, told = outcome(work, seats, 180.0), one_floor(work, seats, 180.0, 3_000_000, 7)
    for true, each in zip((found.answered, found.in_time), told, strict=True):
        assert abs(true - each) * 100 <= 0.5
