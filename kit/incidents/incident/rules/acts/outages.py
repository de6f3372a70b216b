"""Down again: what said that it works holds no longer, and its deadlines count from now."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, kept, live
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.milestones import observed
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.format import Step


def restored_steps(incident: Incident) -> list[tuple[PlanRun, Step]]:
    """Steps that say it works again and hold now, the last one first."""
    found = [
        (plan, step)
        for plan in incident.plans
        for _, step in plan.checklist.steps()
        if step.milestone == "restored" and incident.step_state(plan.key(step.id)).answered
    ]
    return sorted(found, key=lambda each: _done(incident, *each), reverse=True)


def _done(incident: Incident, plan: PlanRun, step: Step) -> str:
    return str(incident.step_state(plan.key(step.id)).done_at)


def down_again(draft: Draft, reason: str = "") -> None:
    """It worked and does not any more. Raises ``Refused`` where nothing says that it works."""
    incident = live(draft)
    found = restored_steps(incident)
    if not found:
        raise Refused("not-restored", ref=incident.ref)
    plan, step = found[0]
    key = plan.key(step.id)
    state = incident.step_state(key)
    back = observed(step.answer, state.value, state.done_at or draft.at)
    if draft.at < min(draft.now, back.replace(second=0, microsecond=0)):
        at = f"{draft.at:%H:%M}"
        raise Refused("down-before-back", Exit.USAGE, at=at, back=f"{back:%m-%d %H:%M}")
    steps = [each for each in _again(incident, plan, step) if each != key]
    draft.add(ev.DownAgain(key, min(back, draft.at), steps, kept(draft, reason, 500)))
    draft.settle()


def not_before_down(incident: Incident, step: Step, at: datetime) -> None:
    """It works again after it was down again, by the minutes that people type. Raises
    ``Refused``."""
    if step.milestone != "restored" or not incident.downs:
        return
    down = incident.downs[-1].at
    if at < down.replace(second=0, microsecond=0):
        raise Refused("back-before-down", Exit.USAGE, at=f"{at:%H:%M}", down=f"{down:%m-%d %H:%M}")


def not_after_reopening(incident: Incident, view: StepView, at: datetime) -> None:
    """A later time does not correct that it worked before the closing: since the reopening it must
    have been down again, which somebody has to say. Raises ``Refused``."""
    if view.step.milestone != "restored" or not view.state.answered or not incident.reopened:
        return
    again, done = incident.reopened[-1], view.state.done_at
    if done is None or any(down.at >= again for down in incident.downs):
        return
    back = observed(view.step.answer, view.state.value, done)
    if back < again.replace(second=0, microsecond=0) <= at:
        first, opened = f"{back:%m-%d %H:%M}", f"{again:%m-%d %H:%M}"
        raise Refused("back-twice", ref=incident.ref, back=first, again=opened)


def _again(incident: Incident, plan: PlanRun, restored: Step) -> list[str]:
    """What is to be done again: what the step itself names, those who must be told by deadlines
    that it had ended, readings whose countdown it had ended, what a life may hang on at once, and
    the recovery. Customers who were called stay called."""
    names = list(restored.reopens)
    for rule in plan.checklist.timers:
        ended = any(stop.step == restored.id for stop in rule.stops)
        if rule.start.on == "opened" and rule.step and ended:
            names.append(rule.step)
        if rule.minutes_from and ended:
            names.append(rule.minutes_from)
    names += [step.id for step in plan.phase_steps("immediate") if step.life]
    for step in plan.phase_steps("recover"):
        if step.each != "callbacks":
            names.append(step.id)
    wanted = set(names)
    return [
        key
        for key, state in incident.steps.items()
        if StepKey(key).plan == plan.prefix
        and StepKey(key).step in wanted
        and state.status != "open"
    ]
