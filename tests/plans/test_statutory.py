"""Times that the state sets run only where a site has set them, and name their source."""

from __future__ import annotations

import pytest

from kit.plans.checklists.rules.at_site import counts
from kit.plans.checklists.rules.owners import owner_of
from kit.plans.sites.rules import Minutes
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES

STATUTORY = [("staff-accident", "law-accident"), ("cyber-attack", "law-data"), ("cyber-attack", "law-cyber")]


@pytest.mark.parametrize(("type_", "name"), STATUTORY)
def test_no_kind_of_site_has_a_statutory_time_on_and_each_names_its_law(type_: str, name: str) -> None:
    rule = LISTS.checklist(type_).timer(name)
    assert rule is not None and rule.minutes_of == name
    for site in map(SITES.profile, SITES.files()):
        figure = site.minutes[name]
        assert figure.off and figure.law is not None, site.id
        assert not counts(site, rule), site.id
    assert "article" in rule.ask.en if rule.ask else False


def test_every_figure_that_is_off_is_a_law_and_no_law_is_ours_or_a_plans() -> None:
    for name, figure in SITES.profile("base").minutes.items():
        assert figure.off == (figure.law is not None), name
        assert not (figure.law and (figure.ours or figure.cites)), name


def test_a_site_that_sets_its_figure_has_the_clock_and_still_names_the_law(bare: Kit) -> None:
    assert bare("start", "cyber-attack", "--no-guide").code == 0
    assert "law-cyber" not in bare("timer", "--json").out
    assert bare("setup", "--set", "minutes.law-cyber=60").code == 0
    assert bare("start", "cyber-attack", "--no-guide", "--json").code == 0
    assert "law-cyber" in bare("list", "--json").out or "law-cyber" in bare("board", "--json").out
    shown = bare("profile", "show").out
    assert "statutory, on here" in shown and "article 4" in shown


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(60, "1小时", "1 hour"), (240, "4小时", "4 hours"), (1440, "1天", "1 day"), (4320, "3天", "3 days"), (90, "90分钟", "90 min")],
)
def test_long_times_are_said_in_hours_and_days(value: float, zh: str, en: str) -> None:
    """4320 minutes tell nobody that it is three days."""
    assert (Minutes(value).span.zh, Minutes(value).span.en) == (zh, en)
    assert Minutes(workdays=2).span.zh == "2个工作日"


def test_a_statutory_clock_is_titled_in_hours(bare: Kit) -> None:
    assert bare("setup", "--set", "minutes.law-cyber=240").code == 0
    assert bare("start", "cyber-attack", "--no-guide").code == 0
    assert "Statutory 4 hours" in bare("timer", "--json", "--lang", "en").out


def test_what_the_site_set_is_its_own_figure_and_keeps_the_bases_law() -> None:
    base = SITES.profile("base").minutes["law-cyber"]
    set_here = Minutes(60).over(base)
    assert (set_here.off, set_here.value, set_here.law) == (False, 60, base.law)
    site = SITES.profile("hotline")
    rule = LISTS.checklist("cyber-attack").timer("law-cyber")
    assert rule is not None and owner_of(rule, site) == "site"
