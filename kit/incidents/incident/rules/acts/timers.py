"""Answers to timers: told, no answer, yes, not yet, later, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.calls import (
    call,
    climb,
    for_itself,
    open_at,
    own_timers,
    wanted,
)
from kit.incidents.incident.rules.acts.draft import (
    UNDONE,
    Draft,
    find_role,
    find_timer,
    kept,
    live,
    somebody,
)
from kit.incidents.incident.rules.acts.forecasts import forecast_end
from kit.incidents.incident.rules.acts.outages import down_again
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.meant_calls import meant, tries_of
from kit.incidents.incident.rules.named_times import ask_again
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.rounds import round_at
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.amounts import retry_minutes


def _running(incident: Incident, timer: str) -> TimerState:
    found = find_timer(incident, timer)
    if found.status != "running":
        raise Refused("timer-over", timer=found.key)
    return found


def _at_work(draft: Draft, timer: str) -> TimerState:
    """The round that was at work when this happened, also where something written down earlier has
    ended it since."""
    incident = draft.incident
    key = find_timer(incident, timer).key
    found = round_at(incident.timers, incident.past_timers, key, draft.at)
    return found if found is not None and open_at(found, draft.at) else _running(incident, key)


def timer_told(
    draft: Draft, timer: str, whom: str = "", said: str = "", repeated: bool = False
) -> None:
    """The person was told. ``whom``: a role, a name, or "" for the one the ladder stands at."""
    incident = live(draft)
    found = _at_work(draft, timer)
    if not found.tell:
        timer_yes(draft, timer, whom)
        return
    role = find_role(incident, whom) if whom else found.target()
    name = "" if role else whom
    linked = incident.timer_step(found.key)
    step = linked if linked and incident.view(linked) else ""
    if role or name:
        call_for_timer(draft, found, role, name, "reached", step, said, repeated)


def told_by_then(draft: Draft, timer: str, who: str, role: str) -> None:
    """The call that stands in the log already told it: it answers, and no other call is made."""
    found = _at_work(draft, timer)
    draft.add(ev.TimerAnswered(found.key, "told", who, role))
    linked = draft.incident.timer_step(found.key)
    if linked and draft.incident.step_state(linked).status in UNDONE:
        draft.add(ev.StepDone(linked, "", who or role))
    draft.settle()


def told_in_call(draft: Draft, timer: str) -> bool:
    """The last call that reached whom it waits for, made since it began and recorded for nothing
    else, is the one: no other is counted. Whether there was one."""
    found = _at_work(draft, timer)
    made = draft.incident.calls[-1] if draft.incident.calls else None
    if made is None or made.call.role != found.target() or not made.call.heard:
        return False
    if made.at < found.base or made.call.step or made.call.timers:
        return False
    draft.at = made.at
    told_by_then(draft, timer, made.call.told, made.call.role)
    return True


def timer_no_answer(
    draft: Draft, timer: str, whom: str = "", result: ev.CallResult = "no-answer"
) -> None:
    incident = live(draft)
    found = _at_work(draft, timer)
    if not found.tell:
        timer_no(draft, timer)
        return
    role = find_role(incident, whom) if whom else found.target()
    linked = incident.timer_step(found.key)
    step = linked if linked and incident.view(linked) else ""
    call_for_timer(draft, found, role, "" if role else whom, result, step, "", False)


def call_for_timer(
    draft: Draft,
    timer: TimerState,
    role: str,
    name: str,
    result: ev.CallResult,
    step: str,
    said: str,
    repeated: bool,
) -> None:
    """A call made because a timer asked for it: answers that one, and what else it serves; that
    one alone where it went to somebody in place of the timer's own post."""
    incident = draft.incident
    role = role or _stands_in(draft, timer, name)
    known = draft.dials(role, name)
    waiting = wanted(incident, role, None, draft.at, timer.key)
    if result == "reached":
        waiting = meant(incident, None, waiting, timer.key)
    if result == "reached" and role not in ("", timer.tell[0]):
        waiting = own_timers(incident, None, waiting, timer.key)
    elif result == "reached":
        waiting = for_itself(incident, None, role, waiting, timer.key)
    if all(t.key != timer.key for t in waiting):
        waiting.append(timer)
    name = kept(draft, name, 100)
    somebody(draft, name)
    made = ev.Called(
        name,
        result,
        role,
        known.number,
        tries_of(incident, role, name) + 1,
        kept(draft, said, 500),
        repeated,
        step,
        [t.key for t in waiting],
        timer.key,
        person="" if name else known.person,
        standin=known.standin,
        deputy=bool(known.standin) and known.deputy,
    )
    draft.add(made)
    if not made.heard:
        for each in waiting if result != "reached" else ():
            climb(draft, each, role)
        draft.settle()
        return
    for each in waiting:
        draft.add(ev.TimerAnswered(each.key, "told", made.told, role))
        linked = incident.timer_step(each.key)
        if linked and incident.step_state(linked).status in UNDONE:
            draft.add(ev.StepDone(linked, "", made.told or role))
    draft.settle()


