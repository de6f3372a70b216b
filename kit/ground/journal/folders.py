"""Folders in which a room keeps its journals."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.reader import why
from kit.ground.machine.disk import make_dir


def names(path: str) -> list[str]:
    """What lies in a folder, by name; nothing where it cannot be listed."""
    try:
        return sorted(os.listdir(path))
    except OSError:
        return []


def make(path: str) -> None:
    """A folder for journals, unless it is there. Raises ``Refused``."""
    if os.path.isdir(path):
        return
    try:
        make_dir(path)
    except FileExistsError:
        pass
    except OSError as error:
        raise Refused("not-recorded", Exit.FAULT, path=path, why=why(error)) from error
