"""Who was never told and what is late as an incident is closed, in one line."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.cells import span
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.rounds import CLOSED
from kit.incidents.incident.show.timer_lines import timer_title

MINUTE = 60.0


def untold(incident: Incident, now: datetime, lang: str) -> str:
    """Whoever a deadline asks to tell is named once, by the worst lateness, whether or not it is
    over; of an incident that is closed by what its closing stopped. "" for nothing."""
    told, late = dict[str, float](), dict[str, float]()
    for timer in _left(incident):  # the worst of each stands first
        who = _whom(incident, timer, lang)
        over = ((incident.closed or now) - timer.due).total_seconds()
        if who:
            told.setdefault(who, over)
        elif over > 0:
            late.setdefault(timer_title(incident, timer, lang), over)
    parts = [("closing-untold", told), ("closing-late", late)]
    said = []
    for key, each in parts:
        names = [_late_by(what, over, lang) for what, over in each.items()]
        said += [word(lang, f"screen.{key}", names=names)] if names else []
    return ("；" if lang == "zh" else "; ").join(said)


def _late_by(what: str, over: float, lang: str) -> str:
    if over <= 0:
        return what
    over -= over % MINUTE if over >= MINUTE else 0
    return word(lang, "screen.closing-late-by", what=what, t=span(over, lang))


def unnamed(incident: Incident, now: datetime, lang: str) -> list[TimerState]:
    """Timers that still run, of which the line above says nothing."""
    return [t for t in incident.running() if t.due >= now and not _whom(incident, t, lang)]


def _left(incident: Incident) -> list[TimerState]:
    if incident.closed is None:
        found = list(incident.running())
    else:
        stopped = [t for t in incident.timers.values() if t.status == "stopped"]
        found = [t for t in stopped if t.reason == CLOSED and t.answered == incident.closed]
    return sorted(found, key=lambda timer: (timer.due, timer.key))


def _whom(incident: Incident, timer: TimerState, lang: str) -> str:
    """Who is to be told, and was reached by no call at all; "" where it asks for something else."""
    rule = incident.rule(timer.key)
    if rule is None or rule.kind != "tell" or not rule.tell or timer.round > 1:
        return ""
    heard = any(made.call.heard and made.call.role == rule.tell[0] for made in incident.calls)
    return "" if heard else incident.role_title(rule.tell[0]).get(lang)
