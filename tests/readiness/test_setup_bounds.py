"""What a site's set-up asks and takes, at its bounds, by a made-up site."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import MOST_WORKDAYS, Minutes, Profile
from kit.readiness.setup.rules import LONGEST, MOST_MINUTES, Site, changes, keys, parts, value
from tests.support.world import plan, profile

replace = msgspec.structs.replace
SHIPPED = replace(profile(), minutes={"report": Minutes(5), "days": Minutes(workdays=2)})


def raw(**fields: Any) -> Checklist:
    """The plan with more in it."""
    return msgspec.convert({**msgspec.to_builtins(plan()), **fields}, Checklist)


def site(*lists: Checklist, **fields: Any) -> Site:
    made: Profile = msgspec.convert({**msgspec.to_builtins(SHIPPED), "id": "own", "extends": "site", "family": ["own", "site"], **fields}, Profile)
    return Site(made, made, {"site": SHIPPED, "other": replace(SHIPPED, title=Text("别", "Other"))}, lists or (plan(),), (plan(), plan("second")))


def put(key: str, text: str, lang: str = "zh", of: Site | None = None) -> object:
    try:
        return changes(of or site(), key, text, lang)
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("tech.name", "王" * LONGEST["name"], {("roles", "tech", "name"): "王" * LONGEST["name"]}), ("tech.name", "王" * (LONGEST["name"] + 1), "field-long"),
        ("tech.phone", "1" * LONGEST["phone"], {("roles", "tech", "phone"): "1" * LONGEST["phone"]}), ("tech.phone", "1" * (LONGEST["phone"] + 1), "field-long"),
        ("types", "trial " * 666, {("types",): ["trial"]}), ("types", "trial " * 667, "field-long"), ("types", "trial，second;trial", {("types",): ["trial", "second"]}), ("types", "", {("types",): None}), ("types", "trial x", "setup-types"),
        ("address", "路" * 300, {("site", "address"): "路" * 300}), ("address", "路" * 301, "field-long"), ("address", "", {("site", "address"): None}), ("address", "13800138000", "setup-place"), ("address.en", "1 Road", "setup-zh-first"), ("address.x", "1", "setup-key"),
        ("tech.phone", "", {("roles", "tech", "phone"): None}), ("tech.phone", "none", "setup-phone"), ("tech.phone2", "8002", {("roles", "tech", "phone2"): "8002"}), ("phone", "please call the hall first and then the gate", "setup-phone"),
        ("tech.name", "13800138000", "setup-place"), ("tech.name", "110", {("roles", "tech", "name"): "110"}), ("tech.name", "--", "setup-name"), ("tech.name", "", {("roles", "tech", "name"): None}), ("tech.x", "1", "setup-key"), ("nobody.name", "王芳", "setup-key"),
        ("tech.title", "", {("roles", "tech", "title"): None}), ("tech.title", "网管", {("roles", "tech", "title", "zh"): "网管", ("roles", "tech", "title", "en"): "tech"}),
        ("kind", "nowhere", "profile-unknown"), ("kind", "other", {("extends",): "other", ("title", "zh"): "别", ("title", "en"): "Other"}),
        ("minutes.report", "7", {("minutes", "report", "value"): 7.0}), ("minutes.report", "", {("minutes", "report"): None}), ("minutes.report", "0", "setup-minutes"), ("minutes.report", f"{MOST_MINUTES:g}", {("minutes", "report", "value"): MOST_MINUTES}),
        ("minutes.report", f"{MOST_MINUTES + 1:g}", "setup-minutes"), ("minutes.report", "3-5", "setup-minutes"), ("minutes.report", "soon", "setup-minutes"), ("minutes.report", "2个工作日", "setup-minutes"), ("minutes.nothing", "5", "setup-key"),
        ("minutes.days", "1个工作日", {("minutes", "days", "value"): None, ("minutes", "days", "workdays"): 1}), ("minutes.days", "0 wd", "setup-workdays"), ("minutes.days", f"{MOST_WORKDAYS} working days", {("minutes", "days", "value"): None, ("minutes", "days", "workdays"): MOST_WORKDAYS}),
        ("minutes.days", f"{MOST_WORKDAYS + 1} wd", "setup-workdays"), ("minutes.days", "90", {("minutes", "days", "workdays"): None, ("minutes", "days", "value"): 90.0}), ("minutes.days", "", {("minutes", "days"): None}),
    ],
)  # fmt: skip
def test_an_answer_at_its_bounds(key: str, text: str, found: object) -> None:
    assert put(key, text) == found


def test_a_title_is_put_in_the_language_that_is_spoken_and_a_name_moves_with_its_kind() -> None:
    assert put("tech.title", "IT", "en") == {("roles", "tech", "title", "zh"): "运维", ("roles", "tech", "title", "en"): "IT"}
    own = site(site={"name": {"zh": "甲", "en": "A"}, "address": {"zh": "路", "en": "Road"}})
    titled = {("title", "zh"): "某中心", ("title", "en"): "A centre"}
    assert put("name", "乙", of=own) == {**titled, ("site", "name"): "乙", ("site", "name", "en"): "A"} and put("name", "", of=own) == {**titled, ("site", "name"): None}
    assert put("name.en", "B", of=own) == {**titled, ("site", "name"): "甲", ("site", "name", "en"): "B"} and put("address.en", "1 Road", of=own) == {("site", "address", "en"): "1 Road"}
    assert put("name", "丙" * (LONGEST["name"] + 1), of=own) == {**titled, ("site", "name"): "丙" * LONGEST["name"], ("site", "name", "en"): "A"}
    assert [value(own, key, lang) for key, lang in (("name", "zh"), ("name", "en"), ("name.en", "zh"), ("kind", "zh"), ("types", "zh"), ("tech.title", "en"), ("supervisor.phone", "zh"), ("minutes.report", "zh"), ("minutes.days", "en"))] == ["甲", "A", "A", "site", ",".join(own.profile.types), "tech", "8001", "5", own.profile.minutes["days"].text.en]


def test_who_is_called_is_asked_for_and_whom_everybody_knows_is_not() -> None:
    words = {"zh": "打{number:tech}", "en": "Call {number:tech}"}
    step = {"id": "x", "do": words, "answer": "call", "call": "police", "say": {"zh": "来", "en": "Come"}}
    grave = raw(id="grave", danger="life", phases=[{"id": "immediate", "steps": [step, {**step, "id": "y", "call": "manager"}]}], timers=[], levels=None, form=None)
    posts = site(plan(), grave).posts()
    assert [(post.role, post.danger, post.first, post.reachable) for post in posts] == [("manager", "life", "grave", False), ("tech", "life", "grave", False), ("supervisor", "service", "trial", True)]
    assert [(one.key, one.danger) for one in site(plan(), grave).missing()] == [("manager", "life"), ("tech", "life")] and [one.key for one in site(grave, roles={}).missing()] == []
    assert [one.key for one in site(plan()).missing()] == ["manager"]
    assert parts("tech") == ["tech.name", "tech.phone", "tech.phone2"] and parts("police") == parts("police")[-2:] == ["police.phone", "police.phone2"]


@pytest.mark.parametrize(("danger", "blank", "hangs"), [("life", "address", "life"), ("life", "seats", "service"), ("admin", "seats", "admin"), ("service", "address", "service")])
def test_what_of_a_place_a_life_hangs_on_is_as_grave_as_its_list(danger: str, blank: str, hangs: str) -> None:
    step = {"id": "x", "do": {"zh": f"去{{site:{blank}}}", "en": f"Go to {{site:{blank}}}"}}
    made = site(raw(danger=danger, phases=[{"id": "immediate", "steps": [step]}], timers=[], levels=None, form=None))
    assert [(one.key, one.danger, one.first) for one in made.missing()] == [(blank, hangs, "trial")] and made.facts() == ["name", blank]
    assert site(*made.lists, site={blank: {"zh": "那里", "en": "there"}}).missing() == []


def test_the_calendar_is_asked_for_where_a_figure_that_is_used_is_in_working_days() -> None:
    timer = msgspec.to_builtins(plan())["timers"][0]
    by_days = site(raw(timers=[{**timer, "minutes_of": "days"}]))
    assert "days" in by_days.figures() and "days" not in site().figures() and by_days.calendar() and not site().calendar()
    assert {"minutes.days"} == {*keys(by_days)} - {*keys(site())} - {""} and next(keys(site())) == "kind" and [*keys(site())][-1] == "types"
    said = {"zh": "{minutes:report}分", "en": "{minutes:report} minutes"}
    assert "report" in site(raw(summary=said)).figures() and "report" not in site().figures()
