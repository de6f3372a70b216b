"""What happened last stands, and not what was typed last: an answer that is written down later, of an earlier time, is
history."""

from __future__ import annotations

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.forecasts import forecast
from kit.incidents.incident.rules.fold import Incident
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of


def stands(incident: Incident, key: str) -> tuple[str, object]:
    return incident.step_state(key).value, incident.step_state(key).since


def test_an_answer_of_an_earlier_time_changes_nothing_and_corrects_nothing() -> None:
    world = World(LISTS.checklist("fire"), site=SITES.profile("hotline"))
    world.do(30, acts.tick, "all-out", "yes", at=12)
    world.do(31, acts.tick, "all-out", "no", at=4)
    world.do(32, acts.tick, "counted", "12", at=30)
    world.do(33, acts.tick, "counted", "30", at=10)
    assert stands(world.incident, "all-out") == ("yes", minute_of(12)) and "missing-told" not in world.incident.timers
    assert stands(world.incident, "counted") == ("12", minute_of(30))
    said = [e.event for e in world.entries if isinstance(e.event, ev.StepDone)]
    assert [(each.value, each.was) for each in said][-2:] == [("12", ""), ("30", "")]
    world.do(40, acts.tick, "counted", "31")
    assert stands(world.incident, "counted")[0] == "31" and world.entries[-1].event.was == "12"  # type: ignore[attr-defined]
    assert world.step("counted").first == minute_of(10), "by when it was first done"
    assert world.folded().steps == world.incident.steps


def test_of_two_readings_the_later_one_counts_down() -> None:
    world = World()
    world.do(30, acts.tick, "ups", "20", at=15)
    world.do(31, acts.tick, "ups", "50", at=5)
    assert stands(world.incident, "ups")[0] == "20" and world.timer("battery").due == minute_of(35)


def test_in_one_minute_the_one_typed_last_stands_and_so_does_an_answer_to_what_was_opened_again() -> None:
    world = World()
    world.do(15.5, acts.tick, "ups", "20")
    world.do(15.7, acts.tick, "ups", "50", at=15)
    assert stands(world.incident, "ups")[0] == "50"
    world.do(18, acts.take_up, "ups")
    world.do(19, acts.tick, "ups", "40", at=10)
    assert stands(world.incident, "ups")[0] == "40" and world.step("ups").status == "done"


def test_what_is_said_as_it_happens_counts_though_another_clock_was_fast() -> None:
    world = World()
    world.do(30, acts.tick, "ups", "20")
    world.do(12, acts.tick, "ups", "50")
    assert stands(world.incident, "ups")[0] == "50"


def test_of_two_forecasts_the_later_one_stands_and_of_one_minute_the_last_one_for_the_timer_too() -> None:
    world = World()
    world.do(30, forecast, "a", "Grid", minute_of(60), at=20)
    world.do(31, forecast, "a", "Grid", minute_of(45), at=5)
    assert world.incident.forecasts["a"].given[-1].due == world.timer("forecast:a").due == minute_of(60)
    world.do(32, forecast, "b", "Lift", minute_of(50), at=25)
    world.do(33, forecast, "b", "Lift", minute_of(70), at=25)
    assert world.incident.forecasts["b"].given[-1].due == world.timer("forecast:b").due == minute_of(70)


def test_a_level_is_set_from_what_it_was_by_then() -> None:
    world = World()
    world.do(30, acts.set_level, "+", at=20)
    with pytest.raises(Refused, match="level-same"):
        world.do(31, acts.set_level, "3", at=10)
    world.do(32, acts.set_level, "1", at=12)
    changes = [(each.level, each.before) for each in world.incident.levels]
    assert changes == [("3", ""), ("1", "3"), ("2", "1")] and world.incident.level == "2"
