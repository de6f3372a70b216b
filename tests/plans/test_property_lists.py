"""What the plans of a property project and of a residents' group ask: whom, in which order, and by
whose mouth (flood, group disturbance, mass incident)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.stands import stands
from kit.plans.checklists.rules.at_site import meets
from kit.plans.checklists.rules.format import Step
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS, SITES


def do(log: Log, minute: int, *args: str) -> None:
    now = Now(TEN + timedelta(minutes=minute))
    log.store.record(log, now, "li", lambda draft: acts.tick(draft, *args))


def status(log: Log, timer: str) -> str:
    return log.incident.timers[timer].status if timer in log.incident.timers else ""


def shown(type_: str, site: str) -> list[str]:
    """Ids of the steps that can come up there, in order."""
    profile = SITES.profile(site)
    return [step.id for _, step in LISTS.checklist(type_).steps() if meets(profile, step)]


def step(type_: str, name: str) -> Step:
    found = LISTS.checklist(type_).step(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("timer", ["water-lead", "car-park", "office-told", "key-spots"])
def test_a_flood_that_rises_to_the_gravest_level_stops_nobodys_call(tmp_path: Path, timer: str) -> None:
    """They are told at every level; so are those who must come from level 2."""
    log = opened(tmp_path, "flood", profile="property")
    do(log, 1, "set-level", "3")
    assert status(log, timer) == "running"
    do(log, 2, "set-level", "2")
    assert status(log, "team-come") == "running"
    do(log, 3, "set-level", "1")
    assert status(log, timer) == "running" and status(log, "team-come") == "running"


def test_customer_service_is_called_again_when_a_flood_rises(tmp_path: Path) -> None:
    """At level 3 it strengthens the standby crew; from level 2 it sends the cleaners as well."""
    log = opened(tmp_path, "flood", profile="property")
    do(log, 1, "set-level", "3")
    assert (status(log, "service-ready"), status(log, "service-told")) == ("running", "stopped")
    do(log, 2, "call-service")
    assert status(log, "service-ready") == "answered"
    do(log, 3, "set-level", "2")
    assert status(log, "service-told") == "running"


def test_the_cleaners_are_sent_by_customer_service_where_the_plan_says_so() -> None:
    assert "call-service" in shown("flood", "property")
    assert "call-cleaning" not in shown("flood", "property")
    assert "call-cleaning" in shown("flood", "base")
    assert "call-service" not in shown("flood", "base")


def test_a_floods_key_spots_come_before_the_pumps_and_name_who_guards_them() -> None:
    order = shown("flood", "property")
    assert order.index("valves") < order.index("key-posts") < order.index("pumps")
    assert "工程和保安" in step("flood", "key-posts").do.zh


def test_goods_are_listed_and_guarded_wherever_they_were_moved_from(tmp_path: Path) -> None:
    """From a ground floor too, and while some tenants are not reached yet."""
    log = opened(tmp_path, "flood", profile="property")
    do(log, 1, "set-level", "2")
    assert "goods" in {view.key for view in log.incident.views()}
    assert "guard" not in {view.key for view in log.incident.views()}
    do(log, 2, "goods", "10:02 two boxes of flat 7, lobby to hall, by guard A")
    assert "guard" in {view.key for view in log.incident.views()}


def test_damage_that_nobody_has_photographed_is_photographed_by_the_office(tmp_path: Path) -> None:
    """It is asked for it, and the insurer is told all the same."""
    log = opened(tmp_path, "flood", profile="property")
    do(log, 30, "loss", "todo")
    assert "call-office" in {view.key for view in log.incident.views()}
    assert status(log, "photos-taken") == status(log, "insurer") == "running"
    do(log, 40, "loss", "photos")
    assert status(log, "photos-taken") == "stopped"
    assert status(log, "insurer") == "running"


def test_a_flood_report_goes_to_head_office_at_every_level() -> None:
    assert step("flood", "report-sent").when == []


def test_four_guards_are_not_six(tmp_path: Path) -> None:
    """A number counted does not answer for the plan's six: the deadline asks by itself."""
    log = opened(tmp_path, "group-disturbance", profile="property")
    do(log, 1, "call-security")
    do(log, 2, "known", "now")
    do(log, 4, "guards", "4")
    assert status(log, "six-here") == "running"


