"""The words of what was taken back: a list, a step of one's own, a customer are no part of the
incident any more, and what was recorded of them is still told by their names."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident

NAMED = (ev.PlanAdded, ev.StepAdded, ev.CallbackAdded, ev.ForecastGiven, ev.ActionAdded)


def with_words(incident: Incident, entries: Sequence[Entry]) -> Incident:
    """The incident with what these entries added to it and was taken back: to be read by only.
    Itself where nothing was taken back."""
    undone = {id_ for e in entries if isinstance(e.event, ev.Undone) for id_ in e.event.ids}
    gone = [e for e in entries if e.id in undone and isinstance(e.event, NAMED)]
    if not gone:
        return incident
    from kit.incidents.incident.rules.withdrawal import copied  # what decides again is not light

    shown = copied(incident)
    for entry in gone:
        event, there = entry.event, {*shown.callbacks, *shown.forecasts, *shown.actions}
        if isinstance(event, NAMED) and getattr(event, "id", None) not in there:
            event.apply(shown, entry.at, entry.by)
    return shown
