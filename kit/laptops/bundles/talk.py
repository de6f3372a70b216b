"""``kit import --from FOLDER``: takes in what is laid into a folder, once a second at most, until
Ctrl-C."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from kit.ground.base.refusal import Refused

POLL = 1.0  # seconds from one look to the next
NOT_WHOLE = ("bundle-bad", "bundle-unread", "bundle-changed")  # how half a file is refused
ENDINGS = (".zip", ".age")

Stamp = tuple[int, int]


class Heard(msgspec.Struct):
    """What the watch tells: ``gone`` the folder is not there, ``whole`` a file is not whole yet,
    ``refused`` one that never will be."""

    gone: Callable[[], None]
    whole: Callable[[str], None]
    refused: Callable[[Refused], None]


def watch(
    folder: str, take: Callable[[str], None], wait: Callable[[float], None], heard: Heard
) -> int:
    """Take in each bundle once it has been the same for two looks; one that is not whole is waited
    for until it has changed. ``wait`` waits so many seconds and raises ``KeyboardInterrupt`` to
    end. How many bundles were taken in or were known."""
    seen: dict[str, Stamp] = {}
    done: dict[str, Stamp] = {}
    count, there = 0, True
    try:
        while True:
            found = _bundles(folder)
            if found is None and there:
                heard.gone()
            there = found is not None
            for name, stamp in sorted((found or {}).items()):
                if seen.get(name) == stamp and done.get(name) != stamp:
                    done[name] = stamp
                    count += _take(os.path.join(folder, name), take, heard)
            seen = found or {}
            wait(POLL)
    except KeyboardInterrupt:
        return count


def _take(path: str, take: Callable[[str], None], heard: Heard) -> int:
    try:
        take(path)
    except Refused as refused:
        if refused.code in NOT_WHOLE:
            heard.whole(os.path.basename(path))
        else:
            heard.refused(refused)
        return 0
    return 1


def _bundles(folder: str) -> dict[str, Stamp] | None:
    """Size and time of each; ``None`` where there is no such folder, or no more."""
    out: dict[str, Stamp] = {}
    try:
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(ENDINGS) and not file.name.startswith("."):
                    found = file.stat()
                    out[file.name] = found.st_size, found.st_mtime_ns
    except OSError:
        return None
    return out