def _stands_in(draft: Draft, timer: TimerState, name: str) -> str:
    """The post of those that the timer wants at which somebody of this name only stands in."""
    posts = timer.tell[: timer.rung + 1] if name else []
    return next((post for post in posts if draft.dials(post, name).standin), "")


def timer_yes(draft: Draft, timer: str, who: str = "") -> None:
    """A check is answered: it is so, and ``who`` saw to it, where that was somebody else. Its step
    is then done, but what the step asks to be written down (through which channels) is still asked
    there; one handed over is done."""
    incident = live(draft)
    found = _at_work(draft, timer)
    linked = incident.timer_step(found.key)
    if TimerKey(found.key).sort == "forecast":
        forecast_end(draft, TimerKey(found.key).of, True)
        return
    role = find_role(incident, who) if who else ""
    name = "" if role else kept(draft, who, 100)
    somebody(draft, name)
    draft.add(ev.TimerAnswered(found.key, "yes", name, role))
    if linked:
        view = incident.view(linked)
        if view is not None and view.state.status in UNDONE:
            if view.step.answer == "done":
                draft.add(ev.StepDone(linked, "", name or role or view.state.who))
            elif view.state.status == "handed":
                _handed_back(draft, view, TimerKey(found.key).sort == "hand")
    rule = incident.rule(found.key)
    if rule is not None and rule.yes is not None and rule.yes.is_:
        meant = incident.view(StepKey.of(TimerKey(found.key).plan, rule.yes.step or ""))
        value = rule.yes.is_[0]
        if meant is not None and (meant.state.status != "done" or meant.state.value != value):
            draft.add(ev.StepDone(meant.key, value))
    draft.settle()


def _handed_back(draft: Draft, view: StepView, told_done: bool) -> None:
    """Done by the one it was handed to: a call counts as made, a step that wants a name has theirs.
    Another value is asked for now where that one was said to be done (``told_done``); where only
    its deadline was answered the step stays with whom it was handed to."""
    if view.step.answer == "call" and (view.role or view.who):
        call(draft, view.role or view.who, "reached", step=view.key)
    elif view.step.answer == "name" and view.state.who:
        draft.add(ev.StepDone(view.key, view.state.who, view.state.who))
    elif told_done:
        draft.add(ev.StepReopened(view.key))


def timer_no(draft: Draft, timer: str) -> None:
    """A check is answered: not yet. It comes back after the rule's retry time, as what others
    promised does, of whom it says no new word; where it asks whether all has stayed well, it is
    down again."""
    incident = live(draft)
    found = _running(incident, timer)
    rule = incident.rule(found.key)
    if rule is not None and rule.down:
        draft.add(ev.TimerFailed(found.key, draft.at))
        down_again(draft)
        return
    forecast = TimerKey(found.key).sort == "forecast"
    retry = timedelta(minutes=retry_minutes(rule, incident.profile))
    again = draft.at + (ask_again(incident) if forecast else retry)
    draft.add(ev.TimerFailed(found.key, again))
    draft.settle()


def timer_snooze(draft: Draft, timer: str, until: datetime, reason: str) -> None:
    found = _running(live(draft), timer)
    reason = kept(draft, reason, 500)
    if not reason:
        raise Refused("timer-reason", Exit.USAGE, timer=found.key)
    draft.add(ev.TimerSnoozed(found.key, until, reason))
    draft.settle()


def timer_cancel(draft: Draft, timer: str, reason: str) -> None:
    found = _running(live(draft), timer)
    reason = kept(draft, reason, 500)
    if not reason:
        raise Refused("timer-reason", Exit.USAGE, timer=found.key)
    draft.add(ev.TimerCancelled(found.key, reason))
    draft.settle()
