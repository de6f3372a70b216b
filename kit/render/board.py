"""All open incidents' timers, ordered by danger, then by time."""

from __future__ import annotations

from datetime import datetime

from kit.core.incident import Incident
from kit.render.frame import Line, level_title, step_text, timer_line
from kit.render.text import cut, elapsed, minute, pad, width
from kit.render.words import word


def board_lines(
    shown: list[tuple[Incident, datetime]], lang: str, cols: int, rows: int, numbered: bool = False
) -> list[Line]:
    """Each incident: a heading, the step it stands at, its running timers. ``shown`` pairs an
    incident with its own now and is ordered by danger already."""
    lines: list[Line] = []
    room = max(2, (rows - 3 * len(shown)) // max(1, len(shown)))
    for number, (incident, now) in enumerate(shown, 1):
        lines.append(_heading(incident, now, lang, cols, number if numbered else 0))
        view = incident.current()
        if view is not None and not incident.silent:
            lines.append([("next", cut(f"    {step_text(incident, view, lang)}", cols))])
        timers = incident.running()
        for timer in timers[:room]:
            lines.append(timer_line(incident, timer, now, lang, cols))
        if len(timers) > room:
            lines.append([("", f"     +{len(timers) - room}")])
        lines.append([("", "")])
    return lines[:rows]


def _heading(incident: Incident, now: datetime, lang: str, cols: int, number: int) -> Line:
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    lead = f" {number}  " if number else " "
    title = "" if incident.silent else incident.checklist.title.get(lang)
    start = f"{lead}{drill}{incident.ref}  {title}"
    parts = [level_title(incident, lang)] if incident.level_plan() else []
    if incident.opened:
        parts.append(word(lang, "screen.elapsed", t=elapsed(minute(now) - minute(incident.opened))))
    end = "  ".join(parts)
    room = cols - width(end) - 1
    return [("phase", pad(cut(start, room), room) + " " + end)]


def board(
    shown: list[tuple[Incident, datetime]], now: datetime, lang: str, cols: int, rows: int
) -> list[Line]:
    """The whole board, exactly ``rows`` lines."""
    head = word(lang, "screen.board-title", n=len(shown))
    lines: list[Line] = [[("title", pad(f" {head}", cols - 7) + f" {now:%H:%M} ")], [("", "")]]
    if shown:
        lines += board_lines(shown, lang, cols, rows - 3)
    else:
        lines.append([("", " " + word(lang, "screen.home-none-short"))])
    lines = lines[: rows - 1]
    lines += [[("", "")] for _ in range(rows - 1 - len(lines))]
    lines.append([("keys", " " + word(lang, "screen.board-keys"))])
    return lines
