"""What two plans without levels of their own ask in every list: the administrator's order of work and
the operators' three phases."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import for_site, meets
from kit.plans.checklists.rules.format import Step
from tests.support.shipped import LISTS, SITES
from tests.support.world import World

OUTAGES = ["power-outage", "comms-failure", "network-failure", "application-outage"]
FAILURES = ["network-failure", "comms-failure", "application-outage", "cyber-attack"]
LIFE = [
    "fire", "gas-leak", "chemical-release", "staff-accident", "bomb-threat", "natural-disaster", "armed-attack",
    "robbery", "lift-entrapment", "infectious-disease",
]  # fmt: skip


def steps_at(type_: str, name: str) -> list[Step]:
    site = SITES.profile(name)
    return [step for _, step in for_site(LISTS.checklist(type_), site).steps() if meets(site, step)]


@pytest.mark.parametrize("type_", [*OUTAGES, "workstation-fault", "cyber-attack", "ups-watch"])
def test_an_administrator_reports_before_the_technicians_are_called(type_: str) -> None:
    """Report first, then handle: critical, and within a time counted from the opening."""
    called = [step for step in steps_at(type_, "service-admin") if step.call]
    assert called[0].call == "supervisor" and called[0].critical
    assert "tech" in {step.call for step in called[1:]}
    rules = [timer for timer in LISTS.checklist(type_).timers if timer.step == called[0].id]
    assert [(rule.start.on, rule.tell[0]) for rule in rules] == [("opened", "supervisor")]


@pytest.mark.parametrize("type_", FAILURES)
def test_an_administrator_calls_experts_to_what_is_complex(type_: str) -> None:
    assert "experts" in {step.call for step in steps_at(type_, "service-admin")}


@pytest.mark.parametrize("type_", [*OUTAGES, "cyber-attack", "general", "natural-disaster"])
def test_an_administrators_progress_goes_to_the_leaders_themselves(type_: str) -> None:
    """It went to the superior with the request to pass it on."""
    (step,) = [s for s in steps_at(type_, "service-admin") if s.id.startswith("update") and s.call]
    assert step.call == "executive"
    repeated = [t for t in LISTS.checklist(type_).timers if t.repeat and t.step == step.id]
    assert [t.tell[0] for t in repeated] == ["executive"]


@pytest.mark.parametrize("type_", LIFE)
def test_an_administrator_calls_the_safety_and_other_departments(type_: str) -> None:
    """The plan handles an event together with them; no list about life called them."""
    called = {name: {s.call for s in steps_at(type_, name)} for name in ("service-admin", "hotline")}
    assert "departments" in called["service-admin"] and "departments" not in called["hotline"]


def test_an_abnormality_has_something_to_change_to_and_its_loss_is_judged_in_time() -> None:
    """Network and other faults had no measure to keep the service up, and nothing bounded the
    question whether customers lose by it."""
    listed = LISTS.checklist("environment-abnormal")
    swap = listed.step("swap")
    assert swap is not None and {"network", "other"} <= set(swap.when[0].is_)
    (rule,) = [timer for timer in listed.timers if timer.step == "loss"]
    assert rule.start.on == "opened"
    order = [step.id for _, step in listed.steps()]
    assert order.index("loss") < order.index("cause")


def test_in_a_power_cut_the_operators_warning_is_started_before_the_cause_is_looked_for() -> None:
    """Whatever the level, and within minutes of the opening: the deputy was told after the cause and
    not asked to warn."""
    steps = steps_at("power-outage", "operators")
    order = [step.id for step in steps]
    told = next(step for step in steps if step.call == "supervisor")
    assert order.index(told.id) < order.index("cause")
    assert not [part for cond in told.when for part in cond.parts() if part.level or part.step]
    said = [text.zh for text in (told.say, *(s.text() for s in told.says)) if text is not None]
    assert any("启动预警，通知各部门" in text for text in said)
    (rule,) = [timer for timer in LISTS.checklist("power-outage").timers if timer.step == told.id]
    assert rule.start.on == "opened" and rule.minutes_of is not None
    assert SITES.profile("operators").minutes[rule.minutes_of].value == 5


def test_the_operators_move_their_calls_at_every_level_of_a_power_cut() -> None:
    """Their plan knows no levels: at the slightest the step went away with what it had answered."""
    world = World(LISTS.checklist("power-outage"), site=SITES.profile("operators"))
    world.do(1, acts.set_level, "4")
    assert "transfer" in {view.key for view in world.incident.views()}
    assert world.timer("transfer").status == "running"


@pytest.mark.parametrize("type_", ["power-outage", "comms-failure"])
def test_calls_that_were_moved_are_tried_guarded_and_brought_back(type_: str) -> None:
    """Customer data stays safe and service goes on while calls are elsewhere."""
    at = {step.id for step in steps_at(type_, "operators")}
    assert {"tried", "moved", "guard", "calls-back", "data-back"} <= at


@pytest.mark.parametrize("type_", ["network-failure", "staff-accident", "comms-failure", "general"])
def test_the_operators_general_measures_stand_in_every_list_that_the_plan_names(type_: str) -> None:
    """Words for callers, what is published, who was warned, the review: whatever the event."""
    steps = {step.id: step for step in steps_at(type_, "operators")}
    assert {"words", "notice", "warned", "meeting", "review"} <= set(steps)
    assert "OP-5.3.8" in steps["review"].cites
    said = [
        text.zh
        for step in steps.values()
        if step.call in ("supervisor", "executive")
        for text in (step.say, *(saying.text() for saying in step.says))
        if text is not None
    ]
    assert any("启动预警，通知各部门" in text for text in said)
