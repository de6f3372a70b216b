"""One word for one thing at every site: its plan's own, whatever the lists call it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kit.ground.base.text import Text
from kit.incidents.say.rules.fitting import Fit
from kit.incidents.say.show.scripts import filled
from kit.plans.checklists.rules.at_site import allows, for_site, meets
from kit.plans.scripts.rules import Script
from kit.plans.sites.rules import Profile
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS, SITES

HALLS = ("service-hall", "community", "property")


def said(type_: str, site: Profile) -> str:
    """All that the list says at this site."""
    listed = for_site(LISTS.checklist(type_), site)
    phases = [
        msgspec.structs.replace(p, steps=[s for s in p.steps if meets(site, s)]) for p in listed.phases
    ]
    timers = [timer for timer in listed.timers if allows(site, timer.when)]
    kept = msgspec.structs.replace(listed, phases=phases, timers=timers)
    raw: dict[str, object] = msgspec.to_builtins(kept)
    for key in ("title", "summary", "find", "form"):
        raw.pop(key, None)
    return msgspec.json.encode(raw).decode()


def test_a_site_says_one_word_for_one_thing() -> None:
    """Call centre B's 坐席员 sat at 座席."""
    for name in SITES.profiles():
        site = SITES.profile(name)
        text = "".join(said(type_, site) for type_ in site.types)
        text += "".join(role.title.zh for role in site.roles.values())
        assert not ("座席" in text and "坐席" in text), name
    other = SITES.profile("call-centre-b")
    assert "备用坐席" in said("workstation-fault", other)
    assert "备用座席" in said("workstation-fault", SITES.profile("hotline"))


@pytest.mark.parametrize("name", HALLS)
def test_a_counter_hall_hears_nothing_of_a_call_floor(name: str) -> None:
    site = SITES.profile(name)
    for type_ in site.types:
        for word in ("大屏", "接通率", "座席"):
            assert word not in said(type_, site), (type_, word)


@pytest.mark.parametrize("name", ["hotline", "call-centre-a", "call-centre-b", "operators", "service-admin"])
def test_a_call_floor_hears_nothing_of_vault_and_counter(name: str) -> None:
    site = SITES.profile(name)
    for type_ in site.types:
        listed = for_site(LISTS.checklist(type_), site)
        for _, step in listed.steps():
            if meets(site, step):
                texts = [step.do, step.caution, step.keep, step.detail if not step.details else None]
                assert not any(w in t.zh for t in texts if t for w in ("金库", "柜台")), (type_, step.id)


@pytest.mark.parametrize(("name", "title"), [
    ("hotline", "组长日志"), ("call-centre-b", "呼叫中心主管日志"), ("service-admin", "值班日志"),
])  # fmt: skip
def test_a_form_is_headed_by_the_sites_own_log(name: str, title: str) -> None:
    """The form said 组长日志 where there is no 组长."""
    listed = for_site(LISTS.checklist("workstation-fault"), SITES.profile(name))
    assert listed.form is not None and listed.form.title.zh.startswith(title + "：")


def test_what_a_person_wrote_stays_as_it_was_and_so_do_titles_and_what_is_typed_to_find_them() -> None:
    site = SITES.profile("call-centre-b")
    plain, own = LISTS.checklist("workstation-fault"), for_site(LISTS.checklist("workstation-fault"), site)
    assert (own.title, own.summary, own.find) == (plain.title, plain.summary, plain.find)
    assert [s.id for _, s in own.steps()] == [s.id for _, s in plain.steps()]


def test_words_to_say_are_the_sites_own_but_not_what_was_answered(tmp_path: Path) -> None:
    folder = opened(tmp_path, "application-outage", "call-centre-b")
    script = Script("x", "staff", Text("t", "t"), Text("座席：{what}。", "Seats: {what}."))
    assert filled(folder.incident, Fit(script, ""), "zh", TEN).startswith("坐席：")
    assert filled(folder.incident, Fit(script, ""), "en", TEN).startswith("Seats: ")


def test_the_longest_word_goes_first_and_an_own_profile_adds_its_own() -> None:
    base = Profile(1, "one", Text("甲", "A"), words={"座席": "窗口", "空座席": "空台"})
    own = Profile(1, "two", Text("乙", "B"), extends="one", words={"座席": "工位"}).over(base)
    assert own.worded("空座席和座席") == "空台和工位"


def test_where_the_command_decides_the_steps_name_it_and_not_the_deputy() -> None:
    """The operators' plan has the command publish, end and review; the deputy only assists."""
    for type_, step_id in (("comms-failure", "notice"), ("network-failure", "over"), ("general", "meeting")):
        asked = {}
        for name in ("operators", "hotline"):
            step = for_site(LISTS.checklist(type_), SITES.profile(name)).step(step_id)
            assert step is not None and not step.does
            asked[name] = step.do.zh
        assert "{role:executive}" in asked["operators"] and "{role:supervisor}" not in asked["operators"]
        assert "{role:executive}" not in asked["hotline"]
