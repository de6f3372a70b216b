"""Whom a call step means now: its own post, and after two unanswered calls the next one."""

from __future__ import annotations

import msgspec

from kit.ground.base.clean import clean
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called, unanswered_by
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.at_site import EMERGENCY

PER_RUNG = 2  # unanswered calls, after which the next post is called
ABOVE = ("supervisor", "manager", "executive")  # who is called where no timer says otherwise


class Ladder(msgspec.Struct, frozen=True):
    """``now``: the post to call; ``tries``: unanswered calls to it for this step; ``nobody``: every
    post of the ladder was tried."""

    now: str
    tries: int
    nobody: bool = False


def called_in_vain(incident: Incident) -> dict[str, list[str]]:
    """By post, the numbers that were called since somebody was last reached there, and those that
    were found to be wrong."""
    out: dict[str, list[str]] = {}
    wrong: dict[str, list[str]] = {}
    for made in incident.calls:
        call = made.call
        if call.heard:
            out[call.role] = [*wrong.get(call.role, ())]
        elif call.role and call.number and call.result != "reached":
            out.setdefault(call.role, []).append(call.number)
            if call.result == "wrong-number":
                wrong.setdefault(call.role, []).append(call.number)
    return {role: numbers for role, numbers in out.items() if numbers}


def own_numbers(incident: Incident, post: str) -> list[str]:
    """The numbers that the profile itself has for a post, from the one to be tried now on: what was
    called in vain less often comes first, as entered where it is the same."""
    held = incident.profile.roles.get(post) if incident.profile else None
    vain = called_in_vain(incident).get(post, [])
    numbers = dict.fromkeys((held.phone, held.phone2)) if held is not None else {}
    return sorted(filter(None, numbers), key=lambda number: vain.count(clean(number, 60)))


def standins_heard(incident: Incident) -> dict[str, list[str]]:
    """By post, the numbers at which somebody who stands in was reached, while the post itself was
    not."""
    out: dict[str, list[str]] = {}
    for made in incident.calls:
        if made.call.heard:
            out.pop(made.call.role, None)
        elif made.call.result == "reached" and made.call.role:
            out.setdefault(made.call.role, []).append(made.call.number)
    return out


def rungs(incident: Incident, view: StepView) -> list[str]:
    """The posts of a call step, its own first: its timer's ladder where one runs, else its
    stand-in and those above. Nobody stands in for the brigade, and nobody else needs to hear
    that all is well."""
    own = view.role
    if not own or own in EMERGENCY or view.step.each is not None:
        return [own] if own else []
    for timer in incident.running():
        if timer.tell and incident.timer_step(timer.key) == view.key:
            return list(timer.tell)
    roles = incident.profile.roles if incident.profile else {}
    standin = roles[own].standin if own in roles else None
    return [r for r in dict.fromkeys([own, standin, *ABOVE]) if r == own or (r and r in roles)]


def following(incident: Incident, view: StepView) -> str | None:
    """The post that one more unanswered call for a step leads to: "" for the one that is called
    now, ``None`` where nobody is left."""
    own = view.role
    now = ladder(incident, view).now
    then = ladder(incident, view, now)
    if own in EMERGENCY or then.now == now:
        return None if then.nobody and own not in EMERGENCY else ""
    return then.now


def following_timer(timer: TimerState) -> str | None:
    """The same for what is told when time is up."""
    target = timer.target()
    if target in EMERGENCY or timer.unanswered(target) + 1 < PER_RUNG:
        return ""
    return timer.tell[timer.rung + 1] if timer.rung + 1 < len(timer.tell) else None


def ladder(incident: Incident, view: StepView, more: str = "") -> Ladder:
    """Where a call step's ladder stands: how often each post was called in vain, in whatever way,
    since somebody was last reached there or for this step. What was tried for another step ends
    with that one. A phone that is off counts as two calls. ``more``: a post that was called once
    more in vain."""
    vain: list[Called] = []
    for made in incident.calls:
        call = made.call
        if call.heard:
            ended = {call.step, ""} if call.step == view.key else {call.step} - {""}
            vain = [c for c in vain if c.role != call.role and c.step not in ended]
        elif call.result != "reached":
            vain.append(call)
    tried: dict[str, int] = {}
    calls: dict[str, int] = {}
    for call in vain:
        tried[call.role] = tried.get(call.role, 0) + unanswered_by(call.result)
        calls[call.role] = calls.get(call.role, 0) + 1
    if more:
        tried[more] = tried.get(more, 0) + 1
    posts = rungs(incident, view)
    for role in posts:
        numbers = len(own_numbers(incident, role))  # one that is off says nothing of the other
        if tried.get(role, 0) < PER_RUNG or calls.get(role, 0) + (role == more) < numbers:
            return Ladder(role, calls.get(role, 0))
    return Ladder(posts[-1], calls.get(posts[-1], 0), True) if posts else Ladder("", 0)
