"""What the guide says of what was just recorded, and of a clock that was set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.cells import span
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident


def acknowledged(
    incident: Incident,
    entries: list[Entry],
    lang: str,
    now: datetime,
    log: Sequence[Entry] = (),
) -> str:
    """One sentence for the entries of one act; what they set off is said before what they are.
    That the guide was opened again says itself. A time that was named is read back, and so is one
    at which the act is said to have happened. ``log``: what a withdrawal names."""
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
    from kit.ground.terminal.typed import shown
    from kit.incidents.incident.show.entries import LATE_WRITTEN, entry_text
    from kit.incidents.incident.show.read_back import read_back

    what = entry_text(incident, first, lang, log).strip()
    said = [word(lang, "screen.saved", n=first.n or incident.entries, what=what)]
    if first.wrote is not None and first.wrote - first.at >= LATE_WRITTEN:
        said.append(word(lang, "screen.saved-earlier", at=shown(first.at, now, lang)))
    said.append(read_back(entries, now, lang))
    return " ".join(part for part in said if part)


def clock_was_set(event: ev.ClockJumped, lang: str) -> str:
    """By how much, and what that means for the timers."""
    key = "clock-on" if event.seconds > 0 else "clock-back"
    key = "clock-restart" if event.restart else key
    return word(lang, f"screen.{key}", t=span(abs(event.seconds), lang))
