"""What the guide says of what was just recorded, and of a clock that was set."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.cells import span
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident


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
    news = (e for e in entries if not isinstance(e.event, ev.Joined | ev.ClockJumped | ev.Resumed))
    first = next(news, None)
    if first is None:
        return ""
    from kit.incidents.incident.show.entries import entry_text

    what = entry_text(incident, first, lang, log).strip()
    return word(lang, "screen.saved", n=first.n or incident.entries, what=what)


def clock_was_set(event: ev.ClockJumped, lang: str) -> str:
    """By how much, and what that means for the timers."""
    key = "clock-on" if event.seconds > 0 else "clock-back"
    key = "clock-restart" if event.restart else key
    return word(lang, f"screen.{key}", t=span(abs(event.seconds), lang))
