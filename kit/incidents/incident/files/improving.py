"""Improvement actions of a whole home: of open incidents, of closed ones that have some left
(``outliving``), and of the register. What a screen asks for at every start (how many are past their
day) is read from one small file; whoever wants the list has the logs read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.machine.disk import regular
from kit.ground.machine.full_disk import keep_cache
from kit.incidents.incident.files.left import FOLDER, IMPROVING, Left, of_incident, read, told
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules.tracked import UNVERIFIED, Tracked, not_closed, tracked

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.incidents.incident.files.store import Store
    from kit.people.registers.rules.state import Register

REGISTER = "action"


# ---- how many are red -------------------------------------------------------------------------


def red(ctx: Context) -> tuple[int, int]:
    """How many actions are past their day, and how many were done too long ago without another
    person having looked; those that a drill showed no less than others. Of closed incidents and of
    the register."""
    from kit.incidents.incident.files.store import Store

    now = ctx.clock.now().wall
    late = waits = 0
    for each in _left(ctx.of(Store)):
        late += each.done is None and each.day is not None and each.day < now.date()
        waits += each.done is not None and now.date() - each.done > UNVERIFIED
    if os.path.isdir(os.path.join(ctx.home, "registers", REGISTER)):
        from kit.people.registers.files.store import Registers

        found = [one for one in ctx.of(Registers).open_ones() if one.name == REGISTER]
        aged = not_closed(tracked({}, found), now)
        late += sum(one.overdue > 0 for one in aged)
        waits += sum(one.red and not one.overdue for one in aged)
    return late, waits


def red_line(ctx: Context) -> str:
    """What a screen says of them where no incident is open; "" where nothing is red."""
    counts = zip(("late", "waits"), red(ctx), strict=True)
    found = [(key, n) for key, n in counts if n]
    if not found:
        return ""
    from kit.ground.base.words import word

    lang = ctx.me.lang
    told = [word(lang, f"improving.home-{key}", n=n) for key, n in found]
    return word(lang, "improving.home", what=word(lang, "improving.comma").join(told))


class _Cached(msgspec.Struct):
    """Made from the folder as it was ``changed`` last."""

    changed: int
    left: list[Left]


def _left(store: Store) -> list[Left]:
    """What every closed incident has left."""
    here = [left for where in IMPROVING.here(store) for left in told(store, where, "")]
    return [*here, *_left_noted(store)]


def _left_noted(store: Store) -> list[Left]:
    """What those that lie in a month have left. Kept in one file while the folder does not
    change."""
    path = os.path.join(store.home, "cache", FOLDER)
    before = _changed(store)
    try:
        with open(path, "rb", opener=regular) as file:
            cached = msgspec.json.decode(file.read(), type=_Cached)
        if before and cached.changed == before:
            return cached.left
    except (OSError, ValueError, msgspec.MsgspecError):
        pass
    out = [left for where, more in IMPROVING.noted(store) for left in told(store, where, more)]
    changed = _changed(store)
    try:
        keep_cache(store.home, path, msgspec.json.encode(_Cached(changed, out)))
    except OSError:  # it is only slower next time
        pass
    return out


def _changed(store: Store) -> int:
    try:
        return os.stat(os.path.join(store.home, FOLDER)).st_mtime_ns
    except OSError:
        return 0


# ---- the whole list ---------------------------------------------------------------------------


def improving(store: Store) -> list[Log]:
    """Closed incidents with actions that are not closed."""
    out = []
    for where, _ in IMPROVING.places(store):
        log = read(store, where)
        if log is None:
            continue
        if log.incident.closed is None or not of_incident(log.incident):
            IMPROVING.keep(store.home, where, False)
            continue
        out.append(log)
    return out


def everywhere(store: Store) -> list[Log]:
    """Every incident in which an action was ever noted; looks through all journals."""
    out = [log for log in store.open_logs() if log.incident.actions]
    for month in store.months():
        for where in store.closed_found(month):
            if any(b'"kind":"action-added"' in blob for blob in IMPROVING.journals(where)):
                log = read(store, where)
                out += [log] if log is not None and log.incident.actions else []
    return out


def all_tracked(ctx: Context, every: bool = False) -> list[Tracked]:
    """Improvement actions of this home, each once: those of open incidents, of closed ones with
    some left (``every``: of all), and of the register. What cannot be read is said and left out."""
    from kit.incidents.incident.files.store import Store

    store = ctx.of(Store)
    logs = everywhere(store) if every else [*store.open_logs(), *improving(store)]
    return tracked({log.ref: log.incident for log in logs}, register(ctx))


def register(ctx: Context) -> list[Register]:
    """The register of improvement actions; nothing where none was noted."""
    if not os.path.isdir(os.path.join(ctx.home, "registers", REGISTER)):
        return []
    from kit.people.registers.files.store import Registers

    try:
        book = ctx.of(Registers).load(REGISTER)
    except Refused as refused:
        ctx.of(Registers).warnings.append((refused.code, {**refused.fill}))
        return []
    return [book.register] if book is not None else []
