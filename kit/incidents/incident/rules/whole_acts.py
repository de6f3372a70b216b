"""Entries as the acts that they were decided as: what somebody did, and what that led to."""

from __future__ import annotations

from kit.ground.journal.entry import Entry, act_of
from kit.incidents.incident.rules import events as ev

# What never begins an act, and what may follow from one.
LED_TO = (
    ev.StepAnew,
    ev.TimerStarted,
    ev.TimerStopped,
    ev.TimerCountedAnew,
    ev.Escalated,
    ev.NobodyReachable,
)
ANSWERS = (ev.TimerAnswered, ev.TimerCancelled)
# What is no act of a person's on the incident: nothing of it can be taken back.
NEVER = (
    ev.Opened, ev.Joined, ev.ClockJumped, ev.ClockOff, ev.DaysEntered, ev.Left, ev.Resumed,
    ev.Forgotten,
)  # fmt: skip


def acts_of(entries: list[Entry]) -> list[list[Entry]]:
    """The entries, in their order, act by act."""
    out: list[list[Entry]] = []
    for entry in entries:
        if out and _goes_with(out[-1], entry):
            out[-1].append(entry)
        else:
            out.append([entry])
    return out


def lead_of(act: list[Entry]) -> Entry:
    """What somebody did; the timers that a closing stops are written before it."""
    closing = next((e for e in act if isinstance(e.event, ev.Closed)), None)
    return closing or act[0]


def _goes_with(act: list[Entry], entry: Entry) -> bool:
    first = act[0]
    if entry.journal != first.journal:
        return False
    if act_of(entry.id) != entry.id:
        return act_of(entry.id) == act_of(first.id)
    if act_of(act[-1].id) != act[-1].id or (entry.written, entry.tick, entry.boot) != (
        first.written,
        first.tick,
        first.boot,
    ):
        return False
    return _followed(act, entry)


def _followed(act: list[Entry], entry: Entry) -> bool:
    """Whether an older kit, which gave every entry a name of its own, wrote it as a consequence."""
    first, event = act[0].event, entry.event
    if isinstance(first, NEVER) and not isinstance(first, ev.Opened):
        return False
    if isinstance(event, LED_TO):
        return True
    if isinstance(event, ev.TimerAnswered):
        return event.how != "yes"
    if isinstance(event, ev.StepDone):
        called = isinstance(first, ev.Called) and first.result == "reached"
        return called or isinstance(first, ev.CallbackTried | ev.TimerAnswered)
    if isinstance(event, ev.StepDeferred | ev.StepSkipped):
        return isinstance(first, ev.CallbackTried)
    if isinstance(event, ev.LevelSet):
        return isinstance(first, ev.Opened | ev.PlanAdded) and not event.before
    if isinstance(event, ev.StepReopened):
        return isinstance(first, ev.StepDone) and first.step == event.step
    return isinstance(event, ev.Closed) and all(isinstance(e.event, LED_TO) for e in act)
