"""How grave it is to be late with something: by its plan, and a life before all of it."""

from __future__ import annotations

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
