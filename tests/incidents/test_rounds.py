"""Rounds of a timer: which one was at work when, how one ends, and what its end means."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from kit.incidents.incident.rules import acts, rounds
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.plans.checklists.rules.format import Checklist
from tests.support.constants import TEN
from tests.support.world import World, minute_of, plan


def one(**fields: object) -> TimerState:
    """A round that began at ten and is due at minute five."""
    state = TimerState("report-5", minute_of(5), TEN, 5, ["supervisor"])
    for name, value in fields.items():
        setattr(state, name, value)
    return state


def test_a_round_that_was_answered_was_at_work_until_then_and_not_after() -> None:
    timers = {"report-5": one(status="answered", answered=minute_of(4))}
    assert rounds.at_work(timers, [], "report-5", minute_of(3)) is timers["report-5"]
    for minute in (4, 6):
        assert rounds.at_work(timers, [], "report-5", minute_of(minute)) is None
    running = {"report-5": one()}
    assert rounds.at_work(running, [], "report-5", minute_of(60)) is running["report-5"]


def test_what_was_answered_at_the_very_minute_in_which_its_need_went_stays_answered() -> None:
    for minute, status in ((4, "answered"), (3.99, "stopped"), (4.01, "answered")):
        timers = {"report-5": one(status="answered", answered=minute_of(4), how="reached")}
        rounds.end(timers, [], "report-5", "stopped", minute_of(minute), "restored")
        assert (minute, timers["report-5"].status) == (minute, status)


def test_a_question_is_answered_by_what_its_list_says_it_stops_at_also_where_that_comes_with_the_recovery() -> None:
    """A step of the recovery alone says nothing; one whose answer stops the question does."""
    trial = plan()
    rule = trial.timer("check-10")
    assert rule is not None
    by_answer = msgspec.structs.replace(rule, stops=[msgspec.structs.replace(rule.stops[0], step="restored")])
    by_step = msgspec.structs.replace(rule, stops=[msgspec.structs.replace(rule.stops[0], on="step", step="restored")])
    cause = "step:restored"
    assert ending_of(trial, by_answer, cause) == "known"
    assert ending_of(trial, by_step, cause) == ""


def ending_of(trial: Checklist, rule: object, cause: str) -> str:
    return rounds.ending(trial, rule, cause, "")  # type: ignore[arg-type]


def test_a_step_handed_over_whose_question_was_called_off_is_not_asked_about_again() -> None:
    """Until it is handed over anew."""
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    world.do(2, acts.timer_cancel, "hand:hands", "已当面说定")
    world.do(3, acts.note, "别的")
    assert world.timer("hand:hands").status == "cancelled"
    assert "hand:hands" not in world.ringing(30)
    world.do(31, acts.hand, "hands", "李强", minute_of(40))
    assert world.timer("hand:hands").status == "running"
    assert world.timer("hand:hands").due - TEN == timedelta(minutes=40)
