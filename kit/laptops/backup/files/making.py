"""A backup written, proved, and only then the old ones looked through.

Nothing that lies in the folder is touched before the new one has been read back. What goes then
are backups that this laptop wrote, that the plan of ``rules/rotation`` has no place for, and of
which everything is in the new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.reader import why
from kit.ground.machine.disk import make_dir, sync_dir
from kit.ground.machine.full_disk import is_full
from kit.ground.machine.lock import Held, Lock
from kit.laptops.backup.files import note as notes
from kit.laptops.backup.files.own import held, own
from kit.laptops.backup.files.shelf import SCOPE, Lying, lying, reach, wrong
from kit.laptops.backup.rules import rotation
from kit.laptops.backup.rules.due import covers
from kit.laptops.backup.rules.names import free
from kit.laptops.bundles.files.sorts import Keepers, every
from kit.laptops.bundles.files.writing import Asked, Written, write

LOCK = "backup.lock"
HALVES = 20  # paths of stopped backups that are remembered


class Made(NamedTuple):
    """``left``: what lies in the home and is no kit's; ``kept``: the backups of this laptop that
    lie there now, each with the reason; ``gone``: those deleted; ``stuck``: those that would not
    go; ``apart``: it lies on another disk than the home; ``noted``: the home remembers it."""

    written: Written
    left: list[str]
    kept: dict[str, str]
    gone: list[str]
    stuck: list[str]
    apart: bool
    noted: bool


def place(home: str, said: str) -> tuple[str, bool]:
    """The folder for the backup, and whether it lies on another disk than the home. ``said``: ""
    for that of last time. Raises ``Refused``."""
    known = notes.load(home)
    if not os.path.isdir(home):
        raise Refused("backup-empty", Exit.NOT_FOUND)
    if not (said or known.folder):
        raise Refused("backup-where", Exit.USAGE)
    folder = os.path.realpath(os.path.expanduser(said)) if said else known.folder
    inside = os.path.join(os.path.realpath(home), "")
    if os.path.join(folder, "").startswith(inside):
        raise Refused("backup-inside", Exit.USAGE, path=folder)
    try:
        if said and not os.path.lexists(folder) and os.path.isdir(os.path.dirname(folder)):
            make_dir(folder)
        apart = os.stat(folder).st_dev != os.stat(home).st_dev
        if not os.path.isdir(folder):
            raise NotADirectoryError(20, os.strerror(20), folder)
    except OSError as error:
        raise _failed(folder, error) from error
    if not said and known.apart and not apart:  # the stick is not there, only its empty folder
        raise Refused("backup-gone", Exit.FAULT, path=folder)
    return folder, apart


def make(kept: Keepers, folder: str, apart: bool, asked: Asked) -> Made:
    """Write the backup and look through those that lie there. Raises ``Refused``: then there is no
    new one, and the old ones are as they were."""
    home = kept.home
    try:
        with _alone(home):
            return _make(kept, folder, apart, asked._replace(scope=SCOPE))
    except Held as error:
        raise Refused("backup-held") from error


@contextmanager
def _alone(home: str) -> Iterator[None]:
    """One at a time; a home that cannot be written any more is backed up all the same. Raises
    ``Held``."""
    with ExitStack() as stack:
        try:
            make_dir(os.path.join(home, "locks"))
            stack.enter_context(Lock(os.path.join(home, "locks", LOCK), 0.5))
        except OSError:
            pass
        yield


def _make(kept: Keepers, folder: str, apart: bool, asked: Asked) -> Made:
    home, known = kept.home, notes.load(kept.home)
    mine = own(home)
    if not held(kept):
        raise Refused("backup-empty", Exit.NOT_FOUND)
    try:
        name = free(asked.laptop, asked.now.wall.replace(tzinfo=None), {*os.listdir(folder)})
    except OSError as error:
        raise _failed(folder, error) from error
    path = os.path.join(folder, name)
    known.writing = known.writing[-HALVES:]
    notes.keep(home, msgspec.structs.replace(known, writing=[*known.writing, path]))
    try:
        written = write(path, every(kept), kept, asked, files=mine.files)
    except Refused as refused:
        if refused.code != "output":
            raise
        cause = refused.__cause__
        raise _failed(folder, cause if isinstance(cause, OSError) else None) from refused
    now = notes.Note(folder, apart, asked.now.wall, name, known.writing)
    noted = notes.keep(home, now)
    plan, stuck = _looked_through(folder, asked.laptop, name)
    for half in [each for each in known.writing if os.path.dirname(each) == folder]:
        torn = os.path.basename(half)  # of a backup that was stopped
        if os.path.lexists(half) and wrong(half):
            (plan.gone if _delete(half) else stuck).append(torn)
            plan.kept.pop(torn, None)
        if torn not in stuck:
            now.writing.remove(half)
            noted = notes.keep(home, now)
    return Made(written, mine.left, plan.kept, plan.gone, stuck, apart, noted)


def _failed(folder: str, error: OSError | None) -> Refused:
    if error is not None and is_full(error):
        return Refused("backup-full", Exit.FAULT, path=folder, free=_free(folder))
    said = why(error) if error is not None else os.strerror(5)
    return Refused("backup-failed", Exit.FAULT, path=folder, why=said)


def _free(folder: str) -> int:
    """Megabytes that are free there."""
    try:
        space = os.statvfs(folder)
    except (OSError, AttributeError):
        return 0
    return space.f_bavail * space.f_frsize // 1_000_000


# ---- those that lie there ----------------------------------------------------------------


def _looked_through(folder: str, laptop: str, new: str) -> tuple[rotation.Plan, list[str]]:
    """Delete those that have no place; which stay and went, and which would not go."""
    try:
        here = {one.name: one for one in lying(folder) if one.laptop == laptop}
    except OSError:
        return rotation.Plan({new: rotation.NEW}, []), []
    found = _found(here, new)
    plan = rotation.plan(found, new)
    proved = {new}
    while plan.gone:  # what stands for those that go is read whole before they do
        unsure = [name for name in rotation.beside(found, plan.gone) if name not in proved]
        bad = {name for name in unsure if wrong(here[name].path)}
        proved |= {*unsure}
        if not bad:
            break
        found = [_unsound(each) if each.name in bad else each for each in found]
        plan = rotation.plan(found, new)
    gone: list[str] = []
    stuck: list[str] = []
    for name in plan.gone:
        (gone if _delete(here[name].path) else stuck).append(name)
    if gone:
        _sync(folder)
    return rotation.Plan(plan.kept, gone), stuck


def _found(here: dict[str, Lying], new: str) -> list[rotation.Found]:
    newest = here[new].manifest if new in here else None
    far = reach(newest) if newest is not None else {}
    return [
        rotation.Found(
            one.name, one.at, one.ours,
            one.manifest is not None and covers(reach(one.manifest), far),
        )
        for one in here.values()
    ]  # fmt: skip


def _unsound(found: rotation.Found) -> rotation.Found:
    return rotation.Found(found.name, found.at, False, found.covered)


def _delete(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return not os.path.lexists(path)
    return True


def _sync(folder: str) -> None:
    try:
        sync_dir(folder)
    except OSError:
        pass


