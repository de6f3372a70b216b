"""Lists where people are in danger: who commands and who ends it, who looks after whom, and posts
that a plan names are called."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint import check
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS, SITES

SUCCESSION = [
    "fire", "flood", "natural-disaster", "gas-leak", "chemical-release", "armed-attack", "bomb-threat",
    "robbery", "siege", "self-harm-on-site", "crowd-crush",
]  # fmt: skip
ENDED = [
    *(type_ for type_ in SUCCESSION if type_ != "flood"),
    "lift-entrapment", "infectious-disease", "staff-accident", "customer-ill", "customer-injured",
    "missing-person",
]  # fmt: skip
LOOKED_AFTER = [
    *(type_ for type_ in SUCCESSION if type_ != "flood"), "staff-accident", "customer-ill", "customer-injured",
]  # fmt: skip
LONG = [
    "flood", "natural-disaster", "gas-leak", "chemical-release", "bomb-threat", "siege", "self-harm-on-site",
    "crowd-crush", "missing-person",
]  # fmt: skip


@pytest.mark.parametrize("type_", SUCCESSION)
def test_a_line_that_stays_says_who_commands_when_the_leader_is_hurt(type_: str) -> None:
    kept = [step.keep for _, step in LISTS.checklist(type_).steps() if step.keep is not None]
    assert any("接替指挥" in text.zh and "takes command" in text.en for text in kept)


@pytest.mark.parametrize("type_", ENDED)
def test_before_service_resumes_somebody_named_agrees_that_it_is_over(type_: str) -> None:
    """The condition and the post stand in the step; the spoken end comes after it."""
    checklist = LISTS.checklist(type_)
    step = checklist.step("ended-by")
    assert step is not None and step.answer == "name" and step.critical and step.detail is not None
    assert "{role:supervisor}" in step.detail.zh and "{role:supervisor}" in step.detail.en
    order = [each.id for _, each in checklist.steps()]
    assert order.index("ended-by") < order.index("restored") < order.index("complete")


def test_a_flood_is_ended_by_its_commander() -> None:
    step = LISTS.checklist("flood").step("over")
    assert step is not None and step.detail is not None
    assert "总指挥{role:manager}" in step.detail.zh and "{role:manager}" in step.detail.en


@pytest.mark.parametrize("type_", LOOKED_AFTER)
def test_those_who_were_there_are_asked_again_by_somebody_on_a_day(type_: str) -> None:
    """An action: it has an owner and a date, and stays on the list of what is to be done."""
    step = LISTS.checklist(type_).step("care-owner")
    assert step is not None and step.answer == "action"


@pytest.mark.parametrize("type_", LONG)
def test_after_four_hours_a_long_incident_asks_for_relief_and_meals(type_: str) -> None:
    timer = LISTS.checklist(type_).timer("relief")
    assert timer is not None and timer.repeat and timer.stops and timer.minutes_of == "relief"
    assert SITES.profile("base").minutes["relief"].value == 240


def tells(log: Log) -> set[str]:
    return {key for key, timer in log.incident.timers.items() if timer.status == "running"}


def do(log: Log, minute: int, *args: str) -> None:
    now = Now(TEN + timedelta(minutes=minute))
    log.store.record(log, now, "li", lambda draft: acts.tick(draft, *args))


def test_a_flood_calls_the_posts_that_its_plan_names(tmp_path: Path) -> None:
    """Water lead, car park and commander from the first level; trades and heads at the gravest."""
    log = opened(tmp_path, "flood", profile="property")
    do(log, 1, "set-level", "3")
    assert {"manager-told", "water-lead", "car-park"} <= tells(log)
    assert "trades-called" not in log.incident.timers
    do(log, 2, "set-level", "2")
    assert {"manager-told", "team-come"} <= tells(log)
    do(log, 3, "set-level", "1")
    assert {"manager-come", "trades-called"} <= tells(log)
    assert "trades-come" not in log.incident.timers
    do(log, 9, "over", "10:09")
    assert "service-manager" in tells(log)


def test_a_flood_elsewhere_asks_the_engineer_to_bring_the_trades(tmp_path: Path) -> None:
    log = opened(tmp_path, "flood", profile="base")
    do(log, 1, "set-level", "1")
    assert "trades-come" in tells(log)
    assert not {"trades-called", "water-lead", "car-park", "team-come"} & set(log.incident.timers)


@pytest.mark.parametrize("type_", ["staff-accident", "infectious-disease"])
@pytest.mark.parametrize(
    ("profile", "called"),
    [("hotline", "manager"), ("call-centre-b", "centre-manager"), ("service-admin", "supervisor")],
)
def test_two_casualties_are_told_to_the_post_that_the_plan_names(
    tmp_path: Path, type_: str, profile: str, called: str
) -> None:
    """At call centre B that is the centre manager, not once more the customer service manager."""
    log = opened(tmp_path, type_, profile=profile)
    before = {view.key for view in log.incident.views()}
    do(log, 1, "count", "more")
    new = [view for view in log.incident.views() if view.key not in before and view.step.call]
    assert [view.step.call for view in new if view.step.call != "health"] == [called]


@pytest.mark.parametrize("type_", ["fire", "robbery", "siege", "crowd-crush", "bomb-threat"])
def test_a_halls_leading_group_is_called_through_its_office(tmp_path: Path, type_: str) -> None:
    rule = LISTS.checklist(type_).timer("group-office")
    assert rule is not None and rule.tell == ["group-office", "group-members"]
    log = opened(tmp_path, type_, profile="service-hall")
    assert "group-office" not in tells(log)
    if type_ == "robbery":
        do(log, 1, "safe", "10:01")
        do(log, 1, "hurt", "none")
    do(log, 2, "tell-manager")
    assert "group-office" in tells(log)
    other = opened(tmp_path / "b", "fire", profile="hotline")
    do(other, 2, "tell-manager")
    assert "group-office" not in other.incident.timers


def changed(condition: str, called: str) -> Checklist:
    """The fire list with one timer for a post, where a role is."""
    raw = msgspec.to_builtins(LISTS.checklist("fire"))
    timer = next(timer for timer in raw["timers"] if timer["id"] == "group-office")
    timer.update(tell=[called], when=[{"role": condition}])
    timer["title"] = timer["say"] = {"zh": "报告办公室", "en": "Tell the office"}
    return msgspec.convert(raw, Checklist)


def test_a_post_is_needed_only_where_its_step_comes_up() -> None:
    """A role that a condition asks for need not be at the other sites, but must be at one."""
    sites = [SITES.profile(name) for name in SITES.files()]
    assert check(changed("group-office", "group-office"), sites) == []
    other = {
        (each.rule, each.path) for each in check(changed("group-office", "group-members"), sites)
    }
    assert other == {("role", "timers.group-office.tell")}
    misspelt = {each.rule for each in check(changed("group-ofice", "group-ofice"), sites)}
    assert misspelt == {"role"}


@pytest.mark.parametrize("type_", ["customer-ill", "customer-injured", "staff-accident"])
@pytest.mark.parametrize("profile", ["hotline", "operators", "service-hall"])
def test_where_somebody_lies_there_120_and_compressions_are_the_first_two_steps(
    tmp_path: Path, type_: str, profile: str
) -> None:
    """A colleague collapses: 120 was the fifth screen, compressions a detail of "call a first-aider"."""
    first, second = opened(tmp_path, type_, profile=profile).incident.views()[:2]
    assert (first.phase, first.step.call, first.step.when, first.step.critical) == ("immediate", "ambulance", [], True)
    assert second.step.critical and "胸外按压" in second.step.do.zh and "compressions" in second.step.do.en
