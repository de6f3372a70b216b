"""The checklist's form, filled from the log: values without words.

Sources: ``answer:STEP``, ``time:STEP``, ``opened``, ``detected``, ``reported``, ``restored``,
``closed``, ``calls``, ``notes``, ``callbacks``, ``measures``, ``levels``, ``site``, ``leader``,
``type``. What the log does not know stays empty, to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.named import NOBODY
from kit.ground.base.refusal import Refused
from kit.ground.base.spans import span
from kit.ground.base.text import Text
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.calls_in_order import calls_in_order
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.milestones import MILESTONES, milestones
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.notes_now import notes_now
from kit.incidents.incident.rules.older import older
from kit.incidents.incident.rules.place import site_name
from kit.incidents.incident.rules.withdrawal import in_force
from kit.plans.checklists.rules.at_site import meets
from kit.plans.checklists.rules.format import Field
from kit.review.archive.rules.figures import Figures
from kit.review.summary.rules.summarise import (
    Level,
    Owed,
    PhaseSteps,
    StepLine,
    Summary,
    summarise,
)


class Answer(msgspec.Struct, frozen=True, tag_field="kind", tag="answer"):
    """What was answered to a step; ``value`` as recorded, for a call the post (``role``) and the
    name (``who``) of who was reached."""

    step: str
    value: str
    who: str
    role: str = ""


class When(msgspec.Struct, frozen=True, tag_field="kind", tag="time"):
    """``role`` and ``who``: where it is the time of a call, the post and the name of who was
    reached, which need not be the one who should have been."""

    at: datetime
    after: int
    role: str = ""
    who: str = ""


class Words(msgspec.Struct, frozen=True, tag_field="kind", tag="words"):
    """Words that stand in the log itself: the site's or the type's title, a name."""

    text: Text


class Told(msgspec.Struct, frozen=True):
    """A call that reached somebody. ``standin``, ``deputy``: as of ``Called``."""

    at: datetime
    after: int
    role: str
    who: str
    result: str
    number: str
    standin: str = ""
    deputy: bool = False


class Calls(msgspec.Struct, frozen=True, tag_field="kind", tag="calls"):
    calls: list[Told]


class Note(msgspec.Struct, frozen=True):
    """``corrected``: when its words were put right."""

    at: datetime
    after: int
    by: str
    text: str
    corrected: datetime | None = msgspec.field(default=None, name="corrected_at")


class Notes(msgspec.Struct, frozen=True, tag_field="kind", tag="notes"):
    notes: list[Note]


class Owing(msgspec.Struct, frozen=True, tag_field="kind", tag="callbacks"):
    callbacks: list[Owed]


class Measures(msgspec.Struct, frozen=True, tag_field="kind", tag="measures"):
    steps: list[StepLine]


class Levels(msgspec.Struct, frozen=True, tag_field="kind", tag="levels"):
    levels: list[Level] = msgspec.field(name="level_changes")


Value = Answer | When | Words | Calls | Notes | Owing | Measures | Levels


Empty = Literal["not-asked", "skipped", "not-applicable", "nothing", "not-recorded"]


class Filled(msgspec.Struct, frozen=True):
    """One line of the form; ``value`` is ``None`` where the log says nothing, and ``empty`` says
    why: the step was never asked (or is not answered yet), was skipped, did not apply; was done,
    or could have been, and there was nothing; nobody recorded it."""

    label: Text
    source: str
    value: Value | None = None
    empty: Empty | None = None


class FilledForm(msgspec.Struct, frozen=True):
    ref: str
    type: str
    plan: str
    drill: bool
    title: Text
    opened: datetime | None
    closed: datetime | None
    fields: list[Filled]
    kept: dict[str, Figures]


def filled_forms(
    incident: Incident, entries: list[Entry], now: datetime, taken: Iterable[Callback] = ()
) -> list[FilledForm]:
    """The form of every plan at work; ``taken``: customers of whom the manual sheet took note
    during it. Raises ``Refused`` when none has one."""
    entries = in_force(entries)
    summary = summarise(incident, entries, now, taken=taken)
    out = [
        FilledForm(
            incident.ref,
            plan.checklist.id,
            plan.prefix,
            incident.is_drill,
            plan.checklist.form.title,
            incident.opened,
            incident.closed,
            [
                _filled(incident, entries, summary, plan, f)
                for f in plan.checklist.form.fields
                if _asked_here(incident, plan, f)
            ],
            summary.kept,
        )
        for plan in incident.plans
        if plan.checklist.form is not None
    ]
    if not out:
        raise Refused("no-form", type=incident.type)
    return out


def _asked_here(incident: Incident, plan: PlanRun, field: Field) -> bool:
    """A line for what only other kinds of site are asked would stay empty for ever."""
    kind, _, name = field.source.partition(":")
    step = plan.checklist.step(name) if kind in ("answer", "time") else None
    return step is None or incident.profile is None or meets(incident.profile, step)


def _filled(
    incident: Incident, entries: list[Entry], summary: Summary, plan: PlanRun, field: Field
) -> Filled:
    kind, _, name = field.source.partition(":")
    value: Value | None
    if kind == "answer":
        value = _answer(incident, plan.key(name))
    elif kind == "time":
        state = incident.steps.get(plan.key(name))
        done = state.done_at if state is not None and state.answered else None
        value = _when(incident, done, plan.key(name))
    elif kind == "opened":
        value = _when(incident, incident.opened)
    elif kind in MILESTONES:
        reached = milestones(incident)
        at = reached.get(kind, incident.opened if kind == "detected" else None)
        value = _when(incident, at, *_keys_of(incident, kind))
    else:
        value = _listed(incident, entries, summary, plan, kind)
    empty = _why_empty(incident, plan, kind, name) if value is None else None
    return Filled(field.label, field.source, value, empty)


def _why_empty(incident: Incident, plan: PlanRun, kind: str, name: str) -> Empty:
    if kind not in ("answer", "time"):
        listed = kind in ("calls", "notes", "callbacks", "measures", "levels")
        return "nothing" if listed else "not-recorded"
    state = incident.steps.get(plan.key(name))
    if state is None:
        return "not-asked"
    if state.answered:
        return "nothing"
    if state.status == "skipped":
        return "skipped"
    return "not-applicable" if state.status == "not-applicable" else "not-asked"


def _answer(incident: Incident, key: str) -> Value | None:
    """The answer of a step; of a repeated step (``each``) or a call, who was reached."""
    state = incident.steps.get(key)
    if state is None or not state.answered or not (state.value or state.who):
        return None
    role, who = _reached(incident, [key], state.done_at)
    return Answer(key, state.value, who if role else state.who, role)


def _when(incident: Incident, at: datetime | None, *keys: str) -> Value | None:
    if at is None or incident.opened is None:
        return None
    return When(at, span(incident.opened, at), *_reached(incident, keys, at))


def _keys_of(incident: Incident, milestone: str) -> Iterator[str]:
    for plan in incident.plans:
        for _, step in plan.checklist.steps():
            if step.milestone == milestone:
                yield plan.key(step.id)


def _reached(
    incident: Incident, keys: Iterable[str], at: datetime | None
) -> tuple[str, str]:
    """Post and name of who was reached then, where these are steps of calls."""
    asked = {key for key in keys if _is_call(incident, key)}
    there = [made.call for made in incident.calls if made.at == at]
    for call in sorted(there, key=lambda call: call.step not in asked):
        if asked and call.heard:
            return call.role, call.whom
    return "", ""


def _is_call(incident: Incident, key: str) -> bool:
    name = StepKey(key)
    plan = incident.plan(name.plan)
    step = plan.checklist.step(name.step) if plan is not None else None
    return step is not None and step.answer == "call"


def _listed(
    incident: Incident, entries: list[Entry], summary: Summary, plan: PlanRun, kind: str
) -> Value | None:
    opened = incident.opened
    if opened is None:
        return None
    if kind == "calls":
        told = [c for c in calls_in_order(incident) if c.call.result == "reached"]
        calls = [
            Told(
                c.at,
                span(opened, c.at),
                c.call.role,
                c.call.whom,
                c.call.result,
                c.call.number,
                c.call.standin,
                c.call.deputy,
            )
            for c in told
        ]
        return Calls(calls) if calls else None
    if kind == "notes":
        notes = _notes(entries, opened)
        if not older(incident):
            notes = [
                Note(e.at, span(opened, e.at), e.by, text, fix.at if fix else None)
                for e, text, fix in notes_now(entries)
            ]
        return Notes(notes) if notes else None
    if kind == "callbacks":
        return Owing(summary.callbacks) if summary.callbacks else None
    if kind == "measures":
        steps = _measures(summary.phases)
        return Measures(steps) if steps else None
    if kind == "levels":
        levels = [level for level in summary.levels if level.plan == plan.prefix]
        return Levels(levels) if levels else None
    if kind == "site":
        if incident.profile is None:
            return None
        return Words(Text(site_name(incident, "zh"), site_name(incident, "en")))
    if kind == "leader":
        return Words(Text(incident.by, incident.by)) if incident.by not in NOBODY else None
    if kind == "type":
        return Words(plan.checklist.title)
    return None


def _notes(entries: list[Entry], opened: datetime) -> list[Note]:
    """As older kits filed them: a correction is its own line behind the one it corrects."""
    fixes: dict[str, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.event, ev.Amended):
            fixes.setdefault(entry.event.entry, []).append(entry)
    out = []
    for entry in entries:
        if isinstance(entry.event, ev.Noted):
            out.append(Note(entry.at, span(opened, entry.at), entry.by, entry.event.text))
            for fix in fixes.get(entry.id, []):
                if isinstance(fix.event, ev.Amended):
                    out.append(Note(fix.at, span(opened, fix.at), fix.by, fix.event.text))
    return out


def _measures(phases: list[PhaseSteps]) -> list[StepLine]:
    """Steps done, in the order they were done."""
    done = [line for phase in phases for line in phase.steps if line.status == "done"]
    return sorted(done, key=lambda line: (line.after or 0))
