"""Red lines by name, so that whoever starts a list is told of them without any closed log being
folded: kept beside the logs (``outliving``) from the first close with one on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kit.incidents.incident.files.left import read
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.outliving import Outliving
from kit.incidents.incident.files.proposals import MARK
from kit.incidents.incident.rules.proposals import keys, proposed

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.rules.fold import Incident

FOLDER = "redlined"
Names = dict[str, list[str]]  # by list
REDLINED = Outliving(FOLDER, lambda blobs: any(MARK in blob for blob in blobs))


def keep(store: Store, log: Log) -> None:
    """Note the red lines of a closed incident. Where nobody looked yet, all are found then."""
    if not os.path.isdir(os.path.join(store.home, FOLDER)):
        REDLINED.places(store)
    _keep(store, log.where, _names(log.ref, log.incident))


def named(store: Store, type_: str) -> list[str]:
    """The red lines of a list in open incidents, and in closed ones as far as they are kept. What
    cannot be read is left out."""
    out: list[str] = []
    for where in store.open_found():
        if any(MARK in blob for blob in REDLINED.journals(where)):
            log = read(store, where)
            out += _names(log.ref, log.incident).get(type_, []) if log is not None else []
    if os.path.isdir(os.path.join(store.home, FOLDER)):
        for where, more in REDLINED.places(store):
            out += _told(store, where, more).get(type_, [])
    return [*dict.fromkeys(out)]


def _names(ref: str, incident: Incident) -> Names:
    out: Names = {}
    for each in proposed({ref: incident}):
        out.setdefault(each.checklist, []).extend(keys([each]))
    return out


def _keep(store: Store, where: Where, names: Names) -> None:
    text = msgspec.json.encode(names).decode("utf-8")
    REDLINED.keep(store.home, where, bool(names), text if text.isascii() else "")


def _told(store: Store, where: Where, more: str) -> Names:
    """As its file says, else as the log says, which is noted then."""
    try:
        return msgspec.json.decode(more, type=Names)
    except msgspec.MsgspecError:
        pass
    log = read(store, where)
    names = _names(log.ref, log.incident) if log is not None else {}
    if log is not None:
        _keep(store, where, names)
    return names
