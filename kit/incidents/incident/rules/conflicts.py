"""What two laptops said of one thing of an incident without knowing of each other
(``ground/journal/parted``), and which of it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from kit.ground.journal.entry import Conflict, Entry
from kit.ground.journal.parted import Settled, marked
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.names import TimerKey, plan_prefix

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident

TIMER, LEVEL = "timer", "level"
SAID_ELSEWHERE = ("promise", "forecast")  # sorts of timers that end with what they wait for


class _Settling:
    """What each entry is about. An end of a timer is about the round that its writer knew of; of
    two readings of what runs down the later one stands, and neither is wrong."""

    def __init__(self) -> None:
        self._read: set[str] = set()
        self._started: dict[str, list[tuple[int, Entry]]] = {}

    def __call__(self, entry: Entry, saw: Callable[[Entry], bool]) -> Settled | None:
        event = entry.event
        if not isinstance(event, Kind):
            return None
        if isinstance(event, ev.Opened | ev.PlanAdded):
            prefix = plan_prefix(event.type) if isinstance(event, ev.PlanAdded) else ""
            steps = (step for _, step in event.checklist.steps())
            self._read |= {f"{prefix}{step.id}" for step in steps if step.answer == "minutes"}
        if isinstance(event, ev.StepDone) and event.step in self._read:
            return None
        if isinstance(event, ev.TimerStarted):
            self._started.setdefault(event.timer, []).append((event.round, entry))
        found = event.settles(entry.at)
        if found is None or not isinstance(event, ev.TimerAnswered | ev.TimerCancelled):
            return found
        if TimerKey(event.timer).sort in SAID_ELSEWHERE:
            return None
        known = (n for n, one in reversed(self._started.get(event.timer, [])) if saw(one))
        return f"{found[0]} {next(known, 1)}", found[1]


def with_conflicts(force: list[Entry], merged: list[Entry]) -> list[Entry]:
    """Entries in force with what laptops disagree about marked; ``merged``: the whole log."""
    return marked(force, merged, _Settling())


def stands(incident: Incident, conflict: Conflict) -> Conflict:
    """The conflict with that side as the one that counts which the state goes by: of a timer the
    end of its round (one that came too late takes nobody's place), of a level the last by when it
    was set."""
    sort, _, name = conflict.about.partition(" ")
    if sort == TIMER:
        key = name.rpartition(" ")[0]
        ends = {(t.answered, t.status) for t in incident.all_timers() if t.key == key}
        for side in conflict.sides:
            status = "cancelled" if side.kind == ev.TimerCancelled.kind else "answered"
            if (side.at, status) in ends:
                return msgspec.structs.replace(conflict, counts=side.id)
    if sort == LEVEL and conflict.sides:
        last = max(conflict.sides, key=lambda side: (side.at, side.id == conflict.counts))
        return msgspec.structs.replace(conflict, counts=last.id)
    return conflict
