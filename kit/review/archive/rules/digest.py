"""A closed incident in a few numbers: what the catalogue keeps of it, and what reviews add up.

The numbers are those of the log alone, so that two ways of reading it can be compared: the whole
fold here, and ``review/archive/rules/digest_fast`` for whole years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.private import Free, Name, Plain
from kit.ground.base.spans import lasting, span
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.action import Action
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.judged import judged, judged_by, promised
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.rounds import DeadlineKind
from kit.incidents.incident.rules.stretches import apart
from kit.incidents.incident.rules.withdrawal import counts, in_force, written
from kit.plans.checklists.rules.format import Step
from kit.review.archive.rules.deadlines_kept import (
    BRIEF,
    COUNTED,
    Kept,
    Owner,
    kind_of,
    own_figure,
    rounds,
    row_of,
)
from kit.review.archive.rules.naming import Names, named
from kit.review.archive.rules.owing import Improving, Owing

RunKind = Literal["incident", "preparation"]
EDITION = 9  # one more whenever a number here comes to mean something else: old copies are dropped


class Tally(msgspec.Struct, omit_defaults=True):
    """What can be added over incidents, but for the deadlines. ``nobody``: rounds of notifications
    in which nobody on the ladder could be reached. ``left``: steps open at the closing;
    ``critical``: critical ones among the skipped and left. ``late_entries``: that carry another
    time of writing, as pages are filed; ``written_later``: by a minute and more."""

    nobody: int = 0
    escalations: int = 0
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
    written_later: int = 0

    def add(self, other: Tally) -> None:
        for name in other.__struct_fields__:
            more = getattr(other, name)
            if more:
                setattr(self, name, getattr(self, name) + more)


class Change(msgspec.Struct, frozen=True):
    """What was written after the first closing and changes a figure: ``reopened``, ``closed``
    (again), ``callback-reached``, ``callback-given-up``, ``undone``, ``redone``."""

    at: datetime
    what: Plain
    by: Name = ""


class Missed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deadline that was answered a minute or more late (``late`` seconds), or ``never``, then as
    long as there was need. ``row`` is one of ``deadlines_kept.ROWS``; ``names`` are empty where
    nobody's list gives it: handed on, promised; ``who``: the customer who was promised a call."""

    timer: Plain
    row: Plain
    due: datetime
    late: int = 0
    never: bool = False
    round: int = 1
    names: Names = ("", "")
    who: Name = ""


