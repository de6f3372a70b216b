"""Which round of a timer an entry speaks of: by when it happened, whatever the order of writing and
whichever laptop wrote it.

``timers`` holds the last round by key, ``past`` those before it in the order of their starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from kit.incidents.incident.rules.names import Cause, StepKey, TimerKey

if TYPE_CHECKING:
    from kit.incidents.incident.rules.kinds.timers import TimerState
    from kit.plans.checklists.rules.format import Checklist, TimerRule

DeadlineKind = Literal["tell", "check", "countdown", "hand", "promise", "update", "forecast"]
Ending = Literal["", "met", "known"]
CLOSED = "closed"  # the cause of a timer that the closing stopped
OVER = ("recover", "close")


class End(msgspec.Struct, frozen=True):
    """How a round ended that nobody answered."""

    status: Literal["stopped", "cancelled"]
    at: datetime
    why: str
    ending: Ending = ""


def start(timers: dict[str, TimerState], past: list[TimerState], new: TimerState) -> None:
    """A round begins. Another laptop's start of a round that is known is none: the earlier due
    time stands."""
    old = timers.get(new.key)
    if old is not None:
        if new.round <= old.round and (old.answered is None or new.base < old.answered):
            if old.status == "running" and new.due < old.due:
                old.due, old.base, old.minutes = new.due, new.base, new.minutes
            return
        past.append(old)
        if old.overtaken is not None and new.base == old.answered:
            _end(new, old.overtaken)
    timers[new.key] = new


def resumes(timers: dict[str, TimerState], new: TimerState, at: datetime) -> datetime | None:
    """``at``, when the round goes on with a due time that the closing had cut off."""
    old = timers.get(new.key)
    cut = old is not None and old.status == "stopped" and old.reason == CLOSED
    return at if cut and old is not None and old.due == new.due else None


def round_at(
    timers: dict[str, TimerState], past: list[TimerState], key: str, at: datetime
) -> TimerState | None:
    """The round that was at work at ``at``; the first for a time before all of them."""
    now = timers.get(key)
    if now is None or at >= now.base:
        return now
    for old in _before(past, key):
        now = old
        if at >= old.base:
            break
    return now


def round_told(
    timers: dict[str, TimerState], past: list[TimerState], key: str, at: datetime
) -> TimerState | None:
    """The round that an entry of ``at`` tells of: what ended then is that one, not what began."""
    for old in _before(past, key):
        if old.answered == at:
            return old
    return round_at(timers, past, key, at)


def at_work(
    timers: dict[str, TimerState], past: list[TimerState], key: str, at: datetime
) -> TimerState | None:
    """The round that was at work at ``at``, also where something written down earlier has ended it
    since; ``None``: it was over."""
    found = round_at(timers, past, key, at)
    if found is None or found.status == "running":
        return found
    return found if found.answered is not None and at < found.answered else None


def answer(
    timers: dict[str, TimerState],
    past: list[TimerState],
    key: str,
    at: datetime,
    how: str = "",
    who: str = "",
    role: str = "",
) -> None:
    """The round at work then was answered. The first answer counts, and one given before the round
    was stopped wins; one given later counts only where it was late by then."""
    state = round_at(timers, past, key, at)
    if state is None:
        return
    if state.status == "answered" and state.answered is not None:
        if at >= state.answered:
            return
        _split(timers, past, state, at)
    elif state.answered is not None and state.answered < at and state.answered <= state.due:
        return
    if state.status == "stopped" or state.status == "cancelled":
        status, ended = state.status, state.answered
        state.overtaken = End(status, ended, state.reason, state.ending) if ended else None
    state.status, state.answered = "answered", at
    state.how, state.who, state.role, state.reason = how, who, role, ""


def _split(
    timers: dict[str, TimerState], past: list[TimerState], state: TimerState, at: datetime
) -> None:
    """An earlier answer of a timer that repeats: what had answered this round answers one more."""
    if state not in past:
        return
    index = next(n for n, one in enumerate(past) if one is state)
    later = [one for one in [*past[index + 1 :], timers[state.key]] if one.key == state.key]
    if later[0].base != state.answered:
        return
    more = replace(state, base=at, due=at + (state.due - state.base), round=state.round + 1)
    more.attempts, more.snoozes, more.failed, more.rungs = [], [], [], []
    past.insert(index + 1, more)
    for one in later:
        one.round += 1


def end(
    timers: dict[str, TimerState],
    past: list[TimerState],
    key: str,
    status: Literal["stopped", "cancelled"],
    at: datetime,
    why: str,
    ending: Ending = "",
) -> None:
    """The need of a round is gone, also of those that seemed to begin after that."""
    now = timers.get(key)
    if now is None:
        return
    found = End(status, at, why, ending)
    _end(now, found)
    if at < now.base:
        for old in _before(past, key):
            _end(old, found)
            if at >= old.base:
                break


def _end(state: TimerState, end: End) -> None:
    told_late = state.status == "answered" and end.at > state.due
    if state.answered is not None and (end.at >= state.answered or told_late):
        return
    state.status, state.answered = end.status, end.at
    state.reason, state.ending = end.why, end.ending
    state.how = state.who = state.role = ""


def _before(past: list[TimerState], key: str) -> Iterator[TimerState]:
    return (old for old in reversed(past) if old.key == key)


def ending(plan: Checklist, rule: TimerRule | None, cause: str, value: str) -> Ending:
    """What it means for a question that something else stopped it: ``met`` when that is the answer
    it asks for (its ``yes``), ``known`` when that answers it all the same (``answers`` of what
    stops it), "" when only its need is gone: another level says of nobody that he looked, or came.
    ``value``: what the step was answered.
    """
    name = StepKey(Cause(cause).step).step
    if rule is None or rule.kind != "check" or not name:
        return ""
    if rule.yes is not None:
        met = rule.yes.step == name and (not rule.yes.is_ or value in rule.yes.is_)
        return "met" if met else ""
    stops = [s for s in rule.stops if s.step == name and (not s.is_ or value in s.is_)]
    for stop in stops:
        if stop.answers is not None:
            return "known" if stop.answers else ""
    if any(stop.on == "answer" for stop in stops):
        return ""
    for phase, step in plan.steps():
        if step.id == name:
            over = phase.id in OVER or step.milestone == "restored"
            return "" if over else "known"
    return ""


def sort_of(key: str, tell: list[str], kind: str) -> DeadlineKind:
    """``tell``, ``check``, ``countdown`` (``kind``: the checklist's word), ``hand``, ``promise``,
    ``update``."""
    sort = TimerKey(key).sort
    if sort != "rule":
        return sort
    return "tell" if tell else ("countdown" if kind == "countdown" else "check")
