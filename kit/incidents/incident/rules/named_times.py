"""Timers for times that somebody named: a step handed over, a call promised to a customer, the next
update, what others promised us. Each returns the events that make them agree with the state."""

from __future__ import annotations

from datetime import timedelta

from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import HAND, Cause, TimerKey
from kit.incidents.incident.rules.rounds import CLOSED

ASK_AGAIN = timedelta(minutes=10)  # where the profile does not say


def named(incident: Incident) -> list[Event]:
    """All of them, of an incident that is open."""
    return [
        *_hands(incident),
        *promises(incident),
        *_updates(incident),
        *_forecasts(incident),
    ]


def _hands(incident: Incident) -> list[Event]:
    """A step handed to somebody with a time is asked about then; that somebody else did it in time,
    or that it was told to whom it was for, says nothing of him. Past its time the matter is what
    counts: done late, whoever did it."""
    out: list[Event] = []
    some = any(key.startswith(HAND) for key in incident.timers)
    for state in incident.steps.values():
        if not some and state.status != "handed":
            continue
        key = TimerKey.hand(state.key)
        timer = incident.timers.get(key)
        live = timer is not None and timer.status == "running"
        if state.status == "handed" and state.until is not None and state.at is not None:
            if timer is not None and live and timer.base < state.at:
                out.append(ev.TimerStopped(key, Cause.of_step(state.key)))
            elif timer is None or cut_off(timer) or (not live and timer.base < state.at):
                minutes = round((state.until - state.at).total_seconds() / 60, 1)
                out.append(
                    ev.TimerStarted(
                        key, state.until, minutes, [], state.at, _round(timer), state.who
                    )
                )
        elif live:
            late = timer is not None and state.done_at is not None and state.done_at > timer.due
            own = state.who in ("", timer.note if timer else "")
            if state.status == "done" and (own or late):
                out.append(ev.TimerAnswered(key, "done", state.who))
            else:
                out.append(ev.TimerStopped(key, Cause.of_step(state.key)))
    return out


def promises(incident: Incident) -> list[Event]:
    """A customer is called by the time promised, also after closing; a promise that was moved ends
    there and goes on to the new time."""
    out: list[Event] = []
    for back in incident.callbacks.values():
        key = TimerKey.promise(back.id)
        timer = incident.timers.get(key)
        if timer is not None and timer.status == "running":
            if back.settled == "reached":
                out.append(ev.TimerAnswered(key, "done", back.name))
            elif back.settled:
                out.append(ev.TimerCancelled(key, back.settled))
            elif timer.due != back.promised:
                out.append(ev.TimerStopped(key, "moved"))
        elif back.promised is not None and not back.settled and (timer is None or _goes_on(timer)):
            minutes = round((back.promised - back.since).total_seconds() / 60, 1)
            out.append(
                ev.TimerStarted(
                    key, back.promised, minutes, [], back.since, _round(timer), back.name
                )
            )
    return out


def _goes_on(timer: TimerState) -> bool:
    """It was stopped by a move, or by the closing of an older kit."""
    return timer.status == "stopped" and timer.reason in ("moved", CLOSED)


def _updates(incident: Incident) -> list[Event]:
    """The next update that was promised to each audience; whatever is said to it then answers."""
    out: list[Event] = []
    for audience, last in {each.said.to: each for each in incident.announced}.items():
        key, promised = TimerKey.update(audience), last.said.promised
        timer = incident.timers.get(key)
        own = timer is not None and timer.base == last.at and timer.due == promised
        if timer is not None and timer.status == "running":
            if not own:
                out.append(ev.TimerAnswered(key, "done", "", last.said.role))
        elif promised is not None and (not own or (timer is not None and cut_off(timer))):
            minutes = round((promised - last.at).total_seconds() / 60, 1)
            out.append(
                ev.TimerStarted(key, promised, minutes, [], last.at, _round(timer), audience)
            )
    return out


def _forecasts(incident: Incident) -> list[Event]:
    """What others promised us is asked about when its time comes; who does not know is asked again
    after a while."""
    out: list[Event] = []
    for found in incident.forecasts.values():
        key, last = TimerKey.forecast(found.id), found.given[-1]
        timer = incident.timers.get(key)
        own = timer is not None and timer.base == last.at and last.due in (None, timer.due)
        if timer is not None and timer.status == "running":
            if found.how == "dropped":  # nobody was asked
                out.append(ev.TimerStopped(key, "dropped"))
            elif found.ended is not None:
                out.append(ev.TimerAnswered(key, "done", found.who))
            elif not own:
                out.append(ev.TimerStopped(key, "renewed"))
        elif found.ended is None and (timer is None or not own or cut_off(timer)):
            due = last.due or last.at + ask_again(incident)
            minutes = round((due - last.at).total_seconds() / 60, 1)
            out.append(ev.TimerStarted(key, due, minutes, [], last.at, _round(timer), found.who))
    return out


def ask_again(incident: Incident) -> timedelta:
    """After how long those who promised us something are asked again."""
    found = incident.profile.minutes.get("ask-again") if incident.profile else None
    return timedelta(minutes=found.value) if found and found.value else ASK_AGAIN


def cut_off(timer: TimerState) -> bool:
    """It was stopped by closing, and the incident is open again."""
    return timer.status == "stopped" and timer.reason == CLOSED


def _round(timer: TimerState | None) -> int:
    return timer.round + 1 if timer is not None else 1
