"""What the power-outage plan of a customer service department asks: confirm, grade, notify, report
in rounds, hand out, keep customers informed, and say in the recovery what is back."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.step_lines import filled as said_by
from kit.incidents.say.rules.fitting import fitting
from kit.incidents.say.show.scripts import filled
from kit.plans.checklists.rules.at_site import for_site
from kit.plans.scripts.files import ScriptFiles
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of

SITE = SITES.profile("customer-service-dept")
FILES = ScriptFiles("/nonexistent-home")


def outage(cause: str = "mains", level: str = "") -> World:
    world = World(for_site(LISTS.checklist("power-outage"), SITE), site=SITE)
    tick(world, 1, "cause", cause)
    if level:
        tick(world, 2, "set-level", level)
    return world


def tick(world: World, minute: float, step: str, value: str = "") -> None:
    world.do(minute, acts.tick, step, value)


def keys(world: World) -> list[str]:
    return [view.key for view in world.incident.views()]


def words(world: World, to: str, phase: str = "") -> list[str]:
    found = fitting(world.incident, FILES.scripts(["power-outage"]), to, phase)
    return [filled(world.incident, fit, "zh", minute_of(60)) for fit in found]


def test_it_is_confirmed_by_somebody_and_graded_before_anybody_is_notified() -> None:
    """Confirm the event, start the response by its level, then notify; the level was the eleventh step."""
    world = outage()
    order = [view for view in world.incident.views() if view.phase == "report"]
    assert [view.key for view in order[:3]] == ["confirmed", "cause", "set-level"]
    step = order[0].step
    assert {"monitor", "on-site"} <= {choice.id for choice in step.choices}
    form = LISTS.checklist("power-outage").form
    assert form is not None and "answer:confirmed" in {field.source for field in form.fields}


@pytest.mark.parametrize("level", ["4", "3", "2", "1"])
def test_company_leaders_are_reported_to_in_time_at_every_level(level: str) -> None:
    """At the two lighter levels the clock stopped because the level had changed."""
    world = outage(level=level)
    assert "report-departments" in world.ringing(10)
    assert {"report-company", "report-departments"} <= set(world.ringing(15))
    assert {"call-executive", "call-departments"} <= set(keys(world))


@pytest.mark.parametrize("cause", ["mains", "wiring", "unknown"])
def test_superior_leader_and_supplier_are_called_whatever_the_cause(cause: str) -> None:
    """Where the fault was the site's own, nobody asked the supplier."""
    world = outage(cause)
    called = [view.role for view in world.incident.views() if view.phase in ("report", "respond")]
    assert called.count("supervisor") == 1 and "power-company" in called
    assert called.index("departments") < called.index("power-company") < called.index("supervisor")
    assert "report-leader" in world.ringing(5)


def test_leaders_and_departments_hear_of_it_in_rounds_until_service_reopens() -> None:
    """Each has a round of its own; the superior leader was asked to pass it on."""
    world = outage(level="2")
    world.do(5, acts.call, "executive", "reached", step="call-executive")
    world.do(6, acts.call, "liaison", "reached", step="call-liaison")
    assert {"company-update", "liaison-round"} <= set(world.ringing(26))
    tick(world, 40, "power-back", minute_of(40).isoformat())
    tick(world, 50, "systems-ok", "ok")
    tick(world, 55, "reopen", "咨询")
    assert not {"company-update", "liaison-round"} & set(world.ringing(90))


def test_gear_is_handed_out_by_level_and_it_is_known_who_has_it() -> None:
    assert "handed-out" not in keys(outage(level="4"))
    world = outage(level="3")
    step = next(view.step for view in world.incident.views() if view.key == "handed-out")
    assert step.answer == "text" and "领用人" in step.do.zh


@pytest.mark.parametrize("name", [n for n in SITES.profiles() if n != SITE.id])
def test_other_sites_keep_their_own_lists(name: str) -> None:
    site = SITES.profile(name)
    world = World(for_site(LISTS.checklist("power-outage"), site), site=site)
    assert not {"confirmed", "handed-out", "hotline", "call-leader"} & set(keys(world))


def test_the_customers_number_is_switched_on_and_stands_in_the_notice() -> None:
    world = outage(level="4")
    step = next(view.step for view in world.incident.views() if view.key == "notice")
    assert step.say is not None and "请拨" not in said_by(world.incident, step.say.zh, None, "zh")
    tick(world, 9, "hotline", "400-000-0000")
    assert "请拨：400-000-0000" in said_by(world.incident, step.say.zh, None, "zh")


def test_customers_hear_news_while_it_lasts_and_while_it_comes_back() -> None:
    world = outage(level="3")
    tick(world, 8, "notice", "短信、官网")
    assert "customer-update" in world.ringing(28)
    tick(world, 40, "power-back", minute_of(40).isoformat())
    assert "customer-update" not in world.ringing(60) and "recovery-news" in world.ringing(60)
    tick(world, 61, "systems-ok", "ok")
    tick(world, 70, "tell-customers", "短信")
    assert "recovery-news" not in world.ringing(99)


def test_nobody_hears_that_the_outage_is_over_when_only_the_power_is_back() -> None:
    """Staff were told "over, back to normal work", customers "solved", before one service was open."""
    world = outage(level="2")
    tick(world, 40, "power-back", minute_of(40).isoformat())
    for to in ("staff", "customers", "leaders"):
        said = words(world, to)
        assert said and all("供电已恢复" in text for text in said)
        assert not any(over in text for text in said for over in ("处理完毕", "处理好", "处置结束", "尚未恢复供电"))


def test_what_is_back_and_what_is_not_is_said_to_all() -> None:
    world = outage(level="2")
    tick(world, 40, "power-back", minute_of(40).isoformat())
    tick(world, 50, "systems-ok", "ok")
    tick(world, 55, "reopen", "咨询已恢复，缴费未恢复，预计17点")
    for to in ("staff", "customers", "leaders"):
        assert any("咨询已恢复，缴费未恢复，预计17点" in text for text in words(world, to))


def test_key_systems_are_tested_before_the_start_and_again_after_it() -> None:
    listed = for_site(LISTS.checklist("power-outage"), SITE)
    ids = [step.id for _, step in listed.steps()]
    assert ids.index("tech-watch") < ids.index("start-order") < ids.index("systems-ok")
    watch = listed.step("tech-watch")
    assert watch is not None and "先检测关键业务系统" in watch.says[0].zh
    assert {"PO-6.1.5", "PO-6.1.6"} <= set(watch.cites)


def test_complaints_of_the_outage_are_listed_and_lost_customers_counted() -> None:
    owed, went = (LISTS.checklist("power-outage").step(name) for name in ("owed", "went"))
    assert owed is not None and owed.detail is not None and "投诉" in owed.detail.zh
    assert went is not None and any("流失客户" in each.zh for each in went.details)
