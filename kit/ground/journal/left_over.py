"""What crashes left: folders of documents that were never begun to the end, files that were to
replace another. Cleared only when proved empty or whole elsewhere, and old."""

from __future__ import annotations

import os

from kit.ground.journal.append import ENDING
from kit.ground.machine.disk import names_in, take_away
from kit.ground.machine.here import wall

FRESH = ".new-"
UNSEALED = ".unsealed-"  # a sealed file, open as long as somebody works with it
ASIDE = ".aside-"  # a folder that is made anew: not whole yet, or not any more
LEFT = 3600  # seconds after which what a crash left is nobody's any more


def clear_left(home: str, under: str) -> None:
    """Take away what crashes left more than an hour ago: new folders ``under`` the home that were
    never said to be there, when they are empty or whole elsewhere, copies of sealed files, folders
    laid aside, and files that were to replace another. Never fails."""
    where = os.path.join(home, under)
    for name in names_in(where):
        if name.startswith(FRESH):
            _clear_new(home, where, name)
    for name in names_in(home):
        path = os.path.join(home, name)
        if name.startswith((UNSEALED, ASIDE)) and _old(path):
            import shutil  # with its packers the dearest thing that a start could read

            shutil.rmtree(path, ignore_errors=True)
    for folder in ("", "cache"):
        for name in names_in(os.path.join(home, folder)):
            path = os.path.join(home, folder, name)
            if _replaces(name) and os.path.isfile(path) and _old(path):
                take_away(path)


def _replaces(name: str) -> bool:
    """Whether a file was to replace another: ``NAME.PID.abc123``, or with one more such ending."""
    parts = name.split(".")
    return any(
        parts[: -ends - 1] not in ([], [""])
        and parts[-ends - 1].isdecimal()
        and all(len(end) == 6 and end.replace("_", "a").isalnum() for end in parts[-ends:])
        for ends in (1, 2)
    )


def _clear_new(home: str, folder: str, name: str) -> None:
    from kit.ground.journal.carry import whole_in
    from kit.ground.machine.mounts import whole_renames

    path = os.path.join(folder, name)
    final = os.path.join(folder, name.removeprefix(FRESH))
    try:
        if not _old(path):
            return
        files = [os.path.join(path, each) for each in os.listdir(path)]
        full = [file for file in files if os.path.isdir(file) or os.lstat(file).st_size]
        whole = all(whole_in(file, os.path.join(final, os.path.basename(file))) for file in full)
        if full and not (whole and whole_renames(home)):
            return
        for file in files:
            os.unlink(file)
        os.rmdir(path)
    except OSError:
        pass


def _old(path: str) -> bool:
    return wall() - os.lstat(path).st_mtime > LEFT


def left_over(where: str) -> list[str]:
    """New folders there that were never finished, and that hold something."""
    return [
        path
        for name in names_in(where)
        if name.startswith(FRESH)
        and _old(path := os.path.join(where, name))
        and any(each.endswith(ENDING) for each in names_in(path))
    ]
