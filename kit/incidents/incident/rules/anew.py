"""Answers that came, went and came back: a second one is missing after all were out, another one is
hurt. What was told of the first says nothing of the second.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.kept import kept
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.names import Cause
from kit.plans.checklists.rules.at_site import EMERGENCY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.kinds.course import PlanRun
    from kit.incidents.incident.rules.kinds.steps import StepState
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.plans.checklists.rules.format import Checklist, Step, TimerRule


class Asked(msgspec.Struct, frozen=True):
    """What one answer of a step asks for: ``step`` is to be done while ``asked`` is one of
    ``values``."""

    asked: str
    values: tuple[str, ...]
    step: str


def once_more(incident: Incident) -> list[ev.StepAnew]:
    """What was done, or left out, while its answer stood the time before."""
    out = []
    for plan in incident.plans:
        for each in _asked(plan.checklist):
            state = incident.steps.get(plan.key(each.step))
            if state is None or state.status not in ("done", "skipped", "not-applicable"):
                continue
            back = came_back(incident.step_state(plan.key(each.asked)), each.values)
            if back is not None and state.at is not None and state.at < back:
                out.append(ev.StepAnew(state.key, plan.key(each.asked)))
    return out


def since(incident: Incident, event: ev.StepAnew) -> datetime | None:
    """When the answer that asks for it came back."""
    found = incident.step_state(event.asked).given
    return found[-1][0] if found else None


def came_back(state: StepState, values: Sequence[str]) -> datetime | None:
    """When an answer became one of ``values`` again, after it had been another; ``None``: it is
    none now, or never was another before."""
    runs: list[tuple[bool, datetime]] = []
    for at, value in state.given if state.answered else ():
        if not runs or runs[-1][0] != (value in values):
            runs.append((value in values, at))
    return runs[-1][1] if len(runs) > 2 and runs[-1][0] else None


def asked_again(
    incident: Incident, plan: PlanRun, rule: TimerRule, timer: TimerState
) -> datetime | None:
    """When a check that was met (all are out) was answered otherwise since: it is asked anew from
    then on, and not late from the start."""
    yes = rule.yes
    if rule.kind != "check" or yes is None or not yes.step or not yes.is_ or not timer.answered:
        return None
    key = plan.key(yes.step)
    state = incident.step_state(key)
    if timer.status == "cancelled" or state.value in yes.is_ or not state.answered:
        return None
    if timer.status == "stopped" and Cause(timer.reason).step != key:
        return None
    left = None
    for at, value in reversed(state.given):
        if value in yes.is_:
            return left if left is not None and left >= timer.answered else None
        left = at
    return None


def _of(checklist: Checklist) -> list[Asked]:
    """Who rescues is told each time that the answer comes back which another one had ended, and
    where a pair of answers is told (missing, found) so is everybody; who it is, is asked anew."""
    out: list[Asked] = []
    for rule in checklist.timers:
        own = checklist.step(rule.step) if rule.step and rule.start.on == "answer" else None
        if own is None or own.call is None or not rule.tell or rule.start.step is None:
            continue
        asked = rule.start.step
        steps = [step for _, step in checklist.steps()]
        if _paired(checklist, rule):
            steps = [step for step in steps if step.call is not None]
        elif rule.tell[0] in EMERGENCY:
            steps = [own]
        else:
            continue
        for step in steps:
            out += _while(checklist, asked, step)
    return list(dict.fromkeys(out))


_asked = kept(_of)  # asked at every act


def _paired(checklist: Checklist, rule: TimerRule) -> bool:
    """Whether another answer of the same step has somebody told that this one is over."""
    return any(
        other.start.on == "answer"
        and other.start.step == rule.start.step
        and not set(other.start.is_) & set(rule.start.is_)
        and any(cond.step == rule.step or _who(checklist, rule, cond.step) for cond in other.when)
        for other in checklist.timers
    )


def _who(checklist: Checklist, rule: TimerRule, step: str | None) -> bool:
    own = checklist.step(rule.step or "")
    said = own.say.zh if own is not None and own.say is not None else ""
    return bool(step) and f"{{answer:{step}}}" in said


def _while(checklist: Checklist, asked: str, step: Step) -> list[Asked]:
    """The step itself, where it is for some answers only, and what was written down for its
    words."""
    values = next((tuple(c.is_) for c in step.when if c.step == asked and c.is_), None)
    if values is None:
        return []
    out = [Asked(asked, values, step.id)]
    for _, other in checklist.steps():
        own = next((tuple(c.is_) for c in other.when if c.step == asked and c.is_), None)
        if own and step.say is not None and f"{{answer:{other.id}}}" in step.say.zh:
            out.append(Asked(asked, own, other.id))
    return out
