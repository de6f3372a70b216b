"""Closed incidents in lists, from the catalogue's digests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal.as_json import iso
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.texts import clock, outcome
from kit.review.archive.rules.digest import Digest
from kit.review.archive.rules.naming import Names


def _in(names: Names, lang: str) -> str:
    return clean(names[0] if lang == "zh" else names[1])


def closed_mark(digest: Digest, lang: str) -> str:
    return word(lang, "screen.drill-mark") + " " if digest.drill else ""


def closed_title(digest: Digest, lang: str) -> str:
    names = " + ".join(_in(title, lang) for title in digest.titles)
    return f"{names} ({clean(digest.title, 80)})" if digest.title else names


def closed_row(digest: Digest, lang: str, owed: Sequence[bool] = ()) -> list[str]:
    """The same columns as ``standing.list_row``; ``owed``: for each customer still owed a call,
    whether it is late."""
    state = ""
    if digest.closed is not None:
        at = clock(Incident(opened=digest.opened), digest.closed)
        state = word(lang, "standing.head-closed", at=at, outcome=outcome(digest.outcome, lang))
    state += word(lang, "standing.list-owed", count=len(owed)) if owed else ""
    state += word(lang, "standing.list-owed-late", count=sum(owed)) if any(owed) else ""
    level = " + ".join(_in(names, lang) for names in digest.levels) or "-"
    opened = f"{digest.opened:%Y-%m-%d %H:%M}"
    return [digest.ref, opened, closed_title(digest, lang), level, state]


def closed_json(digest: Digest, lang: str, owed: int) -> dict[str, Any]:
    """The keys of ``standing_json.incident_json``; ``open_steps`` as the closing entry has them."""
    return {
        "ref": digest.ref,
        "drill": digest.drill,
        "kind": digest.kind,
        "type": digest.type,
        "plans": digest.plans,
        "title": closed_title(digest, lang),
        "about": digest.title,
        "site": {"id": digest.site, "title": _in(digest.site_title, lang)},
        "opened": digest.opened.isoformat(),
        "leader": digest.leader,
        "closed": iso(digest.closed),
        "outcome": digest.outcome,
        "level": digest.level,
        "current_step": "",
        "open_steps": digest.tally.left,
        "timers_running": digest.timers,
        "timers_ringing": 0,
        "callbacks_owed": owed,
    }
