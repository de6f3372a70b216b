"""How the matter of an open incident stands: the fire is out, the air is clear of gas, the attack
has stopped. Said by the answers of its steps, as notes of it grow old."""

from __future__ import annotations

from kit.incidents.incident.rules.fold import Incident
from kit.plans.checklists.rules.format import Checklist, Step
from kit.shifts.handover.rules.people import asks_of_people


def matters(incident: Incident) -> list[str]:
    """The steps with an answer that says how things stand, in the order of the lists; not those
    about people and the level, which stand on the sheet by themselves."""
    out = []
    for plan in incident.plans:
        watched = _watched(plan.checklist)
        for _, step in plan.checklist.steps():
            state = incident.steps.get(plan.key(step.id))
            if state is None or not state.value:
                continue
            if _says_how(step, watched) and not asks_of_people(step.do):
                out.append(plan.key(step.id))
    return out


def _says_how(step: Step, watched: set[str]) -> bool:
    """Chosen from answers of which one is asked for again, ends a deadline, or may not be left."""
    if not step.choices or step.each is not None or step.sets_level:
        return False
    asked_again = any(choice.again for choice in step.choices)
    return step.critical or asked_again or step.id in watched


def _watched(checklist: Checklist) -> set[str]:
    out: set[str] = set()
    for rule in checklist.timers:
        out |= {stop.step for stop in rule.stops if stop.on == "answer" and stop.step}
        if rule.kind == "check" and rule.yes is not None and rule.yes.step:
            out.add(rule.yes.step)
    return out
