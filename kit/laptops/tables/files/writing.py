"""A folder of tables: whole and on the disk, or as it was before."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import msgspec

from kit import __version__
from kit.ground.base.going import over
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.reader import why
from kit.ground.machine.disk import make_dir, replace_file, sync_dir
from kit.laptops.tables.files import faces
from kit.laptops.tables.files.spool import Place, Spool
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import FORMAT, TABLES
from kit.laptops.tables.rules.incidents import Told

CONTENTS = "tables.json"
SPOOL = "spool"
T = TypeVar("T")


class File(msgspec.Struct, frozen=True):
    """``path`` from the folder on, with slashes."""

    path: str
    rows: int
    bytes: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What ``tables.json`` says."""

    format: int
    kit: str
    exporter: str
    written: str
    redacted: bool
    rows: dict[str, int]
    files: list[File]


class Written(NamedTuple):
    path: str
    contents: Contents
    faces: list[str]


def write(
    path: str, told: Told, redacted: bool, force: bool, fill: Callable[[Spool], T]
) -> tuple[Written, T]:
    """Write what ``fill`` adds. Raises ``Refused``; then the folder is as it was, or not there."""
    target = os.path.realpath(os.path.expanduser(path))
    _look(target, path, force)
    made = f"{target}.new-{os.urandom(4).hex()}"
    try:
        try:
            os.mkdir(made, 0o700)
            make_dir(os.path.join(made, SPOOL))
            spool = Spool(os.path.join(made, SPOOL))
            found = fill(spool)
            contents, shown = _written(made, spool, told, redacted)
            _put(made, target)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise Refused("tables-output", Exit.FAULT, path=path, why=why(error)) from error
    return Written(target, contents, shown), found


def _look(target: str, path: str, force: bool) -> None:
    """Raises ``Refused`` where something is there that is not to be replaced."""
    if not os.path.lexists(target):
        return
    if not force:
        raise Refused("tables-exist", Exit.USAGE, path=path)
    if not ours(target):
        raise Refused("tables-others", Exit.USAGE, path=path)


def ours(target: str) -> bool:
    """Whether a folder holds tables and nothing else, or nothing at all."""
    try:
        names = {*os.listdir(target)}
        if not names:
            return True
        with open(os.path.join(target, CONTENTS), "rb") as file:
            msgspec.json.decode(file.read(), type=Contents)
    except (OSError, msgspec.MsgspecError, RecursionError):
        return False
    return names <= {CONTENTS, *faces.ENDINGS}


def _written(
    made: str, spool: Spool, told: Told, redacted: bool
) -> tuple[Contents, list[str]]:
    shown, files, rows = faces.faces(), [], dict.fromkeys(TABLES, 0)
    parquet = faces.Parquet() if faces.PARQUET in shown else None
    name = v.folder(told.exporter)
    try:
        for place in over(spool.places()):
            rows[place.table] += spool.rows[place]
            paths = {face: _path(made, face, place, name) for face in shown}
            faces.jsonl(paths[faces.JSONL], spool.lines(place))
            faces.as_csv(paths[faces.CSV], place.table, spool.lines(place))
            if parquet is not None:
                parquet.write(paths[faces.PARQUET], place.table, paths[faces.JSONL])
            files += [_file(made, each, spool.rows[place]) for each in paths.values()]
            spool.drop(place)
    finally:
        if parquet is not None:
            parquet.close()
    os.rmdir(os.path.join(made, SPOOL))
    contents = Contents(
        FORMAT, __version__, told.exporter, v.utc(told.now), redacted, rows, files
    )
    body = msgspec.json.format(msgspec.json.encode(contents), indent=1)
    replace_file(os.path.join(made, CONTENTS), body + b"\n")
    for folder, _, _ in os.walk(made, topdown=False):
        sync_dir(folder)
    return contents, shown


def _path(made: str, face: str, place: Place, name: str) -> str:
    folder = os.path.join(made, face, *place.folders)
    make_dir(folder)
    return os.path.join(folder, f"{name}{faces.ENDINGS[face]}")


def _file(made: str, path: str, rows: int) -> File:
    with open(path, "rb") as file:
        sha = hashlib.file_digest(file, "sha256").hexdigest()
    inside = os.path.relpath(path, made).replace(os.sep, "/")
    return File(inside, rows, os.stat(path).st_size, sha)


def _put(made: str, target: str) -> None:
    """Give it its name; what was there is gone only once it has it for good."""
    parent = os.path.dirname(target)
    aside = ""
    if os.path.lexists(target):
        aside = f"{target}.old-{os.urandom(4).hex()}"
        os.rename(target, aside)
    try:
        os.rename(made, target)
        sync_dir(parent)
    except BaseException:
        if not os.path.lexists(made):
            os.rename(target, made)
        if aside:
            os.rename(aside, target)
        raise
    if aside:
        shutil.rmtree(aside, ignore_errors=True)
