"""What an incident amounts to: the summary's one source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.codes import closing_code, log_code
from kit.incidents.incident.rules.deadlines_kept import Deadline, Try, deadlines, lateness
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import (
    MILESTONES,
    Duration,
    durations,
    milestones,
    span,
)
from kit.incidents.incident.rules.spells import spells
from kit.review.archive.rules.digest import corrections
from kit.review.summary.rules.steps_done import phases
from kit.review.summary.rules.summary import (
    Attempted,
    Harm,
    Improvement,
    Jump,
    Level,
    Owed,
    PhaseSteps,
    StepLine,
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
) -> Summary:
    """The numbers of one incident: a closed one up to its closing, an open one up to ``now``."""
    opened = incident.opened or now
    until = incident.closed or now
    lines = deadlines(incident, entries, opened, until, now)
    notices = [line for line in lines if line.kind == "tell"]
    owed = _owed(incident)
    actions = [Improvement(a.id, a.text, a.owner, a.due, a.done) for a in incident.actions.values()]
    actions.sort(key=lambda a: a.done is not None)
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
        seconds=span(opened, until),
        outcome=incident.outcome if incident.closed else "",
        closing_note=incident.closing_note if incident.closed else "",
        level=incident.level,
        levels=[
            Level(c.at, span(opened, c.at), c.by, c.level, c.before, c.reason, c.plan)
            for c in incident.levels
        ],
        notices=notices,
        deadlines=[line for line in lines if line.kind != "tell"],
        lateness=lateness(notices),
        phases=phases(incident),
        callbacks=owed,
        callbacks_open=sum(1 for back in owed if not back.settled),
        actions=actions,
        actions_open=sum(1 for a in actions if a.done is None),
        durations=durations(incident),
        calls=len(incident.calls),
        entries=len(entries),
        late_entries=sum(1 for e in entries if e.wrote is not None),
        corrections=corrections(entries),
        reopened=list(incident.reopened),
        closing_code=closing_code(entries) if incident.closed else "",
        log_code=log_code(entries),
        clock_jumps=[
            Jump(e.at, e.event.seconds) for e in entries if isinstance(e.event, ev.ClockJumped)
        ],
        unknown_entries=sum(incident.unknown.values()),
        damages=list(damages),
        spells=spells(incident),
    )


def _owed(incident: Incident) -> list[Owed]:
    """Customers still owed a call first, in the order they were noted."""
    out = []
    for back in incident.callbacks.values():
        settled = next((at for at, result, _ in back.tries if result == back.settled), None)
        out.append(
            Owed(
                back.id,
                back.name,
                back.phone,
                back.matter,
                back.at,
                back.settled,
                back.promised,
                settled,
                [Attempted(*one) for one in back.tries],
            )
        )
    return sorted(out, key=lambda o: (bool(o.settled), o.at, o.id))




