"""A deadline that the plan counts from the outage counts from the opening, however late the answer
comes that says it applies."""

from __future__ import annotations

from functools import cache

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.format import Checklist
from tests.support.world import World, minute_of


@cache
def shipped(name: str) -> Checklist:
    return Store("nowhere").checklists.checklist(name)


def at(site: str, name: str) -> World:
    return World(shipped(name), site=Store("nowhere").sites.profile(site))


LATE = 9
COUNTED = [
    ("hotline", "power-outage", "cause", "mains", "report-manager", 5),
    ("hotline", "power-outage", "cause", "wiring", "report-supervisor", 5),
    ("call-centre-b", "power-outage", "cause", "mains", "report-supervisor-mains", 5),
    ("hotline", "ups-watch", "mains", "out", "generator", 10),
    ("operators", "comms-failure", "symptom", "dead", "customer-notice", 10),
]


@pytest.mark.parametrize(("site", "name", "step", "value", "timer", "due"), COUNTED)
def test_an_answer_that_comes_late_moves_no_deadline(
    site: str, name: str, step: str, value: str, timer: str, due: float
) -> None:
    """What the answer says was so from the outage on: the minutes are those since the outage."""
    world = at(site, name)
    world.do(LATE, acts.tick, step, value)
    assert world.incident.timers[timer].due == minute_of(due)
    assert world.folded().timers[timer].due == minute_of(due)


def test_what_changed_while_it_was_watched_counts_from_the_change() -> None:
    """The mains was there when the watch began and fails an hour later."""
    world = at("hotline", "ups-watch")
    world.do(1, acts.tick, "mains", "there")
    world.do(60, acts.tick, "mains", "out")
    assert world.incident.timers["generator"].due == minute_of(70)
