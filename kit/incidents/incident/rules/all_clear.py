"""Answers that say that a danger to people is over, and notes that say the contrary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kit.ground.base.lean import re
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.found_notes import refutes, says_missing
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.urgency import LIFE, life_critical
from kit.incidents.incident.rules.views import StepView, danger_of
from kit.incidents.incident.rules.withdrawal import taken

RECENT = timedelta(minutes=30)
_HURT = r"受伤|\bhurt\b"
_PEOPLE = r"人|everyone|anyone|\bperson|people"


def all_clear(incident: Incident, view: StepView, choice: str) -> bool:
    """Whether by a choice of a step about life deadlines of its list are over, running or not: all
    are out, nobody is held, the person was found."""
    plan = incident.plan(view.plan)
    if plan is None or not life_critical(incident, view):
        return False
    stops = [stop for rule in plan.checklist.timers for stop in rule.stops]
    ends = any(s.on == "answer" and s.step == view.step.id and choice in s.is_ for s in stops)
    goes_on = any(c.id == choice and (c.danger or c.again) for c in view.step.choices)
    return ends and not goes_on


def eases(incident: Incident, view: StepView, choice: str) -> bool:
    """Whether a choice of a step about life says that it is less grave than another one there
    would: that one is a danger, this is none."""
    chosen = next((each for each in view.step.choices if each.id == choice), None)
    graver = any(each.danger for each in view.step.choices if each.id != choice)
    return chosen is not None and not chosen.danger and graver and life_critical(incident, view)


def out_of_danger(incident: Incident) -> bool:
    """Whether of each list about life an answer says that all are out, freed or found, or that help
    is with them; that nobody is hurt says nothing of that."""
    grave = [plan for plan in incident.plans if danger_of(incident, plan) == LIFE]
    return bool(grave) and all(_over(incident, plan) for plan in grave)


def _over(incident: Incident, plan: PlanRun) -> bool:
    """By the last such answer, where a list asks several times."""
    found = []
    for _, step in plan.checklist.steps():
        view = incident.view(plan.key(step.id)) if step.choices else None
        if view is not None and view.state.answered and asks_if_out(incident, view):
            found.append((view.state.turn, all_clear(incident, view, view.state.value)))
    return bool(found) and max(found)[1]


def asks_if_out(incident: Incident, view: StepView) -> bool:
    """Whether a step asks if all are out, freed, found or safe."""
    asked = f"{view.step.do.zh} {view.step.do.en}"
    clear = any(all_clear(incident, view, choice.id) for choice in view.step.choices)
    return clear and not re.search(_HURT, asked, re.I)


def cleared_by(incident: Incident, timer: str) -> StepView | None:
    """The step about people of which a yes to the check of a ``timer`` says that the danger is
    over: by the answer that it gives there, or as that is what the check itself asks."""
    rule, plan = incident.rule(timer), TimerKey(timer).plan
    if rule is None or rule.kind != "check" or rule.ask is None:
        return None
    yes, start = rule.yes, rule.start
    if yes is not None and yes.is_:
        view = incident.view(StepKey.of(plan, yes.step or ""))
        return view if view is not None and all_clear(incident, view, yes.is_[0]) else None
    begins = start.step if start.on == "answer" else ""
    tied = [yes.step if yes is not None else "", rule.step, begins]
    for step in filter(None, tied):
        view = incident.view(StepKey.of(plan, step))
        if view is None or not (view.step.choices and life_critical(incident, view)):
            continue
        clear = any(all_clear(incident, view, choice.id) for choice in view.step.choices)
        asks = step == rule.step and _of_people(f"{rule.ask.zh} {rule.ask.en}")
        if (clear and step != rule.step) or asks:
            return view
    return None


def _of_people(text: str) -> bool:
    return re.search(_PEOPLE, text, re.I) is not None


def contradicted(view: StepView, entries: Sequence[Entry], now: datetime) -> Entry | None:
    """The last note of the half hour before ``now`` that says that somebody is missing, where the
    step asks about people and no later note says that the person was found or that all are out; a
    note that was taken back says nothing."""
    if not _of_people(f"{view.step.do.zh} {view.step.do.en}"):
        return None
    found = [each for each in entries if now - each.at <= RECENT and says_missing(_note(each))]
    gone = taken(list(entries)).gone() if found else {}
    told = [each for each in entries if each.id not in gone]
    stand = (each for each in reversed(found) if each.id not in gone)
    return next((each for each in stand if not _refuted(each, told)), None)


def _refuted(missing: Entry, told: Sequence[Entry]) -> bool:
    behind = told[told.index(missing) + 1 :]
    later = (each for each in behind if each.at >= missing.at)
    return any(refutes(_note(each), _note(missing)) for each in later)


def _note(entry: Entry) -> str:
    return entry.event.text if isinstance(entry.event, ev.Noted) else ""
