"""Which steps of an incident apply now, in working order; whether a checklist's conditions hold,
and since when its triggers do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.incidents.incident.rules.call_news import perhaps_told
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.names import StepKey
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.course import ENDING, course_of
from kit.plans.checklists.rules.format import DANGER_ORDER, PHASE_ORDER, Condition, Step, Trigger
from kit.plans.checklists.rules.owners import NO_IDS, Whose, whose

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident


class StepView(msgspec.Struct, frozen=True):
    """A step that applies now, with its state. ``who`` fills ``{who}`` of a repeated step; ``own``:
    the site's own plan asks for it; ``folded``: it does not, and the site has such steps wait
    behind those of its plan."""

    key: str
    phase: str
    plan: str
    step: Step
    state: StepState
    who: str = ""
    role: str = ""
    own: bool = False
    folded: bool = False


def views_of(incident: Incident, only: str = "") -> list[StepView]:
    """Every step that applies now, in working order: phase, then danger of its plan. ``only``: the
    steps with this id alone, in whichever plan."""
    grades = [(danger_of(incident, plan), plan) for plan in incident.plans]
    grades.sort(key=lambda graded: graded[0])
    site = incident.profile
    plans = [
        (plan, course_of(plan.checklist, site), _whose(incident, plan, danger))
        for danger, plan in grades
    ]
    states, roles = incident.steps, None if site is None else site.roles
    heard: list[tuple[str, str]] | None = None  # asked for once
    out: list[StepView] = []
    for phase in PHASE_ORDER:
        for plan, course, whose_ in plans:
            prefix = plan.prefix
            steps = course.phases.get(phase, [])
            if plan.added:
                steps = [*steps, *((step, step.when) for at, step in plan.added if at == phase)]
            for step, when in steps:
                id_ = step.id
                if only and id_ != only:
                    continue
                if when and not holds(incident, plan, when, True):
                    continue
                if step.call is not None and roles is not None and step.call not in roles:
                    continue
                if step.each is not None:
                    if step.each == "told" and heard is None:
                        heard = told(incident)
                    if heard if step.each == "told" else incident.callbacks:
                        out.extend(_for_each(incident, phase, plan, step, whose_, heard or []))
                    continue
                key = prefix + id_
                state = states.get(key) or StepState(key)
                folded = state.status == "open" and id_ in whose_.folded
                own = id_ in whose_.own
                out.append(
                    StepView(key, phase, prefix, step, state, "", step.call or "", own, folded)
                )
    return out


def view_of(incident: Incident, key: str) -> StepView | None:
    """The step of this name, where it applies now."""
    found = views_of(incident, StepKey(key).step)
    return next((view for view in found if view.key == key), None)


def _whose(incident: Incident, plan: PlanRun, danger: int) -> Whose:
    """The steps of the site's own plan, and those that are folded behind them; in danger of life
    none is."""
    found = whose(plan.checklist, incident.profile)
    return found if danger > 0 else Whose(found.own, NO_IDS)


def _for_each(
    incident: Incident,
    phase: str,
    plan: PlanRun,
    step: Step,
    whose_: Whose,
    heard: list[tuple[str, str]],
) -> Iterator[StepView]:
    """One of the step for each whom it is about; ``heard``: who was ``told``."""
    prefix = plan.prefix
    roles = incident.profile.roles if incident.profile else {}
    if step.each == "told":
        abouts = [(key, label, key if key in roles else "") for key, label in heard]
    else:
        abouts = [
            (back.id, back.name, "")
            for back in incident.callbacks.values()
            if not back.settled or not _undone(incident, StepKey.of(prefix, step.id, back.id))
        ]
    for about, label, role in abouts:
        key = StepKey.of(prefix, step.id, about)
        own = step.id in whose_.own
        yield StepView(key, phase, prefix, step, incident.step_state(key), label, role, own)


def _undone(incident: Incident, key: str) -> bool:
    """Nothing has settled the step itself: who was called in another way is not offered again."""
    return incident.step_state(key).status in ("open", "doing", "deferred", "handed")


def told(incident: Incident) -> list[tuple[str, str]]:
    """(key, label) of everybody who was told that something is wrong, in order, once."""
    seen: dict[str, str] = {}
    for made in incident.calls:
        call = made.call
        if call.result != "reached" or call.role in EMERGENCY:
            continue
        key = call.role or "_".join(call.who.split())
        if key not in seen and not _says_it_is_over(incident, StepKey(call.step)):
            seen[key] = call.who
    return list(seen.items())


def _says_it_is_over(incident: Incident, name: StepKey) -> bool:
    """Is it a step of the way back, or one about somebody who was told?"""
    if name.about:
        return True
    plan = incident.plan(name.plan)
    if plan is None:
        return False
    added = any(at in ENDING and step.id == name.step for at, step in plan.added)
    return added or name.step in course_of(plan.checklist, incident.profile).ending


def danger_of(incident: Incident, plan: PlanRun) -> int:
    """0 is life: the plan's own grade, or that of what has been answered."""
    grade = DANGER_ORDER.index(plan.checklist.danger)
    for step in course_of(plan.checklist, incident.profile).grading:
        state = incident.steps.get(plan.prefix + step.id)
        if state is None or not state.answered:
            continue
        for choice in step.choices:
            if choice.danger and choice.id == state.value:
                grade = min(grade, DANGER_ORDER.index(choice.danger))
    return grade


