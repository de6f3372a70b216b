"""Each outage of an incident by itself: from when it went down to when it worked again."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.milestones import milestones, observed
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.older import older
from kit.plans.checklists.rules.format import Step


class Outage(msgspec.Struct, frozen=True):
    """``back`` is None while it lasts."""

    down: datetime
    back: datetime | None = None


class Course(msgspec.Struct, frozen=True):
    """How what one list is for stands: every outage of it, the last one at the end."""

    plan: PlanRun
    outages: list[Outage]


def outages(incident: Incident) -> list[Outage]:
    """In the order of the log; one, where it never went down again; none before it has opened, and
    none of a theft or a fire, of which nobody said that anything was back."""
    reached = milestones(incident)
    began = reached.get("detected", incident.opened)
    went = older(incident) or any(_restoring(incident, plan) for plan in incident.plans)
    if began is None or not went:
        return []
    return _each(incident, began, reached.get("restored"), None)


def _restoring(incident: Incident, plan: PlanRun) -> Step | None:
    """The step that says that it is back, of a list that is for an outage: where steps of it are to
    be done again then, else once somebody said that it is back or down again."""
    step = next((s for _, s in plan.checklist.steps() if s.milestone == "restored"), None)
    if step is None:
        return None
    again = any(StepKey(down.step).plan == plan.prefix for down in incident.downs)
    answered = incident.step_state(plan.key(step.id)).answered
    return step if step.reopens or again or answered else None


def courses(incident: Incident) -> list[Course]:
    """Of each list that is for an outage by itself, as of two one may be back and the other not."""
    reached = milestones(incident)
    out = []
    for plan in incident.plans:
        step = _restoring(incident, plan)
        opened = incident.plan_times.get(plan.prefix, incident.opened)
        began = opened if plan.prefix else reached.get("detected", opened)
        if step is None or began is None:
            continue
        state = incident.step_state(plan.key(step.id))
        if state.status in ("skipped", "not-applicable"):
            continue
        back = None
        if state.answered and state.done_at is not None:
            back = observed(step.answer, state.value, state.done_at)
        out.append(Course(plan, _each(incident, began, back, plan.prefix)))
    return out


def _each(
    incident: Incident, began: datetime, back: datetime | None, prefix: str | None
) -> list[Outage]:
    """``prefix``: of one list only."""
    out: list[Outage] = []
    for down in incident.downs:
        if prefix is None or StepKey(down.step).plan == prefix:
            out.append(Outage(began, down.back or down.at))
            began = down.at
    return [*out, Outage(began, back)]
