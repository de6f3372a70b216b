"""A call settles no question that is to be put once something has come about that has not."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import for_site
from tests.incidents.test_progress_is_not_over import site_of
from tests.support.shipped import LISTS, TYPES
from tests.support.world import World


def world_of(type_: str) -> World:
    site = site_of(type_)
    return World(for_site(LISTS.checklist(type_), site), None, site)


@pytest.mark.parametrize("type_", TYPES)
def test_nobody_has_decided_what_he_was_not_asked_yet(type_: str) -> None:
    """A first report had answered "down for 60 minutes: decide" in minute seven."""
    posts = sorted({post for timer in world_of(type_).incident.running() for post in timer.tell})
    for post in posts:
        world = world_of(type_)
        before = {view.key for view in world.incident.views()}
        waits = {t.key: world.incident.timer_step(t.key) for t in world.incident.running()}
        world.do(1, acts.call, post, "reached", said="先报一声")
        answered = {key for key in waits if world.incident.timers[key].status == "answered"}
        assert not {key for key in answered if waits[key] and waits[key] not in before}, (post, answered)


def test_who_was_told_early_has_still_been_told_in_time() -> None:
    world = world_of("application-outage")
    key = next(t.key for t in world.incident.running() if "supervisor" in t.tell[:1])
    world.do(1, acts.call, "supervisor", "reached", said="系统慢")
    assert world.incident.timers[key].status == "answered"


def test_a_report_in_minute_seven_leaves_the_decision_after_sixty_to_be_asked_for() -> None:
    world = world_of("application-outage")
    (long,) = [t for t in world.incident.running() if t.key.endswith("long-60")]
    world.do(7, acts.call, long.tell[0], "reached", said="先报一声")
    assert world.incident.timers[long.key].status == "running"
    assert "tell-executive" not in {view.step.id for view in world.incident.views() if view.state.status == "done"}
