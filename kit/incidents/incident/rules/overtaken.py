"""Steps that what has come about since made pointless: to call those who are here, to ask in how
many minutes they come, how long the UPS lasts or to light torches once the power is back.

Read from the list's own timers, which say what a step is for: a timer that a call starts asks
whether they are here (``yes``), one that counts the step's minutes stops when it has come about.
Such a step is not led with any more. It stays open, as only a person can say that it is not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.kept import kept
from kit.plans.checklists.rules.format import PHASE_ORDER, TimerRule

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.plans.checklists.rules.format import Checklist


def overtaken(incident: Incident) -> set[str]:
    """Keys of the steps that are for something that is there already."""
    found: set[str] = set()
    for plan in incident.plans:
        for fact, step in _pointless(plan.checklist):
            state = incident.steps.get(plan.key(fact))
            if state is not None and state.answered:
                found.add(plan.key(step))
    return found | _spells(incident)


def _facts_of(checklist: Checklist) -> list[tuple[str, str]]:
    """All facts of a list, each with the step that it makes pointless."""
    return [(f, rule.start.step or "") for rule in checklist.timers for f in facts(checklist, rule)]


_pointless = kept(_facts_of)  # asked at every act


def _spells(incident: Incident) -> set[str]:
    """What a spell that is over by now had opened again: for the dark, for the call that it is
    down. What a life may hang on is led with still, and so is the recovery, which is at hand."""
    over = [down for down in incident.downs if incident.step_state(down.step).answered]
    opened = {key for down in over for key in down.steps}
    if not opened:
        return set()
    return {
        key
        for plan in incident.plans
        for phase, step in plan.checklist.steps()
        if (key := plan.key(step.id)) in opened
        and not step.life
        and PHASE_ORDER.index(phase.id) < PHASE_ORDER.index("recover")
    }


def facts(checklist: Checklist, rule: TimerRule) -> list[str]:
    """The steps of which each, once answered, makes the step pointless that starts this timer."""
    if rule.start.on != "step" or not rule.start.step:
        return []
    ends = [each.step for each in rule.stops if each.on == "step" and each.step]
    if rule.minutes_from == rule.start.step:
        return ends
    asked = rule.yes.step if rule.yes is not None else None
    if asked not in ends or asked is None:
        return []
    step = checklist.step(rule.start.step)
    return [asked] if step is not None and step.call is not None else []
