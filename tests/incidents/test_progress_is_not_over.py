"""Nobody is recorded as told that it is over, or that somebody was found, by a call about how it goes."""

from __future__ import annotations

import re

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts.said import LEADERS
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.checklists.rules.format import Step
from tests.support.shipped import LISTS, SITES, TYPES, site_of
from tests.support.world import World, minute_of

OVER = re.compile(r"已找到|已救出|已无人|已出来|恢复|结束|解除|核实来电人是否安全")
VALUES = {"done": "", "know": "", "text": "x", "name": "李", "number": "3", "minutes": "20"}


def tells_the_end(view: StepView) -> bool:
    return view.step.answer == "call" and (view.step.each is not None or bool(OVER.search(view.step.do.zh)))


def dealt_with(world: World, minute: int, view: StepView) -> None:
    step = view.step
    if step.answer == "call":
        world.do(minute, acts.call, view.role or view.who, "reached", step=view.key)
    elif step.answer == "choice":
        world.do(minute, acts.tick, view.key, choice(world, step))
    elif step.answer == "time":
        world.do(minute, acts.tick, view.key, minute_of(minute).isoformat())
    elif step.answer in VALUES:
        world.do(minute, acts.tick, view.key, VALUES[step.answer])
    else:
        world.do(minute, acts.skip, view.key, "none")
    if world.step(view.key).status in ("open", "doing"):
        world.do(minute, acts.skip, view.key, "none")


def choice(world: World, step: Step) -> str:
    """The answer by which somebody is missed or held, else the first one."""
    wanted = [
        answer
        for _, other in world.incident.plans[0].checklist.steps()
        if other.answer == "call" and not OVER.search(other.do.zh)
        for cond in other.when
        if cond.step == step.id
        for answer in cond.is_
    ]
    return (wanted or [step.choices[0].id])[0]


def found_again(world: World, minute: int) -> None:
    """What the calls that tell the end wait for comes true."""
    for _, step in world.incident.plans[0].checklist.steps():
        if step.answer == "call" and OVER.search(step.do.zh):
            for cond in step.when:
                if cond.step and cond.is_ and world.incident.view(cond.step) is not None:
                    world.do(minute, acts.tick, cond.step, cond.is_[0])


def progress(world: World, minute: int, ends: list[StepView]) -> None:
    """Another step is in front, and each post that will hear of the end hears how it goes: by a
    call, by words that were read out, and by what rings for it."""
    aside = [v for v in world.incident.open_views() if v.step.answer not in ("call", "know") and not v.folded]
    if not aside:
        return
    world.do(minute, acts.take_up, aside[0].key)
    for role in sorted({view.role for view in ends}):
        world.do(minute, acts.call, role, "reached", said="还没有结束，继续等")
        if role in LEADERS:
            world.do(minute, acts.announce, "leaders", "预计恢复：还不确定", "", None, role)
        for timer in world.incident.running():
            if role in timer.tell and world.incident.timer_step(timer.key) not in {v.key for v in ends}:
                world.do(minute, acts.timer_told, timer.key, role)
    done = [view.key for view in ends if world.step(view.key).status == "done"]
    assert not done, (aside[0].key, done)


@pytest.mark.parametrize("type_", TYPES)
def test_a_call_about_how_it_goes_tells_nobody_that_it_is_over(type_: str) -> None:
    """Walked from the first step to the last, with the end of each list open behind another step."""
    site = site_of(type_)
    world = World(for_site(LISTS.checklist(type_), site), None, site)
    tried: set[str] = set()
    turned = False
    for minute in range(1, 250):
        front = world.incident.current()
        if front is None:
            break
        if not turned and front.phase in ("recover", "close"):
            turned = True
            found_again(world, minute)
            continue
        ends = [v for v in world.incident.open_views() if v.role and tells_the_end(v) and v.key not in tried]
        tried |= {view.key for view in ends}
        if ends:
            progress(world, minute, ends)
        front = world.incident.current()
        if front is not None:
            dealt_with(world, minute, front)
    else:
        pytest.fail("the list does not end")


def in_recovery(type_: str) -> World:
    """All before the recovery is dealt with; its first step stands in front."""
    site = SITES.profile("call-centre-a")
    world = World(for_site(LISTS.checklist(type_), site), None, site)
    for minute in range(1, 100):
        front = world.incident.current()
        assert front is not None
        if front.phase == "recover":
            return world
        dealt_with(world, minute, front)
    raise AssertionError


@pytest.mark.parametrize("type_", ["fire", "gas-leak"])
@pytest.mark.parametrize("by", ["call", "words"])
def test_a_report_on_the_way_answers_the_running_report_timer_and_no_step(type_: str, by: str) -> None:
    """At the first step of the recovery the supervisor hears that it is still waited for."""
    world = in_recovery(type_)
    updates = [
        t for t in world.incident.running()
        if "supervisor" in t.tell[:1] and (rule := world.incident.rule(t.key)) is not None and rule.repeat
    ]
    assert updates, "nothing asks for reports"
    minute = (updates[0].due - minute_of(0)).total_seconds() / 60 - 1
    done = {key for key, state in world.incident.steps.items() if state.status == "done"}
    if by == "call":
        world.do(minute, acts.call, "supervisor", "reached", said="还没恢复，继续等检测")
    else:
        world.do(minute, acts.announce, "leaders", "预计恢复：还不确定", "", None, "supervisor")
    assert {key for key, state in world.incident.steps.items() if state.status == "done"} == done
    assert world.timer(updates[0].key).round == updates[0].round + 1
    assert world.folded() == world.incident


def test_who_was_told_hears_that_it_is_over_by_the_call_that_stands_in_front() -> None:
    world = in_recovery("fire")
    for minute in range(100, 150):
        front = world.incident.current()
        assert front is not None
        if front.step.each == "told":
            break
        dealt_with(world, minute, front)
    world.do(151, acts.call, "supervisor", "reached")
    assert world.step("told-again@supervisor").status == "done"


def test_nobody_hears_that_it_is_over_while_the_end_itself_is_put_off() -> None:
    world = in_recovery("fire")
    for minute in range(100, 150):
        front = world.incident.current()
        assert front is not None
        if front.step.each == "told":
            break
        if front.step.milestone == "restored":
            world.do(minute, acts.defer, front.key)
        else:
            dealt_with(world, minute, front)
    world.do(151, acts.call, "supervisor", "reached")
    assert world.step("told-again@supervisor").status == "open"


def test_every_call_to_a_post_counts_however_it_was_made() -> None:
    """From a step, by itself and because a timer asked: the fourth says that it is the fourth."""
    world = World()
    world.do(1, acts.call, "supervisor", "no-answer", step="tell-boss")
    world.do(2, acts.call, "supervisor", "no-answer")
    world.do(3, acts.timer_no_answer, "report-5", "supervisor")
    world.do(4, acts.call, "supervisor", "reached", step="tell-boss")
    assert [made.call.attempt for made in world.incident.calls] == [1, 2, 3, 4]
