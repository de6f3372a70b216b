"""A site whose plan has every emergency graded grades them all, also where a list has no levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.at_site import counts, for_site, meets
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS, SITES

ADMIN = SITES.profile("service-admin")
NO_LEVELS = [t for t in ADMIN.types if LISTS.checklist(t).levels is None]
GRADED = [
    t for t in NO_LEVELS
    if LISTS.checklist(t).kind == "incident" and LISTS.checklist(t).danger != "admin"
    and t not in ("environment-abnormal", "workstation-fault", "abnormal-call")
]  # fmt: skip


@pytest.mark.parametrize("type_", GRADED)
def test_the_administrator_judges_the_level_of_every_emergency(type_: str) -> None:
    """Only two of his lists asked for it. The step has its deadline, and no phase grows too long."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    step, rule = listed.step("set-level"), listed.timer("level-set")
    assert listed.levels is not None and step is not None and rule is not None
    assert [c.id for c in step.choices] == list(reversed(listed.levels.ids()))
    assert step.sets_level and rule.step == step.id and rule.minutes_of == "level-set"
    assert listed.levels.start == ("1" if listed.danger == "life" else "3")
    for phase in listed.phases:
        assert sum(meets(ADMIN, each) for each in phase.steps) <= 9, phase.id


@pytest.mark.parametrize("type_", GRADED)
def test_each_level_has_a_procedure_of_its_own_in_every_list(type_: str) -> None:
    """What a level adds was one sentence; no step hung on it, and no list about life asked experts."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    steps = {step.id: step for _, step in listed.steps() if meets(ADMIN, step)}
    assert {"level-duties", "call-executive", "call-experts"} <= set(steps)
    assert [cond.level for cond in steps["level-duties"].when] == [["2", "1"]]
    assert steps["call-experts"].call == "experts" and "SA-3.2.d" in steps["call-experts"].cites


def test_what_a_level_adds_comes_and_goes_with_it(tmp_path: Path) -> None:
    log = opened(tmp_path, "theft", "service-admin")
    added = ["level-duties", "call-executive", "call-experts"]
    for level, shown in (("3", []), ("2", added[:1]), ("1", added)):
        log.store.record(log, Now(TEN), "li", lambda d, to=level: acts.tick(d, "set-level", to))
        assert {view.key for view in log.incident.views()} & set(added) == set(shown)


def test_in_a_power_cut_the_level_has_its_deadline_too() -> None:
    listed = for_site(LISTS.checklist("power-outage"), ADMIN)
    rule = listed.timer("level-asked")
    assert rule is not None and counts(ADMIN, rule) and (rule.start.on, rule.step) == ("opened", "set-level")
    assert not counts(SITES.profile("hotline"), rule)


@pytest.mark.parametrize("type_", [t for t in NO_LEVELS if t not in GRADED])
def test_a_preparation_a_complaint_or_one_faulty_thing_is_no_emergency(type_: str) -> None:
    assert for_site(LISTS.checklist(type_), ADMIN).levels is None


def test_levels_of_the_lists_own_stay_and_other_sites_have_none() -> None:
    own = LISTS.checklist("power-outage")
    assert for_site(own, ADMIN).levels == own.levels
    assert for_site(LISTS.checklist("fire"), SITES.profile("hotline")).levels is None


def test_the_level_that_is_judged_is_the_incidents_level(tmp_path: Path) -> None:
    log = opened(tmp_path, "network-failure", "service-admin")
    assert log.incident.level == "3"
    log.store.record(log, Now(TEN), "li", lambda d: acts.tick(d, "set-level", "2"))
    assert log.incident.level == "2"
