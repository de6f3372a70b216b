"""What incidents say should change in the lists: every red line, by list and step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.learnt import Fault
from kit.incidents.incident.rules.names import split_plan


class Marked(msgspec.Struct, frozen=True):
    """One red line: in which incident, by whom, what they said of it ("" for nothing)."""

    ref: str
    drill: bool
    at: datetime
    by: str
    fault: Fault
    text: str


class Proposal(msgspec.Struct, frozen=True):
    """One step of one list with all that was marked there, the first on top. ``zh`` and ``en``:
    what the step said, as the incident marked last had it; "" where its list has no such step."""

    checklist: str
    step: str
    zh: str
    en: str
    marks: list[Marked]

    def count(self, fault: str) -> int:
        return sum(mark.fault == fault for mark in self.marks)


def proposed(incidents: Mapping[str, Incident], type_: str = "") -> list[Proposal]:
    """By list, then by step in the order in which they were first marked. ``type_``: only of this
    list."""
    marks: dict[tuple[str, str], list[Marked]] = {}
    says: dict[tuple[str, str], tuple[datetime, str, str]] = {}
    for ref, incident in incidents.items():
        for line in incident.redlines:
            key, text = _of(incident, line.step)
            if type_ and key[0] != type_:
                continue
            marked = Marked(ref, incident.is_drill, line.at, line.by, line.fault, line.text)
            marks.setdefault(key, []).append(marked)
            if key not in says or says[key][0] <= line.at:
                says[key] = (line.at, *text)
    out = []
    for key, each in marks.items():
        each.sort(key=lambda mark: (mark.at, mark.ref))
        out.append(Proposal(*key, *says[key][1:], each))
    return sorted(out, key=lambda one: (one.checklist, one.marks[0].at, one.step))


def keys(proposals: Iterable[Proposal]) -> list[str]:
    """Each red line by its own name: the incident, the step, and which of them there."""
    out = []
    for proposal in proposals:
        seen: dict[str, int] = {}
        for mark in proposal.marks:
            seen[mark.ref] = seen.get(mark.ref, 0) + 1
            out.append(f"{mark.ref}/{proposal.step}/{seen[mark.ref]}")
    return out


def _of(incident: Incident, key: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The list and the step that a key names, and what the step says."""
    view = incident.view(key)
    prefix, name = split_plan(key)
    plan = incident.plan(prefix)
    checklist = plan.checklist.id if plan is not None else incident.type
    step = view.step.id if view is not None else name
    text = (view.step.do.zh, view.step.do.en) if view is not None else ("", "")
    return (checklist, step), text


