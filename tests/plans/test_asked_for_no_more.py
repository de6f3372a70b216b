"""A timer asks for nothing that stands already, and for nothing that is lost by now."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.sites.rules import Profile
from tests.support.shipped import LISTS, SITES, TYPES
from tests.support.world import World, minute_of


def site_of(type_: str) -> Profile:
    every = [SITES.profile(name) for name in SITES.files()]
    return max((s for s in every if type_ in s.types), key=lambda s: len(s.roles), default=every[0])


def opened(type_: str) -> World:
    site = site_of(type_)
    return World(for_site(LISTS.checklist(type_), site), None, site)


def running(world: World) -> set[str]:
    return {timer.key for timer in world.incident.running()}


@pytest.mark.parametrize(("type_", "answer"), [("customer-ill", "danger"), ("customer-injured", "serious")])
def test_a_timer_that_asks_whether_help_was_called_starts_only_where_it_was_not(type_: str, answer: str) -> None:
    called, not_called = opened(type_), opened(type_)
    called.do(1, acts.call, "ambulance", "reached", step="call-120")
    for world in (called, not_called):
        world.do(2, acts.tick, "state", answer)
    assert "ambulance-now" not in called.incident.timers
    assert "ambulance-now" in running(not_called)
    not_called.do(2.5, acts.call, "ambulance", "reached", step="call-120")
    assert "ambulance-now" not in running(not_called)
    assert not_called.timer("ambulance-now").over(minute_of(60)).total_seconds() == 0


@pytest.mark.parametrize(("kind", "timer"), [("attack", "police-now"), ("fire", "fire-now"), ("ill", "ambulance-now")])
def test_help_that_a_second_person_called_is_not_asked_for_within_a_minute(kind: str, timer: str) -> None:
    called, not_called = opened("caller-in-danger"), opened("caller-in-danger")
    called.do(1, acts.tick, "dispatch")
    for world in (called, not_called):
        world.do(2, acts.tick, "kind", kind)
    assert timer not in called.incident.timers and timer in running(not_called)


def test_an_adult_whom_the_police_look_for_already_is_not_to_be_reported_later() -> None:
    called, not_called = opened("missing-person"), opened("missing-person")
    called.do(1, acts.call, "police", "reached", step="call-110")
    for world in (called, not_called):
        world.do(2, acts.tick, "who", "adult")
    assert "adult-110" not in called.incident.timers and "adult-110" in running(not_called)


@pytest.mark.parametrize("type_", TYPES)
def test_every_check_whether_somebody_was_called_ends_by_that_call(type_: str) -> None:
    """Over all lists: where a check asks whether a number was called, the call's own step ends it."""
    checklist = LISTS.checklist(type_)
    for rule in checklist.timers:
        ask = rule.ask.zh if rule.ask is not None else ""
        if rule.kind != "check" or "}已打" not in ask:
            continue
        number = ask.split("{number:")[1].split("}")[0]
        steps = {step.id for _, step in checklist.steps() if step.call == number and not step.when}
        ends = {stop.step for stop in rule.stops} | {rule.step}
        assert steps and steps <= ends, (rule.id, steps)


@pytest.mark.parametrize("type_", ["caller-in-danger", "self-harm-caller"])
def test_a_call_that_was_cut_is_asked_about_as_one_that_was_cut(type_: str) -> None:
    world = opened(type_)
    world.do(1, acts.tick, "line", "cut")
    asks = {"still-there", "ring-back", "ring-more", "there-again"}
    assert running(world) & asks == {"ring-back"} and "cut-told" in running(world)
    world.do(2, acts.call, "police", "reached", step="tell-cut")
    assert world.timer("cut-told").status == "answered"
    world.do(3, acts.tick, "line-2", "no")
    assert running(world) & asks == {"ring-more"}
    world.do(4, acts.tick, "line-2", "going")
    assert running(world) & asks == {"there-again"}
    world.do(30, acts.tick, "line-2", "no")
    assert world.timer("ring-more").due > minute_of(30), "it counts from now"
    world.do(31, acts.tick, "line-2", "safe")
    assert not running(world) & asks
