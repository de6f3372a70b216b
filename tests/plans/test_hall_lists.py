"""What the plan of a service hall asks of every emergency: the leading group hears of it, customers
hear the time, and what was written goes to safety supervision and is filed."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import counts, for_site, meets
from kit.plans.checklists.rules.format import Step
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of

HALL = SITES.profile("service-hall")
NO_EMERGENCY = ("before-work", "power-outage-prep")
EMERGENCIES = [type_ for type_ in HALL.types if type_ not in NO_EMERGENCY]
# Checks of one device: what was wrong stands in their own log, nothing is analysed for safety supervision.
CHECKS = ("ups-watch", "environment-abnormal")
GROUP = ("manager", "executive", "group-office", "group-members")


def steps(type_: str) -> list[Step]:
    """The steps that can come up in a hall, in their order there."""
    listed = for_site(LISTS.checklist(type_), HALL)
    return [step for _, step in listed.steps() if meets(HALL, step)]


def hall(type_: str = "hall-system-failure") -> World:
    return World(for_site(LISTS.checklist(type_), HALL), site=HALL)


def test_the_hall_has_emergencies() -> None:
    assert len(EMERGENCIES) > 20


@pytest.mark.parametrize("type_", EMERGENCIES)
def test_somebody_of_the_leading_group_is_told(type_: str) -> None:
    """In five lists the deputy head heard of it only where the department head did not answer."""
    called = [step for step in steps(type_) if step.call in GROUP]
    assert called, type_


@pytest.mark.parametrize(
    "type_", ["general", "comms-failure", "cyber-attack", "environment-abnormal", "ups-watch"]
)
def test_the_deputy_head_is_told_in_time_whatever_the_level(type_: str) -> None:
    world = hall(type_)
    assert world.timer("report-manager").status == "running"
    assert "report-manager" in world.ringing(15)
    views = [view.key for view in world.incident.views()]
    assert "tell-manager" in views


@pytest.mark.parametrize("cause", ["mains", "wiring", "unknown"])
def test_the_deputy_head_hears_of_a_power_cut_whatever_its_cause(cause: str) -> None:
    """With the hall's own wiring at fault only the department head was told."""
    world = hall("power-outage")
    tick(world, 1, "cause", cause)
    called = [view.role for view in world.incident.views() if view.phase == "report"]
    assert "manager" in called


@pytest.mark.parametrize("type_", [t for t in EMERGENCIES if t not in CHECKS])
def test_report_and_analysis_go_to_safety_supervision_and_are_filed(type_: str) -> None:
    """Both keep and file both."""
    cited = {clause for step in steps(type_) for clause in step.cites}
    assert {"SH-3.4c", "SH-3.5b", "SH-3.5a"} <= cited


@pytest.mark.parametrize("type_", EMERGENCIES)
def test_a_report_is_neither_late_nor_wrong_nor_false(type_: str) -> None:
    """Nine lists of the hall were without the line."""
    red = [line.text.zh for line in for_site(LISTS.checklist(type_), HALL).prohibitions]
    assert "报告不拖延、不误报、不谎报" in red


def test_a_line_of_one_kind_of_site_does_not_stand_at_the_others() -> None:
    elsewhere = for_site(LISTS.checklist("ups-watch"), SITES.profile("hotline"))
    assert not any("谎报" in line.text.zh for line in elsewhere.prohibitions)
    assert len(elsewhere.prohibitions) == len(LISTS.checklist("ups-watch").prohibitions) - 1


@pytest.mark.parametrize("type_", EMERGENCIES)
def test_every_emergency_has_a_clock_for_its_report_to_the_leading_group(type_: str) -> None:
    """One person ill, or a disaster, was reported to the department head alone."""
    bound = [
        rule for rule in for_site(LISTS.checklist(type_), HALL).timers
        if counts(HALL, rule) and rule.kind == "tell" and rule.tell[0] in GROUP and not rule.repeat
        and not any(part.step or part.level for cond in rule.when for part in cond.parts())
    ]  # fmt: skip
    assert bound, type_


@pytest.mark.parametrize(("type_", "one"), [("staff-accident", "one"), ("infectious-disease", "one")])
def test_one_who_is_ill_is_told_to_the_leading_group_and_two_are_not_told_twice(type_: str, one: str) -> None:
    for count in (one, "more"):
        world = hall(type_)
        tick(world, 1, "count", count)
        called = [view.key for view in world.incident.views() if view.role == "manager"]
        assert called == ["tell-group"], count
    assert "report-group" in world.ringing(15)


def test_cause_and_course_of_a_media_matter_are_written_down_and_stand_in_its_report() -> None:
    form = LISTS.checklist("media").form
    assert "course" in [step.id for step in steps("media")] and form is not None
    sources = {field.source for field in form.fields}
    assert {"answer:course", "answer:effect", "answer:outlook", "measures", "type", "site"} <= sources


@pytest.mark.parametrize("type_", ["hall-system-failure", "visitor-surge", "siege", "lost-belongings", "media"])
def test_what_is_over_still_has_to_be_reported(type_: str) -> None:
    """The clock stopped when it was over, though nobody had been told."""
    report = next(t for t in LISTS.checklist(type_).timers if t.id == "report-manager")
    assert not [stop for stop in report.stops if stop.on == "step"]


def test_customers_who_left_a_number_are_asked_about_until_they_were_told() -> None:
    """Writing down the losses stopped the clock, with nobody told yet."""
    world = hall()
    tick(world, 20, "restored", minute_of(20).isoformat())
    tick(world, 22, "effect", "三笔未办结")
    assert "customers-told" in world.ringing(30)


def test_a_hall_whose_system_is_back_is_not_reported_to_be_under_repair() -> None:
    said = next(s for s in steps("hall-system-failure") if s.id == "tell-manager").says
    assert "现已恢复" in said[0].zh and said[0].when[0].step == "restored"


def tick(world: World, minute: float, step: str, value: str = "") -> None:
    world.do(minute, acts.tick, step, value)
