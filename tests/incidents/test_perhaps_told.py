"""Whoever may have heard that somebody is missing hears that he is found, though the call was recorded as
another one: in doubt somebody would go in for nobody."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.checklists.rules.format import Checklist, Step
from tests.support.shipped import LISTS, TYPES, site_of
from tests.support.world import World


@dataclass(frozen=True)
class Pair:
    """A call that tells (``first``), what takes it back (``then``), and the answers that open each."""

    type_: str
    first: Step
    then: Step
    opens: dict[str, str]
    ends: dict[str, str]


def step(plan: Checklist, name: str) -> Step:
    return next(each for _, each in plan.steps() if each.id == name)


def answers(one: Step) -> dict[str, str]:
    return {cond.step: cond.is_[0] for cond in one.when if cond.step and cond.is_}


def pairs() -> list[Pair]:
    out = []
    for type_ in TYPES:
        plan = LISTS.checklist(type_)
        for _, each in plan.steps():
            for cond in each.when:
                if cond.step and not cond.is_ and each.call and step(plan, cond.step).call:
                    first = step(plan, cond.step)
                    out.append(Pair(type_, first, each, answers(first), answers(each)))
    return out


PAIRS = pairs()


def test_missing_and_found_pair_in_seven_lists() -> None:
    assert {pair.type_ for pair in PAIRS} == {
        "armed-attack", "bomb-threat", "chemical-release", "fire", "gas-leak", "natural-disaster", "robbery",
    }


def missing(pair: Pair) -> World:
    """Somebody is missing since minute 5; another step is at work."""
    site = site_of(pair.type_)
    plan = for_site(LISTS.checklist(pair.type_), site)
    world = World(plan, None, site)
    for name, value in pair.opens.items():
        for before, so in answers(step(plan, name)).items():
            world.do(4, acts.tick, before, so)
        world.do(5, acts.tick, name, value)
    aside = next(
        view for view in world.incident.open_views()
        if view.step.answer not in ("call", "know") and not view.folded and view.key not in {**pair.opens, **pair.ends}
    )
    world.do(5, acts.take_up, aside.key)
    return world


def asked_for(world: World, pair: Pair) -> tuple[bool, set[str]]:
    """Those who were missing are there at minute 12: is the step open that says so, and which deadlines that
    hang on the first call run?"""
    for name, value in pair.ends.items():
        world.do(12, acts.tick, name, value)
    return world.incident.view(pair.then.id) is not None, {timer.key for timer in world.incident.running()} & hanging(pair)


def hanging(pair: Pair) -> set[str]:
    rules = LISTS.checklist(pair.type_).timers
    return {rule.id for rule in rules if any(cond.step == pair.first.id for cond in rule.when)}


def post(pair: Pair) -> str:
    assert pair.first.call is not None
    return pair.first.call


NAMES = [f"{pair.type_}-{pair.then.id}" for pair in PAIRS]


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_who_was_phoned_while_somebody_was_missing_is_told_that_he_is_found(pair: Pair) -> None:
    world = missing(pair)
    world.do(7, acts.call, post(pair), "reached", said="有人没出来")
    counted = world.step(pair.first.id).status == "done"
    assert counted == (pair.type_ == "natural-disaster")  # there it is the first call to them
    assert asked_for(world, pair) == (True, hanging(pair)) and hanging(pair)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
@pytest.mark.parametrize("how", ["nobody", "in vain", "another post", "afterwards"])
def test_who_cannot_have_heard_of_it_is_asked_for_nothing(pair: Pair, how: str) -> None:
    world = missing(pair)
    if how == "in vain":
        world.do(7, acts.call, post(pair), "no-answer")
    elif how == "another post":
        world.do(7, acts.call, "general-office", "reached", said="情况还在核实")
    assert asked_for(world, pair) == (False, set())
    if how == "afterwards":
        world.do(14, acts.call, post(pair), "reached", said="现场情况")
        assert world.incident.view(pair.then.id) is None


def test_a_call_a_minute_before_the_answer_may_have_told_it_and_one_long_before_has_not() -> None:
    pair = next(pair for pair in PAIRS if pair.type_ == "fire")
    for minute, told in ((0, False), (4, True)):
        site = site_of(pair.type_)
        world = World(for_site(LISTS.checklist(pair.type_), site), None, site)
        world.do(minute, acts.call, post(pair), "reached", said="起火")
        world.do(5, acts.tick, "all-out", "no")
        world.do(12, acts.tick, "all-out", "yes")
        assert (world.incident.view(pair.then.id) is not None) == told
