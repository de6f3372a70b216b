"""By whom entries are: as they were signed, unless the name was a mistake.

Who takes a sentence or a wrong name for the recorder's signs all that comes with it. Taking back
that entry puts right what was signed so on that laptop until then: it is by whoever recorded there
before. The lines stay as they were written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev


class _Mistaken(msgspec.Struct, frozen=True):
    """``name`` stood there for ``right`` until the entry ``until``."""

    name: str
    right: str
    until: str


def put_right(entries: Sequence[Entry], gone: Mapping[str, Entry]) -> dict[str, str]:
    """By the id of an entry that a mistaken name stands under, whose it is. ``entries``: a whole
    log in its order; ``gone``: what is withdrawn in it, and by which entry."""
    mistaken: dict[str, _Mistaken] = {}
    last: dict[str, str] = {}
    out: dict[str, str] = {}
    for entry in entries:
        event, journal = entry.event, entry.journal
        if isinstance(event, ev.RecorderSet) and entry.id in gone:
            right = last.get(journal) or event.before
            if right:
                mistaken[journal] = _Mistaken(entry.by, right, gone[entry.id].id)
        found = mistaken.get(journal)
        if found is not None and entry.by == found.name != found.right:
            out[entry.id] = found.right
        last[journal] = out.get(entry.id, entry.by)
        mistaken = {k: each for k, each in mistaken.items() if each.until != entry.id}
    return out


def would_put_right(entries: Sequence[Entry], set_: Entry, gone: Mapping[str, Entry]) -> list[str]:
    """The ids of what taking back the recorder that is ``set_`` would put right, but for itself."""
    more = put_right(entries, {**gone, set_.id: Entry(0, "", set_.at, "", set_.event)})
    return [id_ for id_ in more if id_ != set_.id and id_ not in put_right(entries, gone)]
