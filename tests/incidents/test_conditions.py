"""When a step applies, and how grave an incident counts."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import holds
from kit.plans.checklists.rules.format import Condition
from tests.support.world import PLAN, World, plan

SURE = Condition(step="cause", is_=["mains"])
NEVER = Condition(step="cause", is_=["sea"])


@pytest.mark.parametrize(
    ("either", "expected"),
    [([SURE, NEVER], True), ([NEVER, SURE], True), ([NEVER, NEVER], False)],
)
def test_one_of_several_conditions_is_enough(either: list[Condition], expected: bool) -> None:
    world = World()
    world.do(1, acts.tick, "cause", "mains")
    assert holds(world.incident, world.incident.plans[0], [Condition(any_=either)]) is expected


def test_what_stands_beside_the_alternatives_must_hold_as_well() -> None:
    world = World()
    world.do(1, acts.tick, "cause", "mains")
    first = world.incident.plans[0]
    assert holds(world.incident, first, [Condition(any_=[SURE], level=["3"])])
    assert not holds(world.incident, first, [Condition(any_=[SURE], level=["1"])])


def test_a_step_for_where_a_post_does_not_exist() -> None:
    world = World()
    first = world.incident.plans[0]
    assert holds(world.incident, first, [Condition(no_role="operations")])
    assert not holds(world.incident, first, [Condition(no_role="manager")])


def test_a_step_for_every_kind_of_site_but_one() -> None:
    """A plan that says when its transfer comes has a step of its own; the others keep theirs."""
    world = World()
    first = world.incident.plans[0]
    kind = world.incident.profile.kinds()[0] if world.incident.profile else ""
    assert holds(world.incident, first, [Condition(no_profile=["operators"])])
    assert not holds(world.incident, first, [Condition(no_profile=["operators", kind])])


def test_an_answer_that_puts_lives_in_danger_raises_the_incident_until_it_is_answered_otherwise() -> None:
    world = World(plan(text=PLAN.replace('en = "mains"}', 'en = "mains", danger = "life"}')))
    assert world.incident.danger == 2
    world.do(1, acts.tick, "cause", "mains")
    assert world.incident.danger == 0
    world.do(2, acts.take_up, "cause")
    world.do(3, acts.tick, "cause", "wiring")
    assert world.incident.danger == 2


def test_a_preparation_is_no_incident() -> None:
    ready = plan(text=PLAN.replace('danger = "service"', 'danger = "service"\nkind = "preparation"'))
    assert World(ready).incident.preparation
    assert not World().incident.preparation
