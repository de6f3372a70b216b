"""Lists of outages and failures: each site's plan is kept to, whom it names is called, and somebody
says when it is over."""

from __future__ import annotations

import pytest

from kit.plans.checklists.rules.at_site import for_site, meets
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.rules import Profile
from kit.review.forms.rules import filled_forms
from tests.support.constants import TEN
from tests.support.shipped import LISTS, SITES
from tests.support.world import World

OUTAGES = ["power-outage", "comms-failure", "network-failure", "application-outage"]
SERVICE = [
    *OUTAGES, "ups-watch", "hall-system-failure", "workstation-fault", "cyber-attack", "air-conditioning",
    "environment-abnormal",
]  # fmt: skip
LONG = [*OUTAGES, "hall-system-failure", "cyber-attack"]


def steps_at(type_: str, site: Profile) -> list[Step]:
    """The steps that come up there, in the order that they have there."""
    checklist = for_site(LISTS.checklist(type_), site)
    return [step for _, step in checklist.steps() if meets(site, step)]


def called_at(type_: str, name: str) -> list[str]:
    return [step.call for step in steps_at(type_, SITES.profile(name)) if step.call]


@pytest.mark.parametrize("type_", ["power-outage", "comms-failure"])
def test_where_the_plan_says_at_once_the_transfer_comes_behind_the_immediate_actions(
    type_: str,
) -> None:
    """It stood behind the levels, the seats and the calls, as the fifteenth step. The deputy, who is
    asked for the warning, and the repair are at once too: in a power cut they come before it."""
    checklist = LISTS.checklist(type_)
    immediate = {step.id for phase in checklist.phases[:1] for step in phase.steps}
    behind = [s.id for s in steps_at(type_, SITES.profile("operators")) if s.id not in immediate]
    early = ["report-first", "call-tech"] if type_ == "power-outage" else []
    assert behind[: len(early) + 2] == [*early, "transfer", "call-backup"]


@pytest.mark.parametrize("type_", [*OUTAGES, "workstation-fault", "cyber-attack"])
def test_an_administrator_reports_before_anything_is_handled(type_: str) -> None:
    """First the report, then the handling: the superior was told after the technicians."""
    called = called_at(type_, "service-admin")
    assert called[0] == "supervisor"
    assert called.count("supervisor") <= 2  # then the updates


@pytest.mark.parametrize("type_", OUTAGES)
def test_elsewhere_the_technicians_are_told_at_once(type_: str) -> None:
    assert called_at(type_, "hotline")[0] == "tech"


@pytest.mark.parametrize("type_", SERVICE)
@pytest.mark.parametrize("name", SITES.profiles())
def test_nobody_is_told_to_phone_himself(type_: str, name: str) -> None:
    site = SITES.profile(name)
    if type_ in site.types:
        titles = {site.roles[call].title.zh for call in called_at(type_, name)}
        assert site.roles["leader"].title.zh not in titles


@pytest.mark.parametrize(
    ("name", "type_", "role"),
    [
        ("customer-service-dept", "power-outage", "liaison"),
        ("customer-service-dept", "power-outage", "safety"),
        ("customer-service-dept", "power-outage", "departments"),
        ("service-admin", "network-failure", "departments"),
        ("service-hall", "hall-system-failure", "group-members"),
    ],
)
def test_a_post_that_the_plan_names_is_called(name: str, type_: str, role: str) -> None:
    assert role in called_at(type_, name)


def test_what_is_recorded_of_a_hall_goes_to_the_office_of_its_group() -> None:
    (step,) = [
        s
        for s in steps_at("hall-system-failure", SITES.profile("service-hall"))
        if s.id == "office"
    ]
    assert "{role:group-office}" in step.do.zh


@pytest.mark.parametrize("type_", [*OUTAGES, "cyber-attack"])
def test_the_operators_record_who_was_warned_and_what_may_be_lost(type_: str) -> None:
    """A warning is sent to every department; which and when was recorded nowhere."""
    asked = {step.id for step in steps_at(type_, SITES.profile("operators"))}
    assert {"warned", "loss"} <= asked


@pytest.mark.parametrize("type_", SERVICE)
def test_the_closing_phase_begins_with_the_condition_that_ends_it_and_who_agrees(
    type_: str,
) -> None:
    close = LISTS.checklist(type_).phases[-1]
    first = close.steps[0]
    assert (close.id, first.id, first.answer) == ("close", "over", "name")
    assert first.detail is not None and first.detail.zh.startswith("条件：")
    both = first.do.zh + first.detail.zh
    assert "{role:" in both


@pytest.mark.parametrize("type_", SERVICE)
def test_whoever_was_told_is_told_that_it_is_over(type_: str) -> None:
    told = [step for _, step in LISTS.checklist(type_).steps() if step.each == "told"]
    assert len(told) == 1


@pytest.mark.parametrize("type_", LONG)
def test_a_long_one_asks_for_relief_and_meals_counted_from_the_opening(type_: str) -> None:
    """A short one is not bothered with it: the deadline comes with what shows that it lasts."""
    rule = LISTS.checklist(type_).timer("relief")
    assert rule is not None and rule.minutes_of == "relief"
    assert rule.start.on != "opened" and rule.from_ == "opened"
    assert rule.ours and rule.repeat and rule.stops


@pytest.mark.parametrize(
    ("timer", "call"), [("power-again", "call-power"), ("repair-again", "call-building")]
)
def test_the_supplier_and_the_repairers_are_asked_again_until_the_power_is_back(
    timer: str, call: str
) -> None:
    """Close contact: they were phoned once and never again."""
    rule = LISTS.checklist("power-outage").timer(timer)
    assert rule is not None and rule.repeat
    assert (rule.start.on, rule.start.step) == ("step", call)
    assert [stop.step for stop in rule.stops] == ["power-back"]


def test_an_announced_outage_is_passed_on_from_the_preparation() -> None:
    """Opened on a notice, the outage list's deadlines ran while the power was still there."""
    prep: Checklist = LISTS.checklist("power-outage-prep")
    step = prep.step("notice-told")
    assert step is not None and step.when[0].step == "notice"
    torch = LISTS.checklist("power-outage").step("torch")
    assert torch is not None and torch.detail is not None and "停电准备" in torch.detail.zh


def test_a_form_leaves_out_what_only_other_sites_are_asked() -> None:
    sources = {}
    for name in ("hotline", "operators"):
        world = World(LISTS.checklist("power-outage"), site=SITES.profile(name))
        (form,) = filled_forms(world.incident, world.entries, TEN)
        sources[name] = {field.source for field in form.fields}
    own = {"warned", "loss", "moved", "guard", "calls-back"}
    assert sources["operators"] - sources["hotline"] == {f"answer:{name}" for name in own}
