"""What two laptops said of one thing without knowing of each other: both, and which counts."""

from __future__ import annotations

from typing import Any

import msgspec

from kit.ground.base.cells import columns
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal import as_json
from kit.ground.journal.entry import Conflict, Entry, Event, Side
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.conflicts import stands
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.entries import entry_text
from kit.incidents.incident.show.texts import clock, writer


def conflicts_of(incident: Incident) -> list[Conflict]:
    """As the state goes by them, the one that came up first on top."""
    found = [stands(incident, one) for one in incident.conflicts.values()]
    return sorted(found, key=lambda one: (one.sides[0].at, one.about))


def side_text(incident: Incident, side: Side, lang: str) -> str:
    """What one of them said."""
    kind = ev.KINDS.of(side.kind) or Event
    event = msgspec.json.decode(side.data, type=kind)
    entry = Entry(0, side.id, side.at, side.by, event, journal=side.journal)
    return entry_text(incident, entry, lang)


def side_rows(incident: Incident, lang: str) -> list[list[str]]:
    """A row a side: ``*`` where it counts, when, who on which laptop, what."""
    return [
        [
            "*" if side.id == one.counts else "",
            clock(incident, side.at),
            word(lang, "register.conflict-who", who=writer(incident, side.by, lang),
                 laptop=clean(side.journal, 40)),
            side_text(incident, side, lang),
        ]
        for one in conflicts_of(incident)
        for side in one.sides
    ]  # fmt: skip


def conflict_lines(incident: Incident, lang: str, cells: int, indent: str = "") -> list[str]:
    """Both sides of each, and how it is settled."""
    out: list[str] = []
    if incident.conflicts:
        rows = [[row[0] or " ", *row[1:]] for row in side_rows(incident, lang)]
        out = [*columns(rows, cells, indent), *_settled(lang, cells, indent)]
    return out


def _settled(lang: str, cells: int, indent: str) -> list[str]:
    return columns([[word(lang, "register.conflict-how")]], cells, indent)


def conflict_count(incident: Incident, lang: str) -> str:
    """A line for where there is no room; "" where all agree."""
    count = len(incident.conflicts)
    return word(lang, "standing.conflict-count", count=count) if count else ""


def conflicts_json(incident: Incident, lang: str) -> list[dict[str, Any]]:
    found = [(one.about, one) for one in conflicts_of(incident)]
    return as_json.conflicts_json(found, lambda side: side_text(incident, side, lang))
