"""A closed incident in a few numbers: what the catalogue keeps of it, and what reviews add up.

The numbers are those of the log alone, so that two ways of reading it can be compared: the whole
fold here, and ``review/archive/rules/digest_fast`` for whole years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.deadlines_kept import counted, judged, rounds
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.milestones import milestones, span
from kit.incidents.incident.rules.names import StepKey

Names = tuple[str, str]  # Chinese, English
RunKind = Literal["incident", "preparation"]
EDITION = 2  # one more whenever a number here comes to mean something else: old copies are dropped


class Tally(msgspec.Struct, omit_defaults=True):
    """What can be added over incidents. ``late`` counts all notifications that were late,
    ``not_told`` those of them that never came; ``others`` are deadlines that tell nobody.
    ``left``: steps open at the closing; ``critical``: critical ones among the skipped and left."""

    notices: int = 0
    in_time: int = 0
    late: int = 0
    not_told: int = 0
    nobody: int = 0
    escalations: int = 0
    others: int = 0
    others_late: int = 0
    done: int = 0
    skipped: int = 0
    left: int = 0
    critical: int = 0
    callbacks: int = 0
    called_back: int = 0
    given_up: int = 0
    actions: int = 0
    actions_done: int = 0
    calls: int = 0
    entries: int = 0
    late_entries: int = 0
    corrections: int = 0
    reopened: int = 0

    def add(self, other: Tally) -> None:
        for name in other.__struct_fields__:
            more = getattr(other, name)
            if more:
                setattr(self, name, getattr(self, name) + more)


class Digest(msgspec.Struct, omit_defaults=True):
    """One incident that was closed (``closed`` is ``None`` when it was opened again). ``late_by``
    and ``others_by``: seconds of each late notification and other deadline, as they came;
    ``after``: seconds from the opening to each milestone. ``proved``: every line's hash was
    checked. ``damages`` counts places, ``unknown`` entries of kinds that this kit does not know."""

    ref: str
    type: str
    opened: datetime
    closed: datetime | None = None
    kind: RunKind = "incident"
    drill: bool = False
    title: str = ""
    titles: list[Names] = []
    plans: list[str] = []
    levels: list[Names] = []
    level: str = ""
    site: str = ""
    site_title: Names = ("", "")
    leader: str = ""
    outcome: str = ""
    timers: int = 0
    tally: Tally = msgspec.field(default_factory=Tally)
    late_by: list[int] = []
    others_by: list[int] = []
    after: dict[str, int] = {}
    proved: bool = False
    damages: int = 0
    doubtful: bool = False
    unknown: int = 0

    @property
    def owed(self) -> int:
        """Customers still owed a call."""
        return self.tally.callbacks - self.tally.called_back - self.tally.given_up


def digest_of(
    incident: Incident, entries: list[Entry], damages: int = 0, doubtful: bool = False
) -> Digest:
    """The digest of an incident whose entries were all folded and proved."""
    assert incident.opened is not None
    out = Digest(
        incident.ref,
        incident.type,
        incident.opened,
        incident.closed,
        kind="preparation" if incident.preparation else "incident",
        drill=incident.is_drill,
        title=incident.title,
        titles=[(p.checklist.title.zh, p.checklist.title.en) for p in incident.plans],
        plans=[p.checklist.id for p in incident.plans],
        levels=_levels(incident),
        level=incident.level,
        leader=incident.one_name(incident.by),
        timers=len(incident.running()),
        proved=True,
        damages=damages,
        doubtful=doubtful,
        unknown=sum(incident.unknown.values()),
    )
    if incident.profile is not None:
        out.site, title = incident.profile.id, incident.profile.title
        out.site_title = (title.zh, title.en)
    if incident.closed is not None:
        out.outcome = incident.outcome
        _measure(out, incident, entries)
    return out


def _levels(incident: Incident) -> list[Names]:
    """Where every plan with levels stands, in words."""
    out = []
    for plan in incident.plans:
        level = incident.level_of(plan.prefix)
        if plan.checklist.levels is not None and level:
            found = plan.checklist.levels.get(level)
            out.append((found.title.zh, found.title.en) if found else (level, level))
    return out


def _measure(out: Digest, incident: Incident, entries: list[Entry]) -> None:
    assert incident.opened is not None and incident.closed is not None
    states = [*incident.past_timers, *incident.timers.values()]
    weigh_timers(out, states, incident.closed)
    weigh_callbacks(out.tally, incident.callbacks.values())
    closing = next(e.event for e in reversed(entries) if isinstance(e.event, ev.Closed))
    critical = {p.key(s.id) for p in incident.plans for _, s in p.checklist.steps() if s.critical}
    weigh_steps(
        out.tally,
        [(key, state.status) for key, state in incident.steps.items()],
        closing.open_steps,
        critical,
    )
    tally = out.tally
    tally.escalations = sum(1 for e in entries if isinstance(e.event, ev.Escalated))
    tally.actions = len(incident.actions)
    tally.actions_done = sum(1 for action in incident.actions.values() if action.done)
    tally.calls = len(incident.calls)
    tally.entries = len(entries) - out.doubtful
    tally.late_entries = sum(1 for e in entries if e.wrote is not None)
    tally.corrections = corrections(entries)
    tally.reopened = len(incident.reopened)
    opened = incident.opened
    out.after = {name: span(opened, at) for name, at in sorted(milestones(incident).items())}


def corrections(entries: Iterable[Entry]) -> int:
    """Entries that say that an earlier one was wrong, and values that replace a wrong one."""
    return sum(
        isinstance(e.event, ev.Amended) or (isinstance(e.event, ev.StepDone) and bool(e.event.was))
        for e in entries
    )


def weigh_timers(out: Digest, states: Iterable[TimerState], until: datetime) -> None:
    """Every round of every timer, in the order of their starts."""
    tally = out.tally
    for held in rounds(counted(states)):
        timer = held[-1][1]
        status, late = judged(timer, until)
        if status == "in-time":
            if timer.tell:
                tally.in_time += 1
            else:
                tally.others += 1
        elif status == "late" or status == "not-told":
            (out.late_by if timer.tell else out.others_by).append(late)
            if timer.tell and status == "not-told":
                tally.not_told += 1
        if timer.tell and any(state.nobody for _, state in held):
            tally.nobody += 1
    tally.late, tally.others_late = len(out.late_by), len(out.others_by)
    tally.notices = tally.in_time + tally.late
    tally.others += tally.others_late


def weigh_callbacks(tally: Tally, owed: Iterable[Callback]) -> None:
    for back in owed:
        tally.callbacks += 1
        tally.called_back += back.settled == "reached"
        tally.given_up += back.settled == "given-up"


def weigh_steps(
    tally: Tally, statuses: Iterable[tuple[str, str]], left: Sequence[str], critical: set[str]
) -> None:
    """``statuses`` of the steps by key; ``left`` is what the closing entry names as open."""
    tally.left = len(left)
    tally.critical = sum(1 for key in left if StepKey(key).bare in critical)
    for key, status in statuses:
        if status == "done":
            tally.done += 1
        elif status == "skipped":
            tally.skipped += 1
            tally.critical += StepKey(key).bare in critical
