"""Rules of an incident at their bounds: who was told that it is over, what stops, is decided or counted anew."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from kit.ground.base.astray import ASTRAY
from kit.ground.base.days import Public
from kit.incidents.incident.rules import acts, clock_set, timers, urgency, views
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.again import again
from kit.incidents.incident.rules.acts.opening_closing import known_days
from kit.incidents.incident.rules.fold import Incident
from kit.plans.checklists.rules.format import Trigger
from kit.plans.sites.rules import Minutes
from tests.support.constants import TEN
from tests.support.shipped import LISTS, SITES
from tests.support.taken_back import Played
from tests.support.world import World, kinds, minute_of, plan, profile


def test_whoever_was_called_for_a_step_of_ones_own_on_the_way_back_was_told_that_it_is_over_and_no_one_else() -> None:
    """A step of one's own beside it makes nothing else a step of the way back."""
    world = World()
    world.do(1, acts.add_step, "recover", "报平安")
    own = next(e.event.step.id for e in world.entries if isinstance(e.event, ev.StepAdded))
    world.do(2, acts.call, "supervisor", "reached", step="tell-boss")
    world.do(3, acts.call, "manager", "reached", step=own)
    assert [key for key, _ in views.told(world.incident)] == ["supervisor"]


def test_a_timer_that_begins_after_its_step_was_done_stops_at_once_and_a_level_of_before_stops_nothing() -> None:
    world = World()
    world.do(5, acts.set_level, "2")
    world.do(9, acts.tick, "restored", "10:09")
    run = world.incident.plans[0]
    rule = run.checklist.timer("updates")
    assert rule is not None
    by_level = replace(rule, stops=[Trigger(on="level", level=["2"])])
    assert [timers._stopped(world.incident, run, rule, minute_of(n)) for n in (1, 20)] == ["step:restored"] * 2
    assert [timers._stopped(world.incident, run, by_level, minute_of(n)) for n in (1, 5, 6)] == ["level", "level", None]


def test_a_call_that_a_timer_asked_for_answers_it_anew_where_that_timer_still_waits_and_else_could_not_be_made() -> None:
    """Decided again on another state: in one the timer waits, in the other it was told before."""
    played = Played()
    played.run(2, lambda d: acts.timer_no_answer(d, "report-5"))
    act = played.entries[-1:]
    assert isinstance(act[0].event, ev.Called) and act[0].event.asked == "report-5"
    made = again(Played().state, act)
    assert made is not None and [(event.kind, getattr(event, "asked", "")) for event, _ in made][:1] == [("called", "report-5")]
    told = Played()
    told.run(1, lambda d: acts.timer_told(d, "report-5"))
    assert again(told.state, act) is None


def test_a_deadline_through_a_year_that_was_not_entered_is_counted_anew_once_it_is_and_only_where_that_moves_it() -> None:
    """Ten working days from the 21st of December."""
    site = replace(profile(), minutes={"letter": Minutes(workdays=10, ours=True)})
    trial = plan()
    rules = [replace(rule, minutes=None, minutes_of="letter") if rule.id == "mains" else rule for rule in trial.timers]
    world = World(replace(trial, timers=rules), site=site)
    late = (datetime(2026, 12, 21, 10, tzinfo=TEN.tzinfo) - TEN).total_seconds() / 60
    world.do(1, known_days, Public((2026,)))
    world.do(late, acts.tick, "cause", "mains")
    assert (f"{world.timer('mains').due:%m-%d}", world.timer("mains").unentered) == ("01-04", 2027)
    assert "timer-counted-anew" not in kinds(world.do(late + 1, acts.note, "nothing new"))
    entered = Public((2026, 2027), (date(2027, 1, 1),))
    assert kinds(world.do(late + 2, known_days, entered)).count("timer-counted-anew") == 1
    assert (f"{world.timer('mains').due:%m-%d}", world.timer("mains").unentered) == ("01-05", 0)
    assert "timer-counted-anew" not in kinds(world.do(late + 3, acts.note, "nothing new"))


@pytest.mark.parametrize(("seconds", "restart", "by"), [(-2 * ASTRAY, True, -2 * ASTRAY - 1), (-2 * ASTRAY, False, -2 * ASTRAY), (-ASTRAY, True, -ASTRAY), (600, True, 600)])
def test_a_computer_whose_clock_lost_its_time_was_off_for_a_second_at_least(seconds: float, restart: bool, by: float) -> None:
    """So that what was before the restart never stands in the same moment as what came after."""
    moved = clock_set._moved(Incident(), seconds, restart)
    assert moved.seconds == by


def test_open_steps_about_life_are_the_first_of_a_list_about_life_and_the_marked_ones_of_any_other() -> None:
    hotline = SITES.profile("hotline")
    fire = World(LISTS.checklist("fire"), site=hotline)
    found = urgency.life_open(fire.incident)
    assert [view.key for view in found if not view.step.life] and all(view.step.life or view.phase == "immediate" for view in found)
    lesser = World(LISTS.checklist("environment-abnormal"), site=SITES.profile("service-admin"))
    assert [view.key for view in urgency.life_open(lesser.incident)] == ["stop"]
    lesser.do(1, acts.tick, "stop")
    assert urgency.life_open(lesser.incident) == []
