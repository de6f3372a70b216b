"""The spells of an outage: from when it went down to when it worked again, each by itself."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.milestones import milestones


class Spell(msgspec.Struct, frozen=True):
    """``back`` is None while it lasts."""

    down: datetime
    back: datetime | None = None


def spells(incident: Incident) -> list[Spell]:
    """In the order of the log; one, where it never went down again; none before it has opened."""
    reached = milestones(incident)
    began = reached.get("detected", incident.opened)
    if began is None:
        return []
    out: list[Spell] = []
    for down in incident.downs:
        out.append(Spell(began, down.back or down.at))
        began = down.at
    return [*out, Spell(began, reached.get("restored"))]