class Undone(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step that was ``skipped``, or left open at the closing."""

    step: Plain
    skipped: bool = False
    critical: bool = False
    names: Names = ("", "")


class Digest(msgspec.Struct, omit_defaults=True):
    """One incident that was closed (``closed`` is ``None`` when it was opened again). ``kept``: its
    deadlines by row, ``missed`` those that were not, ``undone`` the steps that
    nobody did. ``after``: seconds from the opening to each milestone as they stood at the
    first closing, ``spells`` how long it was open each time: what is opened again later changes
    neither. ``cause``: its key in the site's list, by the names that it had then; ``repeat_of``:
    the earlier incident that had it. ``proved``: every line's hash was checked. ``damages`` counts
    places, ``unknown`` entries of kinds that this kit does not know."""

    ref: Plain
    type: Plain
    opened: datetime
    closed: datetime | None = None
    kind: RunKind = "incident"
    drill: bool = False
    title: Free = ""
    titles: list[Names] = []
    plans: list[Plain] = []
    levels: list[Names] = []
    level: Plain = ""
    site: Plain = ""
    site_title: Names = ("", "")
    leader: Name = ""
    outcome: Plain = ""
    timers: int = 0
    tally: Tally = msgspec.field(default_factory=Tally)
    kept: dict[Plain, Kept] = {}
    after: dict[Plain, int] = {}
    spells: list[int] = []
    changes: list[Change] = []
    missed: list[Missed] = []
    undone: list[Undone] = []
    owing: list[Owing] = []
    improving: list[Improving] = []
    cause: Plain = ""
    cause_names: Names = ("", "")
    repeat_of: Plain = ""
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
    if incident.cause is not None:
        found = incident.cause
        out.cause, out.repeat_of = found.key, found.repeat_of
        out.cause_names = (found.called.zh, found.called.en)
    if incident.profile is not None:
        out.site = incident.profile.id
        out.site_title = (incident.profile.named("zh"), incident.profile.named("en"))
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


def filed_digest(entries: list[Entry]) -> Digest | None:
    """The digest as it was filed last, of an incident that was opened again; ``None``: it never
    was."""
    until = until_filed(entries)
    if not until:
        return None
    out = digest_of(fold(in_force(until)), until)
    out.changes = changes_of(entries)
    return out


def until_filed(entries: list[Entry]) -> list[Entry]:
    """The entries up to its last closing; none: it never was closed."""
    last = _closings(entries)[-1:]
    return entries[: last[0] + 1] if last else []


def _closings(entries: list[Entry], every: bool = False) -> list[int]:
    """Where it was closed; that it was opened in error files nothing, unless ``every``."""
    return [
        n
        for n, entry in enumerate(entries)
        if isinstance(entry.event, ev.Closed) and (every or entry.event.outcome != ev.IN_ERROR)
    ]


def changes_of(entries: list[Entry]) -> list[Change]:
    """What came after the first closing and changed a figure, in the order of writing."""
    closings = _closings(entries)
    out = []
    for entry in entries[closings[0] + 1 :] if closings else []:
        kind = "redone" if getattr(entry.event, "restores", False) else entry.kind
        what = change_of(kind, getattr(entry.event, "result", ""))
        if what:
            out.append(Change(entry.written, what, entry.by))
    return out


def change_of(kind: str, result: str) -> str:
    """What an entry after the closing changes in the figures ("": nothing)."""
    if kind == "callback-tried":
        return f"callback-{result}" if result in ("reached", "given-up") else ""
    return kind if kind in ("reopened", "closed", "undone", "redone") else ""


def _measure(out: Digest, incident: Incident, entries: list[Entry]) -> None:
    assert incident.opened is not None and incident.closed is not None
    whole, entries = entries, in_force(entries)
    opened, closings = incident.opened, _closings(entries) or _closings(entries, True)
    states = [*incident.past_timers, *incident.timers.values()]
    weigh_timers(
        out,
        states,
        incident.closed,
        lambda timer: (kind_of(incident, timer), own_figure(incident, timer.key)),
        lambda key: _timer_names(incident, key),
    )
    weigh_callbacks(out, incident.callbacks.values(), incident.closed)
    closing = entries[closings[-1]].event
    assert isinstance(closing, ev.Closed)
    steps = {p.key(s.id): s for p in incident.plans for _, s in p.checklist.steps()}
    weigh_steps(
        out,
        [(key, state.status) for key, state in incident.steps.items()],
        closing.open_steps,
        steps,
        lambda step: named(step.do, incident.profile),
    )
    tally = out.tally
    tally.escalations = sum(1 for e in entries if isinstance(e.event, ev.Escalated))
    weigh_actions(out, incident.actions.values())
    tally.calls = len(incident.calls)
    tally.entries = written(entries) - out.doubtful
    tally.late_entries = sum(1 for e in entries if e.wrote is not None and counts(e))
    tally.written_later = sum(1 for e in entries if e.later and counts(e))
    tally.corrections = corrected(entries) + incident.taken_back
    tally.reopened = len(incident.reopened)
    filed = fold(entries[: closings[0] + 1]) if incident.reopened else incident
    first = filed.opened or opened
    out.after = {name: span(first, at) for name, at in sorted(milestones(filed).items())}
    out.spells = [lasting(spell.start, spell.end) for spell in apart(incident.spells) if spell.end]
    out.changes = changes_of(whole)


def _timer_names(incident: Incident, key: str) -> Names:
    rule = incident.rule(key)
    return ("", "") if rule is None else named(rule.title, incident.profile)


def corrected(entries: Iterable[Entry]) -> int:
    """Entries that say that an earlier one was wrong, and values that replace a wrong one."""
    return sum(
        isinstance(e.event, ev.Amended) or (isinstance(e.event, ev.StepDone) and bool(e.event.was))
        for e in entries
    )


def weigh_timers(
    out: Digest,
    states: Iterable[TimerState],
    until: datetime,
    sort: Callable[[TimerState], tuple[DeadlineKind, Owner]],
    names: Callable[[str], Names],
) -> None:
    """Every round of every timer, in the order of their starts. ``sort``: what kind of deadline a
    timer is, and whose figure; ``names``: what its list calls it."""
    for held in rounds(states):
        timer = held[-1]
        status, late = judged(timer, out.opened, until)
        row = row_of(*sort(timer))
        if status in COUNTED:
            out.kept.setdefault(row, Kept()).count(status, late)
            if status == "not-told" or late >= BRIEF:
                never = status == "not-told"
                what = names(timer.key)
                out.missed.append(
                    Missed(_bare(timer.key), row, timer.due_now, late, never, timer.round, what)
                )
        if timer.tell and any(state.nobody for state in held):
            out.tally.nobody += 1


def _bare(key: str) -> str:
    """Without whom it is about: a digest names no person for a step or a timer."""
    return StepKey(key).bare


def weigh_callbacks(out: Digest, owed: Iterable[Callback], until: datetime) -> None:
    """Customers owed a call, and what became of the times they were promised: a promise outlives
    the closing; one that is still open is judged by it (``until``)."""
    tally = out.tally
    for back in owed:
        tally.callbacks += 1
        tally.called_back += back.settled == "reached"
        tally.given_up += back.settled == "given-up"
        status, late, _ = promised(back, until)
        waits = back.promised is not None and status == "running"
        if not back.settled:
            out.owing.append(Owing(back.id, back.name, back.at, back.promised, waits))
        if back.promised is not None:
            if status in COUNTED:
                out.kept.setdefault("promises", Kept()).count(status, late)
            if status == "not-told" or (status == "late" and late >= BRIEF):
                key, due = TimerKey.promise(back.id), judged_by(back, until)
                never = status == "not-told"
                out.missed.append(
                    Missed(key, "promises", due or until, late, never, who=back.name)
                )


def weigh_actions(out: Digest, actions: Iterable[Action]) -> None:
    """Improvement actions, and which of them are left."""
    for action in actions:
        out.tally.actions += 1
        out.tally.actions_done += action.done is not None
        if action.ended is None:
            about = (action.id, action.text, action.owner, action.at, action.day, action.done)
            out.improving.append(Improving(*about))


def weigh_steps(
    out: Digest,
    statuses: Iterable[tuple[str, str]],
    left: Sequence[str],
    steps: Mapping[str, Step],
    names: Callable[[Step], Names],
) -> None:
    """``statuses`` of the steps by key; ``left`` is what the closing entry names as open; ``steps``
    are those of the lists, by key."""
    tally = out.tally
    tally.left = len(left)
    skipped = []
    for key, status in statuses:
        if status == "done":
            tally.done += 1
        elif status == "skipped":
            tally.skipped += 1
            skipped.append(key)
    for keys, by_choice in ((left, False), (skipped, True)):
        for key in keys:
            step = steps.get(StepKey(key).bare)
            critical = step is not None and step.critical
            tally.critical += critical
            what = ("", "") if step is None else names(step)
            out.undone.append(Undone(StepKey(key).bare, by_choice, critical, what))
    out.undone.sort(key=lambda one: (one.skipped, one.step))  # whichever way the state was come to
