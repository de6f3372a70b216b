"""What a home remembers of its backups: ``backup.json``. It may be deleted; then the folder is
asked for again, and the next backup is due."""

from __future__ import annotations

import os
import re
from datetime import datetime

import msgspec

from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, names_in, replace_file

NAME = "backup.json"
_HALF = re.compile(r"backup\.json\.\d+\.[0-9a-f]{6}")


class Note(msgspec.Struct, omit_defaults=True):
    """``folder``: where the last backup lies, ``apart`` where that was another disk than the
    home's; ``at``: when it was written, ``name``: what it is called. ``writing``: paths of
    those that were begun and not proved."""

    folder: str = ""
    apart: bool = False
    at: datetime | None = None
    name: str = ""
    writing: list[str] = []


def load(home: str) -> Note:
    """What is remembered; nothing where that cannot be read."""
    try:
        return msgspec.json.decode(read_part(os.path.join(home, NAME)), type=Note)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Note()


def keep(home: str, note: Note) -> bool:
    """Whether it was kept: a home that cannot be written any more is still backed up. One at a
    time; what a cut left half written before is cleared."""
    try:
        make_dir(home)
        for name in names_in(home):
            if _HALF.fullmatch(name):
                os.unlink(os.path.join(home, name))
        replace_file(os.path.join(home, NAME), msgspec.json.encode(note))
    except OSError:
        return False
    return True


def since(home: str) -> float | None:
    """Since when (seconds since 1970) this laptop records in the home; ``None``: not yet."""
    try:
        return os.stat(os.path.join(home, "laptop")).st_mtime
    except OSError:
        return None
