"""What a call left open: another post's matter, whose ladder has come to the one just reached."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called
from kit.incidents.incident.rules.meant_calls import waits_still
from kit.incidents.incident.show.timer_lines import timer_title

MOST = 3  # that are named


def still_to_tell(incident: Incident, call: Called, lang: str) -> str:
    """By name what this call is not recorded for; "" for nothing."""
    left = waits_still(incident, call)
    titles = [timer_title(incident, timer, lang) for timer in left]
    if not titles:
        return ""
    more = word(lang, "warnings.still-more", n=len(titles) - MOST) if len(titles) > MOST else ""
    names = ("、" if lang == "zh" else ", ").join(titles[:MOST]) + more
    who = incident.role_title(call.role).get(lang)
    return word(lang, "warnings.still-to-tell", who=who, timers=names)
