"""A step on which a life hangs is at hand before those of a list that was added to it, and what an
answer puts in to save somebody comes at once."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.at_hand import announced
from kit.live.guide.show.parts import to_do
from tests.support.shipped import LISTS, SITES
from tests.support.world import World

SITE = SITES.profile("hotline")
OUTAGE = "application-outage/"


def caller(*answers: tuple[str, str]) -> World:
    """Somebody on the line wants to die; what was answered so far, a step a minute."""
    world = World(LISTS.checklist("self-harm-caller"), site=SITE)
    for minute, (step, value) in enumerate(answers, 1):
        answer(world, minute, step, value)
    return world


def answer(world: World, minute: int, step: str, value: str = "") -> None:
    view = world.incident.view(step)
    assert view is not None, step
    if view.step.answer == "call":
        world.do(minute, acts.call, view.role, value or "reached", step=step)
    else:
        world.do(minute, acts.tick, step, value)


FOUND = (("stay", ""), ("call-110", ""), ("beside", ""), ("caller", "no name"), ("place", "a bridge"))
ACTING = (*FOUND, ("state", "1"), ("call-120", ""))


def test_a_list_that_is_added_does_not_take_the_call_for_help_away() -> None:
    world = caller(*ACTING)
    assert world.current() == "update-110"
    world.do(9, acts.add_plan, LISTS.checklist("application-outage"))
    assert world.current() == "update-110", "and Enter means what it meant"
    led = led_through(world, 10)
    assert led[:4] == ["update-110", "tell-supervisor", "safer", "line"]
    assert led[4] == f"{OUTAGE}no-logout", "the caller goes on talking: then what waited"
    assert world.step("company").status == "open", "no life hangs on it: in its turn"


def led_through(world: World, minute: int) -> list[str]:
    """The next few steps, each dealt with in the usual way; the caller goes on talking."""
    led = []
    for each in range(6):
        led.append(world.current())
        if led[-1] == "line":
            answer(world, minute + each, "line", "1")
            world.do(minute + each, acts.defer, "line")
        else:
            answer(world, minute + each, led[-1], "1" if led[-1] == "safer" else "")
    return led


def test_what_comes_next_is_announced_as_it_will_come() -> None:
    world = caller(*ACTING)
    world.do(9, acts.add_plan, LISTS.checklist("application-outage"))
    views = to_do(world.incident.views(), False)
    here = world.incident.current()
    assert here is not None
    told = [view.key for view in announced(world.incident, here, views, 4)]
    assert told == ["tell-supervisor", "safer", "line", f"{OUTAGE}no-logout"]


def test_the_added_list_goes_on_where_the_life_is_saved() -> None:
    world = caller(*ACTING, ("update-110", ""), ("tell-supervisor", ""), ("safer", "1"))
    world.do(11, acts.tick, "line", "help-there")
    world.do(12, acts.add_plan, LISTS.checklist("application-outage"))
    assert world.current() == f"{OUTAGE}no-logout"


def test_two_lists_about_life_stand_phase_by_phase() -> None:
    world = caller(*ACTING)
    world.do(9, acts.add_plan, LISTS.checklist("fire"))
    view = world.incident.current()
    assert view is not None and (view.plan, view.phase) == ("fire/", "immediate")


@pytest.mark.parametrize("added", [True, False])
def test_a_call_that_an_answer_put_in_comes_at_once(added: bool) -> None:
    """The caller was cut off while something else was at hand, and the answer given out of turn."""
    world = caller(*ACTING)
    if added:
        world.do(9, acts.add_plan, LISTS.checklist("application-outage"))
    world.do(10, acts.tick, "line", "cut")
    assert world.current() == "tell-cut"
    answer(world, 11, "tell-cut")
    assert world.current() == "line-2", "to ring back"


def test_nothing_comes_before_the_first_call_for_help() -> None:
    world = caller(("stay", ""))
    world.do(2, acts.tick, "line", "cut")
    assert world.current() == "call-110"
