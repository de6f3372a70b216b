"""Files that people ask for (reports, forms): whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import laptops, replace_file
from kit.ground.machine.full_disk import is_full
from kit.ground.machine.unwritten import said, unwritten

PAGES = frozenset(
    (".pdf", ".htm", ".html", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".txt", ".md", ".json")
)
OWN_TEXT = ".toml"  # lists, sites and drills of the user's own lie in the data folder


def face_of(path: str, faces: Sequence[str], force: bool = False) -> str:
    """The face that the file's ending names, one of ``faces``. Raises ``Refused`` where it names
    none of them, and where the file is there already (unless ``force``)."""
    target = _target(path)
    face = os.path.splitext(target)[1].lower().removeprefix(".")
    if face not in faces:
        names = [f".{each}" for each in faces]
        raise Refused("output-face", Exit.USAGE, path=path, names=names)
    if os.path.exists(target) and not force:
        raise Refused("output-exists", Exit.USAGE, path=path)
    return face


def no_page(path: str, ending: str) -> None:
    """Raises ``Refused`` where the name is one that a page or a table has: a double click would
    open this there, and its reader would call it broken. ``ending``: of the name it should have."""
    if os.path.splitext(path)[1].lower() in PAGES:
        raise Refused("output-face", Exit.USAGE, path=path, names=[ending])


def outside(path: str) -> str:
    """Where ``path`` leads; a name that was mistyped (or finished by Tab) must not cost a journal.
    Raises ``Refused`` where that is in a data folder, this one's or another's."""
    target = os.path.realpath(os.path.expanduser(path))
    before, folder = target, os.path.dirname(target)
    while folder != before:
        if _is_home(folder):
            raise Refused("output-home", Exit.USAGE, path=path)
        before, folder = folder, os.path.dirname(folder)
    return target


def _is_home(folder: str) -> bool:
    try:
        return bool(laptops(os.path.join(folder, "laptop")))
    except (OSError, ValueError):
        return False


def _target(path: str) -> str:
    target = os.path.realpath(os.path.expanduser(path))
    if not target.endswith(OWN_TEXT):
        outside(path)
    if os.path.exists(target) and not os.path.isfile(target):
        raise Refused("output", Exit.FAULT, path=path, why=os.strerror(_wrong(target)))
    return target


def write_file(path: str, text: str | bytes) -> str:
    """Write ``text`` (as UTF-8) in the place of ``path``; the full path. Raises ``Refused``. Who
    asks a person for the name asks ``face_of`` first."""
    target = _target(path)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    try:
        replace_file(target, data)
    except OSError as error:
        raise refusal(path, error, len(data)) from error
    except ValueError as error:
        raise Refused("output", Exit.FAULT, path=path, why=str(error)) from error
    return target


def refusal(path: str, error: OSError, size: int) -> Refused:
    """Of a file that a person asked for."""
    if is_full(error):
        return unwritten(path, error, size)
    return Refused("output", Exit.FAULT, path=path, why=said(error))


def _wrong(target: str) -> int:
    import errno

    return errno.EISDIR if os.path.isdir(target) else errno.EINVAL
