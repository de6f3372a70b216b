"""Words to say with their blanks filled: from the incident, and from what was promised."""

from __future__ import annotations

import re
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.views import holds
from kit.incidents.incident.show.texts import clock, fill
from kit.incidents.say.rules.fitting import Fit
from kit.plans.scripts.rules import BLANKS

_BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")


def filled(
    incident: Incident, fit: Fit, lang: str, now: datetime, then: datetime | None = None
) -> str:
    """One script's words. ``then``: when the next update will be given, if it was decided."""

    def put(found: re.Match[str]) -> str:
        return _value(incident, found[1], lang, then)

    plan = incident.plan(fit.plan)
    says = fit.script.says if plan is not None else []
    said = next((s.text() for s in says if plan and holds(incident, plan, s.when)), fit.script.text)
    text = fill(said, incident, lang, prefix=fit.plan)
    return clean(_BLANK.sub(put, text))


def _value(incident: Incident, name: str, lang: str, then: datetime | None) -> str:
    fact = incident.facts.get(name)
    if name == "next":
        return clock(incident, then) if then else word(lang, "scripts.no-next")
    if name == "restore" and fact and fact.time:
        return clock(incident, fact.time)
    if name == "since":
        began = milestones(incident).get("detected", incident.opened)
        return clock(incident, began) if began else "-"
    if name == "what":
        return clean(incident.checklist.title.get(lang))
    if name == "place":
        own = fact or (None if incident.place else incident.facts.get("address"))
        known = clean(own.text if own else incident.place)
        return known or word(lang, "scripts.no-place")
    if fact and fact.known_by and not fact.text:
        return word(lang, "report.known-by", at=clock(incident, fact.known_by))
    return clean(fact.text) if fact else word(lang, f"scripts.no-{name}")
