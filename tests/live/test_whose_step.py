"""Whose step it is: the site's own plan first and marked, the rest folded to one line, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.live.guide.show.parts import Extras, to_do
from kit.live.guide.show.picture import picture
from kit.plans.checklists.rules.at_site import counts, for_site, meets
from kit.plans.checklists.rules.owners import whose
from tests.support.constants import TEN
from tests.support.hands import Hands
from tests.support.shipped import LISTS, SITES, TYPES

NAMES = list(SITES.profiles())
SIGN = "= "


def begun(name: str, type_: str = "power-outage", **own: object) -> Incident:
    incident, site = Incident(), replace(SITES.profile(name), **own)
    draft = Draft(incident, TEN, "li")
    acts.open_incident(draft, "260302-DAN-F7AQ", LISTS.checklist(type_), site, msgspec.to_builtins(site), "0.1")
    return incident


def usual(incident: Incident) -> str:
    view = incident.current()
    assert view is not None
    step = view.step
    if step.answer == "choice":
        return step.choices[0].id
    return {"time": "10:00", "number": "12", "minutes": "27", "text": "77", "name": "77"}.get(step.answer, "")


def walked(incident: Incident, most: int = 60) -> list[str]:
    """The steps as the guide brings them, each done in the usual way."""
    keys = []
    for minute in range(most):
        view = incident.current()
        if view is None:
            break
        keys.append(view.key)
        draft = Draft(incident, TEN + timedelta(minutes=minute), "li")
        if view.step.answer == "call":
            acts.call(draft, view.role or view.who or "li", "reached", step=view.key)
        else:
            acts.tick(draft, view.key, usual(incident))
    return keys


def lines(incident: Incident, lang: str = "en", unfolded: bool = False, rows: int = 19) -> list[str]:
    return text_of(picture(incident, TEN, lang, 80, rows, Extras(12, 80, unfolded=unfolded)))


# ---- the same power cut at four sites ---------------------------------------------------------


FIRST = {
    # HL-3.1a: the specialist and the centre manager at once; then air conditioning off, generator.
    "hotline": ["call-tech", "cause", "call-manager", "call-power", "back-at", "ups", "power-off", "generator"],
    # OP-5.1.3: the warning at once, OP-6.4.2 and OP-6.1.3: repair and transfer at once; OP-5.2.2: then the facts.
    "operators": ["report-first", "call-tech", "transfer", "tried", "cause", "call-power", "back-at", "ups", "seats"],
    # PO-5.1.2 to 5.1.8: confirm, set the level, notify people and departments, collect, report.
    "customer-service-dept": [
        "confirmed", "cause", "set-level", "call-tech", "call-building", "call-safety", "call-departments", "call-power",
        "back-at", "call-liaison", "call-leader",
    ],
    # CB-3.1a: the information department and the manager at once; CB-3.3: programs off.
    "call-centre-b": ["call-tech", "cause", "call-supervisor-mains", "call-power", "back-at", "ups", "programs-off"],
}


@pytest.mark.parametrize("name", FIRST)
def test_the_same_power_cut_goes_by_the_plan_of_each_site(name: str) -> None:
    """Life first everywhere; then what the site's own plan asks for, in its own order."""
    keys = walked(begun(name), 14)
    assert keys[:3] == ["torch", "trapped", "keep-on"]
    assert keys[3 : 3 + len(FIRST[name])] == FIRST[name]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FIRST)
def test_the_first_screen_marks_own_steps_and_counts_the_others(name: str, lang: str) -> None:
    """By a sign and a word; colour carries nothing."""
    incident = begun(name)
    walked(incident, 4)
    shown = lines(incident, lang)
    view = incident.current()
    assert view is not None
    behind = sum(v.folded for v in incident.views())
    counted = any(f"+{behind} " in line and " . " in f"{line} " for line in shown)
    assert counted or not behind, shown
    word = {"zh": "= 本场所预案", "en": "= our own plan"}[lang]
    assert any(word in line for line in shown) == view.own


def test_where_a_plan_says_at_once_it_is_at_once() -> None:
    """As soon as nobody is in danger the operators' deputy is asked for the warning, the technicians
    for the repair, and calls are transferred, in both kinds of failure of OP."""
    assert walked(begun("operators"), 6)[3:] == ["report-first", "call-tech", "transfer"]
    assert walked(begun("operators", "comms-failure"), 4)[1:] == ["call-tech", "call-supervisor", "transfer"]
    assert walked(begun("hotline", "application-outage"), 4)[3] == "staff-log"


# ---- what is folded, and what never is --------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_", TYPES)
def test_what_must_not_be_missed_is_never_folded(type_: str, name: str) -> None:
    """Own steps, critical ones, those that set the level or a time, whoever was told, the way back, the end; in a
    list about life nothing at all."""
    site, checklist = SITES.profile(name), LISTS.checklist(type_)
    listed = for_site(checklist, site)
    found = whose(listed, site)
    assert not found.own & found.folded
    for phase, step in listed.steps():
        if step.id in found.folded:
            assert not step.critical and not step.sets_level and step.milestone is None and step.each is None
            assert phase.id not in ("immediate", "recover")
    if found.own:
        assert [step.id for _, step in listed.steps()][-1] not in found.folded
    incident = begun(name, type_)
    if checklist.danger == "life":
        assert not any(view.folded for view in incident.views())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_", TYPES)
