"""Which of the steps that apply now is the one to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.kept import kept
from kit.incidents.incident.rules.overtaken import overtaken
from kit.incidents.incident.rules.views import StepView, danger_of, views_of
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.course import course_of
from kit.plans.checklists.rules.format import PHASE_ORDER

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.plans.checklists.rules.format import Checklist

RESCUE = ("immediate", "report", "respond")  # phases in which a life is being saved
WITHOUT = "without"  # what a list does for as long as it does not work, where it works again


def current_of(
    incident: Incident, unfolded: bool = False, views: list[StepView] | None = None
) -> StepView | None:
    """The step to do now, of ``views`` where somebody has them already: the one taken up, else what
    a life hangs on, else the first open that is not folded. ``None`` when nothing is open."""
    every = views_of(incident) if views is None else views
    shown = [v for v in every if v.step.answer != "know"]
    for view in shown:
        if view.key == incident.focus and view.state.status in ("open", "doing", "deferred"):
            return view
    if not unfolded:
        shown = [v for v in shown if not v.folded]
    gone = overtaken(incident)
    usual = _in_turn(incident, shown, gone)
    if usual is None or usual.step.life:
        return usual
    return _for_life(incident, shown, gone, usual) or usual


def announced(
    incident: Incident, view: StepView, views: list[StepView], many: int
) -> list[StepView]:
    """What comes behind the step at hand, of ``views``: the open ones that stand behind it; where
    others wait for its list, as a life hangs on it, in the order in which they are led with."""
    keys = [each.key for each in views]
    at = keys.index(view.key) + 1 if view.key in keys else 0
    if not any(_waits_for(incident, each, view) for each in views):
        return [each for each in views[at:] if each.state.status in ("open", "doing")][:many]
    left, found = [each for each in views if each.key != view.key], list[StepView]()
    while len(found) < many:
        following = current_of(incident, True, left)
        if following is None:
            break
        found.append(following)
        left.remove(following)
    return found


def _waits_for(incident: Incident, other: StepView, view: StepView) -> bool:
    """Whether this open one of a list of lower danger lets the other go first, for a life."""
    if other.state.status not in ("open", "doing") or other.plan == view.plan:
        return False
    plans = incident.plan(view.plan), incident.plan(other.plan)
    grades = [danger_of(incident, plan) for plan in plans if plan is not None]
    return len(grades) == 2 and grades[0] == 0 < grades[1]


def _for_life(
    incident: Incident, shown: list[StepView], gone: set[str], usual: StepView
) -> StepView | None:
    """What goes before the ``usual`` step, until the rescue is over: what an answer in a
    list about life put in right behind its question; and before a list of lower danger what the
    lists about life would have at hand alone, so that no list that is added takes it away. A
    question that is open only as its answer is asked for again lets others in."""
    lives = {plan.prefix for plan in incident.plans if danger_of(incident, plan) == 0}
    if not lives:
        return None
    of_life = [v for v in shown if v.plan in lives]
    urgent = [
        v
        for v in of_life
        if v.step.critical and v.phase in RESCUE and v.key not in gone and not _asked_again(v)
    ]
    undone = [v for v in urgent if v.state.status in ("open", "doing")]
    if not (usual.plan in lives and usual.phase == "immediate" and usual.step.critical):
        found = next((v for v in undone if _put_in(incident, v)), None)
        if found is not None:
            return found
    if usual.plan in lives:
        return None
    alone = _in_turn(incident, of_life, gone)
    if alone is None or alone in urgent:
        return alone
    return next((v for v in undone if v.phase == alone.phase), None)


def _asked_again(view: StepView) -> bool:
    """Whether it was answered, and stays open as its answer is asked for until it is another."""
    return view.state.answered and any(choice.again for choice in view.step.choices)


def _put_in(incident: Incident, view: StepView) -> bool:
    """Whether an answer put it in that saves somebody: its question stands right before it, with
    nothing between them but what the same question puts in. A report to a post saves nobody."""
    plan = incident.plan(view.plan)
    asked = {part.step for cond in view.step.when for part in cond.parts() if part.is_}
    if plan is None or view.step.call not in (None, *EMERGENCY) or len(asked) != 1:
        return False
    steps = course_of(plan.checklist, incident.profile).phases.get(view.phase, [])
    before: list[str] = []
    for step, when in steps:
        if step.id == view.step.id:
            return bool(asked.intersection(before))
        own = {part.step for cond in when for part in cond.parts() if part.is_}
        before = [*before, step.id] if own == asked else [step.id]
    return False


def _in_turn(incident: Incident, shown: list[StepView], gone: set[str]) -> StepView | None:
    """The first open step of those ``shown``. Once it works again the recovery is at hand, before
    what was to be done without it. Deferred ones come back at the end of their phase, or of the
    next one in which something was done since; put off again, before the closing phase, as those
    that were overtaken (``gone``)."""
    last = [v for v in shown if v.key in gone and v.state.status in ("open", "doing")]
    shown = [v for v in shown if v not in last] if last else shown
    deferred = [v for v in shown if v.state.status == "deferred"]
    deferred.sort(key=lambda v: v.state.deferrals)
    back, first = _works_again(incident), dict[str, StepView]()
    for view in shown:
        if view.state.status in ("open", "doing"):
            first.setdefault(_stands_in(view, back), view)
    for phase in PHASE_ORDER if not back else (*PHASE_ORDER[:-1], WITHOUT, PHASE_ORDER[-1]):
        if phase == "close" and (deferred or last):
            return (deferred or last)[0]
        if phase in first:
            return first[phase]
        if phase == WITHOUT:
            continue
        for view in deferred:
            if view.state.deferrals < 2 and _moved_on(shown, view, phase):
                return view
    return next(iter(deferred or last), None)


def _works_again(incident: Incident) -> set[str]:
    """The plans of which somebody said that it works again."""
    return {
        plan.prefix
        for plan in incident.plans
        for step in _restoring(plan.checklist)
        if incident.step_state(plan.key(step)).answered
    }


def _restored_by(checklist: Checklist) -> list[str]:
    """The steps of a list that say that it works again."""
    return [step.id for _, step in checklist.steps() if step.milestone == "restored"]


_restoring = kept(_restored_by)  # asked at every act


def _stands_in(view: StepView, back: set[str]) -> str:
    """The phase in which it is led with."""
    return WITHOUT if view.phase == "continue" and view.plan in back else view.phase


def _moved_on(shown: list[StepView], view: StepView, phase: str) -> bool:
    """Was another step dealt with since this one was put off, from its phase to ``phase``? Else it
    would stand there again at once, before what comes behind it."""
    since, own = view.state.turn, PHASE_ORDER.index(view.phase)
    here = PHASE_ORDER[own : PHASE_ORDER.index(phase) + 1]
    return any(
        other.state.turn > since and other.phase in here and other.key != view.key
        for other in shown
    )
