"""Calls that closed incidents still owe, one line each, below the open incidents."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.cells import cut
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.open_lines import Maker, Row, fixed
from kit.incidents.incident.show.timer_lines import timer_cells, timer_until


def promise_timers(incident: Incident) -> list[TimerState]:
    """A timer for every time that a closed incident still has to keep, the first on top; one that
    an older kit stopped at the closing runs here all the same."""
    out = []
    for back in incident.owed():
        if back.promised is not None:
            key = TimerKey.promise(back.id)
            timer = incident.timers.get(key)
            if timer is None or timer.status != "running":
                timer = TimerState(key, back.promised, back.since, 0.0, [], back.name)
            out.append(timer)
    return out


def owed_makers(
    incidents: list[Incident], lang: str, cols: int, rows: int, first: int = 0
) -> list[tuple[int, Maker]]:
    """A heading and a line for each customer, at most ``rows`` with the rest counted; each with
    its incident's number, counted from ``first``."""
    lines = [
        (number, _line(incident, back, lang, cols))
        for number, incident in enumerate(incidents, first)
        for back in incident.owed()
    ]
    if not lines or rows < 2:
        return []
    practised = all(incident.is_drill for incident in incidents if incident.owed())
    mark = word(lang, "screen.drill") if practised else ""
    head = cut(" " + mark + word(lang, "standing.owed-closed", count=len(lines)), cols)
    out = [(first, fixed("phase", head)), *lines]
    if len(out) > rows:
        more = len(out) - rows + 1
        out = [*out[: rows - 1], (first, fixed("", f"     +{more}"))]
    return out


def _line(incident: Incident, back: Callback, lang: str, cols: int) -> Maker:
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    what = drill + "  ".join(
        part
        for part in (
            incident.ref[-4:],
            clean(back.name, 60),
            clean(back.phone, 40) if back.phone != back.name else "",
            clean(back.matter, 80),
        )
        if part
    )
    if back.promised is None:
        return fixed("timer", cut(f"   {what}", cols))
    timer = next(t for t in promise_timers(incident) if t.key == TimerKey.promise(back.id))

    def make(now: datetime) -> Row:
        return Row(timer_cells(what, timer, now, lang, cols), timer_until(timer, now))

    return make
