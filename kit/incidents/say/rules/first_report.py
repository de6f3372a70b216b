"""The first report of an incident: seven headings (SH-3.3) filled from the log, without words.

What nobody has recorded stays ``None`` and is said to be unknown; nothing is guessed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.speech import Fact
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.rules.withdrawal import in_force
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.format import PHASE_ORDER

Control = Literal["none", "partly", "full", "restored", "closed"]
CONTROLS: tuple[Control, ...] = ("none", "partly", "full")
OBSERVED = ("number", "minutes", "choice", "name", "text")
MEASURES = ("immediate", "respond", "continue")
PLACE_STEPS = ("where", "place", "address")
RECENT_NOTES = 3
NEXT_STEPS = 3


class Call(msgspec.Struct, frozen=True):
    """Somebody who was reached: ``role`` or, for a person without a post, ``who``."""

    at: datetime
    role: str
    who: str


class Report(msgspec.Struct, frozen=True):
    """Values only. Step lists hold keys of steps, in the order they were done or are to do."""

    ref: str
    drill: bool
    at: datetime
    leader: str
    place: str | None
    since: datetime | None
    opened: datetime | None
    levels: list[tuple[str, str]]
    effect: str | None
    observed: list[str] = msgspec.field(name="steps_observed")
    customers_owed: int = msgspec.field(name="callbacks_owed")
    control: Control | None
    control_text: str
    restored: datetime | None
    closed: datetime | None
    emergency: list[Call]
    told: list[Call]
    measures: list[str] = msgspec.field(name="steps_done")
    outlook: str | None
    restore: datetime | None
    restore_text: str
    further: list[str] = msgspec.field(name="steps_next")
    notes: list[str] = msgspec.field(name="recent_notes")
    other: str | None
    next_update: datetime | None
    unknown: list[str]


def report(incident: Incident, entries: list[Entry], now: datetime) -> Report:
    """The report as it can be given at ``now``."""
    entries = in_force(entries)
    reached = milestones(incident)
    facts = incident.facts
    place = _text(facts.get("place")) or incident.place or _answered_place(incident)
    place = place or _text(facts.get("address"))
    control, control_text = _control(incident, reached.get("restored"))
    effect, outlook = _text(facts.get("effect")), _text(facts.get("outlook"))
    restore = facts.get("restore")
    gaps = {
        "place": place,
        "effect": effect,
        "control": control or control_text,
        "outlook": outlook or (restore and (restore.time or restore.text)),
    }
    over = reached.get("restored") is not None or incident.closed is not None
    if over:
        gaps.pop("outlook")
    unknown = [name for name, value in gaps.items() if not value]
    calls = [Call(c.at, c.call.role, c.call.who) for c in incident.calls if _reached(c.call)]
    return Report(
        ref=incident.ref,
        drill=incident.is_drill,
        at=now,
        leader=incident.one_name(incident.by),
        place=place,
        since=reached.get("detected", incident.opened),
        opened=incident.opened,
        levels=_levels(incident),
        effect=effect,
        observed=_observed(incident),
        customers_owed=sum(1 for c in incident.callbacks.values() if not c.settled),
        control=control,
        control_text=control_text,
        restored=reached.get("restored"),
        closed=incident.closed,
        emergency=[c for c in calls if c.role in EMERGENCY],
        told=[c for c in calls if c.role not in EMERGENCY],
        measures=[v.key for v in _done(incident) if v.phase in MEASURES],
        outlook=outlook,
        restore=restore.time if restore and not over else None,
        restore_text=restore.text if restore and not over else "",
        further=[v.key for v in _open(incident)][:NEXT_STEPS],
        notes=_notes(entries),
        other=_text(facts.get("other")),
        next_update=_promised(incident),
        unknown=unknown,
    )


def _answered_place(incident: Incident) -> str | None:
    """Where it is, if a step has asked for it."""
    for plan in incident.plans:
        for name in PLACE_STEPS:
            step = plan.checklist.step(name)
            state = incident.steps.get(plan.key(name))
            if step and step.answer == "text" and state and state.answered and state.value:
                return state.value
    return None


def _text(fact: Fact | None) -> str | None:
    return fact.text if fact is not None and fact.text else None


def _reached(call: ev.Called) -> bool:
    return call.result == "reached" and not StepKey(call.step).about


def _levels(incident: Incident) -> list[tuple[str, str]]:
    """(plan's prefix, level) of every plan that stands at one."""
    return [
        (plan.prefix, incident.level_of(plan.prefix))
        for plan in incident.plans
        if plan.checklist.levels is not None and incident.level_of(plan.prefix)
    ]


def _control(incident: Incident, restored: datetime | None) -> tuple[Control | None, str]:
    """What was said of it last; an incident that is over is under control."""
    if incident.closed is not None:
        return "closed", ""
    if restored is not None:
        return "restored", ""
    fact = incident.facts.get("control")
    if fact is None:
        return None, ""
    known = next((c for c in CONTROLS if c == fact.text), None)
    return known, "" if known else fact.text


def _done(incident: Incident) -> list[StepView]:
    done = [v for v in incident.views() if v.state.status == "done" and v.step.answer != "know"]
    return sorted(done, key=lambda v: (v.state.done_at or v.state.at or datetime.min, v.key))


def _open(incident: Incident) -> list[StepView]:
    """What is to be done next, this phase first."""
    waiting = [v for v in incident.open_views() if v.phase != "close"]
    return sorted(waiting, key=lambda v: PHASE_ORDER.index(v.phase))


def _observed(incident: Incident) -> list[str]:
    """Steps whose answer says how far it reaches: asked before anything was done about it."""
    return [
        v.key
        for v in _done(incident)
        if v.phase == "report"
        and v.step.answer in OBSERVED
        and v.state.value
        and not v.step.sets_level  # the level is said by itself, as it is now
    ]


def _notes(entries: list[Entry]) -> list[str]:
    notes = [entry.event.text for entry in entries if isinstance(entry.event, ev.Noted)]
    return notes[-RECENT_NOTES:]


def _promised(incident: Incident) -> datetime | None:
    """When the leaders were promised the next update, if that is still to come."""
    said = [a.said for a in incident.announced if a.said.to == "leaders"]
    return said[-1].next if said else None
