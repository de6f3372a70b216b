"""Words to say with their blanks filled: from the incident, and from what was promised."""

from __future__ import annotations

import re
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.views import may_be_said
from kit.incidents.incident.show.standing import drill_mark
from kit.incidents.incident.show.texts import clock, fill, plain_number
from kit.incidents.say.rules.fitting import Fit
from kit.incidents.say.rules.known import expected, place
from kit.plans.scripts.rules import BLANKS

OUTSIDE = ("customers", "media")  # who is not told a time that did not hold
_BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")


def filled(
    incident: Incident, fit: Fit, lang: str, now: datetime, then: datetime | None = None
) -> str:
    """One script's words. ``then``: when the next update will be given, if it was decided."""

    def known(name: str) -> str | None:
        return _value(incident, name, lang, then, now, fit.script.to) if name in BLANKS else None

    def missing(found: re.Match[str]) -> str:
        return word(lang, f"scripts.no-{found[1]}")

    plan = incident.plan(fit.plan)
    says = fit.script.says if plan is not None else []
    fits = (s.text() for s in says if plan and may_be_said(incident, plan, s.when))
    said = next(fits, fit.script.text)
    words = said.get(lang)
    if lang == "zh" and incident.profile is not None:
        words = incident.profile.worded(words)
    text = fill(words, incident, lang, prefix=fit.plan, more=known, now=now)
    return clean(_BLANK.sub(missing, text))


def marked(incident: Incident, text: str, lang: str) -> str:
    """What leaves the screen says of a drill that it is one."""
    return drill_mark(incident, lang) + text


def passed(incident: Incident, lang: str, now: datetime) -> str:
    """The time of recovery that was said last, where that is past and nothing was recovered; "" for
    none. Whoever speaks must ask for a new one."""
    until = expected(incident)
    over = incident.closed is not None or "restored" in milestones(incident)
    if until is None or over or not until.passed(now):
        return ""
    return clock(incident, until.time) if until.time else clean(until.text)


def _value(
    incident: Incident, name: str, lang: str, then: datetime | None, now: datetime, to: str
) -> str | None:
    """What is known of it; ``None`` for nothing."""
    if name == "next":
        return clock(incident, then) if then else None
    if name == "restore":
        return _restore(incident, lang, now, to)
    if name == "since":
        began = milestones(incident).get("detected", incident.opened)
        return clock(incident, began) if began else "-"
    if name == "what":
        return clean(incident.checklist.title.get(lang))
    if name == "backup":
        return _backup(incident, lang)
    fact = incident.facts.get(name)
    if name == "place" and not (fact and fact.known_by):
        return clean(place(incident, lang) or "") or None
    if fact and fact.known_by and not fact.text:
        return _known_by(incident, fact.known_by, lang, now, to)
    return clean(fact.text) or None if fact else None


def _backup(incident: Incident, lang: str) -> str | None:
    """How long the backup power was read to last, and when: an hour later that is past."""
    for plan in incident.plans:
        state = incident.steps.get(plan.key("ups"))
        if state is not None and state.answered and state.done_at and state.value not in ("", "0"):
            at = clock(incident, state.done_at)
            return word(lang, "scripts.backup", n=plain_number(clean(state.value)), at=at)
    return None


def _known_by(
    incident: Incident, until: datetime, lang: str, now: datetime, to: str
) -> str | None:
    """By when it will be known; what was promised and is past is no news for those outside."""
    if until > now:
        return word(lang, "report.known-by", at=clock(incident, until))
    return None if to in OUTSIDE else word(lang, "report.known-late", at=clock(incident, until))


def _restore(incident: Incident, lang: str, now: datetime, to: str) -> str | None:
    """When it will be over, as it was said last. A time that is past is told to staff and leaders
    as one that is past, and to nobody outside."""
    until = expected(incident)
    if until is None:
        return None
    if until.passed(now):
        text = clock(incident, until.time) if until.time else clean(until.text)
        return None if to in OUTSIDE else word(lang, "timeline.passed", text=text)
    if until.time:
        return clock(incident, until.time)
    if until.known_by and not until.text:
        return _known_by(incident, until.known_by, lang, now, to)
    return clean(until.text) or None
