"""What timers must start or stop because of what has just happened.

``settle`` is run after every act, on the state the act has led to; it returns the events that make
the timers agree with the checklist's rules. Due times are absolute: base + minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from kit.ground.base.days import Due
from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.anew import asked_again, once_more
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.named_times import cut_off, named, promises
from kit.incidents.incident.rules.names import Cause, TimerKey
from kit.incidents.incident.rules.rounds import CLOSED
from kit.incidents.incident.rules.views import holds, trigger_base
from kit.plans.checklists.rules.amounts import before_minutes
from kit.plans.checklists.rules.format import TimerRule, Trigger
from kit.plans.checklists.rules.owners import figure_of
from kit.plans.sites.rules import Minutes, working_due


def due_for(
    incident: Incident, plan: PlanRun, rule: TimerRule, base: datetime
) -> Due | None:
    """When the rule is due that counts from ``base``, by its figure: an answered step, else the
    profile's, else its own; ``None`` where it does not run."""
    if rule.minutes_from is not None:
        state = incident.steps.get(plan.key(rule.minutes_from))
        if state is None or state.status != "done":
            return None
        try:
            minutes = float(state.value)
        except ValueError:
            return None
    else:
        figure = figure_of(rule, incident.profile)
        if figure is not None and figure.workdays is not None and incident.profile is not None:
            if figure.off:
                return None
            return working_due(base, figure.workdays, incident.profile, incident.days)
        minutes = _fixed(rule, figure)
    return Due(base + timedelta(minutes=minutes)) if minutes > 0 else None


def _fixed(rule: TimerRule, figure: Minutes | None) -> float:
    """In minutes; 0 for none."""
    if figure is None:
        return rule.minutes or 0
    return 0 if figure.off else figure.value


def ladder(incident: Incident, rule: TimerRule) -> list[str]:
    """The roles to tell that this site has."""
    return [role for role in rule.tell if incident.has_role(role)]


def applies(incident: Incident, plan: PlanRun, rule: TimerRule) -> bool:
    """Does the rule belong to this site and this turn of events?"""
    if not holds(incident, plan, rule.when, perhaps=True):
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
                ev.TimerStopped(t.key, CLOSED)
                for t in incident.timers.values()
                if t.status == "running" and not TimerKey(t.key).outlives
            ),
            *promises(incident),
        ]
    out: list[Event] = [*once_more(incident)]
    if out:
        return out
    for plan in incident.plans:
        for rule in plan.checklist.timers:
            event = _settle_rule(incident, plan, rule)
            if event is not None:
                out.append(event)
    return [*out, *named(incident)]


def _settle_rule(incident: Incident, plan: PlanRun, rule: TimerRule) -> Event | None:
    key = plan.key(rule.id)
    timer = incident.timers.get(key)
    if timer is not None and timer.status == "running":
        return _ending(incident, plan, rule, timer) or _anew(incident, plan, rule, timer)
    if timer is not None:
        event = _found_later(incident, plan, rule, timer)
        if event is not None:
            return event
    base = trigger_base(incident, plan, rule.start)
    if base is None or not applies(incident, plan, rule):
        return None
    if rule.start.on == "opened" or rule.from_ == "opened" or _known_first(incident, plan, rule):
        base = max([_opened(incident, plan, base), *_downs(incident, plan, rule)])
    number = 1
    if timer is not None:
        number = timer.round + 1
        if rule.repeat and timer.status == "answered" and timer.answered is not None:
            base = timer.answered
        elif (asked := asked_again(incident, plan, rule, timer)) is not None:
            base = asked
        elif base <= timer.base:
            # What stopped it holds no longer (reopened, a branch answered again): it goes on.
            if timer.status != "stopped":
                return None
            # After a closing its time begins anew: the next spell has figures of its own.
            again = cut_off(timer) and incident.reopened
            base = incident.reopened[-1] if again else timer.base
    if _stopped(incident, plan, rule, base) is not None:
        return None
    if rule.step and not rule.repeat and _needless(incident, plan, rule):
        return None
    found = due_for(incident, plan, rule, base)
    if found is None:
        return None
    due = found.at
    minutes = (due - base).total_seconds() / 60
    ring = None
    ahead = before_minutes(rule, incident.profile)
    if ahead and (number == 1 or minutes > ahead):
        # A later round that starts below the head start was begun by someone who knows.
        ring = max(base, due - timedelta(minutes=ahead))
    return ev.TimerStarted(
        key, due, minutes, ladder(incident, rule), base, number, ring=ring,
        unentered=found.unentered,
    )  # fmt: skip


