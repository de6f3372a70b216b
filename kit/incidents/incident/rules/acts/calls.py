"""Human calls and the ladder: two unanswered ones go one rung up."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.phones import phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import (
    ATTEMPTS_PER_RUNG,
    UNDONE,
    Draft,
    find_role,
    find_step,
    kept,
    live,
    somebody,
)
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.ladder import own_numbers
from kit.incidents.incident.rules.meant_calls import meant, step_of_call, tries_of
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.rounds import round_at
from kit.incidents.incident.rules.views import StepView


def call(
    draft: Draft,
    whom: str,
    result: ev.CallResult,
    *,
    step: str = "",
    number: str = "",
    said: str = "",
    repeated: bool = False,
    name: str = "",
    person: str = "",
) -> None:
    """One telephone call. Reached: the open step and the timers that wanted this person are
    answered; not where it was only who stands in, for the plans name posts; that step alone where
    it was in place of the step's own post, and never another post's whose ladder has come here.
    Not reached: counted; after two it goes one rung up."""
    incident = live(draft)
    view = find_step(incident, step) if step else None
    role = find_role(incident, whom)
    who = kept(draft, name or ("" if role else whom), 100)
    role = role or (view.role if view is not None else "")
    if view is None and role:
        view = step_of_call(incident, role)
    if not who and not role:
        raise Refused("name-needed", Exit.USAGE, step=step)
    somebody(draft, who)
    instead = view is not None and view.step.answer == "call" and role not in ("", view.role)
    waiting = wanted(incident, role, view, draft.at)
    if result == "reached":
        waiting = meant(incident, view, waiting)
    if instead and result == "reached":
        waiting = own_timers(incident, view, waiting)
    elif result == "reached":
        waiting = for_itself(incident, view, role, waiting)
    known = draft.dials(role, who, number)
    made = ev.Called(
        who,
        result,
        role,
        phone_text(number, 60) or known.number,
        tries_of(incident, role, who) + 1,
        kept(draft, said, 500),
        repeated,
        view.key if view else "",
        [t.key for t in waiting],
        found=view is not None and not step,
        person="" if who else clean(person, 60) or known.person,
        standin=known.standin,
        deputy=bool(known.standin) and known.deputy,
    )
    draft.add(made)
    if made.heard:
        _told(draft, made, view, waiting)
    elif result != "reached":
        for timer in waiting:
            climb(draft, timer, role)
    draft.settle()


def told_then(draft: Draft, step: str, made: ev.Called) -> None:
    """The call that stands in the log said what the step is for, too: it is done, and what waited
    for it is answered, and no other call is made."""
    incident = live(draft)
    view, role = find_step(incident, step), made.role
    linked = [t for t in at_work(incident, draft.at) if incident.timer_step(t.key) == view.key]
    draft.add(ev.StepDone(view.key, "", made.told or role))
    for timer in linked:
        if timer.tell and timer.status == "running":
            by_then = max(draft.at, timer.base)  # nothing answers it before it was asked
            draft.add(ev.TimerAnswered(timer.key, "told", made.told, role), by_then)
    draft.settle()


def _told(draft: Draft, made: ev.Called, view: StepView | None, waiting: list[TimerState]) -> None:
    """The post was told: the step and the timers that wanted it are answered."""
    if view is not None and view.step.answer == "call":
        draft.add(ev.StepDone(view.key, "", made.told or made.role))
    for timer in waiting:
        if open_at(timer, draft.at):
            draft.add(ev.TimerAnswered(timer.key, "told", made.told, made.role))
            linked = draft.incident.timer_step(timer.key)
            if linked and draft.incident.step_state(linked).status in UNDONE:
                draft.add(ev.StepDone(linked, "", made.told or made.role))


def wanted(
    incident: Incident, role: str, view: StepView | None, at: datetime, asked: str = ""
) -> list[TimerState]:
    """Timers at work ``at`` that time which a call to this role (or for this step) serves: those of
    the step or the question, those that rang or were about to, else the one due first. What is due
    much later (the 60-minute report) is not settled by an early call, nor is what is to be asked
    once something has come about that has not (its step does not stand there yet). A recovery call,
    which repeats an earlier one, serves none but its own."""
    if view is not None and StepKey(view.key).about:
        return [t for t in incident.running() if incident.timer_step(t.key) == view.key]
    own: list[TimerState] = []
    near: list[TimerState] = []
    later: list[TimerState] = []
    for timer in at_work(incident, at):
        if not timer.tell:
            continue
        step = incident.timer_step(timer.key)
        if timer.key == asked or (view is not None and step == view.key):
            own.append(timer)
        elif role and role in timer.tell[: timer.rung + 1]:
            if timer.near(at):
                near.append(timer)
            elif not step or incident.view(step) is not None:
                later.append(timer)
    return own + near or later[:1]


def own_timers(
    incident: Incident, view: StepView | None, waiting: list[TimerState], asked: str = ""
) -> list[TimerState]:
    """Of those a call serves, the ones of its step or question. A call that went to somebody in
    place of the post it was meant for said nothing of what else waits for that person: a report
    nobody gave would stand in the log and put the next one off."""
    step = view.key if view is not None else None
    return [t for t in waiting if t.key == asked or (step and incident.timer_step(t.key) == step)]


def for_itself(
    incident: Incident, view: StepView | None, role: str, waiting: list[TimerState], asked: str = ""
) -> list[TimerState]:
    """Those without what waits for another post whose ladder has come to this one: a call made for
    something of its own (a step, a question, a report that is due) did not say that matter. Where
    nothing is its own, the ladder is what the call was for."""
    step = view.key if view is not None else None
    own = [
        timer
        for timer in waiting
        if timer.key == asked
        or timer.tell[:1] == [role]
        or (step and incident.timer_step(timer.key) == step)
    ]
    return own if own or step or asked else waiting


def at_work(incident: Incident, at: datetime) -> list[TimerState]:
    """Timers at work at ``at``, the one that rang next first: those that run, and those that an act
    written down earlier ended only after that."""
    found = [
        timer
        for key in incident.timers
        if (timer := round_at(incident.timers, incident.past_timers, key, at)) is not None
        and open_at(timer, at)
        and timer.base <= max(at, incident.opened or at)
    ]
    return sorted(found, key=lambda t: (t.ring_at or t.due, t.key))


def open_at(timer: TimerState, at: datetime) -> bool:
    """Had it not ended yet?"""
    return timer.status == "running" or (timer.answered is not None and at < timer.answered)


def climb(draft: Draft, timer: TimerState, role: str) -> None:
    if not timer.tell or timer.status != "running" or role != timer.target():
        return
    made = sum(each.role == role for each in timer.attempts)
    if timer.unanswered(role) < ATTEMPTS_PER_RUNG or made < len(own_numbers(draft.incident, role)):
        return
    last = max([draft.at, *(each.at for each in timer.attempts if each.role == role)])
    if timer.rung + 1 < len(timer.tell):
        draft.add(ev.Escalated(timer.key, timer.tell[timer.rung + 1], role), last)
    else:
        draft.add(ev.NobodyReachable(timer.key), last)
