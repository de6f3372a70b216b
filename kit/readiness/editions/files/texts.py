"""Texts of lists by their hash, ``editions/HASH.toml``: what was approved, and what a site's list
was made from, so that it can still be compared when the file or the kit has changed."""

from __future__ import annotations

import os
import re

from kit.ground.machine.disk import make_dir, regular, replace_file
from kit.ground.machine.unwritten import unwritten
from kit.plans.checklists.files import waiting_path

FOLDER = "editions"
COPIES = 5  # of a list, at most: texts by their hash, the work, what is in force, and its entry
LARGEST = 2 << 20  # bytes of a list; the longest shipped one has 60 KB


def hash_of(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def read_bytes(path: str) -> bytes:
    """Raises ``OSError``, also for what is no list by its size."""
    with open(path, "rb", opener=regular) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(f"more than {LARGEST >> 20} MB")
    return data


def keep(home: str, data: bytes) -> str:
    """The hash under which the text lies now. Raises ``Refused`` where the disk takes none."""
    mark = hash_of(data)
    path = _path(home, mark)
    if kept(home, mark) is None:
        try:
            make_dir(os.path.dirname(path))
            replace_file(path, data)
        except OSError as error:
            raise unwritten(path, error, COPIES * len(data)) from error
    return mark


def kept(home: str, mark: str) -> bytes | None:
    """The very text of that hash; ``None`` where it is not here, or is another by now."""
    if not re.fullmatch("[0-9a-f]{64}", mark):
        return None
    try:
        data = read_bytes(_path(home, mark))
    except OSError:
        return None
    return data if hash_of(data) == mark else None


def work_path(home: str, type_: str) -> str:
    """Where a text waits that is not right yet; named as its list, so that it can be checked."""
    return waiting_path(home, type_)


def base_path(home: str, type_: str) -> str:
    """Where the hash of the text lies that a waiting one was made from."""
    return os.path.join(home, FOLDER, "work", f"{type_}.base")


def waits(home: str, type_: str) -> bool:
    return os.path.isfile(work_path(home, type_))


def made_from(home: str, type_: str) -> str:
    """That hash; "" where nobody noted it."""
    try:
        mark = read_bytes(base_path(home, type_)).decode("ascii", "replace")
    except OSError:
        return ""
    return mark if re.fullmatch("[0-9a-f]{64}", mark) else ""


def id_in(data: bytes) -> str:
    """The id that a text of a list says it has; "" where it cannot be read."""
    import tomllib

    try:
        return str(tomllib.loads(data.decode("utf-8-sig")).get("id", ""))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return ""


def put_away(home: str, type_: str) -> None:
    """What waited is in force now, or is wanted no more. Raises ``OSError``."""
    os.unlink(work_path(home, type_))
    try:
        os.unlink(base_path(home, type_))
    except FileNotFoundError:
        pass


def kept_path(home: str, mark: str) -> str:
    """The file of a text that is kept; "" where it is not here, or is another by now."""
    return _path(home, mark) if kept(home, mark) is not None else ""


def _path(home: str, mark: str) -> str:
    return os.path.join(home, FOLDER, f"{mark}.toml")
