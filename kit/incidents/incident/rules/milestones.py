"""When an incident was detected, reported, responded to, restored and closed."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.ground.base.spans import span
from kit.incidents.incident.rules.fold import Incident
from kit.plans.checklists.rules.format import PHASE_ORDER


class Duration(msgspec.Struct, frozen=True):
    """``None`` where the log says nothing."""

    milestone: str
    at: datetime | None = None
    from_opening: int | None = None
    from_detection: int | None = None


MILESTONES = ("detected", "reported", "responded", "restored", "closed")


def milestones(incident: Incident) -> dict[str, datetime]:
    """When each milestone was reached: the first step that says so, for ``restored`` the last. What
    is to be done once more was reached when it was done first."""
    found: dict[str, list[datetime]] = {}
    for plan in incident.plans:
        for phase in PHASE_ORDER:
            for step in plan.phase_steps(phase):
                state = incident.steps.get(plan.key(step.id))
                if step.milestone is None or state is None:
                    continue
                if state.first is not None and step.milestone != "restored":
                    found.setdefault(step.milestone, []).append(state.first)
                if state.status != "done":
                    continue
                if state.at is not None:
                    at = observed(step.answer, state.value, state.at)
                    found.setdefault(step.milestone, []).append(at)
    out = {name: max(ats) if name == "restored" else min(ats) for name, ats in found.items()}
    if incident.closed is not None:
        out["closed"] = incident.closed
    return out


def observed(answer: str, value: str, at: datetime) -> datetime:
    """The time that was answered, where the step asks for one; else when it was done."""
    if answer == "time" and value:
        try:
            when = datetime.fromisoformat(value)
        except ValueError:
            return at
        return when if when.tzinfo is not None else at
    return at


def durations(incident: Incident) -> list[Duration]:
    """Detection falls back to the opening."""
    reached = milestones(incident)
    opened = incident.opened
    if opened is None:
        return [Duration(name) for name in MILESTONES]
    reached.setdefault("detected", opened)
    start = reached["detected"]
    out = []
    for name in MILESTONES:
        at = reached.get(name)
        if at is None:
            out.append(Duration(name))
        else:
            out.append(Duration(name, at, span(opened, at), span(start, at)))
    return out
