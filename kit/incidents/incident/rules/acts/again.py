"""An act that is recorded, decided again on another state: what it would have led to there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.calls import call
from kit.incidents.incident.rules.acts.draft import Dialled, Draft, find_step
from kit.incidents.incident.rules.acts.opening_closing import close, withdraw
from kit.incidents.incident.rules.acts.steps import finish, take_up
from kit.incidents.incident.rules.acts.timers import (
    call_for_timer,
    timer_no,
    timer_yes,
    told_by_then,
)
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.rounds import at_work
from kit.incidents.incident.rules.whole_acts import ANSWERS, LED_TO, lead_of

Decided = list[tuple[Event, datetime]]


def again(incident: Incident, act: list[Entry]) -> Decided | None:
    """The events of the act, decided on this state, which takes them in; ``None`` when it could
    not be done there. What withdraws others is left out: it is decided nowhere else."""
    act = [entry for entry in act if not isinstance(entry.event, ev.Undone)]
    if not act:
        return []
    lead = lead_of(act)
    event = lead.event
    if isinstance(event, Kind) and not event.stands(incident, lead.at):
        return None
    draft = Draft(incident, lead.written, lead.by, lead.at)
    decide = _DECIDED.get(type(event))
    try:
        if decide is not None:
            decide(draft, event)
        else:
            _as_recorded(draft, lead, act)
    except Refused:
        return None
    return draft.events


def _as_recorded(draft: Draft, lead: Entry, act: list[Entry]) -> None:
    """What people said stays as it is; timers follow from it."""
    for entry in act:
        if entry is lead or not isinstance(entry.event, LED_TO + ANSWERS):
            draft.add(entry.event, entry.at)
    draft.settle()


def _called(draft: Draft, event: ev.Called) -> None:
    """Whom it was to, and for whom that person stood in, stays as it was recorded."""
    incident = draft.incident
    known = Dialled(event.person, event.number, event.standin, event.deputy)
    draft.reach = lambda role, name, number: known
    if event.asked:
        timer = at_work(incident.timers, incident.past_timers, event.asked, draft.at)
        if timer is None:
            raise Refused("timer-over", timer=event.asked)
        linked = incident.timer_step(timer.key)
        step = linked if linked and incident.view(linked) else ""
        call_for_timer(
            draft, timer, event.role, event.who, event.result, step, event.said, event.repeated
        )
        return
    named = "" if event.found else event.step
    call(
        draft,
        event.role or event.who,
        event.result,
        step=named if named and incident.view(named) else "",
        number=event.number,
        said=event.said,
        repeated=event.repeated,
        name=event.who if event.role else "",
        person=event.person,
    )


def _done(draft: Draft, event: ev.StepDone) -> None:
    view = find_step(draft.incident, event.step)
    finish(draft, view, event.value, event.who, draft.at)


def _level(draft: Draft, event: ev.LevelSet) -> None:
    draft.add(replace(event, before=draft.incident.level_of(event.plan, draft.at)))
    draft.settle()


def _answered(draft: Draft, event: ev.TimerAnswered) -> None:
    if event.how == "told":
        told_by_then(draft, event.timer, event.who, event.role)
    else:
        timer_yes(draft, event.timer)


def _failed(draft: Draft, event: ev.TimerFailed) -> None:
    timer_no(draft, event.timer)


def _gone_to(draft: Draft, event: ev.StepDoing | ev.StepReopened) -> None:
    take_up(draft, event.step)


def _closed(draft: Draft, event: ev.Closed) -> None:
    if event.outcome == ev.IN_ERROR:
        withdraw(draft, event.note)
    else:
        close(draft, event.outcome, event.note)


_DECIDED: dict[type[Event], Callable[[Draft, Any], None]] = {
    ev.Called: _called,
    ev.StepDone: _done,
    ev.LevelSet: _level,
    ev.TimerAnswered: _answered,
    ev.TimerFailed: _failed,
    ev.StepDoing: _gone_to,
    ev.StepReopened: _gone_to,
    ev.Closed: _closed,
}