def test_no_step_that_is_shown_waits_for_an_answer_that_is_folded(type_: str, name: str) -> None:
    site = SITES.profile(name)
    listed = for_site(LISTS.checklist(type_), site)
    folded = whose(listed, site).folded
    for _, step in listed.steps():
        if step.id not in folded and meets(site, step):
            asked = {p.step for cond in step.when for p in cond.parts() if p.step}
            assert not asked & folded, step.id


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_", TYPES)
def test_a_step_with_a_deadline_at_this_site_is_never_folded(type_: str, name: str) -> None:
    """What rings must be found on the screen, whoever set the minutes."""
    site = SITES.profile(name)
    listed = for_site(LISTS.checklist(type_), site)
    folded = whose(listed, site).folded
    for timer in listed.timers:
        if counts(site, timer):
            assert timer.step not in folded, timer.id


def test_danger_to_life_unfolds_everything() -> None:
    """An answer that makes it a matter of life shows every step again."""
    incident = begun("service-admin", "environment-abnormal")
    assert any(view.folded for view in incident.views()) or incident.profile is not None
    for name in NAMES:
        for type_ in TYPES:
            incident = begun(name, type_)
            grave = next(
                (
                    (view.key, choice.id)
                    for view in incident.views()
                    for choice in view.step.choices
                    if choice.danger == "life" and LISTS.checklist(type_).danger != "life"
                ),
                None,
            )
            if grave is not None:
                acts.tick(Draft(incident, TEN, "li"), *grave)
                assert not any(view.folded for view in incident.views()), (name, type_)


# ---- the choice of the site, and of this run --------------------------------------------------


def test_a_site_chooses_all_its_own_or_its_own_and_ours() -> None:
    behind = {
        steps: sum(view.folded for view in begun("hotline", steps=steps).views())
        for steps in ("all", "own", "own+ours")
    }
    assert behind["all"] == 0 < behind["own+ours"] <= behind["own"]


def test_an_incident_opened_before_there_was_a_choice_shows_every_step() -> None:
    assert not any(view.folded or view.own for view in begun("hotline", steps=None, plans=[]).views())


def test_where_the_plan_says_nothing_of_a_type_nothing_is_folded() -> None:
    incident = begun("hotline", "cyber-attack")
    assert not any(view.folded for view in incident.views())


def test_unfolded_all_steps_come_in_order_and_none_is_lost() -> None:
    """The same incident shown both ways: the view hides, the list is one."""
    incident = begun("hotline")
    every, shown = to_do(incident.views()), to_do(incident.views(), False)
    assert len(every) == len(shown) + sum(view.folded for view in every)
    assert [v.key for v in every if not v.folded] == [v.key for v in shown]
    assert not any("further steps" in line for line in lines(incident, unfolded=True))
    walked(incident)
    assert incident.current() is None and incident.current(unfolded=True) is not None
    assert any("our own plan are done" in line for line in lines(incident))
    assert {v.key for v in incident.open_views()} >= {v.key for v in incident.views() if v.folded}


def test_a_folded_step_that_was_begun_is_folded_no_longer() -> None:
    incident = begun("hotline")
    key = next(view.key for view in incident.views() if view.folded)
    acts.take_up(Draft(incident, TEN, "li"), key)
    view = incident.current()
    assert view is not None and view.key == key
    acts.defer(Draft(incident, TEN, "li"), key)
    found = incident.view(key)
    assert found is not None and not found.folded


# ---- the key ----------------------------------------------------------------------------------


def test_one_key_shows_the_folded_steps_and_folds_them_again(tmp_path: Path) -> None:
    """A view of this run: nothing is recorded by it."""
    hands = Hands(tmp_path, "en", "power-outage")
    before = len(hands.session.folder.entries)
    behind = sum(view.folded for view in hands.session.incident.views())
    assert hands.offered()["."] == "fold" and ". other steps" in hands.line()
    hands.press("fold")
    assert hands.session.unfolded and "All steps are shown" in hands.session.hint
    hands.press("fold")
    assert not hands.session.unfolded and f"shows the other {behind}" in hands.session.hint
    assert len(hands.session.folder.entries) == before


def test_the_open_folded_steps_are_named_before_the_closing(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "power-outage")
    behind = sum(view.folded for view in hands.session.incident.views())
    asked = hands.press("close")
    said = "\n".join(asked.lines)
    assert f"{behind} beyond our own plan" in said and ". shows them" in said


def test_without_anything_folded_there_is_no_such_key(tmp_path: Path) -> None:
    assert "." not in Hands(tmp_path, "en", "fire").offered()
