"""What is known for the first report, and words said to staff, customers, leaders, the media."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.clean import clean
from kit.ground.base.phones import phone_text
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.calls import call
from kit.incidents.incident.rules.acts.draft import Draft, kept, live
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.timers import due_for
from kit.plans.sites.rules import FACTS as SITE

AUDIENCES = ("staff", "customers", "leaders", "media")
LEADERS = ("supervisor", "operations", "manager", "centre-manager", "executive", "superiors")
MOST = 2_000  # characters of words said: a report read out is one text
NEARLY = timedelta(minutes=1)  # a promise by the minute and a timer by the second are one
FACTS = ("place", "effect", "control", "outlook", "restore", "other")

NUMBERS = ("phone", "other-line")  # facts that are dialled


def fact(
    draft: Draft,
    name: str,
    text: str = "",
    time: datetime | None = None,
    known_by: datetime | None = None,
) -> None:
    """Also after closing: a report is corrected when more is known. ``restore`` is a time.
    ``known_by``: nobody knows yet, and will by then."""
    if name not in (*FACTS, *SITE):
        raise Refused("value-choice", Exit.USAGE, text=clean(name, 40), names=list(FACTS))
    text = kept(draft, phone_text(text, len(text)) if name in NUMBERS else text, 500)
    if not text and time is None and known_by is None:
        raise Refused("empty", Exit.USAGE)
    draft.add(ev.FactSet(name, text, time, known_by))


def waiting_posts(incident: Incident) -> list[str]:
    """Posts above the leader that a running timer waits for, the next to ring first."""
    targets = [timer.target() for timer in incident.running()]
    return [role for role in dict.fromkeys(targets) if role in LEADERS]


def announce(
    draft: Draft,
    to: str,
    text: str = "",
    script: str = "",
    next: datetime | None = None,
    role: str = "",
) -> None:
    """These words were said. ``next`` is the promised time of the next update. ``role``: the post
    that heard it; one fact told once is the call, too, and answers what waited for it."""
    incident = live(draft)
    if to not in AUDIENCES:
        raise Refused("value-choice", Exit.USAGE, text=clean(to, 40), names=list(AUDIENCES))
    if next is not None and next <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{next:%H:%M}")
    answers = _kept_by(incident, role, draft.at, next) if role and next is not None else ""
    draft.add(ev.Announced(to, kept(draft, text, MOST), script, next, role, answers))
    if role:
        call(draft, role, "reached")
    draft.settle()


def _kept_by(incident: Incident, role: str, at: datetime, next: datetime) -> str:
    """The checklist's own update timer for this post, if it rings again by the promised time; one
    of another post whose ladder only names it rings for that other."""
    for plan in incident.plans:
        for rule in plan.checklist.timers:
            timer = incident.timers.get(plan.key(rule.id))
            if not rule.repeat or timer is None or timer.status != "running" or not timer.tell:
                continue
            due = due_for(incident, plan, rule, at)
            if due is None or role not in (timer.tell[0], timer.target()):
                continue
            if due.at <= next + NEARLY:
                return timer.key
    return ""