def holds(
    incident: Incident, plan: PlanRun, conditions: list[Condition], perhaps: bool = False
) -> bool:
    """Do all conditions hold? An unanswered question holds for nothing. ``perhaps``: of what is to
    be done, whom a call may have told counts as told."""
    for cond in conditions:  # noqa: SIM110  asked a thousand times a picture: no generator
        if not _holds(incident, plan, cond, perhaps):
            return False
    return True


def may_be_said(incident: Incident, plan: PlanRun, conditions: list[Condition]) -> bool:
    """The same for words: that somebody was told is not so where another answered in his place."""
    return holds(incident, plan, conditions) and not answered_instead(incident, plan, conditions)


def answered_instead(
    incident: Incident, plan: PlanRun, conditions: list[Condition]
) -> dict[str, str]:
    """By post of the call steps that are looked at, who answered in its place."""
    steps = sorted({part.step for cond in conditions for part in cond.parts() if part.step})
    found = {}
    for step in steps:
        told, asked = told_instead(incident, plan, step), plan.checklist.step(step)
        if told is not None and asked is not None and asked.call is not None:
            found[asked.call] = told
    return found


def told_instead(incident: Incident, plan: PlanRun, step: str) -> str | None:
    """Where somebody else answered in the place of a call step's post, at the step or at a timer
    that asks for it: which post; "" for a person without one."""
    found = plan.checklist.step(step)
    if found is None or found.call is None:
        return None
    key = plan.key(step)
    told: str | None = None
    for call in (each.call for each in incident.calls if each.call.result == "reached"):
        if call.role == found.call:
            return None
        if call.step == key or any(incident.timer_step(timer) == key for timer in call.timers):
            told = call.role
    return told


def _holds(incident: Incident, plan: PlanRun, cond: Condition, perhaps: bool) -> bool:
    if cond.step is not None:
        key = plan.prefix + cond.step
        state = incident.steps.get(key)
        if state is None or state.status != "done":
            if not perhaps or cond.is_ or cond.is_not or not perhaps_told(incident, key):
                return False
        elif (cond.is_ and state.value not in cond.is_) or state.value in cond.is_not:
            return False
    if cond.level and incident.level_of(plan.prefix) not in cond.level:
        return False
    if cond.role is not None and not incident.has_role(cond.role):
        return False
    if cond.no_role is not None and incident.has_role(cond.no_role):
        return False
    if cond.any_ and not any(_holds(incident, plan, inner, perhaps) for inner in cond.any_):
        return False
    if not cond.profile and not cond.no_profile:
        return True
    kinds = incident.profile.kinds() if incident.profile else []
    if any(kind in cond.no_profile for kind in kinds):
        return False
    return not cond.profile or any(kind in cond.profile for kind in kinds)


def trigger_base(incident: Incident, plan: PlanRun, trigger: Trigger) -> datetime | None:
    """Since when the trigger holds; ``None`` when it does not."""
    if trigger.on == "opened":
        return incident.opened
    if trigger.on == "level":
        since = None
        for change in reversed([c for c in incident.levels if c.plan == plan.prefix]):
            if change.level not in trigger.level:
                break
            since = change.at
        return since
    if trigger.on == "failed":
        timer = incident.timers.get(plan.key(trigger.timer or ""))
        if timer is None or not timer.failed or timer.status in ("answered", "stopped"):
            return None
        return timer.failed[0]
    state = incident.steps.get(plan.key(trigger.step or ""))
    if state is None or not state.answered:
        return None
    if trigger.is_ and state.value not in trigger.is_:
        return None
    return state.since if trigger.is_ else state.done_at