def _anew(
    incident: Incident, plan: PlanRun, rule: TimerRule, timer: TimerState
) -> Event | None:
    """A deadline that was counted through a year that was not entered, by what is entered now; one
    that counts from a time that was corrected, from the right one."""
    since = _corrected(incident, plan, rule, timer)
    if since is None and not timer.unentered:
        return None
    found = due_for(incident, plan, rule, since or timer.base)
    if found is None or (found.at, found.unentered) == (timer.due, timer.unentered):
        return None
    return ev.TimerCountedAnew(timer.key, found.at, found.unentered, since)


def _corrected(
    incident: Incident, plan: PlanRun, rule: TimerRule, timer: TimerState
) -> datetime | None:
    """Since when it counts, where the time that was given first is another now."""
    state = incident.steps.get(plan.key(rule.start.step or ""))
    if state is None or timer.base not in state.corrected:
        return None
    step = plan.checklist.step(rule.start.step or "")
    since = trigger_base(incident, plan, rule.start)
    return since if step is not None and step.answer == "time" and since != timer.base else None


def _known_first(incident: Incident, plan: PlanRun, rule: TimerRule) -> bool:
    """Was it so from the first answer on, so that only the answer came late?"""
    state = incident.steps.get(plan.key(rule.start.step or ""))
    return rule.from_ == "first" and state is not None and state.times == 1


def _opened(incident: Incident, plan: PlanRun, fallback: datetime) -> datetime:
    """Since when this plan is at work."""
    first = incident.opened or fallback
    return incident.plan_times.get(plan.prefix, fallback) if plan.prefix else first


def _downs(incident: Incident, plan: PlanRun, rule: TimerRule) -> list[datetime]:
    """When it went down again after what ends this deadline, or its step, or the one whose answer
    begins it, was to be done again: then the deadline counts anew."""
    if not incident.downs:
        return []
    ends = {plan.key(stop.step) for stop in rule.stops if stop.step}
    own = {plan.key(step) for step in (rule.step, rule.start.step) if step}
    return [d.at for d in incident.downs if d.step in ends or own.intersection(d.steps)]


def _found_later(
    incident: Incident, plan: PlanRun, rule: TimerRule, timer: TimerState
) -> Event | None:
    """What is written down only after the timer ended, though it bears on that: its step was done
    before it was stopped (or, where somebody was to be told, late and after it, but not after a
    closing); or its need had ended before the answer."""
    ended = timer.answered
    if ended is None:
        return None
    if timer.status != "answered":
        state = incident.steps.get(plan.key(rule.step)) if rule.step else None
        if state is None or state.status != "done" or state.at is None:
            return None
        if rule.start.step == rule.step or not _this_round(rule, timer, state):
            return None
        late = bool(timer.tell) and ended > timer.due and timer.reason != CLOSED
        closed = any(ended <= again <= state.at for again in incident.reopened)
        if timer.base <= state.at and (state.at < ended or (late and not closed)):
            return _step_done(rule, timer, state)
        return None
    if rule.repeat:
        return None
    for stop in rule.stops:
        state = incident.steps.get(plan.key(stop.step or ""))
        since = trigger_base(incident, plan, stop) if stop.step else None
        if state is None or since is None or since != state.done_at or state.status != "done":
            continue
        if timer.base <= since < ended and since <= timer.due:
            return ev.TimerStopped(timer.key, Cause.of_step(state.key))
    return None


def _step_done(rule: TimerRule, timer: TimerState, state: StepState) -> Event:
    how: Literal["told", "done"] = "told" if rule.kind == "tell" else "done"
    return ev.TimerAnswered(timer.key, how, state.who)


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
                return _step_done(rule, timer, state)
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
    read = rule.minutes_from and rule.minutes_from == start.step
    if read and since is not None and since > timer.base:
        # A new reading (UPS minutes) takes this countdown's place: in time only says nobody of it.
        if since <= timer.due:
            return ev.TimerStopped(timer.key, Cause.of_step(plan.key(start.step or "")))
        return ev.TimerAnswered(timer.key, "done")
    return None


def with_step(incident: Incident, step: str) -> list[TimerState]:
    """Timers at work that end with the step where it is left out: its own, and that of whom it was
    handed to; what comes round again does not."""
    out = []
    for timer in incident.running():
        rule = incident.rule(timer.key)
        again = rule is not None and (bool(rule.repeat) or rule.start.step == rule.step)
        if incident.timer_step(timer.key) == step and not again:
            out.append(timer)
    return out


def with_level(incident: Incident, plan: PlanRun, level: str) -> list[TimerState]:
    """Timers at work that end where the level becomes this one, though their list names no level
    for their end."""
    out = []
    for timer in incident.running():
        rule = incident.rule(timer.key) if TimerKey(timer.key).plan == plan.prefix else None
        if rule is None or rule.start.on != "level" or level in rule.start.level:
            continue
        if all(stop.on != "level" for stop in rule.stops):
            out.append(timer)
    return out


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
