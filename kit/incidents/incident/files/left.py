"""What closed incidents have left of improvement actions (``outliving``): kept beside the logs,
and found by the bytes of their journals."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.days import iso_day
from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.outliving import Outliving

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.rules.fold import Incident

FOLDER = "improving"


class Left(msgspec.Struct, frozen=True):
    """An action that is not closed: by which day, and when it was done."""

    day: date | None = None
    done: date | None = None


class Data(msgspec.Struct):
    id: str = ""
    ids: list[str] = []
    due: str = ""
    day: str = ""
    doer: str = ""
    outcome: str = ""
    restores: bool = False


class Line(msgspec.Struct):
    id: str
    kind: str
    at: str
    data: Data = msgspec.field(default_factory=Data)


_line = msgspec.json.Decoder(Line)
_MARKS = (b'"kind":"action-', b'"kind":"undone"')


def _of_bytes(blobs: list[bytes]) -> list[Left] | None:
    """What is left by the lines of the journals alone; ``None`` where only the whole log tells:
    several journals, something restored or that cannot be read."""
    lines: list[Line] = []
    try:
        for blob in blobs:
            if b'"kind":"action-added"' in blob:
                found = [raw for raw in blob.splitlines() if any(m in raw[:600] for m in _MARKS)]
                lines += [_line.decode(raw) for raw in found]
    except msgspec.MsgspecError:
        return None
    if len(blobs) > 1 and lines:
        return None
    gone = {id_ for line in lines if line.kind == "undone" for id_ in line.data.ids}
    if any(line.data.restores for line in lines):
        return None
    out: dict[str, Left] = {}
    for line in lines:
        if line.id not in gone and line.kind.startswith("action-"):
            _take(out, line)
    return list(out.values())


def _take(out: dict[str, Left], line: Line) -> None:
    name, data = line.data.id, line.data
    if line.kind == "action-added":
        out[name] = Left(iso_day(data.day or data.due))
    elif name in out and line.kind == "action-moved":
        out[name] = Left(iso_day(data.day), out[name].done)
    elif name in out and line.kind == "action-done":
        if data.doer:
            out[name] = Left(out[name].day, iso_day(line.at[:10]))
        else:
            del out[name]
    elif name in out and line.kind == "action-checked" and data.outcome == "sent-back":
        out[name] = Left(out[name].day)
    elif line.kind in ("action-checked", "action-dropped"):
        out.pop(name, None)


def _may(blobs: list[bytes]) -> bool:
    left = _of_bytes(blobs)
    return left is None or bool(left)


IMPROVING = Outliving(FOLDER, _may)


def keep(home: str, where: Where, incident: Incident) -> bool:
    """Note what a closed incident has left; whether it will be found. Where nobody looked yet, all
    are found then."""
    return keep_these(home, where, of_incident(incident))


def keep_these(home: str, where: Where, left: list[Left], durable: bool = True) -> bool:
    text = msgspec.json.encode(left).decode("ascii")
    return IMPROVING.keep(home, where, bool(left), text, durable)


def of_incident(incident: Incident) -> list[Left]:
    return [
        Left(action.day, action.done.date() if action.done else None)
        for action in incident.actions.values()
        if action.ended is None
    ]


def told(store: Store, where: Where, more: str) -> list[Left]:
    """As its file says, else as the log says, which is noted then."""
    try:
        return msgspec.json.decode(more, type=list[Left])
    except msgspec.MsgspecError:
        pass
    left = _of_bytes(IMPROVING.journals(where))
    if left is None:
        log = read(store, where)
        left = of_incident(log.incident) if log is not None else []
    keep_these(store.home, where, left)
    return left


def look(store: Store, where: Where) -> None:
    """A closed incident may have something left, and was copied in by hand, perhaps."""
    if os.path.isdir(os.path.join(store.home, FOLDER)):
        told(store, where, "")


def read(store: Store, where: Where) -> Log | None:
    try:
        return store.load(where)
    except (OSError, Refused):
        return None
