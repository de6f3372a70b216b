"""Closed incidents that still owe a call: a promise outlives its incident.

``owed/`` holds one small file for each, named like the incident's folder, its month inside. It says
where to look and no more: what is owed stands in the log. An entry whose calls were all made is
taken away when it is met, and the whole folder may be deleted: it is made anew from the journals.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part
from kit.ground.journal.refs import is_ref
from kit.ground.machine.disk import make_dir, replace_file
from kit.incidents.incident.files.log import Log, Where

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store

FOLDER = "owed"
_ADDED = rb'"kind":"callback-added","data":\{"id":"([^"]*)"'
_SETTLED = rb'"kind":"callback-tried","data":\{"id":"([^"]*)","result":"(?:reached|given-up)"'
_UNDONE = b'"kind":"undone"'


def keep(home: str, where: Where, owes: bool) -> None:
    """Note that a closed incident owes calls, or that it owes none. A failure costs nothing but
    that it is found later (``owing``)."""
    path = os.path.join(home, FOLDER, os.path.basename(where.path))
    try:
        make_dir(os.path.dirname(path))
        if owes:
            replace_file(path, where.month.encode("ascii"))
        elif os.path.exists(path):
            os.unlink(path)
    except OSError:
        pass


def owing(store: Store, known: dict[str, Log] | None = None) -> list[Log]:
    """Closed incidents that owe a call, the one promised first on top. ``known``: logs by path
    that were read before; of those only what is new is read."""
    found = []
    for where in _places(store):
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


def _places(store: Store) -> list[Where]:
    folder = os.path.join(store.home, FOLDER)
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        names = _made_anew(store)
    except OSError:
        return []
    out = []
    for name in names:
        ref, _, type_ = name.partition(".")
        try:
            month = read_part(os.path.join(folder, name)).decode("ascii", "replace")
        except OSError:
            continue
        where = Where(ref, os.path.join(store.home, "closed", month, name), type_, month)
        if len(month) == 7 and is_ref(ref) and os.path.isdir(where.path):
            out.append(where)
            continue
        twin = _elsewhere(store, where)  # reopened, or closed again in another month
        keep(store.home, twin or where, twin is not None)
        out += [twin] if twin is not None else []
    return out


def _elsewhere(store: Store, where: Where) -> Where | None:
    """The last month in which the incident's folder lies, if it lies in one."""
    for month in reversed(store.months()):
        path = os.path.join(store.home, "closed", month, os.path.basename(where.path))
        if os.path.isdir(path):
            return Where(where.ref, path, where.type, month)
    return None


def _made_anew(store: Store) -> list[str]:
    """Look through every closed journal once. A home that cannot be written is not looked
    through at every start."""
    try:
        make_dir(os.path.join(store.home, FOLDER))
    except OSError:
        return []
    names = []
    for month in store.months():
        for where in store.closed_found(month):
            if _may_owe(where.path):
                keep(store.home, where, True)
                names.append(os.path.basename(where.path))
    return names


def _may_owe(folder: str) -> bool:
    """By the bytes of its journals: is somebody noted who was neither reached nor given up?"""
    added: set[bytes] = set()
    settled: set[bytes] = set()
    try:
        for name in os.listdir(folder):
            if name.endswith(ENDING):
                blob = read_part(os.path.join(folder, name))
                if b'"callback-added"' in blob or b'"callback-tried"' in blob:
                    if _UNDONE in blob:
                        return True
                    added.update(re.findall(_ADDED, blob))
                    settled.update(re.findall(_SETTLED, blob))
    except OSError:
        return False
    return bool(added - settled)
