"""Each outage of an incident by itself: from when it went down to when it worked again."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones


class Outage(msgspec.Struct, frozen=True):
    """``back`` is None while it lasts."""

    down: datetime
    back: datetime | None = None


def outages(incident: Incident) -> list[Outage]:
    """In the order of the log; one, where it never went down again; none before it has opened."""
    reached = milestones(incident)
    began = reached.get("detected", incident.opened)
    if began is None:
        return []
    out: list[Outage] = []
    for down in incident.downs:
        out.append(Outage(began, down.back or down.at))
        began = down.at
    return [*out, Outage(began, reached.get("restored"))]
