"""Laying an incident's folder where it belongs, and finishing what a crash interrupted.

Which incident is closed, its log decides; where it lies is only so that lists stay short. So a
folder that cannot be moved stays, and nothing is taken away before its copy is proved.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Refused
from kit.ground.journal import append
from kit.ground.journal.left_over import clear_left
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import close, make_dir, names_in, open_private, sync_dir, take_away
from kit.ground.machine.full_disk import with_reserve
from kit.ground.machine.here import boot_id
from kit.ground.machine.lock import Held, Lock, lock_path
from kit.incidents.incident.files.folders import ends_closed

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log, Where
    from kit.incidents.incident.files.store import Store

MOVING = ".moving-"  # REF.TYPE in ``open/``: which folder is being carried where
RECENT = 100  # closed incidents of the last two months whose state a list looks at


def place(log: Log) -> None:
    """Lay the folder where it belongs: closed ones in their month. If that fails it is tried again
    at the next entry and by ``tidy``; it is listed by its state all the same. Never fails."""
    closed = log.incident.closed
    if closed is not None and not log.where.month:
        month = month_of(closed)
        if not noted(log, msgspec.structs.replace(log.where, month=month)):
            log.store.warnings.append(("not-moved", {"ref": log.ref}))
            return
        _move(log, os.path.join("closed", month), month)
        from kit.ground.journal import seen

        seen.remember(log, log.store.laptop, log.where.type)
    elif closed is None and log.where.month:
        bring_back(log)
    else:
        log.store.forget_pointer(log.where)


def noted(log: Log, where: Where) -> bool:
    """Note what a closed incident has left where it lies, or before it is laid there: whether all
    of that will be found. Never fails."""
    from kit.incidents.incident.files import left, owed, redlined

    store, incident = log.store, log.incident
    sure = owed.keep(store.home, where, bool(incident.owed()))
    if incident.actions:
        sure = left.keep(store.home, where, incident) and sure
    if incident.redlines:
        sure = redlined.keep(store, where, incident) and sure
    return sure


def may_leave(log: Log, kinds: set[str]) -> None:
    """Before such entries go into an incident that lies in a month: a crash behind them hides
    nothing that they leave to do. Never fails."""
    from kit.incidents.incident.files import left, owed, redlined

    taken = "undone" in kinds
    for mark, keeper, sort in (
        ("callback-", owed.OWED, log.incident.callbacks),
        ("action-", left.IMPROVING, log.incident.actions),
        ("redlined", redlined.REDLINED, log.incident.redlines),
    ):
        if any(kind.startswith(mark) for kind in kinds) or (taken and sort):
            keeper.must(log.store.home, log.where)


def bring_back(log: Log) -> None:
    """Into ``open/``; where it cannot be moved a signpost stands there instead. Never fails."""
    there = log.where
    _move(log, "open", "")
    if log.where.month:
        log.store.point_to(there)
    else:
        log.store.forget_pointer(there)


def _move(log: Log, target: str, month: str) -> None:
    from kit.ground.journal.carry import carry

    store, where = log.store, log.where
    name = f"{where.ref}.{where.type}"
    new = os.path.join(store.home, target, name)
    if where.twins or os.path.lexists(new):
        return  # two folders of one incident: verify names them, nobody takes one away
    log.writer.hold.drop()
    try:
        mark = with_reserve(store.home, lambda: _intend(store.home, where.path, new))
        try:
            gone = with_reserve(store.home, lambda: carry(where.path, new))
        except OSError:
            os.unlink(mark)
            raise
    except OSError:
        store.warnings.append(("not-moved", {"ref": log.ref}))
        return
    if gone:
        take_away(mark)
    log.where = msgspec.structs.replace(where, path=new, month=month)


def _intend(home: str, old: str, new: str) -> str:
    """Note which folder is carried where, in which start of the machine: what is found in two
    places after a crash was then made by copying. Raises ``OSError``."""
    path = os.path.join(home, "open", MOVING + os.path.basename(old))
    make_dir(os.path.dirname(path))
    fd = open_private(path, os.O_WRONLY | os.O_TRUNC)
    try:
        words = [boot_id(), os.path.relpath(old, home), os.path.relpath(new, home)]
        os.write(fd, "\n".join([*words, ""]).encode("utf-8", "surrogateescape"))
        append.sync(fd)
    finally:
        close(fd)
    sync_dir(os.path.dirname(path))
    return path


# ---- what a crash interrupted ------------------------------------------------------------


def tidy(store: Store) -> None:
    """Finish moves that were interrupted, move closed ones that could not be moved, point to open
    ones that lie in a month, and clear what crashes left. Never waits, never fails."""
    _go_on(store)
    for where in store.open_found():
        if where.twins:
            paths = (where.path, *where.twins)
            folders = [clean(os.path.relpath(path, store.home), 200) for path in paths]
            store.warnings.append(("twice", {"ref": where.ref, "names": folders}))
            continue
        try:
            log = store.load(where)
            if log.incident.closed is None and not where.month:
                store.keep(log)
                continue
            with Lock(lock_path(store.home, where.ref), 0):
                log.refresh()
                if log.incident.closed is not None:
                    place(log)
                else:
                    store.keep(log)
        except (Refused, Held, OSError):
            continue
    for where in open_in_months(store):
        store.point_to(where)
    clear_left(store.home, "open")


def open_in_months(store: Store) -> list[Where]:
    """Open incidents among the latest that lie in a month, without a signpost yet."""
    latest: list[Where] = []
    for month in reversed(store.months()[-2:]):
        latest += reversed(store.in_month(month))
    here = {where.ref for where in store.open_found()}
    out = []
    for where in latest[:RECENT]:
        if where.ref in here or ends_closed(where):
            continue
        try:
            if not store.closed_in(where):
                out.append(where)
        except (Refused, OSError):  # said where it is listed
            continue
    return out


def _go_on(store: Store) -> None:
    """Carry on what was being moved. After a power cut only where a file system renames in one
    step: on a stick the copies may share their bytes, and both folders stay."""
    opened = os.path.join(store.home, "open")
    for name in names_in(opened):
        if not name.startswith(MOVING):
            continue
        from kit.ground.journal.carry import go_on
        from kit.ground.machine.mounts import whole_renames

        path = os.path.join(opened, name)
        try:
            with Lock(lock_path(store.home, name.removeprefix(MOVING).partition(".")[0]), 0):
                boot, old, new = read_part(path).decode("utf-8").splitlines()[:3]
                old, new = os.path.join(store.home, old), os.path.join(store.home, new)
                sure = boot == boot_id() or whole_renames(store.home)
                if not os.path.isdir(old) or (sure and go_on(old, new)):
                    os.unlink(path)
        except (Held, OSError, ValueError):
            continue
