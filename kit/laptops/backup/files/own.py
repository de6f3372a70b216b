"""What a home holds besides journals: the site's own files, and how far logs had been seen."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from kit.ground.base.clean import clean
from kit.ground.journal.left_over import UNSEALED
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import names_in
from kit.laptops.bundles.files.sorts import Keepers, drills
from kit.laptops.bundles.rules import manifest as m
from kit.people import there

# Folders of journals, and what may be deleted at any time or is one laptop's alone.
JOURNALS = frozenset(m.FOLDERS.values()) | {"open", "closed"}
PASSING = frozenset(
    (
        "cache", "locks", "reserve", "laptop", "leader", "owed", "improving", "redlined",
        "incoming", "backup.json", "cut-off.json",
    )
)
_HALF = re.compile(r".+\.\d+\.[0-9a-z]{6}")  # what a cut left of a file that was to be replaced


class Own(NamedTuple):
    """``files``: paths below the home (with ``/``), each with its bytes; ``left``: what else lies
    there, which no kit wrote or which cannot be read."""

    files: list[tuple[str, bytes]]
    left: list[str]


def own(home: str) -> Own:
    files: list[tuple[str, bytes]] = []
    left: list[str] = []
    for name in names_in(home):
        folder = name in m.OWN_FOLDERS or name == m.SEEN
        if name in JOURNALS or name in PASSING:
            continue
        if name.startswith(UNSEALED) or _HALF.fullmatch(name):
            continue
        for path in _inside(home, name) if folder else [name]:
            if _HALF.fullmatch(path):
                continue
            blob = _read(home, path)
            if blob is None:
                left.append(clean(path, 200))
            else:
                files.append((path, blob))
    return Own(files[: m.FILES], left + [path for path, _ in files[m.FILES :]])


def _inside(home: str, folder: str) -> list[str]:
    """Paths of what lies in one of the site's own folders, and in those of its folders that the kit
    keeps."""
    out: list[str] = []
    for name in names_in(os.path.join(home, *folder.split("/"))):
        path = f"{folder}/{name}"
        out += _inside(home, path) if path in m.OWN_FOLDERS else [path]
    return out


def _read(home: str, path: str) -> bytes | None:
    """``None``: no file of a home, or too large, or it cannot be read."""
    try:
        if not m.own_path(path):
            return None
        blob = read_part(os.path.join(home, *path.split("/")))
    except (OSError, ValueError):
        return None
    return blob if len(blob) <= m.OWN else None


def held(kept: Keepers) -> bool:
    """Whether something was recorded in a home, or something of its own lies there."""
    recorded = (
        kept.incidents.all_found() or kept.shifts.refs() or kept.registers.names()
        or there(kept.home) or kept.filed.there or [*drills(kept)]
    )  # fmt: skip
    return bool(recorded) or any(not path.startswith("seen/") for path, _ in own(kept.home).files)
