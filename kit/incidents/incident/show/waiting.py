"""What a call left open: another post's matter, whose ladder has come to the one just reached."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.calls import Called
from kit.incidents.incident.rules.meant_calls import waits_still
from kit.incidents.incident.show.timer_lines import timer_title

MOST = 3  # that are named
NOTICES = "customer-"  # begins the figures of deadlines that ask for a notice to all customers


def still_to_tell(incident: Incident, call: Called, lang: str, how: bool = False) -> str:
    """By name what this call is not recorded for; "" for nothing. ``how``: with the command by
    which it is, where it was said in this call after all."""
    left = waits_still(incident, call)
    titles = [timer_title(incident, timer, lang) for timer in left]
    if not titles:
        return ""
    more = word(lang, "warnings.still-more", n=len(titles) - MOST) if len(titles) > MOST else ""
    names = ("、" if lang == "zh" else ", ").join(titles[:MOST]) + more
    who = incident.role_title(call.role).get(lang)
    said = word(lang, "warnings.still-to-tell", who=who, timers=names)
    if how:
        said += word(lang, "warnings.told-so", timer=left[0].key, ref=incident.ref)
    return said


def still_to_publish(incident: Incident, lang: str) -> str:
    """What words said to callers do not answer: deadlines by which a notice is out, each with the
    command; "" for none."""
    rules = [(timer, incident.rule(timer.key)) for timer in incident.running()]
    open_ = [timer for timer, rule in rules if rule and (rule.minutes_of or "").startswith(NOTICES)]
    said = [
        word(lang, "warnings.notice-open", what=timer_title(incident, timer, lang),
             timer=timer.key, ref=incident.ref)
        for timer in open_
    ]  # fmt: skip
    return " ".join(said)
