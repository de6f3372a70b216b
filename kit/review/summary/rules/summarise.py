"""What an incident amounts to: the summary's one source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.spans import lasting, span
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.codes import closing_code, log_code
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.judged import settled_at
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.milestones import (
    MILESTONES,
    Duration,
    durations,
    milestones,
)
from kit.incidents.incident.rules.outages import outages
from kit.incidents.incident.rules.stretches import apart
from kit.incidents.incident.rules.withdrawal import counts, in_force, written
from kit.review.archive.rules.deadlines_kept import Deadline, Try, counted, deadlines
from kit.review.archive.rules.digest import changes_of, corrected
from kit.review.archive.rules.figures import figures
from kit.review.summary.rules.steps_done import phases
from kit.review.summary.rules.summary import (
    Attempted,
    Harm,
    Improvement,
    Jump,
    Level,
    Moved,
    Owed,
    PhaseSteps,
    StepLine,
    Stretch,
    Summary,
)

__all__ = [
    "MILESTONES",
    "Deadline",
    "Duration",
    "Harm",
    "Level",
    "Owed",
    "PhaseSteps",
    "StepLine",
    "Summary",
    "Try",
    "closing_code",
    "durations",
    "milestones",
    "phases",
    "span",
    "summarise",
]


def summarise(
    incident: Incident,
    entries: list[Entry],
    now: datetime,
    damages: Iterable[Harm] = (),
    taken: Iterable[Callback] = (),
) -> Summary:
    """The numbers of one incident: a closed one up to its closing, an open one up to ``now``.
    ``taken``: customers of whom the manual sheet took note during it."""
    whole, entries = entries, in_force(entries)
    opened = incident.opened or now
    until = incident.closed or now
    taken = list(taken)
    lines = deadlines(incident, opened, until, now, taken)
    notices = [line for line in lines if line.kind == "tell"]
    owed = _owed(incident, taken)
    spells = _spells(incident, until)
    actions = _actions(incident)
    return Summary(
        ref=incident.ref,
        type=incident.type,
        plans=[plan.checklist.id for plan in incident.plans],
        title=incident.title,
        site=incident.profile.id if incident.profile else "",
        drill=incident.is_drill,
        speed=incident.drill.speed if incident.drill else 1.0,
        leader=incident.one_name(incident.by),
        opened=incident.opened,
        closed=incident.closed,
        until=until,
        seconds=sum(each.seconds for each in spells),
        spells=spells,
        outcome=incident.outcome if incident.closed else "",
        closing_note=incident.closing_note if incident.closed else "",
        level=incident.level,
        levels=_levels(incident, opened),
        notices=notices,
        deadlines=[line for line in lines if line.kind != "tell"],
        kept={name: figures(row) for name, row in counted(lines).items()},
        nobody=sum(1 for line in notices if line.nobody),
        escalations=sum(1 for line in notices for rung in line.rungs if rung.role),
        phases=phases(incident),
        callbacks=owed,
        callbacks_open=sum(1 for back in owed if not back.settled),
        actions=actions,
        actions_open=sum(1 for a in actions if a.done is None and a.dropped is None),
        durations=durations(_filed(incident, entries)),
        calls=len(incident.calls),
        entries=written(entries),
        late_entries=sum(1 for e in entries if e.later and counts(e)),
        corrections=corrected(entries) + incident.taken_back,
        reopened=list(incident.reopened),
        changes=changes_of(whole),
        closing_code=closing_code(entries) if incident.closed else "",
        log_code=log_code(entries),
        clock_jumps=_jumps(entries),
        unknown_entries=sum(incident.unknown.values()),
        damages=list(damages),
        outages=outages(incident),
    )


def _spells(incident: Incident, until: datetime) -> list[Stretch]:
    """How long it was open each time, none counted twice."""
    each = apart(incident.spells)
    return [Stretch(s.start, s.end, lasting(s.start, s.end or until)) for s in each]


def _jumps(entries: list[Entry]) -> list[Jump]:
    return [Jump(e.at, e.event.seconds) for e in entries if isinstance(e.event, ev.ClockJumped)]


def _levels(incident: Incident, opened: datetime) -> list[Level]:
    return [
        Level(c.at, span(opened, c.at), c.by, c.level, c.before, c.reason, c.plan)
        for c in incident.levels
    ]


def _actions(incident: Incident) -> list[Improvement]:
    """Those still open first."""
    actions = [
        Improvement(a.id, a.at, a.text, a.owner, a.due, a.done, a.verified, a.dropped)
        for a in incident.actions.values()
    ]
    return sorted(actions, key=lambda a: a.done is not None or a.dropped is not None)


def _owed(incident: Incident, taken: Iterable[Callback]) -> list[Owed]:
    """Customers still owed a call first, in the order they were noted."""
    out = []
    for back in (*incident.callbacks.values(), *taken):
        out.append(
            Owed(
                back.id,
                back.name,
                back.phone,
                back.matter,
                back.at,
                back.settled,
                back.promised,
                settled_at(back),
                [Attempted(*one) for one in back.tries],
                back.register,
                [Moved(m.at, m.before, m.to, m.reason, m.agreed) for m in back.moves],
            )
        )
    return sorted(out, key=lambda o: (bool(o.settled), o.at, o.id))


def _filed(incident: Incident, entries: list[Entry]) -> Incident:
    """The incident as it was first filed: what is opened again later changes no time of it."""
    if not incident.reopened:
        return incident
    first = next((n for n, e in enumerate(entries) if isinstance(e.event, ev.Closed)), None)
    return incident if first is None else fold(entries[: first + 1])
