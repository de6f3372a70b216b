"""The guide's picture: a pure function of (state, now, size)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kit.ground.base.cells import cut, width, wrap
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line, rule_line
from kit.incidents.guide.show.parts import (
    Extras,
    count,
    current_block,
    header,
    other_line,
    standing,
    step_line,
    to_do,
)
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.urgency import LIFE, due, grade, life_critical
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_line


class Pieces(NamedTuple):
    """All that there is to show, from the top down; what does not fit is left out of it."""

    lang: str
    header: Line
    other: list[Line]
    timers: list[Line]
    due: int
    done: list[Line]
    bar: Line
    block: list[Line]
    following: list[Line]
    fixed: list[Line]
    message: list[Line]


def picture(
    incident: Incident, now: datetime, lang: str, cols: int, rows: int, extras: Extras
) -> list[Line]:
    """The incident as at most ``rows`` lines of ``cols`` cells. What matters less gives way."""
    if extras.reading:
        return _neutral(incident, now, lang, cols, extras)
    return _laid_out(_pieces(incident, now, lang, cols, extras), cols, rows)


def _pieces(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> Pieces:
    view = incident.current()
    views = to_do(incident)
    phase = view.phase if view else "close"
    following: list[Line] = []
    if view is None:
        block = [[("step", "> " + line)] for line in wrap(word(lang, "screen.all-done"), cols - 4)]
    elif phase == "immediate":
        block = _immediate(incident, view, views, lang, cols)
    else:
        block = current_block(incident, view, lang, cols)
    if phase != "immediate":
        following = _following(incident, view, views, lang, cols)
    label = count(incident, views, view, phase, lang)
    said = wrap(extras.message, cols - 2) if extras.message else []
    return Pieces(
        lang,
        header(incident, now, lang, cols, extras),
        other_line(lang, cols, extras, _calm(incident, view, extras.other)),
        *_timers(incident, view, now, lang, cols),
        _done(incident, views, lang, cols),
        [("phase", f" {label} "), ("rule", "-" * max(0, cols - width(label) - 2))],
        block,
        following,
        standing(incident, phase, lang, cols),
        [[("message", " " + line)] for line in said],
    )


def _laid_out(pieces: Pieces, cols: int, rows: int) -> list[Line]:
    """The header, the step, the message and what is due elsewhere always; then timers, rules, what
    was done, what follows, as far as there is room."""
    room = max(0, rows - 3 - len(pieces.block) - len(pieces.message) - len(pieces.other))
    timers = pieces.timers[: max(2, min(len(pieces.timers), room // 2))]
    room -= len(timers)
    more = len(pieces.timers) - len(timers)
    fixed = pieces.fixed[: max(0, min(len(pieces.fixed), room // 2 + 1, 4))]
    room -= len(fixed)
    done = pieces.done[-max(0, min(2, room)) :] if room > 0 else []
    room -= len(done)
    following = pieces.following[: max(0, min(2, room))]
    room -= len(following)
    notes = [word(pieces.lang, "screen.due-key", n=pieces.due)] if pieces.due else []
    notes += [f"+{more}"] if more > 0 else []
    note = f" {'  '.join(notes)} " if notes else ""
    lines = [pieces.header, *timers, *pieces.other, rule_line(cols, note)]
    lines += [*done, pieces.bar, *pieces.block]
    if following and room > 0:
        lines.append([("", "")])
    lines += following
    empty = rows - len(lines) - len(fixed) - len(pieces.message)
    lines += [[("", "")] for _ in range(max(0, empty))]
    return [*lines, *fixed, *pieces.message][:rows]


def _timers(
    incident: Incident, view: StepView | None, now: datetime, lang: str, cols: int
) -> tuple[list[Line], int]:
    """A line for each, those that are due first, and how many of them are."""
    found = due(incident, now)
    rest = [t for t in incident.running() if not t.ringing(now)]
    lines = [timer_line(incident, t, now, lang, cols) for t in [*found, *rest]]
    for number, timer in enumerate(found):
        if _calm(incident, view, (incident, timer, now)):
            lines[number] = [("timer", text) for _, text in lines[number]]
    return lines, len(found)


def _calm(
    at_hand: Incident, view: StepView | None, waits: tuple[Incident, TimerState, datetime] | None
) -> bool:
    """Whether a due timer only stands there, because the step at hand is about life and it not."""
    return waits is not None and life_critical(at_hand, view) and grade(*waits[:2]) != LIFE


def _neutral(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> list[Line]:
    """A silent type before people are safe: whoever looks over a shoulder learns nothing."""
    out: list[Line] = [header(incident, now, lang, cols, extras), rule_line(cols), [("", "")]]
    for line in wrap(word(lang, "screen.silent-start"), cols - 4):
        out.append([("say", "  " + line)])
    return out


def _immediate(
    incident: Incident, view: StepView, views: list[StepView], lang: str, cols: int
) -> list[Line]:
    """All immediate actions together, the one to do now in full."""
    out: list[Line] = []
    for number, other in enumerate((v for v in views if v.phase == "immediate"), 1):
        if other.key == view.key:
            out += current_block(incident, other, lang, cols)
        else:
            status = word(lang, f"screen.status-{other.state.status}")
            style = "next" if other.state.status in ("open", "doing") else "done"
            text = cut(f"  {number}. {step_text(incident, other, lang)}", cols - width(status) - 2)
            out.append([(style, f"{text}  {status}")])
    return out


def _done(incident: Incident, views: list[StepView], lang: str, cols: int) -> list[Line]:
    """Steps that were dealt with, the latest last; only the last few are needed."""
    ready = [v for v in views if v.state.at is not None and v.state.status not in ("open", "doing")]
    ready.sort(key=lambda v: v.state.at or datetime.min)
    return [[("done", step_line(incident, v, lang, cols))] for v in ready[-2:]]


def _following(
    incident: Incident, view: StepView | None, views: list[StepView], lang: str, cols: int
) -> list[Line]:
    """The next two steps."""
    keys = [v.key for v in views]
    start = keys.index(view.key) + 1 if view and view.key in keys else 0
    label = word(lang, "screen.then")
    rest = [v for v in views[start:] if v.state.status in ("open", "doing")][:2]
    out: list[Line] = []
    for index, other in enumerate(rest):
        lead = label if index == 0 else " " * width(label)
        out.append([("next", cut(f"  {lead}  {step_text(incident, other, lang)}", cols))])
    return out
