"""Whose figure a minute is: the plan's with its clause, the site's own, or ours; each counted apart."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.standing_json import timer_json
from kit.incidents.incident.show.timer_lines import timer_line
from kit.plans.sites.rules import Minutes, Profile
from kit.review.archive.rules.digest import digest_of
from kit.review.archive.rules.totals import totals_of
from kit.review.forms import rules as forms
from kit.review.forms.show import filled as form_faces
from kit.review.period.show.as_json import as_json as period_json
from kit.review.period.show.page import page as period_page
from kit.review.summary.rules.summarise import summarise
from kit.review.summary.show.incident import as_json, page
from tests.support.periods import period_of
from tests.support.world import World, minute_of


@cache
def hotline(**own: float) -> Profile:
    """The hotline centre, with figures that it has set in its own profile."""
    site = Store("nowhere").sites.profile("hotline")
    minutes = {**site.minutes, **{name.replace("_", "-"): Minutes(n) for name, n in own.items()}}
    return replace(site, minutes=minutes)


def outage(site: Profile) -> World:
    """A power cut of which leaders were told once, in time."""
    world = at_work(site)
    world.do(15, acts.timer_told, "leader-update")
    world.do(130, acts.close, "resolved")
    return world


def at_work(site: Profile) -> World:
    world = World(Store("nowhere").checklists.checklist("power-outage"), site=site)
    world.do(1, acts.tick, "cause", "mains")
    return world


def whose(world: World, lang: str = "en") -> dict[str, tuple[str, list[str]]]:
    found = [timer_json(world.incident, t, minute_of(3), lang) for t in world.incident.all_timers()]
    return {one["timer"]: (one["owner"], one["cites"]) for one in found}


def test_a_figure_is_the_plans_the_sites_or_ours() -> None:
    """The plan's is known by its clause; a site that sets ours makes it its own."""
    known = whose(outage(hotline()))
    assert known["generator"] == ("plan", ["HL-3.1d"])
    assert known["leader-update"] == ("ours", [])
    assert whose(outage(hotline(leader_update=15)))["leader-update"] == ("site", [])


@pytest.mark.parametrize(
    ("lang", "marks"), [("zh", ("HL-3.1d", "自定", "本场所")), ("en", ("HL-3.1d", "ours", "site's"))]
)
def test_guide_and_board_say_whose_figure_counts(lang: str, marks: tuple[str, str, str]) -> None:
    plan, ours, sites = marks
    shown = [
        (hotline(), "generator", plan),
        (hotline(), "leader-update", ours),
        (hotline(leader_update=15), "leader-update", sites),
    ]
    for site, key, mark in shown:
        world = at_work(site)
        timer = world.incident.timers[key]
        for cols in (80, 120):
            text = "".join(piece for _, piece in timer_line(world.incident, timer, minute_of(1), lang, cols))
            assert f" {mark} " in text, text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sites_own_deadlines_are_apart_on_every_page(lang: str) -> None:
    """Of one incident, of a year and on the form: the plan's, the site's and ours, each in a row."""
    world = outage(hotline(leader_update=15))
    entries = world.entries
    found = summarise(world.incident, entries, minute_of(200))
    digest = digest_of(world.folded(), entries)
    totals = totals_of([digest])
    period = period_of(totals)
    filled = forms.filled_forms(world.incident, entries, minute_of(200))
    words = {"zh": "本场所规定", "en": "site's"}[lang]
    pages = [page(world.incident, entries, found, lang), period_page(period, lang)]
    pages += form_faces.pages(world.incident, filled, lang)
    assert all(words in str(one) for one in pages[:1] + pages[2:]), pages
    assert "场所定的" in str(pages[1]) or "Site's" in str(pages[1])
    rows = as_json(world.incident, entries, found, lang)["kept"]
    assert {"checks-plan", "told-site", "checks-ours"} <= set(rows) == set(digest.kept)
    share = period_json(period, lang)["by_kind"]["incident"]
    assert share["told_site"]["fell_due"] == rows["told-site"]["fell_due"] > 0
    assert share["told_ours"]["fell_due"] == rows.get("told-ours", {"fell_due": 0})["fell_due"]


def test_what_a_plan_asks_of_nobody_is_never_counted_as_the_plans() -> None:
    """A flood at a property project: none of its deadlines is the plan's, none is counted so."""
    site = Store("nowhere").sites.profile("property")
    world = World(Store("nowhere").checklists.checklist("flood"), site=site)
    world.do(90, acts.close, "resolved")
    assert not any(row.endswith("-plan") for row in digest_of(world.folded(), world.entries).kept)
