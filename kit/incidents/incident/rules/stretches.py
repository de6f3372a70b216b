"""Whether an incident went on at a time: from when it was detected, or opened if that was earlier,
to its closing, and again from each reopening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.course import Spell
from kit.incidents.incident.rules.milestones import milestones
from kit.incidents.incident.rules.names import StepKey, TimerKey


def apart(spells: Iterable[Spell]) -> list[Spell]:
    """Spells that lie one in another, as where two laptops opened it again, are one: no minute is
    counted twice."""
    out: list[Spell] = []
    for spell in sorted(spells, key=lambda one: one.start):
        last = out[-1] if out else None
        if last is None or (last.end is not None and spell.start >= last.end):
            out.append(Spell(spell.start, spell.end))
        elif last.end is not None:
            last.end = None if spell.end is None else max(last.end, spell.end)
    return out


def last_act(incident: Incident) -> datetime | None:
    """When the last thing was done in it that cannot lie behind its closing: a step done (but those
    of the closing), a call, somebody told, a level, that it was down again."""
    ending = {
        plan.key(step.id) for plan in incident.plans for step in plan.phase_steps("close")
    }
    made = [call.at for call in incident.calls] + [level.at for level in incident.levels]
    made += [down.at for down in incident.downs] + [said.at for said in incident.announced]
    made += [
        state.done_at
        for key, state in incident.steps.items()
        if state.status == "done" and state.done_at is not None
        and not StepKey(key).about and StepKey(key).bare not in ending
    ]
    made += [
        timer.answered
        for timer in incident.all_timers()
        if timer.status == "answered" and timer.answered and not TimerKey(timer.key).outlives
    ]
    return max(made, default=None)


def went_on(incident: Incident, at: datetime) -> bool:
    """By the minutes that people write down; one that was opened in error never did."""
    if incident.closed is not None and incident.outcome == IN_ERROR:
        return False
    for number, spell in enumerate(incident.spells):
        began = spell.start
        if not number:
            began = min(began, milestones(incident).get("detected", began))
        if began.replace(second=0, microsecond=0) <= at and (spell.end is None or at <= spell.end):
            return True
    return False
