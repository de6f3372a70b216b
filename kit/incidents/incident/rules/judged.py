"""What became of a deadline by a time: one list of words for every screen, file and answer.

A round is judged by when things happened. It ends with its answer, else with its need (what stopped
it, a person who called it off, the closing); nothing is late beyond that.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from kit.ground.base.spans import span
from kit.incidents.incident.rules.names import TimerKey
from kit.people.registers.rules.kept import Status, kept

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.kinds.callbacks import Callback
    from kit.incidents.incident.rules.kinds.timers import TimerState

DeadlineStatus = Literal[
    "in-time",  # answered by its due time
    "late",  # answered, but after it
    "before",  # answered before the incident was opened and its time began: neither
    "not-told",  # never answered, and its due time had passed when its need ended
    "ended",  # its need was gone before its due time: neither in time nor late
    "cancelled",  # called off before its due time, with a reason
    "running",  # not due yet
]


def judged(
    timer: TimerState, opened: datetime, until: datetime
) -> tuple[DeadlineStatus, int]:
    """What became of a round by ``until``, and the whole seconds it was late (0: it was not)."""
    found = answered_at(timer, opened)
    ended = timer.answered if timer.status != "running" else None
    late = span(timer.due_now, found or ended or until)
    if found is not None:
        if found < min(opened, timer.base):
            return "before", 0
        return ("late", late) if late > 0 else ("in-time", 0)
    if late > 0:
        return "not-told", late
    if timer.status == "cancelled":
        return "cancelled", 0
    return ("ended" if timer.status == "stopped" else "running"), 0


def answered_at(timer: TimerState, opened: datetime) -> datetime | None:
    """When its question was answered. "Not yet" is no answer. What stopped a check may be: the very
    answer it asks for, or, after its due time, another one that answers it all the same."""
    if timer.status == "answered":
        return timer.answered
    if timer.status != "stopped" or timer.answered is None:
        return None
    late = timer.ending == "known" and span(timer.due_now, timer.answered) > 0
    return timer.answered if late or timer.ending == "met" else None


def promised(back: Callback, until: datetime) -> tuple[Status, int, datetime | None]:
    """What became of a call that was promised to a customer, whether before or after the closing:
    the status, the whole seconds late, and when the customer was reached or given up. A promise
    that the customer agreed to move is kept by the new time, if the old one had not passed."""
    settled, moves = settled_at(back), [(move.before, move.at) for move in back.moves]
    due, reached = back.promised or until, back.settled == "reached"
    return (*kept(due, settled, reached, moves, until), settled)


def judged_by(back: Callback, until: datetime) -> datetime | None:
    """Which of the times that a customer was named one after another it was latest by: that one was
    broken, though another was agreed since; the last where none was. ``None``: none was named."""
    if back.promised is None:
        return None
    named = [(move.before, move.at) for move in back.moves if move.before is not None]
    named.append((back.promised, settled_at(back) or until))
    late = [span(due, met) for due, met in named]
    return named[late.index(max(late))][0] if max(late) > 0 else back.promised


def verdict(
    incident: Incident, timer: TimerState
) -> tuple[Literal["late", "before", "in-time"], int]:
    """What the log says behind an answer, and the whole seconds it was late; of a promise that was
    moved, of all the times that were named."""
    name, ended = TimerKey(timer.key), timer.answered or timer.due
    opened = incident.opened or timer.base
    back = incident.callbacks.get(name.of) if name.sort == "promise" else None
    late = span(timer.due_now, ended)
    if back is not None and back.moves:
        late = promised(back, ended)[1]
    if late > 0:
        return "late", late
    before = judged(timer, opened, timer.due)[0] == "before"
    return ("before" if before else "in-time"), 0


def settled_at(back: Callback) -> datetime | None:
    """When the customer was reached or given up."""
    return next((at for at, result, _ in back.tries if result == back.settled), None)
