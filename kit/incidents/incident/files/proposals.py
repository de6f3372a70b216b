"""Red lines in every log of this home: looked for by the bytes, so that a log without any is not
folded."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.left import IMPROVING
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.may_be_red import MARK
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.proposals import Proposal, proposed


def proposals(store: Store, type_: str, unread: list[Refused]) -> list[Proposal]:
    """By list and step. What cannot be read is put into ``unread`` and left out."""
    logs = {log.ref: log.incident for log in _marked(store, unread)}
    return proposed(logs, type_)


def _marked(store: Store, unread: list[Refused]) -> Iterator[Log]:
    for where in store.all_found():
        if not any(MARK in blob for blob in IMPROVING.journals(where)):
            continue
        try:
            yield store.load(where)
        except Refused as refused:
            unread.append(refused)
