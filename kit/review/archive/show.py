"""Closed incidents in lists, from the catalogue's records."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.entries import clock, outcome, say
from kit.review.archive.rules.digest import Names, Record


def _in(names: Names, lang: str) -> str:
    return clean(names[0] if lang == "zh" else names[1])


def closed_mark(record: Record, lang: str) -> str:
    return word(lang, "talk.drill") + " " if record.drill else ""


def closed_title(record: Record, lang: str) -> str:
    names = " + ".join(_in(title, lang) for title in record.titles)
    return f"{names} ({clean(record.title, 80)})" if record.title else names


def closed_row(record: Record, lang: str) -> list[str]:
    """The same columns as ``states.list_row``."""
    state = ""
    if record.closed is not None:
        at = clock(Incident(opened=record.opened), record.closed)
        state = say(lang, "head-closed", at=at, outcome=outcome(record.outcome, lang))
    state += say(lang, "list-owed", count=record.owed) if record.owed else ""
    level = " + ".join(_in(names, lang) for names in record.levels) or "-"
    opened = f"{record.opened:%Y-%m-%d %H:%M}"
    return [record.ref, opened, closed_title(record, lang), level, state]


def closed_json(record: Record, lang: str) -> dict[str, Any]:
    """The same keys as ``states.incident_json``; ``open_steps`` as the closing entry has them."""
    return {
        "ref": record.ref,
        "drill": record.drill,
        "kind": record.kind,
        "type": record.type,
        "plans": record.plans,
        "title": closed_title(record, lang),
        "profile": record.site,
        "opened": record.opened.isoformat(),
        "by": record.leader,
        "closed": record.closed.isoformat() if record.closed else None,
        "outcome": record.outcome,
        "level": record.level,
        "current": "",
        "open_steps": record.tally.left,
        "timers_running": record.timers,
        "timers_ringing": 0,
        "callbacks_owed": record.owed,
    }
