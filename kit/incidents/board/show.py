"""All open incidents' timers, ordered by danger, then by time.

The board is a list of makers: each makes one line for a time and says until when that line stays as
it is. Who prints the board once calls them all; ``kit board`` calls only those whose time has come.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kit.ground.base.cells import cut, elapsed, minute, next_minute, pad, width
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.guide.show.picture import (
    level_title,
    step_text,
    timer_cells,
    timer_until,
    timer_what,
)
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.state import TimerState


class Row(NamedTuple):
    """A line, and until when it stays as it is; ``None``: until something is recorded."""

    line: Line
    until: datetime | None = None


Maker = Callable[[datetime], Row]
OWN = -1  # instead of an incident's number: a line that goes by the board's own clock


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
            out.append((number, _fixed("next", step)))
        timers = incident.running()
        out += [(number, _timer(incident, timer, lang, cols)) for timer in timers[:room]]
        if len(timers) > room:
            out.append((number, _fixed("", f"     +{len(timers) - room}")))
        out.append((number, _fixed("", "")))
    return out[:rows]


def board_makers(
    incidents: list[Incident], lang: str, cols: int, rows: int
) -> list[tuple[int, Maker]]:
    """The whole board, exactly ``rows`` lines."""
    out = [(OWN, _title(len(incidents), lang, cols)), (OWN, _fixed("", ""))]
    if incidents:
        out += makers(incidents, lang, cols, rows - 3)
    else:
        out.append((OWN, _fixed("", " " + word(lang, "screen.home-none-short"))))
    out = out[: rows - 1]
    out += [(OWN, _fixed("", ""))] * (rows - 1 - len(out))
    return [*out, (OWN, _fixed("keys", " " + word(lang, "screen.board-keys")))]


def board_lines(
    shown: list[tuple[Incident, datetime]], lang: str, cols: int, rows: int, numbered: bool = False
) -> list[Line]:
    """The incidents' lines, each incident with its own now."""
    made = makers([incident for incident, _ in shown], lang, cols, rows, numbered)
    return [make(shown[number][1]).line for number, make in made]


def board(
    shown: list[tuple[Incident, datetime]], now: datetime, lang: str, cols: int, rows: int
) -> list[Line]:
    """The whole board once, exactly ``rows`` lines."""
    made = board_makers([incident for incident, _ in shown], lang, cols, rows)
    return [make(now if n == OWN else shown[n][1]).line for n, make in made]


def _fixed(style: str, text: str) -> Maker:
    row = Row([(style, text)])
    return lambda now: row


def _title(count: int, lang: str, cols: int) -> Maker:
    head = pad(" " + word(lang, "screen.board-title", n=count), cols - 7)
    return lambda now: Row([("title", f"{head} {now:%H:%M} ")], next_minute(now))


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
