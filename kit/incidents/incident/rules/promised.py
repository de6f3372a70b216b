"""A customer who was called, and a promise that another laptop moved without knowing of that: what
was done counts for the time that was promised by then, whichever of the two was read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.incidents.incident.rules import rounds
from kit.incidents.incident.rules.names import TimerKey

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident


def settled(incident: Incident, id_: str) -> None:
    """The customer is owed nothing any more: the round at work then ends with that, and a time
    that was named only after it is none."""
    back = incident.callbacks.get(id_)
    if back is None or back.settled_at is None:
        return
    at, key = back.settled_at, TimerKey.promise(id_)
    after = [move for move in back.moves if move.at > at]
    if after:
        back.promised = after[0].before
        back.moves = back.moves[: -len(after)]
    timers, past = incident.timers, incident.past_timers
    while key in timers and timers[key].base > at and (mine := [t for t in past if t.key == key]):
        timers[key] = mine[-1]
        past[:] = [t for t in past if t is not mine[-1]]
    timer = timers.get(key)
    if timer is None or timer.base > at or (timer.status != "running" and timer.reason != "moved"):
        return
    if back.settled == "reached":
        rounds.answer(timers, past, key, at, "done", back.name)
    else:
        rounds.end(timers, past, key, "cancelled", at, back.settled)
