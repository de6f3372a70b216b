"""What the administrator's procedure and the operators' plan ask for, at their own sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kit.plans.checklists.rules.at_site import allows, counts, for_site, meets
from kit.plans.checklists.rules.format import Step, TimerRule
from tests.support.shipped import LISTS, SITES

ADMIN, OPERATORS = SITES.profile("service-admin"), SITES.profile("operators")
WARNED = [
    "comms-failure", "power-outage", "natural-disaster", "cyber-attack", "staff-accident", "network-failure",
    "general",
]  # fmt: skip
HELPED = [
    "fire", "gas-leak", "chemical-release", "bomb-threat", "armed-attack", "lift-entrapment",
    "infectious-disease", "staff-accident", "natural-disaster", "robbery",
]  # fmt: skip
PROGRESS = [*HELPED, *WARNED, "application-outage", "environment-abnormal"]


def operators_words(of: Step | TimerRule) -> Iterator[str]:
    """What may be said there, whatever was answered."""
    if of.say is not None:
        yield of.say.zh
    yield from (saying.zh for saying in of.says if allows(OPERATORS, saying.when))


@pytest.mark.parametrize("type_", WARNED)
def test_the_operators_command_is_asked_for_the_warning_at_once(type_: str) -> None:
    """In a power cut the deputy was told after the cause was known, and at an illness nobody."""
    listed = for_site(LISTS.checklist(type_), OPERATORS)
    asked = [
        step for _, step in listed.steps()
        if meets(OPERATORS, step) and step.call == "supervisor"
        and any("预警" in said for said in operators_words(step))
    ]  # fmt: skip
    assert asked and not any(part.step or part.level for cond in asked[0].when for part in cond.parts())
    rules = [rule for rule in listed.timers if rule.step == asked[0].id and counts(OPERATORS, rule)]
    assert rules and rules[0].start.on == "opened"


def test_in_a_power_cut_the_warning_comes_before_the_cause_and_at_any_level() -> None:
    listed = for_site(LISTS.checklist("power-outage"), OPERATORS)
    order = [step.id for _, step in listed.steps() if meets(OPERATORS, step)]
    assert order.index("report-first") < order.index("cause")
    executive = listed.step("call-executive")
    assert executive is not None and allows(OPERATORS, executive.when)
    told = [r for r in listed.timers if r.step == "call-executive" and counts(OPERATORS, r)]
    assert [rule.start.on for rule in told] == ["opened"]


@pytest.mark.parametrize("type_", ["comms-failure", "power-outage"])
def test_moved_calls_are_tried_guarded_and_brought_back(type_: str) -> None:
    listed = for_site(LISTS.checklist(type_), OPERATORS)
    order = [step.id for _, step in listed.steps() if meets(OPERATORS, step)]
    ways = ["transfer", "call-backup", "tried", "guard", "calls-back", "data-back", "over"]
    assert [name for name in order if name in ways] == ways


@pytest.mark.parametrize("type_", HELPED)
def test_the_administrators_departments_are_called_where_life_is_at_stake(type_: str) -> None:
    """Six of these lists never called them. They come behind whoever rescues."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    order = [step.call for _, step in listed.steps() if meets(ADMIN, step) and step.call]
    assert "departments" in order
    rescuers = [n for n, call in enumerate(order) if call in ("fire-brigade", "ambulance", "police")]
    assert not rescuers or rescuers[0] < order.index("departments")


@pytest.mark.parametrize("type_", PROGRESS)
def test_the_leaders_themselves_hear_of_the_progress(type_: str) -> None:
    """It went to the superior, who was asked to pass it on."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    rounds = [r for r in listed.timers if r.repeat and r.kind == "tell" and counts(ADMIN, r)]
    assert [rule.tell[0] for rule in rounds] == ["executive"]


def test_customers_who_may_lose_are_told_before_the_cause_is_looked_for() -> None:
    listed = for_site(LISTS.checklist("environment-abnormal"), ADMIN)
    order = [step.id for _, step in listed.steps()]
    assert order.index("loss") < order.index("tell-customers") < order.index("cause")
    bound = listed.timer("loss-asked")
    assert bound is not None and bound.start.on == "opened" and bound.step == "loss"


@pytest.mark.parametrize("type_", ["environment-abnormal", "before-work"])
def test_humidity_is_read_beside_the_temperature(type_: str) -> None:
    step = LISTS.checklist(type_).step("air")
    assert step is not None and "湿度" in step.do.zh and "humidity" in step.do.en


@pytest.mark.parametrize(("type_", "step"), [("network-failure", "tell-supervisor"), ("power-outage", "report-first"), ("staff-accident", "tell-supervisor")])
def test_paper_has_the_words_of_its_site_where_no_answer_chooses_them(type_: str, step: str) -> None:
    """A card of the operators asked nobody for the warning: their words hung on a condition."""
    found = {s.id: s for _, s in for_site(LISTS.checklist(type_), OPERATORS).steps()}
    said = found[step].say
    assert said is not None and "预警" in said.zh
