"""The paper twin: self-contained, the same numbers, only what holds at the site, nothing unsafe."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest

from kit.ground.base.text import Text
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.show.paper import Printed, document
from kit.plans.sites.rules import Role
from tests.support.constants import HAN
from tests.support.shipped import LISTS, SITES, TYPES

NAMES = {"kit", "UPS", "note", "tick", "CRM", "ACD", "AED", "HIS", "WiFi", "App"}
WORD = re.compile(r"[A-Za-z]{3,}")


def printed(lang: str = "en", site: str = "hotline") -> Printed:
    return Printed(SITES.profile(site), lang, date(2026, 3, 2), "0.1")


class Seen(HTMLParser):
    """Text, tags and attributes of a page; fails on a tag that is not closed."""

    VOID = ("meta", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.skip = 0
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "small"} & set(self.open):  # step ids are names
            self.text += data + " "


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_a_card_is_whole_at_every_site_and_in_one_language(type_: str, lang: str) -> None:
    checklist = LISTS.checklist(type_)
    sites = [s for s in SITES.profiles() if type_ in SITES.profile(s).types]
    for site in {sites[0], sites[-1]}:  # the first and the last do for the rest: it costs seconds
        seen = Seen(document([checklist], printed(lang, site)))
        assert "{" not in seen.text
        assert seen.names <= {"lang", "charset", "http-equiv", "content", "class"}
        assert not {"script", "img", "link", "a", "iframe"} & seen.tags
        if lang == "en":
            assert not HAN.search(seen.text), HAN.findall(seen.text)[:5]
        else:
            assert set(WORD.findall(seen.text)) <= NAMES


@pytest.mark.parametrize("type_", TYPES)
def test_a_step_has_the_number_that_the_kit_shows_and_none_is_missing(type_: str) -> None:
    checklist = LISTS.checklist(type_)
    for site in SITES.profiles():
        if type_ not in SITES.profile(site).types:
            continue
        html = document([checklist], printed("en", site))
        for number, phase in enumerate(for_site(checklist, SITES.profile(site)).phases, 1):
            for index, step in enumerate(phase.steps, 1):
                shown = f'class="step-{step.id}"><td class="n"><b>{number}.{index}</b>' in html
                away = step.call is not None and step.call not in SITES.profile(site).roles
                assert shown or away or step.when, (site, step.id)


def test_a_card_stands_in_the_order_of_the_sites_own_plan() -> None:
    """As the incident will ask for it: operators move their calls at once."""
    outage = LISTS.checklist("power-outage")
    places = {}
    for site in ("hotline", "operators"):
        html = document([outage], printed("en", site))
        places[site] = [m[1] for m in re.finditer(r'class="step-([a-z0-9-]+)"><td class="n"><b>\d+\.\d+</b>', html)]
    early = [step.id for _, step in outage.steps() if "operators" in step.first]
    ours = for_site(outage, SITES.profile("operators"))
    at_site = [step.id for _, step in ours.steps() if step.id in places["operators"]]
    assert early and places["operators"] == at_site
    listed = [step.id for _, step in outage.steps() if step.id in places["hotline"]]
    assert places["hotline"] == listed


def test_a_step_for_another_kind_of_site_is_not_printed() -> None:
    checklist = LISTS.checklist("air-conditioning")
    only = [
        step.id
        for _, step in checklist.steps()
        if any(cond.profile == ["hotline"] for cond in step.when)
    ]
    assert only
    other = document([checklist], printed("en", "call-centre-a"))
    assert not [name for name in only if f'class="step-{name}"' in other]
    own = document([checklist], printed("en", "hotline"))
    assert [name for name in only if f'class="step-{name}"' in own] == only


def test_hostile_text_in_a_checklist_or_a_contact_stays_text() -> None:
    bad = '"><script>alert(1)</script><img src=x onerror=y>\x1b[31m'
    checklist = msgspec.structs.replace(LISTS.checklist("fire"), title=Text(bad, bad))
    site = SITES.profile("hotline")
    roles = {**site.roles, "supervisor": Role(Text("主管", "supervisor"), name=bad, phone=bad)}
    page = msgspec.structs.replace(printed(), profile=msgspec.structs.replace(site, roles=roles))
    html = document([checklist], page)
    assert "<script" not in html and "<img" not in html and "\x1b" not in html
    Seen(html)


def test_all_cards_come_with_an_index_contacts_a_record_sheet_and_a_log() -> None:
    checklists: list[Checklist] = [LISTS.checklist(name) for name in ("fire", "power-outage")]
    html = document(checklists, printed())
    assert html.count('<section class="card">') == 2
    assert html.count('<section class="sheet">') == 2
    assert '<section class="index">' in html and "119" in html
    assert "Manual record sheet" in html


def test_a_silent_type_says_first_that_nothing_is_to_be_written_meanwhile() -> None:
    html = document([LISTS.checklist("robbery")], printed())
    assert html.index("While it happens write and press nothing") < html.index("<b>1.1</b>")
