"""The letters by which timers that are due are chosen: out of the log, so that one means the same
timer as long as the incident lasts, at every screen and after every restart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev

# None that answers a timer, goes back or deals with a step, for a hand that types on without having
# seen that there is a list; the last four only open something there.
LETTERS = "fjmvzkptciwe"
# Of one timer, and "o", which goes elsewhere: none answers before one is chosen.
ANSWERS = "ryohsx"
VAIN = "x"  # nobody answered: the key of it at a step, which says it wherever a call is answered
DUE = "d"  # the key for what is due
OVER = "g"  # at one that is due: goes to the step that ends it
HERE = LETTERS + OVER + DUE  # what leads to a timer answers nothing once one stands there


def lettered(entries: Iterable[Entry], running: Sequence[str]) -> dict[str, str]:
    """By key of a timer, in the order in which they first could be seen to be due. When all letters
    are gone, what is ``running`` takes those of timers that are over; beyond that there is none."""
    first: dict[str, datetime] = {}
    for entry in entries:
        if isinstance(entry.event, ev.TimerStarted):
            due = entry.event.ring or entry.event.due
            first.setdefault(entry.event.timer, max(due, entry.written))
    order = sorted(first, key=lambda key: first[key])
    given = dict(zip(order, LETTERS, strict=False))
    free = [letter for key, letter in given.items() if key not in running]
    late = [key for key in order[len(LETTERS) :] if key in running]
    return {key: letter for key, letter in given.items() if key in running} | dict(
        zip(late, free, strict=False)
    )
