"""Whether an incident went on at a time: from when it was detected, or opened if that was earlier,
to its closing, and again from each reopening."""

from __future__ import annotations

from datetime import datetime

from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones


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
