"""How many seats are enough: against published figures and a chain of states; far out; as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, inf, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.shifts.staffing.rules.asked import (
    Asked,
    answer,
    calls_an_hour,
    figure,
    missing,
    seats,
    talk,
)
from kit.shifts.staffing.rules.queue import Outcome, Work, enough, outcome, outcomes

# Published for 1,000 calls an hour of 120 s, an answer wanted within 15 s: seats, in time, mean wait.
PUBLISHED = [(34, 20.1, 156.3), (35, 43.4, 50.1), (36, 60.5, 24.8), (37, 72.7, 14.1)]
HUNDRED_THOUSAND = Work(3_000_000, 120)  # calls that would be spoken at once


@pytest.mark.parametrize(("seats", "in_time", "wait"), PUBLISHED)
def test_without_hanging_up_the_figures_are_the_published_ones(seats: int, in_time: float, wait: float) -> None:
    found = outcome(Work(1000, 120, 15), seats)
    assert found.in_time * 100 == pytest.approx(in_time, abs=0.06)
    assert found.wait == pytest.approx(wait, abs=0.06)
    assert found.answered == 1 and found.given_up == 0


# ---- a chain of states, summed state by state --------------------------------------------------


def chain(work: Work, seats: int, patience: float) -> Outcome:
    """The same by brute force: weights of every number of callers in the system, and for whoever
    comes the seats that free themselves until his turn, step by small step."""
    coming, ending, leaving = work.calls / 3600, 1 / work.talk, 1 / patience
    weights = [1.0]
    while len(weights) <= seats or weights[-1] > 1e-14 * max(weights):
        n = len(weights)
        weights.append(weights[-1] * coming / (min(n, seats) * ending + max(0, n - seats) * leaving))
    total = sum(weights)
    shares = [each / total for each in weights]
    answered = sum(share * min(n, seats) * ending for n, share in enumerate(shares)) / coming
    ahead = shares[seats:]
    in_time = sum(shares[:seats]) + sum(_served(ahead, seats * ending, leaving, work.within))
    queue = sum(share * (n - seats) for n, share in enumerate(shares) if n > seats)
    return Outcome(answered, in_time, queue * leaving / coming, 0.0)


def _served(ahead: list[float], ending: float, leaving: float, within: float) -> Iterator[float]:
    """Shares of callers served within the time, by uniformisation: so many rings of one clock, at
    each of which one ahead goes, or oneself, or nothing happens."""
    rate = ending + len(ahead) * leaving
    states, served, weight, k = list(ahead), 0.0, exp(-rate * within), 0
    left = 1.0
    while left > 1e-12 and k < 20_000:
        yield served * weight
        left -= weight
        k += 1
        weight *= rate * within / k
        served += states[0] * ending / rate
        states = [
            states[n] * (1 - (ending + (n + 1) * leaving) / rate)
            + (states[n + 1] * (ending + (n + 1) * leaving) / rate if n + 1 < len(states) else 0.0)
            for n in range(len(states))
        ]
    yield served * max(0.0, left)


@pytest.mark.parametrize(
    ("calls", "talk_", "seats_", "patience"),
    [(1000, 120, 37, 180), (1000, 120, 31, 180), (1000, 120, 25, 60), (60, 300, 4, 300), (10, 600, 1, 60), (3, 3000, 2, 20), (900, 20, 9, 300), (200, 90, 12, 30)],
)
def test_with_hanging_up_the_figures_are_those_of_the_chain_of_states(
    calls: float, talk_: float, seats_: int, patience: float
) -> None:
    work = Work(calls, talk_)
    found, summed = outcome(work, seats_, patience), chain(work, seats_, patience)
    for name in ("answered", "in_time", "given_up"):
        assert isclose(getattr(found, name), getattr(summed, name), abs_tol=1e-9), name


# ---- far out -----------------------------------------------------------------------------------


def test_under_overload_the_seats_answer_what_they_can() -> None:
    """However many call: every seat is busy, so as many are answered as it can take."""
    for seats_ in (1, 10, 1000, 50_000):
        work = Work(20 * seats_ * 30, 120)
        found = outcome(work, seats_, 180)
        assert found.answered == pytest.approx(1 / 20, rel=1e-3)
        assert outcome(work, seats_) == Outcome(0, 0, 0, inf)


def test_a_hundred_thousand_calls_at_once_are_counted() -> None:
    short, fits = outcome(HUNDRED_THOUSAND, 50_000, 180), outcome(HUNDRED_THOUSAND, 101_000)
    assert short.answered == pytest.approx(0.5) and short.in_time == pytest.approx(0, abs=1e-9)
    assert 0 < fits.wait < 1 and fits.in_time > 0.99
    assert outcome(HUNDRED_THOUSAND, 400_000, 180) == Outcome(1, 1, 0, 0)


def test_callers_of_no_end_of_patience_are_those_of_erlang_c() -> None:
    work = Work(1000, 120)
    patient, endless = outcome(work, 37), outcome(work, 37, 1e9)
    assert endless.in_time == pytest.approx(patient.in_time, abs=1e-5)
    assert endless.wait == pytest.approx(patient.wait, rel=1e-4)


def test_no_calls_are_all_answered_and_no_seat_answers_none() -> None:
    assert outcome(Work(0, 120), 3) == Outcome(1, 1, 0, 0)
    assert outcome(Work(10, 120), 0, 180) == Outcome(0, 0, 1, inf)


FLOORS = st.tuples(
    st.floats(1, 100_000), st.floats(5, 1000), st.integers(1, 3000), st.floats(20, 600), st.floats(1, 120)
)


@settings(max_examples=60, deadline=None)
@given(FLOORS)
def test_one_seat_more_never_answers_less(floor: tuple[float, float, int, float, float]) -> None:
    calls, talk_, seats_, patience, within = floor
    work = Work(calls, talk_, within)
    for each in (patience, inf):
        few, many = outcome(work, seats_, each), outcome(work, seats_ + 1, each)
        assert many.answered >= few.answered - 1e-9 and many.in_time >= few.in_time - 1e-9
    few, many = outcome(work, seats_, patience), outcome(work, seats_, patience * 1.5)
    assert many.answered >= few.answered - 1e-9
    assert outcome(Work(calls * 1.1, talk_, within), seats_, patience).in_time <= few.in_time + 1e-9


@settings(max_examples=60, deadline=None)
@given(FLOORS)
def test_shares_are_shares_and_whoever_is_not_answered_gave_up(floor: tuple[float, float, int, float, float]) -> None:
    calls, talk_, seats_, patience, within = floor
    found = outcome(Work(calls, talk_, within), seats_, patience)
    assert -1e-9 <= found.in_time <= found.answered + 1e-9 <= 1 + 2e-9
    assert found.answered + found.given_up == pytest.approx(1)
    most = seats_ / (calls * talk_ / 3600)
    assert found.answered <= most + 1e-9  # no seat answers more than it can


def test_a_row_of_the_table_is_what_is_counted_alone() -> None:
    """Whether it goes on from the row before or is reached at once."""
    work, rows = Work(1000, 120), [0, 5, 6, 30, 37, 600]
    for patience in (180.0, inf):
        for n, found in zip(rows, outcomes(work, rows, patience), strict=True):
            alone = outcome(work, n, patience)
            for name in ("answered", "in_time", "given_up", "wait"):
                assert getattr(found, name) == pytest.approx(getattr(alone, name), rel=1e-9, abs=1e-12)


def test_enough_is_the_fewest_that_do() -> None:
    work = Work(1000, 120)
    found = enough(work, 0.8, 180, 100)
    assert found is not None
    assert outcome(work, found, 180).in_time >= 0.8 > outcome(work, found - 1, 180).in_time
    assert enough(work, 0.8, 180, 20) is None


# ---- what is typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "calls"), [("1000", 1000), ("500/30", 1000), ("７００", 700), (" 10／5 ", 120)])
def test_calls_are_typed_by_the_hour_or_as_counted_in_some_minutes(typed: str, calls: float) -> None:
    assert calls_an_hour(typed) == calls


@pytest.mark.parametrize("typed", ["", "0", "-5", "12.5", "500/", "500/0", "/30", "99999999", "9" * 400, "many", "\x1b[2J"])
def test_calls_that_are_no_number_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        calls_an_hour(typed)
    assert refused.value.code == "staffing-calls" and "\x1b" not in str(refused.value.fill)


def test_three_minutes_typed_for_seconds_are_refused() -> None:
    with pytest.raises(Refused):
        talk("3")
    with pytest.raises(Refused):
        seats("0")
    with pytest.raises(Refused):
        missing("38", 37)
    assert missing("37", 37) == 37 and figure("within", "20", 1, 600) == 20


@pytest.mark.parametrize(("planned", "away"), [(37, 6), (1, 1), (37, 0), (400, 390), (5, 5), (100_000, 40_000)])
def test_the_table_holds_the_seats_there_planned_and_enough_and_few_others(planned: int, away: int) -> None:
    found = answer(Asked(Work(1000 if planned < 1000 else 3_000_000, 120), planned, away))
    shown = [row.seats for row in found.rows]
    assert {planned, planned - away, found.enough} <= set(shown) and shown == sorted(set(shown))
    assert 6 <= len(shown) <= 12
