"""Whether a home may have red lines, without a module that most starts need not load."""

from __future__ import annotations

import os

from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part

FOLDER, MARK = "redlined", b'"kind":"redlined"'


def may_be(home: str) -> bool:
    """Told by a look at the disk, and by the bytes of what is open."""
    try:
        if os.listdir(os.path.join(home, FOLDER)):
            return True
    except OSError:  # nobody looked yet
        if os.path.isdir(os.path.join(home, "closed")):
            return True
    try:
        return any(MARK in blob for blob in _open(os.path.join(home, "open")))
    except OSError:
        return True  # whoever looks closer says what is wrong


def _open(folder: str) -> list[bytes]:
    names = os.listdir(folder) if os.path.isdir(folder) else []
    places = [os.path.join(folder, name) for name in names]
    return [
        read_part(os.path.join(place, name))
        for place in places if os.path.isdir(place)
        for name in os.listdir(place) if name.endswith(ENDING)
    ]  # fmt: skip
