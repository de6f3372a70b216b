"""Whose a note is, said with it where another incident is open: it may be meant for that one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.kinds.notes import Noted
from kit.live.guide.show.said import acknowledged

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

SHORT = 24  # cells of the title


def said_of(session: Session, entries: list[Entry], now: datetime) -> str:
    """What acknowledges the ``entries`` of one act."""
    log, incident = session.folder.newest, session.incident
    return acknowledged(incident, entries, session.lang, now, log, whose(session, entries))


def whose(session: Session, entries: Sequence[Entry]) -> str:
    """The incident's title, short, and the end of its reference beside one of the same title; ""
    where the entries are no note, or no other real incident is open. A silent one has no name."""
    incident, lang = session.incident, session.lang
    notes = [entry for entry in entries if isinstance(entry.event, Noted)]
    others = [log.incident for log in session.others.logs if not log.incident.is_drill]
    if not notes or not others or incident.silent:
        return ""
    title = incident.checklist.title.get(lang)
    same = any(other.checklist.title.get(lang) == title for other in others if not other.silent)
    drill = session.word("drill") if incident.is_drill else ""
    return f"{drill}{cut(title, SHORT)}{f' {incident.ref[-4:]}' if same else ''}"