def test_the_group_leader_reports_to_the_general_manager_before_the_others_are_called() -> None:
    """The leader's words ask for it; the call to the general manager only makes sure."""
    order = shown("group-disturbance", "property")
    assert order.index("tell-group-leader") < order.index("tell-deputy")
    leader = step("group-disturbance", "tell-group-leader")
    assert all("立即报告{role:executive}" in saying.zh for saying in leader.says)
    assert "核实" in step("group-disturbance", "tell-executive").do.zh
    assert step("group-disturbance", "call-developer").call == "group-leader"


def test_where_police_were_not_reached_the_guards_supervisor_calls_them() -> None:
    """By the plan it is that post that calls; whoever knows first calls first."""
    guards = step("group-disturbance", "call-security")
    reached, not_reached = guards.says
    assert "110已报" in reached.zh and [cond.step for cond in reached.when] == ["call-110"]
    assert "请立即报警" in not_reached.zh and not_reached.when == []


def test_banners_are_asked_for_before_onlookers_and_wait_for_the_police() -> None:
    order = shown("group-disturbance", "property")
    assert order.index("ringleaders") < order.index("banners") < order.index("onlookers")
    waiting = [c for c in step("group-disturbance", "banners").choices if c.again]
    assert [c.id for c in waiting] == ["waiting"]


def test_news_of_a_disturbance_is_asked_for_again_as_it_was_promised(tmp_path: Path) -> None:
    log = opened(tmp_path, "group-disturbance", profile="property")
    do(log, 20, "inform", "manager, marketing, engineering")
    timer = log.incident.timers["inform-again"]
    assert (timer.status, timer.due) == ("running", TEN + timedelta(minutes=40))


def test_movements_are_followed_until_they_come_or_do_not(tmp_path: Path) -> None:
    log = opened(tmp_path, "group-disturbance", profile="property")
    do(log, 1, "known", "coming")
    assert status(log, "movements") == "running"
    do(log, 2, "come", "waiting")
    assert status(log, "movements") == "running"
    do(log, 50, "come", "here")
    assert status(log, "movements") == "stopped"


def test_a_mass_incident_begins_with_questions_and_at_the_stage_of_whoever_has_the_report(
    tmp_path: Path,
) -> None:
    """Time, place, cause, state, course are asked before anybody is called."""
    assert shown("mass-incident", "community")[:3] == ["ask", "place", "call-station"]
    log = opened(tmp_path, "mass-incident", profile="community")
    assert log.incident.level == "2"
    assert {"unit-told", "arrived", "watch-2", "superiors-told"} <= set(log.incident.timers)
    assert log.incident.timers["superiors-told"].minutes == 5


def test_the_groups_head_is_told_and_comes_with_the_others_when_it_is_hard_to_control(
    tmp_path: Path,
) -> None:
    log = opened(tmp_path, "mass-incident", profile="community")
    assert step("mass-incident", "tell-head").call == "supervisor"
    do(log, 5, "stage", "3")
    assert log.incident.timers["leaders-come"].tell == ["supervisor", "superiors"]


def test_a_major_mass_incident_is_told_to_the_farm_and_the_departments(tmp_path: Path) -> None:
    """No plan says what is major: growing or violent."""
    log = opened(tmp_path, "mass-incident", profile="community")
    do(log, 5, "stage", "3")
    assert status(log, "major-told") == status(log, "departments-told") == ""
    do(log, 15, "stage", "4")
    assert status(log, "major-told") == status(log, "departments-told") == "running"


def test_all_staff_of_stage_four_are_asked_for_whatever_number_was_counted(tmp_path: Path) -> None:
    log = opened(tmp_path, "mass-incident", profile="community")
    do(log, 5, "stage", "4")
    do(log, 6, "all-staff", "3")
    assert status(log, "staff-here") == status(log, "leadership-told") == "running"


def test_nobody_hears_that_a_flood_is_over_because_a_loss_was_recorded(tmp_path: Path) -> None:
    """Words and red lines are those of water that still stands until its end is recorded."""
    log = opened(tmp_path, "flood", profile="property")
    over = next(view for view in log.incident.views() if view.step.id == "over")
    do(log, 1, "loss", "photos")
    assert stands(log.incident, over) == "continue"
    do(log, 2, "over", "10:02")
    assert stands(log.incident, log.incident.current()) != "continue"
