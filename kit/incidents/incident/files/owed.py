"""Closed incidents that still owe a call: a promise outlives its incident (``outliving``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.outliving import Outliving

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store

FOLDER = "owed"
_ADDED = rb'"kind":"callback-added","data":\{"id":"([^"]*)"'
_SETTLED = rb'"kind":"callback-tried","data":\{"id":"([^"]*)","result":"(?:reached|given-up)"'
_UNDONE = b'"kind":"undone"'


def _may_owe(blobs: list[bytes]) -> bool:
    """By the bytes of its journals: is somebody noted who was neither reached nor given up?"""
    added: set[bytes] = set()
    settled: set[bytes] = set()
    for blob in blobs:
        if b'"callback-added"' in blob or b'"callback-tried"' in blob:
            if _UNDONE in blob:
                return True
            added.update(re.findall(_ADDED, blob))
            settled.update(re.findall(_SETTLED, blob))
    return bool(added - settled)


OWED = Outliving(FOLDER, _may_owe)


def ever(store: Store) -> list[Log]:
    """Closed incidents in whose log any customer was noted who was to be called, the latest first:
    looked for by the bytes of every closed journal."""
    found = []
    for month in reversed(store.months()):
        for where in reversed(store.closed_found(month)):
            if any(b'"callback-added"' in blob for blob in OWED.journals(where)):
                try:
                    found.append(store.load(where))
                except Refused as refused:
                    store.warnings.append((refused.code, {**refused.fill}))
    return found


def keep(home: str, where: Where, owes: bool, durable: bool = True) -> bool:
    """Note that a closed incident owes calls, or that it owes none; whether it will be found
    (``owing``). Never fails."""
    return OWED.keep(home, where, owes, durable=durable)


def owing(store: Store, known: dict[str, Log] | None = None) -> list[Log]:
    """Closed incidents that owe a call, the one promised first on top. ``known``: logs by path
    that were read before; of those only what is new is read."""
    found = []
    for where, _ in OWED.places(store):
        try:
            log = (known or {}).get(where.path) or store.load(where)
            log.refresh()
        except (OSError, Refused):
            continue
        if log.incident.closed is None or not log.incident.owed():
            keep(store.home, where, False)
            continue
        found.append(log)
    return sorted(found, key=lambda log: (_first(log), log.ref))


def _first(log: Log) -> float:
    promised = log.incident.owed()[0].promised
    return promised.timestamp() if promised else float("inf")
