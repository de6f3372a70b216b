"""The open incidents, each with a heading, the step it stands at and its running timers.

The lines are a list of makers: each makes one line for a time and says until when that line stays
as it is. Who prints once calls them all; a screen that waits calls only those whose time has come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from kit.ground.base.cells import cut, elapsed, minute, next_minute, pad, width, wrap
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.phases import level_title
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import TimerLine, reached_at, timer_until


class Row(msgspec.Struct, frozen=True):
    """A line, and until when it stays as it is; ``None``: until something is recorded."""

    line: Line
    until: datetime | None = None


Maker = Callable[[datetime], Row]


def makers(
    incidents: list[Incident],
    lang: str,
    cols: int,
    rows: int,
    leads: Sequence[int] = (),
    elsewhere: Mapping[str, str] | None = None,
) -> list[tuple[int, Maker]]:
    """Each incident (in their order already): a heading, the step it stands at, its running
    timers. Each maker with its incident's number, by whose clock it goes. What does not fit says
    so with its count: incidents in a last line, timers at the end of the incident's last one.
    ``elsewhere``: by reference the laptop on which one is led that is not led here."""
    shown = incidents if len(incidents) <= rows else incidents[: max(0, rows - 1)]
    timers = [incident.running() for incident in shown]
    steps = ["" if i.silent else _step(i, lang, cols) for i in shown]
    left = rows - len(shown) - (len(shown) < len(incidents))
    room = [0] * len(shown)
    left = _share(room, [min(1, len(each)) for each in timers], left)
    blank = left >= len(shown) - 1
    left -= (len(shown) - 1) * blank
    stands = left >= sum(bool(step) for step in steps)
    left -= sum(bool(step) for step in steps) * stands
    _share(room, [len(each) for each in timers], left)
    out: list[tuple[int, Maker]] = []
    for number, incident in enumerate(shown):
        kept, more = timers[number][: room[number]], len(timers[number]) - room[number]
        mark = f"  +{more}" if more > 0 else ""
        lead = leads[number] if leads else 0
        other = (elsewhere or {}).get(incident.ref, "")
        out.append((number, _heading(incident, lang, cols, lead, "" if kept else mark, other)))
        if steps[number] and stands:
            out.append((number, fixed("next", steps[number])))
        for timer in kept:
            end = mark if timer is kept[-1] else ""
            out.append((number, _timer(incident, timer, lang, cols, end)))
        if blank and number + 1 < len(shown):
            out.append((number, fixed("", "")))
    if len(shown) < len(incidents):
        text = word(lang, "screen.more-open", n=len(incidents) - len(shown))
        out.append((0, fixed("warn", f" {text}")))
    return out[:rows]


def _share(room: list[int], wanted: list[int], left: int) -> int:
    """Give lines in turn, the first incident first, while there are any; how many are left."""
    while left > 0 and any(has < want for has, want in zip(room, wanted, strict=True)):
        for number, want in enumerate(wanted):
            if left > 0 and room[number] < want:
                room[number] += 1
                left -= 1
    return left


def _step(incident: Incident, lang: str, cols: int) -> str:
    """What is to be done now; of a call with whom and at which number, where that fits whole."""
    view = incident.current()
    if view is None:
        return ""
    text = f"    {step_text(incident, view, lang)}"
    reached = reached_at(incident, view.role) if view.role else ""
    full = f"{text}  {reached}"
    return full if reached and width(full) <= cols else cut(text, cols)


def open_lines(
    shown: list[tuple[Incident, datetime]],
    lang: str,
    cols: int,
    rows: int,
    leads: Sequence[int] = (),
    elsewhere: Mapping[str, str] | None = None,
) -> list[Line]:
    """The incidents' lines, each incident with its own now, led by its number."""
    made = makers([incident for incident, _ in shown], lang, cols, rows, leads, elsewhere)
    return [make(shown[number][1]).line for number, make in made]


def fixed(style: str, text: str) -> Maker:
    """A line that time does not change."""
    row = Row([(style, text)])
    return lambda now: row


def _heading(
    incident: Incident, lang: str, cols: int, number: int, mark: str, other: str
) -> Maker:
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    lead = f" {number}  " if number else " "
    title = "" if incident.silent else incident.checklist.title.get(lang)
    start = f"{lead}{drill}{incident.ref}  {title}"
    level = level_title(incident, lang) + "  " if incident.level_plan() else ""
    if other:
        level = word(lang, "screen.led-mark", laptop=other) + "  " + level
    opened = incident.opened

    def make(now: datetime) -> Row:
        end = level
        if opened:
            end += word(lang, "screen.elapsed", t=elapsed(minute(now) - minute(opened)))
        end += mark
        room = cols - width(end) - 1
        return Row([("phase", pad(cut(start, room), room) + " " + end)], next_minute(now))

    return make


def _timer(incident: Incident, timer: TimerState, lang: str, cols: int, mark: str) -> Maker:
    made = TimerLine(incident, timer, lang)

    def make(now: datetime) -> Row:
        line = made.at(now, cols - width(mark))
        return Row([*line, *([("phase", mark)] if mark else [])], timer_until(timer, now))

    return make


def unread_lines(names: Sequence[str], lang: str, cols: int) -> list[str]:
    """That something may be open which cannot be read."""
    text = word(lang, "refused.open-unread", names=names[:6]) if names else ""
    return [f" {line}" for line in wrap(text, cols - 2) if line]
