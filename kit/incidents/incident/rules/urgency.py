"""Which due timer is answered first, and which step lets what is due wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.views import StepView, danger_of
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.format import DANGER_ORDER, Step

LIFE = 0
LEAST = len(DANGER_ORDER)  # what no plan grades: a promise, an update
EVERY_MINUTE = 5  # so many minutes it rings again each minute, then every third
THEN = 3
NEVER = -1


def due(incident: Incident, now: datetime) -> list[TimerState]:
    """The timers that want an answer, most urgent first."""
    found = [t for t in incident.timers.values() if t.ringing(now)]
    return sorted(found, key=lambda t: (grade(incident, t), t.due, t.key))


def grade(incident: Incident, timer: TimerState) -> int:
    """How grave it is to be late: ``LIFE`` where a life hangs on it, else its plan's danger, never
    above the one below."""
    name = TimerKey(timer.key)
    plan = incident.plan(name.plan) if name.sort in ("rule", "hand") else None
    if plan is None:
        return LEAST
    danger = danger_of(incident, plan)
    if danger == LIFE and not _life(incident, timer, name):
        return LIFE + 1
    return danger


def _life(incident: Incident, timer: TimerState, name: TimerKey) -> bool:
    """In a plan about life: is it told to who rescues, or is its step such a one, or the one whose
    answer ends the check?"""
    if timer.target() in EMERGENCY:
        return True
    plan, rule = incident.plan(name.plan), incident.rule(timer.key)
    if plan is None:
        return False
    if name.sort == "hand":
        steps: list[str | None] = [StepKey(name.of).step]
    else:
        asked = rule.yes.step if rule is not None and rule.yes is not None else None
        steps = [rule.step if rule is not None else None, asked]
        if rule is not None and rule.kind == "check":  # it watches what those answers end
            steps += [stop.step for stop in rule.stops if stop.on == "answer"]
    return any(_saves(plan.checklist.step(step)) for step in steps if step)


def _saves(step: Step | None) -> bool:
    """A step that must not be skipped, and is no report to somebody who rescues nobody."""
    return step is not None and step.critical and (step.call is None or step.call in EMERGENCY)


def life_critical(incident: Incident, view: StepView | None) -> bool:
    """Whether the step at hand is about life, so that what is due but is not must wait."""
    if view is None or not _saves(view.step):
        return False
    plan = incident.plan(view.plan)
    return plan is not None and danger_of(incident, plan) == LIFE


def life_open(incident: Incident) -> list[StepView]:
    """Steps that are open and about life: the one at hand, immediate ones, and those that are
    marked so in a type that is graded lower. What the site folded away is nobody's yet."""
    at_hand = incident.current()
    return [
        view
        for view in incident.open_views()
        if not view.folded
        and (view.step.life or (_first(view, at_hand) and life_critical(incident, view)))
    ]


def saves_life(incident: Incident, view: StepView) -> bool:
    """An immediate step about life, or one that is marked so: put off it stays said."""
    return view.step.life or (view.phase == "immediate" and life_critical(incident, view))


def _first(view: StepView, at_hand: StepView | None) -> bool:
    return view.phase == "immediate" or view == at_hand


def ring(timer: TimerState, now: datetime) -> int:
    """Which of its rings this is, from 0: at its time, again each full minute, later every third.
    ``NEVER`` while it does not ring."""
    if not timer.ringing(now):
        return NEVER
    passed = _minute(now) - _minute((timer.ring_at or timer.due) + timedelta(seconds=30))
    minutes = max(0, int(passed.total_seconds() // 60))
    return min(minutes, EVERY_MINUTE) + max(0, minutes - EVERY_MINUTE) // THEN


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
