"""How grave it is to be late with something: by its plan, and a life before all of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kit.incidents.incident.rules import acts, urgency
from tests.support.world import World, minute_of, plan


def test_in_a_plan_about_life_only_what_saves_one_is_of_the_first_rank() -> None:
    """Who rescues is told, or its step must not be skipped; a report upward comes behind."""
    life = replace(plan(), danger="life")
    rescue = {"tell": ["police"], "step": None}
    timers = [replace(t, **rescue) if t.id == "grave" else t for t in life.timers]
    world = World(replace(life, timers=timers))
    world.do(1, acts.set_level, "2", "火势变大")
    ranks = {t.key: urgency.grade(world.incident, t) for t in world.incident.running()}
    assert ranks["grave"] == urgency.LIFE
    assert ranks["report-5"] == ranks["updates"] == urgency.LIFE + 1
    assert urgency.due(world.incident, minute_of(25))[0].key == "grave"


def test_in_no_other_plan_is_anything_of_the_first_rank() -> None:
    world = World()
    ranks = {urgency.grade(world.incident, t) for t in world.incident.running()}
    assert min(ranks) > urgency.LIFE + 1


@pytest.mark.parametrize(("call", "life"), [(None, True), ("police", True), ("supervisor", False)])
def test_a_step_that_must_not_be_skipped_saves_a_life_unless_it_reports_to_who_rescues_nobody(call: str | None, life: bool) -> None:
    world = World(replace(plan(), danger="life"))
    view = world.incident.view("safe")
    assert view is not None and not urgency.life_critical(world.incident, view)
    view = replace(view, step=replace(view.step, critical=True, call=call))
    assert urgency.life_critical(world.incident, view) is life
    assert not urgency.life_critical(World().incident, view), "in no plan about life"


def test_what_rings_rings_again_each_full_minute_and_later_every_third() -> None:
    """The first full minute is at least half a minute away."""
    timer = World().timer("report-5")
    rings = {minute: urgency.ring(timer, minute_of(minute)) for minute in (4.9, 5, 5.9, 6, 9, 10, 12.9, 13, 16)}
    assert rings == {4.9: urgency.NEVER, 5: 0, 5.9: 0, 6: 1, 9: 4, 10: 5, 12.9: 5, 13: 6, 16: 7}
    timer.ring_at = minute_of(5.7)
    assert [urgency.ring(timer, minute_of(minute)) for minute in (5.8, 6.9, 7)] == [0, 0, 1]
