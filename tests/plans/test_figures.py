"""The minutes of the sites: whose they are, what they are for, and where they are shown."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kit.ground.base.cells import width
from kit.ground.base.words import table
from kit.plans.checklists.rules.at_site import detail, meets
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.show.checklists import filled
from kit.plans.checklists.show.paper import Printed, document
from kit.plans.sites.rules import Minutes, Profile
from kit.plans.sites.show import shown
from tests.support.shipped import LISTS, SITES, TYPES

NAMES = SITES.profiles()
SEVEN = r"(?<!\d)7(至| to|(?!\d))"
OUTAGES = ("power-outage", "ups-watch", "power-outage-prep")


def said_at(site: Profile, checklist: Checklist, lang: str) -> str:
    """All that the list says to the leader of this site, as the site fills it."""
    texts = []
    for _, step in checklist.steps():
        if meets(site, step):
            each = [step.do, detail(site, step), step.caution, step.say, step.keep]
            texts += [text.get(lang) for text in each if text is not None]
    texts += [rule.title.get(lang) for rule in checklist.timers]
    return "\n".join(filled(text, site, lang) for text in texts)


@pytest.mark.parametrize("type_", TYPES)
def test_no_shipped_list_fixes_a_minute(type_: str) -> None:
    """Every minute that counts has a name that a site can set: how long, when again, how early."""
    for rule in LISTS.checklist(type_).timers:
        assert (rule.minutes, rule.retry, rule.before) == (None, None, 0), rule.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_a_title_says_the_minutes_that_count(type_: str, lang: str) -> None:
    """No number of minutes stands in a title beside the one that the site sets."""
    for rule in LISTS.checklist(type_).timers:
        plain = re.sub(r"\{[^}]*\}", "", rule.title.get(lang))
        assert not re.search(r"\d+ ?(分钟|min)", plain), rule.id


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_named_in_both_languages(name: str) -> None:
    """Whoever sets it knows what it is for; the line fits a terminal of 80 columns."""
    site = SITES.profile(name)
    assert set(site.minutes) <= set(table("figures"))
    for lang in ("zh", "en"):
        page = shown(site, name, {}, [], lang)
        (section,) = [part for part in page.sections if part.name == "minutes"]
        lines = [line for line in section.lines if line.hang is None]  # the others are broken
        assert max(width(line.text) for line in lines) <= 80


def test_the_plans_figures_stand_first_then_the_sites_then_ours_and_last_what_is_off() -> None:
    """A law's article stands below its figure."""
    site = SITES.profile("hotline")
    own = Profile(1, "own", site.title, minutes={"first-report": Minutes(3)}).over(site)
    (section,) = [part for part in shown(own, "own", {}, [], "en").sections if part.name == "minutes"]
    lines = [line.text for line in section.lines[1:] if line.hang is None]
    marks = {"HL-": "plan", "site's": "site", "our own": "ours", "statutory, off": "off"}
    whose = [next(name for mark, name in marks.items() if mark in line) for line in lines]
    assert whose == sorted(whose, key=list(marks.values()).index)
    assert whose.count("off") == sum(figure.off for figure in own.minutes.values()) > 0
    after = [line.text for line in section.lines if line.hang is not None]
    assert after == [figure.law.en for _, figure in sorted(own.minutes.items()) if figure.law]
    assert sum("first-report" in line and "site's" in line for line in lines) == 1


@pytest.mark.parametrize(("lang", "range_"), [("zh", "7至10"), ("en", "7 to 10")])
def test_a_range_is_said_only_where_the_plan_gives_one(lang: str, range_: str) -> None:
    """The generator of the hotline centre starts within 7 to 10 minutes; no other plan says so, and
    a site that sets its own figure has no lower end."""
    hotline = SITES.profile("hotline")
    own = Profile(1, "own", hotline.title, minutes={"generator": Minutes(5)}).over(hotline)
    for type_ in OUTAGES:
        checklist = LISTS.checklist(type_)
        assert range_ in said_at(hotline, checklist, lang)
        assert not re.search(SEVEN, said_at(own, checklist, lang))
        for name in NAMES:
            if name != "hotline":
                assert not re.search(SEVEN, said_at(SITES.profile(name), checklist, lang)), name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", OUTAGES)
def test_a_figure_of_one_organisation_is_shown_there_only(type_: str, lang: str) -> None:
    """How long call centre B asks its UPS to last, and its eleven seats, are nobody else's."""
    for name in NAMES:
        said = said_at(SITES.profile(name), LISTS.checklist(type_), lang)
        theirs = re.search(r"27 to 120|27至120", said)
        assert bool(theirs) == (name == "call-centre-b"), name
        assert name == "call-centre-b" or not re.search(r"0\.45|\b27\b|十一席|11 seats", said), name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_reading_of_the_ups_is_made_up(lang: str) -> None:
    """What a plan asks of a UPS is no reading of its panel."""
    for type_ in ("power-outage", "ups-watch"):
        said = said_at(SITES.profile("call-centre-b"), LISTS.checklist(type_), lang)
        assert not re.search(r"填 ?27|enter 27", said)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_printed_card_says_whose_the_minutes_are(lang: str) -> None:
    """The clause of the plan, or the word for ours, under each figure of the card."""
    site = SITES.profile("hotline")
    html = document([LISTS.checklist("power-outage")], Printed(site, lang, date(2026, 3, 2), "0.1"))
    ours = table("sites")["ours"][lang != "zh"]
    assert "10<br><small>HL-3.1d</small>" in html
    assert f"20<br><small>{ours}</small>" in html
