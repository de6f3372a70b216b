"""The open incidents, each with a heading, the step it stands at and its running timers.

The lines are a list of makers: each makes one line for a time and says until when that line stays
as it is. Who prints once calls them all; a screen that waits calls only those whose time has come.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kit.ground.base.cells import cut, elapsed, minute, next_minute, pad, width
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.phases import level_title
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_cells, timer_until, timer_what


class Row(NamedTuple):
    """A line, and until when it stays as it is; ``None``: until something is recorded."""

    line: Line
    until: datetime | None = None


Maker = Callable[[datetime], Row]


def makers(
    incidents: list[Incident], lang: str, cols: int, rows: int, numbered: bool = False
) -> list[tuple[int, Maker]]:
    """Each incident (ordered by danger already): a heading, the step it stands at, its running
    timers. Each maker with its incident's number, by whose clock it goes."""
    out: list[tuple[int, Maker]] = []
    room = max(2, (rows - 3 * len(incidents)) // max(1, len(incidents)))
    for number, incident in enumerate(incidents):
        out.append((number, _heading(incident, lang, cols, number + 1 if numbered else 0)))
        view = incident.current()
        if view is not None and not incident.silent:
            step = cut(f"    {step_text(incident, view, lang)}", cols)
            out.append((number, fixed("next", step)))
        timers = incident.running()
        out += [(number, _timer(incident, timer, lang, cols)) for timer in timers[:room]]
        if len(timers) > room:
            out.append((number, fixed("", f"     +{len(timers) - room}")))
        out.append((number, fixed("", "")))
    return out[:rows]


def open_lines(
    shown: list[tuple[Incident, datetime]], lang: str, cols: int, rows: int, numbered: bool = False
) -> list[Line]:
    """The incidents' lines, each incident with its own now."""
    made = makers([incident for incident, _ in shown], lang, cols, rows, numbered)
    return [make(shown[number][1]).line for number, make in made]


def fixed(style: str, text: str) -> Maker:
    """A line that time does not change."""
    row = Row([(style, text)])
    return lambda now: row


def _heading(incident: Incident, lang: str, cols: int, number: int) -> Maker:
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    lead = f" {number}  " if number else " "
    title = "" if incident.silent else incident.checklist.title.get(lang)
    start = f"{lead}{drill}{incident.ref}  {title}"
    level = level_title(incident, lang) + "  " if incident.level_plan() else ""
    opened = incident.opened

    def make(now: datetime) -> Row:
        end = level
        if opened:
            end += word(lang, "screen.elapsed", t=elapsed(minute(now) - minute(opened)))
        room = cols - width(end) - 1
        return Row([("phase", pad(cut(start, room), room) + " " + end)], next_minute(now))

    return make


def _timer(incident: Incident, timer: TimerState, lang: str, cols: int) -> Maker:
    what = timer_what(incident, timer, lang)
    return lambda now: Row(timer_cells(what, timer, now, lang, cols), timer_until(timer, now))
