"""One laptop has the customer called back, the other moved the promise and knew nothing of that: whichever log is read
first, what was done settles what was promised by then."""

from __future__ import annotations

import itertools

import pytest

from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.timers import settle
from tests.support.world import World, minute_of

ADDED = [(0, ev.CallbackAdded("k1", "Wang", "", "", minute_of(30))), (0, ev.TimerStarted("promise:k1", minute_of(30), 30, [], minute_of(0), note="Wang"))]
MOVED = [
    (25, ev.CallbackMoved("k1", minute_of(60), "busy", "Wang")),
    (25, ev.TimerStopped("promise:k1", "moved")),
    (25, ev.TimerStarted("promise:k1", minute_of(60), 35, [], minute_of(25), 2, "Wang")),
]


def done(minute: float, result: str = "reached") -> list[tuple[float, Event]]:
    end = ev.TimerAnswered("promise:k1", "done", "Wang") if result == "reached" else ev.TimerCancelled("promise:k1", result)
    return [(minute, ev.CallbackTried("k1", result)), (minute, end)]  # type: ignore[arg-type]


def merged(*sides: list[tuple[float, Event]]) -> Incident:
    incident = World().incident
    for minute, event in [*ADDED, *itertools.chain(*sides)]:
        incident.take(event, minute_of(minute), "li")
    return incident


@pytest.mark.parametrize("result", ["reached", "given-up"])
@pytest.mark.parametrize("minute", [20, 40])
def test_done_on_one_laptop_and_moved_on_the_other_is_settled_once_in_either_order(minute: float, result: str) -> None:
    for sides in ((MOVED, done(minute, result)), (done(minute, result), MOVED)):
        incident = merged(*sides)
        back, timer = incident.callbacks["k1"], incident.timers["promise:k1"]
        assert (back.settled, back.promised) == (result, minute_of(60 if minute == 40 else 30))
        assert (timer.status, timer.answered) == ("answered" if result == "reached" else "cancelled", minute_of(minute))
        assert timer.due == back.promised and not timer.over(minute_of(90))
        assert [each for each in settle(incident, minute_of(90)) if getattr(each, "timer", "") == "promise:k1"] == []
