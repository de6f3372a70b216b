"""A call that was made for a step of one list tells nobody what another list asks to be told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from tests.support.constants import TEN
from tests.support.course import opened
from tests.support.shipped import SITES


def at(incident: Incident, minute: float) -> Draft:
    return Draft(incident, TEN + timedelta(minutes=minute), "li")


def running(incident: Incident) -> set[str]:
    return {timer.key for timer in incident.running()}


@pytest.mark.parametrize(("step", "own", "other"), [
    ("tell-manager", "report-manager", "customer-ill/report-manager"),
    ("customer-ill/tell-manager", "customer-ill/report-manager", "report-manager"),
])  # fmt: skip
def test_a_call_for_one_lists_step_answers_no_deadline_and_no_step_of_another_list(step: str, own: str, other: str) -> None:
    """The manager heard that the missing are found; that a customer is ill was recorded as told to him, in time."""
    incident = opened("fire", SITES.profile("hotline"), "customer-ill")
    state = next(view.key for view in incident.views() if view.key.endswith("state"))
    acts.tick(at(incident, 1), state, "danger")
    assert {own, other} <= running(incident)
    acts.call(at(incident, 2), "manager", "reached", step=step)
    assert own not in running(incident) and other in running(incident)
    told = {view.key for view in incident.views() if view.role == "manager" and view.state.status == "done"}
    assert told == {step}
