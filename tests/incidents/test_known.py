"""When it will be over and where it is: words and reports say what was said of it last."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.say.rules.fitting import fitting
from kit.incidents.say.rules.known import expected, place
from kit.incidents.say.rules.reports import report
from kit.incidents.say.show.reports import spoken
from kit.incidents.say.show.scripts import filled
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.scripts.files import ScriptFiles
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of

FILES = ScriptFiles("/nonexistent-home")


def at_site(type_: str, name: str) -> World:
    site = SITES.profile(name)
    return World(for_site(LISTS.checklist(type_), site), site=site)


def hall(forecast: str = "known", back_at: str = "15:40") -> World:
    """The partner was asked at minute 3; at minute 4 the time was written down, if there is one."""
    world = at_site("hall-system-failure", "service-hall")
    world.do(3, acts.tick, "forecast", forecast)
    if back_at:
        world.do(4, acts.tick, "back-at", back_at)
    return world


def words(world: World, script: str, minute: float = 9, phase: str = "respond") -> str:
    types = [plan.checklist.id for plan in world.incident.plans]
    found = fitting(world.incident, FILES.scripts(types), phase=phase)
    fit = next(fit for fit in found if fit.script.id == script)
    return filled(world.incident, fit, "zh", minute_of(minute))


def test_how_long_the_backup_lasts_is_told_with_the_time_of_the_reading() -> None:
    """Half an hour later the report read the 40 minutes of then, and the words knew of no reading."""
    world = at_site("power-outage", "hotline")
    unread = words(world, "leaders-first", 2, "immediate")
    assert "再核实备用电源供电时间" in unread and "座席" not in unread
    world.do(3, acts.tick, "ups", "40")
    world.do(4, acts.tick, "seats", "20")
    for script, phase in (("leaders-first", "immediate"), ("leaders-update", "respond")):
        assert "备用电源：10:03读数40分钟。" in words(world, script, 35, phase)
    assert "能接听的座席：20个。" in words(world, "leaders-first", 35, "immediate")
    assert "UPS 剩余分钟：40（10:03）" in read_out(world, 35)


def read_out(world: World, minute: float = 9) -> str:
    made = report(world.incident, world.entries, minute_of(minute))
    return "".join(spoken(world.incident, made, "zh"))


@pytest.mark.parametrize("script", ["customers-first", "customers-update", "leaders-update"])
def test_a_time_that_a_step_was_answered_with_is_told_to_customers_and_leaders(script: str) -> None:
    """The plan asks to tell a definite time; the words said that it was not known."""
    assert "预计恢复：15:40" in words(hall(), script)


def test_the_report_says_the_time_that_is_settled_once_and_does_not_call_it_unknown() -> None:
    said = read_out(hall())
    assert said.count("15:40") == 1 and "恢复时间尚不清楚" not in said


def test_what_was_said_last_holds_whoever_said_it() -> None:
    """A step's answer, a repairer's promise and a fact of one's own, the latest of them."""
    world = hall()
    world.do(5, acts.forecast, "f1", "tech", minute_of(50))
    assert "预计恢复：10:50" in words(world, "customers-update")
    world.do(6, acts.fact, "restore", "", minute_of(70))
    assert "预计恢复：11:10" in words(world, "customers-update")
    world.do(7, acts.tick, "back-at", "17:00")
    assert "预计恢复：17:00" in words(world, "customers-update") and "17:00" in read_out(world)


def test_a_promise_that_was_taken_back_leaves_nothing_known() -> None:
    world = hall()
    world.do(5, acts.forecast, "f1", "tech", minute_of(50))
    world.do(6, acts.forecast, "f1", "tech", None)
    assert "预计恢复：还不确定" in words(world, "customers-update")
    assert "恢复时间尚不清楚" in read_out(world)


def test_what_others_promised_says_nothing_of_the_recovery() -> None:
    """Security says when it comes, not when the system works."""
    world = hall("unknown", "")
    world.do(5, acts.forecast, "f1", "security", minute_of(20))
    assert expected(world.incident) is None


def test_a_time_that_no_longer_holds_is_not_said() -> None:
    """The partner does not know any more: the question of the time is gone, and so is its answer."""
    world = hall()
    world.do(8, acts.tick, "forecast", "unknown")
    assert expected(world.incident) is None


def test_a_time_of_the_first_failure_is_not_said_of_the_second() -> None:
    world = hall()
    world.do(20, acts.tick, "restored", minute_of(20).isoformat())
    world.do(30, acts.down_again, "restored")
    world.do(31, acts.tick, "forecast", "known")
    assert expected(world.incident) is None


@pytest.mark.parametrize("answer", ["未定", "不确定。", "Not known yet"])
def test_not_known_is_said_as_not_known(answer: str) -> None:
    """The step takes "not known" for an answer; the public notice then read "expected: not known"."""
    world = at_site("power-outage", "customer-service-dept")
    world.do(5, acts.tick, "back-at", answer)
    assert "预计恢复供电：还不确定" in words(world, "customers-first")
    assert "恢复时间尚不清楚" in read_out(world)


def test_an_answer_after_nobody_knew_by_then_holds() -> None:
    world = hall("known", "")
    world.do(4, acts.fact, "restore", "", None, minute_of(30))
    assert "预计恢复：15:40" not in words(world, "customers-update")
    world.do(5, acts.tick, "back-at", "15:40")
    made = report(world.incident, world.entries, minute_of(6))
    assert (made.restore_text, made.known_by) == ("15:40", {})


def test_the_place_is_taken_from_the_facts_that_were_asked_for() -> None:
    """A list that asks for unit, number and place in one sentence: that sentence says where."""
    world = at_site("group-disturbance", "property")
    world.do(3, acts.tick, "facts", "三号楼大堂，约二十人")
    assert place(world.incident, "zh") == "三号楼大堂，约二十人"
    assert read_out(world).count("三号楼大堂") == 1
    world.do(4, acts.fact, "place", "三号楼")
    assert place(world.incident, "zh") == "三号楼"
