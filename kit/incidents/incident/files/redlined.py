"""Red lines by name, so that whoever starts a list is told of them without any closed log being
folded: kept beside the logs (``outliving``) from the first look on. A home of long standing that
holds more than can be looked through at a start is asked for those of the list that is started."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kit.ground.machine.disk import names_in
from kit.incidents.incident.files.left import read
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.may_be_red import FOLDER, MARK
from kit.incidents.incident.files.outliving import Outliving
from kit.incidents.incident.rules.proposals import keys, proposed

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.rules.fold import Incident

Names = dict[str, list[str]]  # by list
MANY = 2_000  # closed incidents that are looked through at a start: half a second
REDLINED = Outliving(FOLDER, lambda blobs: any(MARK in blob for blob in blobs))


def keep(store: Store, where: Where, incident: Incident) -> bool:
    """Note the red lines of a closed incident; whether they will be found. Where nobody looked yet,
    all are found then."""
    if not REDLINED.begin(store.home):
        REDLINED.noted(store)
    return _keep(store, where, _names(where.ref, incident))


def named(store: Store, type_: str) -> list[str]:
    """The red lines of a list in open incidents and in closed ones. What cannot be read is left
    out."""
    out: list[str] = []
    for where in store.open_found():
        out += _looked(store, where).get(type_, [])
    if os.path.isdir(os.path.join(store.home, FOLDER)) or _few(store):
        for where, more in REDLINED.places(store):
            out += _told(store, where, more).get(type_, [])
    else:
        for month in store.months():
            for where in store.closed_found(month):
                out += _looked(store, where).get(type_, []) if where.type == type_ else []
    return [*dict.fromkeys(out)]


def came(home: str, where: Where) -> None:
    """A closed incident with red lines came from another laptop. Where nobody looked yet, it is
    found with all others."""
    if os.path.isdir(os.path.join(home, FOLDER)):
        REDLINED.keep(home, where, True, durable=False)


def _few(store: Store) -> bool:
    left = MANY
    for month in store.months():
        left -= len(names_in(os.path.join(store.home, "closed", month)))
        if left < 0:
            return False
    return True


def _looked(store: Store, where: Where) -> Names:
    """What its log says, where by its bytes there may be one."""
    if not any(MARK in blob for blob in REDLINED.journals(where)):
        return {}
    log = read(store, where)
    return _names(log.ref, log.incident) if log is not None else {}


def _names(ref: str, incident: Incident) -> Names:
    out: Names = {}
    for each in proposed({ref: incident}):
        out.setdefault(each.checklist, []).extend(keys([each]))
    return out


def _keep(store: Store, where: Where, names: Names) -> bool:
    text = msgspec.json.encode(names).decode("utf-8")
    return REDLINED.keep(store.home, where, bool(names), text if text.isascii() else "")


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
