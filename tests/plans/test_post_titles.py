"""A post is called by its title everywhere, also where a site has not got it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kit.ground.base.text import Text
from kit.incidents.incident.show.texts import fill, label
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint.found import PLACEHOLDER, texts
from kit.plans.checklists.show.checklists import filled
from kit.plans.checklists.show.paper import Printed, document
from kit.plans.scripts.files import ScriptFiles
from kit.plans.sites.rules import Profile, Role
from tests.support.kit import opened
from tests.support.shipped import LISTS, SITES, TYPES

PROFILES = sorted(SITES.files())
POSTS = sorted({post for name in PROFILES for post in SITES.profile(name).roles})
BARE = re.compile(rf"(?<![\w-])({'|'.join(sorted(POSTS, key=len, reverse=True))})(?![\w-])")


def named(checklist: Checklist) -> Iterator[str]:
    """Every post that a list names, wherever in it."""
    yield from (step.call for _, step in checklist.steps() if step.call)
    yield from (post for timer in checklist.timers for post in timer.tell)
    if checklist.levels:
        yield checklist.levels.decides
    for _, text in texts(checklist):
        yield from (name for kind, name in PLACEHOLDER.findall(text.zh + text.en) if kind == "role")


@pytest.mark.parametrize("name", PROFILES)
def test_every_post_that_any_list_or_script_names_has_a_title_at_every_site(name: str) -> None:
    """A hotline that opened the list of a disturbance read "group-leader" on its screen."""
    site = SITES.profile(name)
    said = {post for type_ in TYPES for post in named(LISTS.checklist(type_))}
    for scripts in ScriptFiles("").all_scripts().values():
        for script in scripts.scripts:
            blanks = PLACEHOLDER.findall(script.text.zh + script.text.en)
            said |= {post for kind, post in blanks if kind == "role"}
    assert len(said) > 30
    for post in said | set(POSTS):
        title = site.title_of(post)
        assert title.zh and title.en and title != Text(post, post), post
        assert not title.zh.isascii(), post


@pytest.mark.parametrize("name", PROFILES)
def test_no_text_and_no_card_of_any_list_shows_a_bare_id(name: str) -> None:
    site = SITES.profile(name)
    for type_ in TYPES:
        checklist = LISTS.checklist(type_)
        for path, text in texts(checklist):
            shown = re.sub("〔.*?〕", "", filled(text.zh, site, "zh"))  # the answer of a step, by its id
            assert not BARE.search(shown), (type_, path, shown)
        page = document([checklist], Printed(site, "zh", date(2026, 3, 2), "0.1"))
        body = re.sub(r"<style.*?</style>|<small.*?</small>|<[^>]*>", " ", page, flags=re.DOTALL)
        assert not BARE.search(body), (type_, BARE.findall(body))


@pytest.mark.parametrize("type_", ["group-disturbance", "mass-incident", "flood", "power-outage", "staff-accident"])
def test_on_screen_a_post_that_the_site_has_not_got_is_named_by_its_title(tmp_path: Path, type_: str) -> None:
    for name in PROFILES:
        incident = opened(tmp_path / name, type_, name).incident
        for _, text in texts(incident.checklist):
            assert not BARE.search(fill(text, incident, "zh")), (name, text.zh)
        for post in POSTS:
            assert label(incident, post, "zh") != post


def test_a_site_that_takes_a_post_away_still_knows_what_it_is_called() -> None:
    base = Profile(
        format=1, id="base", title=Text("甲", "A"), roles={"safety": Role(Text("安全员", "safety officer"))}
    )
    here = Profile(format=1, id="here", title=Text("乙", "B"), absent=["safety"]).over(base)
    assert "safety" not in here.roles and here.title_of("safety").en == "safety officer"
    below = Profile(format=1, id="below", title=Text("丙", "C")).over(here)
    assert below.title_of("safety").zh == "安全员" and below.title_of("nobody-knows").en == "nobody-knows"
