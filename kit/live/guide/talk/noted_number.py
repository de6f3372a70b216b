"""The number of a note that was recorded beside what stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kit.incidents.incident.rules import events as ev

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def number_of_note(session: Session, ids: Iterable[str]) -> str:
    """Of the one of these ids; "" where there is none that still counts. Where nobody near may read
    what is typed it is its number alone, as everywhere."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.show.entries import number

    made, entries = set(ids), session.folder.newest
    notes = [e for e in entries if e.id in made and isinstance(e.event, ev.Noted)]
    gone = taking_back.newest(session.folder).gone() if notes else {}
    return number(notes[0], entries) if notes and notes[0].id not in gone else ""
