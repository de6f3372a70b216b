"""What an act wrote by itself, named with it in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kit.ground.base.cells import clock, cut
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.timer_lines import timer_title

WIDE = 40  # cells of a title


def stays_open(entries: Sequence[Entry], first: Entry, lang: str) -> str:
    """That the step of the act is open again at once, by which entry; "" where it is not."""
    step = getattr(first.event, "step", "")
    again = (e for e in entries if isinstance(e.event, ev.StepReopened) and e.id != first.id)
    found = next((e for e in again if step and getattr(e.event, "step", "") == step), None)
    return word(lang, "screen.saved-again", n=found.n) if found is not None else ""


def late_at_once(incident: Incident, entries: Sequence[Entry], now: datetime, lang: str) -> str:
    """Deadlines that the act began and that are over at once, as what they count from was earlier:
    from when each runs; "" for none."""
    said = []
    for entry in entries:
        event = entry.event
        timer = incident.timers.get(event.timer) if isinstance(event, ev.TimerStarted) else None
        if timer is None or timer.due > now or now - timer.base < timedelta(minutes=1):
            continue
        title = cut(timer_title(incident, timer, lang), WIDE)
        said.append(word(lang, "screen.late-from", timer=title, at=clock(timer.base, now)))
    names = word(lang, "screen.timers-between").join(said)
    return word(lang, "screen.saved-late-from", timers=names) if said else ""
