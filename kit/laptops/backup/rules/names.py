"""What a backup is called: who wrote it and when, to the second, by that laptop's wall.

The date is in the name because sticks (FAT, exFAT) keep times in steps of two seconds, in a zone
that they do not say, and lose them when a file is copied. Only what such file systems take.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_NAME = re.compile(r"incident-kit-([a-z0-9]{4,16})-(\d{8}-\d{6})\.zip")
_TIME = "%Y%m%d-%H%M%S"


def called(laptop: str, at: datetime) -> str:
    return f"incident-kit-{laptop}-{at:{_TIME}}.zip"


def said(name: str) -> tuple[str, datetime] | None:
    """The laptop and the time (naive) that a name says; ``None``: no backup is called so."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return found[1], datetime.strptime(found[2], _TIME)
    except ValueError:
        return None


def free(laptop: str, at: datetime, taken: set[str]) -> str:
    """A name that no file has: the next second where one has it."""
    while called(laptop, at) in taken:
        at += timedelta(seconds=1)
    return called(laptop, at)
