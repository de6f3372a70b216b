"""What a call may answer that nobody made for a step by name: the first report to a post, and what
stands in front. What comes later to the same post is news of its own (found, freed, over), which a
report on the way does not say.
"""

from __future__ import annotations

from kit.incidents.incident.rules.at_hand import current_of
from kit.incidents.incident.rules.call_news import can_have_told, news_since
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called, CallMade
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.at_site import EMERGENCY

UNDONE = ("open", "doing", "deferred", "handed")
ENDING = ("recover", "close")
COMES = "ambulance"  # one that was sent for is under way, whatever answer asks for it anew


def step_of_call(incident: Incident, role: str) -> StepView | None:
    """The open call step that a call to this post answers: the one in front, else the first
    report to it."""
    views = incident.views()
    front = current_of(incident, views=views)
    found = [
        view
        for view in views
        if view.role == role
        and view.step.answer == "call"
        and view.state.status in UNDONE
        and _meant(incident, view, views, front)
    ]
    return next((view for view in found if _stands(view, front)), found[0] if found else None)


def meant(
    incident: Incident, view: StepView | None, waiting: list[TimerState], asked: str = ""
) -> list[TimerState]:
    """Of the timers that wait for whoever was reached, those that this call answers: not one of
    another step with news of its own, and none of another list than the step's, or than that of
    the timer that ``asked``. One that comes again asks for a report on the way, whatever its
    step."""
    views = incident.views()
    front = current_of(incident, views=views)
    steps = {each.key: each for each in views}
    home = view.plan if view is not None else TimerKey(asked).plan if asked else None
    out = []
    for timer in waiting:
        rule = incident.rule(timer.key)
        linked = steps.get(incident.timer_step(timer.key) or "")
        named = timer.key == asked or (view is not None and linked is not None and linked == view)
        again = rule is not None and rule.repeat
        # A call for one list's matter says nothing of another list: that is asked about there.
        apart = home is not None and TimerKey(timer.key).plan != home
        told = again or linked is None or _meant(incident, linked, views, front)
        if named or (told and not apart):
            out.append(timer)
    return out


def waits_still(incident: Incident, call: Called) -> list[TimerState]:
    """What else the post that was reached is next to be told, in place of another, or as news of
    its own: this call was made for a matter of its own and says nothing of that one."""
    if not call.heard or not call.role:
        return []
    return [
        timer
        for timer in incident.running()
        if timer.target() == call.role and timer.key not in call.timers
        if timer.tell[0] != call.role or _news_of(incident, timer)
    ]


def _news_of(incident: Incident, timer: TimerState) -> bool:
    """Whether a deadline asks to tell what an answer brought up: who is missing, or found."""
    view = incident.view(incident.timer_step(timer.key) or "")
    open_ = view is not None and view.step.answer == "call" and view.state.status in UNDONE
    return open_ and view is not None and news_since(incident, view) is not None


def told_before(incident: Incident, view: StepView) -> CallMade | None:
    """The last call in which the post of an open call step was told something, in place of another
    post or of another matter, where this step is its first report: it may have been said, too."""
    undone = view.state.status in UNDONE and view.phase not in ENDING and view.step.each is None
    if view.step.answer != "call" or not view.role or not undone:
        return None
    down = max((each.at for each in incident.downs), default=None)
    asked_anew = view.role == COMES  # police and fire brigade hear news of their own later
    since = None if asked_anew else news_since(incident, view)
    found = [
        made
        for made in incident.calls
        if made.call.heard and made.call.role == view.role and made.call.step != view.key
        if down is None or made.at >= down  # nothing said before speaks of what broke again
        if can_have_told(made, since)
    ]
    first = found and (asked_anew or _first(incident, view, incident.views()))
    return found[-1] if first else None


def tries_of(incident: Incident, role: str, who: str) -> int:
    """How often a post was tried in vain since it was last reached, in whatever way; by name where
    it is none."""
    tries = 0
    for made in incident.calls:
        if made.call.role == role if role else made.call.who == who:
            tries = 0 if made.call.result == "reached" else tries + 1
    return tries


def _meant(
    incident: Incident, view: StepView, views: list[StepView], front: StepView | None
) -> bool:
    if view.step.each is not None or view.phase in ENDING:
        return _stands(view, front) and _may_be_over(incident, view)
    return _stands(view, front) or _first(incident, view, views)


def _stands(view: StepView, front: StepView | None) -> bool:
    """Is it the step in front? One for each that was told stands there for all of them."""
    if front is None:
        return False
    return front.key == view.key or (
        view.step.each is not None and StepKey(front.key).bare == StepKey(view.key).bare
    )


def _may_be_over(incident: Incident, view: StepView) -> bool:
    """Whoever hears that all is well again hears it once the log says so, where it ever does."""
    plan = incident.plan(view.plan)
    ends = plan is not None and any(s.milestone == "restored" for _, s in plan.checklist.steps())
    return view.step.each is None or not ends or "restored" in milestones(incident)


def _first(incident: Incident, view: StepView, views: list[StepView]) -> bool:
    """Is it how this post first hears of it? Not where a step before it told the post or was to,
    where it goes back to what another post was told, or where the rescuers hear of the end."""
    plan = incident.plan(view.plan)
    if plan is None or (view.phase == "continue" and view.role in EMERGENCY):
        return False
    shown = {each.key for each in views}
    for _, step in plan.checklist.steps():
        if step.id == view.step.id:
            break
        key = plan.key(step.id)
        answered = incident.step_state(key).status != "open"
        if step.answer == "call" and step.call == view.role and (answered or key in shown):
            return False
    asked = {part.step for cond in view.step.when for part in cond.parts() if part.step}
    return not any(
        found is not None and found.call is not None
        for found in map(plan.checklist.step, sorted(asked))
    )
