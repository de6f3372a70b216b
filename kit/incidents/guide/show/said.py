"""What the guide says of what was just recorded, and of a clock that was set."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.cells import span
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.ladder import ladder, rungs
from kit.incidents.incident.rules.views import EMERGENCY


def acknowledged(
    incident: Incident, entries: list[Entry], lang: str, log: Sequence[Entry] = ()
) -> str:
    """One sentence for the entries of one act; what they set off is said before what they are.
    That the guide was opened again says itself. ``log``: what a withdrawal names."""
    for entry in entries:
        if isinstance(entry.event, ev.Escalated):
            who = incident.person(entry.event.role, lang)
            return word(lang, "screen.climbed", who=who)
        if isinstance(entry.event, ev.NobodyReachable):
            return word(lang, "screen.nobody-now")
    moved = _moved(incident, entries, lang)
    if moved:
        return moved
    news = (e for e in entries if not isinstance(e.event, ev.Joined | ev.ClockJumped | ev.Resumed))
    first = next(news, None)
    if first is None:
        return ""
    from kit.incidents.incident.show.entries import entry_text

    what = entry_text(incident, first, lang, log).strip()
    return word(lang, "screen.saved", n=incident.entries, what=what)


def _moved(incident: Incident, entries: list[Entry], lang: str) -> str:
    """A call in vain that moved the ladder of a step which no timer leads."""
    for entry in entries:
        call = entry.event
        if not isinstance(call, ev.Called) or call.result == "reached" or not call.step:
            continue
        view = incident.view(call.step)
        if view is None or view.role in EMERGENCY:
            continue
        stands = ladder(incident, view)
        if stands.nobody:
            return word(lang, "screen.nobody-now")
        if stands.now != call.role and call.role in rungs(incident, view):
            return word(lang, "screen.climbed", who=incident.person(stands.now, lang))
    return ""


def clock_was_set(event: ev.ClockJumped, lang: str) -> str:
    """By how much, and what that means for the timers."""
    key = "clock-on" if event.seconds > 0 else "clock-back"
    key = "clock-restart" if event.restart else key
    return word(lang, f"screen.{key}", t=span(abs(event.seconds), lang))
