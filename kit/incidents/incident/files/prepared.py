"""The answers of the latest preparation, for the steps of a checklist that ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.incidents.incident import KNOWN as KNOWN
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.plans.checklists.rules.format import Checklist, Step

if TYPE_CHECKING:
    from kit.ground.console.context import Context

LOOKED_AT = 6  # preparations, the latest first: what none of them answered is not offered


Offer = tuple[str, str, Text, datetime]  # step, where it is from, what it says, as of when


def known(ctx: Context, checklist: Checklist, prefix: str = "") -> list[ev.Prepared]:
    """All that can be offered at the checklist's steps, in their order: by the last preparation,
    and by rooms above. ``prefix``: of the plan that these steps belong to."""
    if not any(step.prepared for _, step in checklist.steps()):
        return []
    above = [
        ev.Prepared(prefix + step, ref, text, at)
        for tell in KNOWN
        for step, ref, text, at in tell(ctx, checklist)
    ]
    return [*prepared(ctx.of(Store), checklist, prefix), *above]


def prepared(store: Store, checklist: Checklist, prefix: str = "") -> list[ev.Prepared]:
    """What is known of the checklist's steps that name a preparation, in their order. ``prefix``:
    of the plan that these steps belong to."""
    wanted = [(step.id, each) for _, step in checklist.steps() for each in step.prepared]
    past = {name: list(_incidents(store, name)) for name in {p.list for _, p in wanted}}
    out = []
    for step, source in wanted:
        for incident in past[source.list]:
            state = incident.steps.get(source.step)
            asked = incident.checklist.step(source.step)
            if asked and state and state.answered and state.value and state.at:
                text = _text(asked, state.value, source.label)
                out.append(ev.Prepared(prefix + step, incident.ref, text, state.at))
                break
    return out


def _text(step: Step, value: str, label: Text | None) -> Text:
    """The answer as its own list words it, behind what it is."""
    zh = en = value[:16].replace("T", " ") if step.answer == "time" else value
    chosen = next((choice for choice in step.choices if choice.id == value), None)
    if chosen is not None:
        zh, en = chosen.zh, chosen.en
    elif step.unit is not None:
        zh, en = f"{value} {step.unit.zh}", f"{value} {step.unit.en}"
    return Text(f"{label.zh}：{zh}", f"{label.en}: {en}") if label else Text(zh, en)


def _incidents(store: Store, type_: str) -> Iterator[Incident]:
    """The latest preparations of that type; drills are none."""
    for where in islice(_places(store, type_), LOOKED_AT):
        try:
            incident = store.load(where).incident
        except (OSError, Refused):
            continue
        if not incident.is_drill and incident.type == type_:
            yield incident


def _places(store: Store, type_: str) -> Iterator[Where]:
    """Where they lie, the latest first; the folder's name says the type."""
    found = [where for where in store.open_found() if where.type == type_]
    yield from sorted(found, key=lambda where: where.ref, reverse=True)
    for month in reversed(store.months()):
        found = [where for where in store.in_month(month) if where.type == type_]
        yield from sorted(found, key=lambda where: where.ref, reverse=True)
