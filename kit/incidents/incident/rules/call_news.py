"""What a call can have told: only what there was to tell by then. Whoever phones first and records
then made that call for nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.kinds.calls import CallMade
    from kit.incidents.incident.rules.views import StepView

FIRST = timedelta(minutes=3)  # in which what is to be told is recorded, behind a call about it


def news_since(incident: Incident, view: StepView) -> datetime | None:
    """When the answer was given that a step has to tell; ``None`` for a step that hangs on none."""
    asked = {part.step for cond in view.step.when for part in cond.parts() if part.step}
    plan = incident.plan(view.plan)
    keys = [plan.key(each) for each in asked] if plan is not None else []
    given = [state.since or state.done_at for state in map(incident.step_state, keys)]
    return max(filter(None, given), default=None)


def can_have_told(made: CallMade, since: datetime | None) -> bool:
    """Whether a call may have told what there is ``since`` then: one that was made for a step or a
    deadline by name told the news of that, and none that came behind it."""
    if since is None or made.at >= since:
        return True
    by_name = bool(made.call.asked) or (bool(made.call.step) and not made.call.found)
    return not by_name and made.at >= since - FIRST


def perhaps_told(incident: Incident, step: str) -> bool:
    """Whether a call reached whom a call step tells while that was to be told, though it ticked the
    step off for nobody: it may have been said, so what takes it back is to be told as well."""
    return any(
        made.call.result == "reached" and made.call.role in timer.tell
        for timer in (*incident.past_timers, *incident.timers.values())
        if timer.tell and incident.timer_step(timer.key) == step
        for made in incident.calls
        if can_have_told(made, timer.base)
        if timer.answered is None or made.at <= timer.answered
    )
