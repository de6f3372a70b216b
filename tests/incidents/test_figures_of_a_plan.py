"""A list that joins an incident brings the figures that the site did not have at the opening."""

from __future__ import annotations

from msgspec.structs import replace

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.plans.sites.rules import Minutes
from tests.support.world import World

FLOOD = "flood"


def opened_long_ago() -> World:
    """At a site that had none of today's figures for a flood."""
    site = Store("nowhere").sites.profile("property")
    bare = {name: each for name, each in site.minutes.items() if not name.startswith("flood-")}
    return World(site=replace(site, minutes=bare))


def test_a_list_that_joins_an_old_incident_still_counts_its_deadlines() -> None:
    """No deadline of a second list is lost because the incident was opened before its figure was
    named."""
    world = opened_long_ago()
    figures = Store("nowhere").sites.profile("property").minutes
    world.do(1, acts.add_plan, Store("nowhere").checklists.checklist(FLOOD), figures)
    world.do(2, acts.set_level, f"{FLOOD}/1")
    assert world.incident.timers["flood/watch-1"].minutes == 20
    assert world.folded().timers["flood/watch-1"].minutes == 20


def test_a_list_that_joins_an_incident_of_today_brings_nothing() -> None:
    site = Store("nowhere").sites.profile("property")
    world = World(site=site)
    added = world.do(1, acts.add_plan, Store("nowhere").checklists.checklist(FLOOD), site.minutes)
    assert added[0].minutes == {}  # type: ignore[attr-defined]


def test_the_figures_known_at_the_opening_stay() -> None:
    """What the site has changed meanwhile does not change a deadline that already counts."""
    world = opened_long_ago()
    before = world.incident.profile
    assert before is not None
    newer = {name: Minutes(99) for name in before.minutes}
    world.do(1, acts.add_plan, Store("nowhere").checklists.checklist(FLOOD), newer)
    assert world.incident.profile is not None
    assert world.incident.profile.minutes["security-call"] == before.minutes["security-call"]
