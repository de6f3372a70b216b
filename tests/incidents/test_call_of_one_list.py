"""A call that was made for a step of one list tells nobody what another list asks to be told."""

from __future__ import annotations

from datetime import timedelta

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


def test_news_of_one_list_told_to_a_post_answers_no_deadline_and_no_step_of_another_list() -> None:
    """The manager heard that the missing are found; that a customer is ill was recorded as told to him, in time."""
    incident = opened("fire", SITES.profile("hotline"), "customer-ill")
    acts.tick(at(incident, 1), "all-out", "no")
    acts.call(at(incident, 2), "manager", "reached", step="tell-manager")
    missing = next(view.key for view in incident.views() if view.step.id == "tell-missing")
    acts.call(at(incident, 3), "fire-brigade", "reached", step=missing)
    acts.tick(at(incident, 4), "all-out", "yes")
    state = next(view.key for view in incident.views() if view.key.endswith("state") and view.plan)
    acts.tick(at(incident, 5), state, "danger")
    assert "customer-ill/report-manager" in running(incident)
    acts.call(at(incident, 6), "manager", "reached", step="manager-found")
    assert "customer-ill/report-manager" in running(incident)
    done = {view.key for view in incident.views() if view.role == "manager" and view.state.status == "done"}
    assert done == {"tell-manager", "manager-found"}


def test_what_is_told_for_one_list_s_deadline_answers_no_deadline_of_another_list() -> None:
    """Of the power cut's report, the lift's report to the same post was recorded as told, too."""
    incident = opened("power-outage", SITES.profile("hotline"), "lift-entrapment")
    mine = [view.key for view in incident.views() if view.role == "supervisor" and view.step.answer == "call"]
    for minute, key in enumerate(mine, 2):
        acts.call(at(incident, minute), "supervisor", "reached", step=key)
    reports = {key for key in running(incident) if incident.timers[key].target() == "supervisor"}
    asked = next(key for key in reports if "/" not in key)
    due = max(incident.timers[key].due for key in reports)
    before = {key: incident.timers[key].round for key in reports}
    acts.timer_told(Draft(incident, due, "li"), asked, "supervisor")
    assert {key for key in reports if incident.timers[key].round > before[key]} == {asked} < reports
