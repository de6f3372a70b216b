"""What a home holds besides journals: the site's own files, and how far logs had been seen."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from kit.ground.base.clean import clean
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import names_in
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.rules import manifest as m
from kit.people import there

# Folders of journals, and what may be deleted at any time or is one laptop's alone.
JOURNALS = frozenset(("open", "closed", "shifts", "registers", "contacts", "filed"))
PASSING = frozenset(
    (
        "cache", "locks", "reserve", "laptop", "leader", "owed", "improving", "incoming",
        "backup.json",
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
        if name in JOURNALS or name in PASSING or _HALF.fullmatch(name):
            continue
        inside = [f"{name}/{each}" for each in names_in(os.path.join(home, name))]
        for path in inside if folder else [name]:
            if _HALF.fullmatch(path):
                continue
            blob = _read(home, path)
            if blob is None:
                left.append(clean(path, 200))
            else:
                files.append((path, blob))
    return Own(files[: m.FILES], left + [path for path, _ in files[m.FILES :]])


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
        or there(kept.home) or kept.filed.there
    )  # fmt: skip
    return bool(recorded) or any(not path.startswith("seen/") for path, _ in own(kept.home).files)
