"""Calls in the order in which they were made, whatever the order of writing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.kinds.calls import Called, CallMade


def calls_in_order(incident: Incident) -> list[CallMade]:
    """Each with its attempt: as it was counted when it was written down, else, where calls were
    written down out of order, as often as the post was tried in vain by then."""
    made = sorted(incident.calls, key=lambda one: one.at)
    if made == incident.calls:
        return made
    tries: dict[tuple[str, str], int] = {}
    out = []
    for one in made:
        whom = (one.call.role, "" if one.call.role else one.call.who)
        attempt = tries.get(whom, 0) + 1
        tries[whom] = 0 if one.call.result == "reached" else attempt
        out.append(replace(one, call=replace(one.call, attempt=attempt)))
    return out


def attempt_of(incident: Incident, at: datetime, call: Called) -> int:
    """Which attempt this call was, by when it was made."""
    same = replace(call, attempt=0)
    found = (
        one.call.attempt
        for one in calls_in_order(incident)
        if one.at == at and replace(one.call, attempt=0) == same
    )
    return next(found, call.attempt)
