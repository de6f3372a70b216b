"""Whether a time by which it was said to be over has passed: then nobody may read it out as one to
come.
"""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.lean import re
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.milestones import milestones, observed
from kit.incidents.incident.rules.names import StepKey

RESTORE_STEPS = ("back-at", "forecast")
_FIRST_OF_TWO = (
    r"\d{1,2}(?:\.\d+|[:：]\d{2}|点(?:半|\d{1,2}分?)?)?\s*(?:-|~|～|到|至|to)\s*"
    r"(?=\d{1,2}(?:\.\d+)?\s*(?:[:：]\d{2}|点|分|小时|min|h))"
)


def answer_passed(incident: Incident, key: str, now: datetime) -> bool:
    """Whether the step with that key says when it will be over, in words that name a time, and
    ``now`` is behind it."""
    state = incident.steps.get(key)
    if state is None or StepKey(key).step not in RESTORE_STEPS or not state.value:
        return False
    said = state.since or state.done_at
    if said is None or not words_passed(state.value, said, now):
        return False
    return incident.closed is None and "restored" not in milestones(incident)


def restored_at(incident: Incident, plan: PlanRun) -> datetime | None:
    """When a list's own step said that it works again, or is over; ``None`` while it has not."""
    for _, step in plan.checklist.steps():
        state = incident.steps.get(plan.key(step.id))
        done = state is not None and state.status == "done"
        if step.milestone == "restored" and state is not None and done and state.at is not None:
            return observed(step.answer, state.value, state.at)
    return None


def answer_over(incident: Incident, prefix: str, name: str) -> datetime | None:
    """When what a step of the plan with that prefix foretells came true."""
    plan = incident.plan(prefix) if name in RESTORE_STEPS else None
    return restored_at(incident, plan) if plan is not None else None


def words_passed(text: str, said: datetime, now: datetime) -> bool:
    """Whether every time that a text names is past; ``said``: when it was written. Of several
    readings, and of a range, the last counts; a text without a time never passes."""
    if now <= said:
        return False
    from kit.people.registers.rules.timelike import sayings

    last = re.sub(_FIRST_OF_TWO, "", text)
    whole = _latest(last, said)
    if whole is not None:
        return whole <= now
    found = [_latest(last[each.start : each.end], said) for each in sayings(last)]
    return bool(found) and all(at is not None and at <= now for at in found)


def _latest(text: str, said: datetime) -> datetime | None:
    """The last time that it may mean; ``None`` for a text that is not read."""
    from kit.ground.base.refusal import Refused
    from kit.ground.base.typed.times import COMING, Ask, read

    try:
        at = read(text, COMING, said)
    except Refused:
        return None
    return max(at.times) if isinstance(at, Ask) else at
