"""What a site settles once of a checklist, beside the same asked plainly of every step."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts.draft import find_step
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import holds
from kit.plans.checklists.rules.format import DANGER_ORDER, PHASE_ORDER
from tests.support.constants import TEN
from tests.support.course import opened
from tests.support.shipped import LISTS, SITES, TYPES

STEPS = 24


def grade(incident: Incident, prefix: str) -> int:
    """The gravest of what its plan says and of every answer that stands."""
    plan = next(plan for plan in incident.plans if plan.prefix == prefix)
    grades = [plan.checklist.danger]
    for _, step in plan.checklist.steps():
        state = incident.step_state(prefix + step.id)
        grades += [c.danger for c in step.choices if c.danger and state.answered and c.id == state.value]
    return min(map(DANGER_ORDER.index, grades))


def plainly(incident: Incident) -> list[tuple[str, str]]:
    """Phase and key of every step that applies and is about nobody, each condition asked anew."""
    out = []
    plans = sorted(incident.plans, key=lambda plan: grade(incident, plan.prefix))
    for phase in PHASE_ORDER:
        for plan in plans:
            own = [step for at, step in plan.added if at == phase]
            for step in [*(step for at, step in plan.checklist.steps() if at.id == phase), *own]:
                there = step.call is None or incident.profile is None or step.call in incident.profile.roles
                if there and step.each is None and holds(incident, plan, step.when):
                    out.append((phase, plan.prefix + step.id))
    return out


def shown(incident: Incident) -> list[tuple[str, str]]:
    return [(view.phase, view.key) for view in incident.views() if view.step.each is None]


@pytest.mark.parametrize("part", range(4))
def test_what_a_site_settles_once_gives_the_steps_that_each_condition_asked_anew_gives(part: int) -> None:
    chance = random.Random(part)
    differ = 0
    for type_ in TYPES[part::4]:
        names = [name for name in SITES.profiles() if type_ in SITES.profile(name).types]
        incident = opened(type_, SITES.profile(chance.choice(names)), chance.choice(TYPES))
        before = None
        for number in range(STEPS):
            views = incident.views()
            assert shown(incident) == plainly(incident), type_
            assert all(incident.view(view.key) == view for view in views), type_
            gone = {key for _, key in before or []} - {view.key for view in views}
            assert not any(incident.view(key) for key in gone), type_
            differ += before not in (None, plainly(incident))
            before = plainly(incident)
            view = chance.choice([v for v in views if v.step.answer != "know"])
            value = {"number": "12", "minutes": "27", "text": "77", "name": "77"}.get(view.step.answer, "")
            with suppress(Refused):
                acts.tick(
                    Draft(incident, TEN + timedelta(minutes=number), "li"), view.key,
                    chance.choice(view.step.choices).id if view.step.choices else value,
                )  # fmt: skip
    assert differ > 5  # answers brought steps up and took some away


def test_a_step_is_found_by_its_own_key_whatever_other_list_has_a_step_of_that_name() -> None:
    """The guide could not record its own step while an outage was at work beside a caller's danger: what the phases put
    first had the other list's key."""
    site = SITES.profile("hotline")
    ids = {type_: {step.id for _, step in LISTS.checklist(type_).steps()} for type_ in site.types}
    asked = 0
    for first in site.types:
        for second in site.types:
            both = ids[first] & ids[second] if first != second else set()
            if not both:
                continue
            incident = opened(first, site, second)
            named = [view for view in incident.views() if view.step.id in both]
            assert [view.key for view in named if find_step(incident, view.key) != view] == [], (first, second)
            asked += len(named)
    assert asked > 1000
