"""What timers must start or stop because of what has just happened.

``settle`` is run after every act, on the state the act has led to; it returns the events that make
the timers agree with the checklist's rules. Due times are absolute: base + minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import Cause, TimerKey
from kit.incidents.incident.rules.views import holds, trigger_base
from kit.plans.checklists.rules.format import TimerRule, Trigger

ASK_AGAIN = timedelta(minutes=10)  # where the profile does not say


def minutes_for(incident: Incident, plan: PlanRun, rule: TimerRule) -> float | None:
    """The rule's figure: an answered step, else the profile's, else its own."""
    if rule.minutes_from is not None:
        state = incident.steps.get(plan.key(rule.minutes_from))
        if state is None or state.status != "done":
            return None
        try:
            return float(state.value)
        except ValueError:
            return None
    if rule.minutes_of is not None and incident.profile is not None:
        found = incident.profile.minutes.get(rule.minutes_of)
        if found is not None:
            return found.value
    return rule.minutes


def ladder(incident: Incident, rule: TimerRule) -> list[str]:
    """The roles to tell that this site has."""
    return [role for role in rule.tell if incident.has_role(role)]


def applies(incident: Incident, plan: PlanRun, rule: TimerRule) -> bool:
    """Does the rule belong to this site and this turn of events?"""
    if not holds(incident, plan, rule.when):
        return False
    if rule.tell and not incident.has_role(rule.tell[0]):
        return False
    if rule.step:
        step = plan.checklist.step(rule.step)
        if step and step.call and not incident.has_role(step.call):
            return False
    return True


def settle(incident: Incident, at: datetime) -> list[Event]:
    """Events due now; empty when the timers agree with the rules. Call until empty."""
    if incident.closed is not None:
        return [
            *(
                ev.TimerStopped(t.key, "closed")
                for t in incident.timers.values()
                if t.status == "running" and not TimerKey(t.key).outlives
            ),
            *_settle_promises(incident),
        ]
    out: list[Event] = []
    for plan in incident.plans:
        for rule in plan.checklist.timers:
            event = _settle_rule(incident, plan, rule, at)
            if event is not None:
                out.append(event)
    out.extend(_settle_hands(incident))
    out.extend(_settle_promises(incident))
    out.extend(_settle_updates(incident))
    out.extend(_settle_forecasts(incident))
    return out


def _settle_rule(
    incident: Incident, plan: PlanRun, rule: TimerRule, at: datetime
) -> Event | None:
    key = plan.key(rule.id)
    timer = incident.timers.get(key)
    if timer is not None and timer.status == "running":
        return _ending(incident, plan, rule, timer)
    base = trigger_base(incident, plan, rule.start)
    if base is None or not applies(incident, plan, rule):
        return None
    if rule.start.on == "opened":
        base = _plan_added(incident, plan, base) if plan.prefix else base
        base = max([base, *_downs(incident, plan, rule)])
    number = 1
    if timer is not None:
        number = timer.round + 1
        if rule.repeat and timer.status == "answered" and timer.answered is not None:
            base = timer.answered
        elif base <= timer.base:
            # What stopped it holds no longer (reopened, a branch answered again): it goes on.
            if timer.status != "stopped":
                return None
            base = _anew(incident, timer)
    if _stopped(incident, plan, rule, base) is not None:
        return None
    if rule.step and not rule.repeat and _needless(incident, plan, rule):
        return None
    minutes = minutes_for(incident, plan, rule)
    if minutes is None or minutes <= 0:
        return None
    due = base + timedelta(minutes=minutes)
    ring = None
    if rule.before and (number == 1 or minutes > rule.before):
        # A later round that starts below the head start was begun by someone who knows.
        ring = max(base, due - timedelta(minutes=rule.before))
    return ev.TimerStarted(
        key, due, minutes, ladder(incident, rule), base, number, ring=ring
    )


def _anew(incident: Incident, timer: TimerState) -> datetime:
    """From when a stopped timer counts when it goes on: what closing had cut off and is past by
    now begins anew with the second spell, so that nobody is late for the time between."""
    cut_off = timer.reason == "closed" and bool(incident.reopened)
    if cut_off and timer.due <= incident.reopened[-1]:
        return incident.reopened[-1]
    return timer.base


def _second(incident: Incident, named: datetime, timer: TimerState | None) -> datetime:
    """A time that somebody named, or the reopening, where closing had cut it off before."""
    if timer is not None and _again(timer) and incident.reopened:
        return max(named, incident.reopened[-1])
    return named


def _downs(incident: Incident, plan: PlanRun, rule: TimerRule) -> list[datetime]:
    """When it went down again after what ends this deadline, or its step was to be done again:
    then the deadline counts anew."""
    ends = {plan.key(stop.step) for stop in rule.stops if stop.step}
    own = plan.key(rule.step) if rule.step else None
    return [d.at for d in incident.downs if d.step in ends or own in d.steps]


def _plan_added(incident: Incident, plan: PlanRun, fallback: datetime) -> datetime:
    return incident.plan_times.get(plan.prefix, fallback)


def _needless(incident: Incident, plan: PlanRun, rule: TimerRule) -> bool:
    """Its step was dealt with before the timer could start. A timer that starts because a level
    rose, a check failed or that very step was answered wants its own."""
    if rule.start.on in ("level", "failed") or rule.start.step == rule.step:
        return False
    state = incident.steps.get(plan.key(rule.step or ""))
    return state is not None and state.status in ("done", "skipped", "not-applicable")


def _ending(
    incident: Incident, plan: PlanRun, rule: TimerRule, timer: TimerState
) -> Event | None:
    if rule.step and rule.start.step != rule.step:
        state = incident.steps.get(plan.key(rule.step))
        if state is not None and _this_round(rule, timer, state):
            if state.status == "done":
                how: Literal["told", "done"] = "told" if rule.kind == "tell" else "done"
                return ev.TimerAnswered(timer.key, how, state.who)
            if state.status in ("skipped", "not-applicable") and not rule.repeat:
                return ev.TimerCancelled(timer.key, state.reason or state.status)
    cause = _stopped(incident, plan, rule, timer.base)
    if cause is not None:
        return ev.TimerStopped(timer.key, cause)
    start = rule.start
    since = trigger_base(incident, plan, start)
    if start.on in ("level", "answer", "failed") and since is None:
        return ev.TimerStopped(timer.key, start.on)
    if rule.down and since is None:
        return ev.TimerStopped(timer.key, "down")
    newer = since is not None and since > timer.base
    if rule.minutes_from and rule.minutes_from == start.step and newer:
        # A new reading (UPS minutes) ends this countdown; the next one starts from it.
        return ev.TimerAnswered(timer.key, "done")
    return None


def _this_round(rule: TimerRule, timer: TimerState, state: StepState) -> bool:
    """Was the step dealt with for this round? Only a timer that repeats, or that a level or a
    failed check starts, can begin when its step has been done before."""
    if not rule.repeat and rule.start.on not in ("level", "failed"):
        return True
    if state.at is None:
        return False
    return state.at > timer.base or (state.at == timer.base and timer.round == 1)


def _stopped(
    incident: Incident, plan: PlanRun, rule: TimerRule, base: datetime
) -> str | None:
    for stop in rule.stops:
        since = trigger_base(incident, plan, stop)
        if since is None:
            continue
        if stop.on == "level" and since < base:
            continue
        return _name(plan, stop)
    return None


def _name(plan: PlanRun, stop: Trigger) -> str:
    if stop.on in ("step", "answer"):
        return Cause.of_step(plan.key(stop.step or ""))
    return stop.on


def _settle_hands(incident: Incident) -> list[Event]:
    """A step handed to somebody with a time is asked about then."""
    out: list[Event] = []
    for state in incident.steps.values():
        key = TimerKey.hand(state.key)
        timer = incident.timers.get(key)
        live = timer is not None and timer.status == "running"
        if state.status == "handed" and state.until is not None and state.at is not None:
            if timer is not None and live and timer.base < state.at:
                out.append(ev.TimerStopped(key, Cause.of_step(state.key)))
            elif timer is None or _again(timer) or (not live and timer.base < state.at):
                due = _second(incident, state.until, timer)
                minutes = round((due - state.at).total_seconds() / 60, 1)
                out.append(
                    ev.TimerStarted(key, due, minutes, [], state.at, _round(timer), state.who)
                )
        elif live:
            if state.status == "done":
                out.append(ev.TimerAnswered(key, "done", state.who))
            else:
                out.append(ev.TimerStopped(key, Cause.of_step(state.key)))
    return out


def _settle_promises(incident: Incident) -> list[Event]:
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
    return timer.status == "stopped" and timer.reason in ("moved", "closed")


def _settle_updates(incident: Incident) -> list[Event]:
    """The next update that was promised to each audience; whatever is said to it then answers."""
    out: list[Event] = []
    for audience, last in {each.said.to: each for each in incident.announced}.items():
        key, promised = TimerKey.update(audience), last.said.promised
        timer = incident.timers.get(key)
        own = timer is not None and timer.base == last.at and not _older(timer, promised)
        if timer is not None and timer.status == "running":
            if not own:
                out.append(ev.TimerAnswered(key, "done", last.by))
        elif promised is not None and (not own or (timer is not None and _again(timer))):
            due = _second(incident, promised, timer)
            minutes = round((due - last.at).total_seconds() / 60, 1)
            out.append(ev.TimerStarted(key, due, minutes, [], last.at, _round(timer), audience))
    return out


def _settle_forecasts(incident: Incident) -> list[Event]:
    """What others promised us is asked about when its time comes; who does not know is asked again
    after a while."""
    out: list[Event] = []
    for found in incident.forecasts.values():
        key, last = TimerKey.forecast(found.id), found.given[-1]
        timer = incident.timers.get(key)
        if timer is not None and timer.status == "running":
            if found.ended is not None:
                out.append(ev.TimerAnswered(key, "done", found.who))
            elif timer.base != last.at:
                out.append(ev.TimerStopped(key, "moved"))
        elif found.ended is None and (timer is None or timer.base != last.at or _again(timer)):
            due = _second(incident, last.due or last.at + _ask_again(incident), timer)
            minutes = round((due - last.at).total_seconds() / 60, 1)
            out.append(ev.TimerStarted(key, due, minutes, [], last.at, _round(timer), found.who))
    return out


def _ask_again(incident: Incident) -> timedelta:
    found = incident.profile.minutes.get("ask-again") if incident.profile else None
    return timedelta(minutes=found.value) if found else ASK_AGAIN


def _older(timer: TimerState, promised: datetime | None) -> bool:
    """It keeps another promise made in the same moment; a reopening only puts it off."""
    return promised is None or timer.due < promised


def _again(timer: TimerState) -> bool:
    """It was stopped by closing, and the incident is open again."""
    return timer.status == "stopped" and timer.reason == "closed"


def _round(timer: TimerState | None) -> int:
    return timer.round + 1 if timer is not None else 1
