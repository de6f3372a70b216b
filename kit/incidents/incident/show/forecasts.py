"""What others promised us: each with the history of its answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.ground.base.cells import columns
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal.as_json import iso
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.forecasts import Forecast
from kit.incidents.incident.show.texts import clock, label, say


def history(incident: Incident, found: Forecast, lang: str) -> str:
    """What counts first: ``03:00 (said 02:58); before that: 02:30 (said 02:40)``."""
    parts = []
    for each in found.given:
        due = clock(incident, each.due) if each.due else say(lang, "forecast-unsure")
        parts.append(word(lang, "standing.forecast-said", due=due, at=clock(incident, each.at)))
    *before, last = parts
    told = ("，" if lang == "zh" else ", ").join(before)
    return last + (word(lang, "standing.forecast-earlier", told=told) if before else "")


def forecasts(
    incident: Incident, now: datetime, lang: str, cells: int, indent: str = ""
) -> list[str]:
    """One line for each: who, how it stands, every answer; a time that is past is no longer waited
    for, but to be asked about."""
    rows = []
    for found in incident.forecasts.values():
        text = history(incident, found, lang)
        text += say(lang, "more", text=clean(found.matter)) if found.matter else ""
        due = found.given[-1].due
        past = due is not None and due <= now and incident.closed is None
        how = found.how or ("passed" if past else "awaited")
        state = word(lang, f"standing.forecast-is-{how}")
        rows.append((label(incident, found.who, lang), state, text))
    return columns(rows, cells, indent)


def forecast_json(found: Forecast) -> dict[str, Any]:
    return {
        "id": found.id,
        "who": found.who,
        "matter": found.matter,
        "given": [
            {"at": iso(each.at), "due": iso(each.due), "said": each.said} for each in found.given
        ],
        "ended": iso(found.ended),
        "how": found.how,
    }
