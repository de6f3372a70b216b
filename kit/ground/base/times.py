"""Times that nobody can be asked about: read for certain, or refused with the readings there are.

Where a person is at hand, ``ground/terminal/typed`` asks instead.
"""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.offsets import read_shown
from kit.ground.base.typed.times import COMING, PAST, Ask, Field, Local


def parse_when(text: str, now: datetime, local: Local | None = None) -> datetime:
    """When something happened: 21:04, -15, 15分钟前, 昨晚11点58, with or without a date.

    Raises ``Refused`` (usage): unreadable, still to come, or more than one reading.
    """
    return _certain(text, PAST, now, local)


def parse_until(text: str, now: datetime, local: Local | None = None) -> datetime:
    """A time to come: 21:30, 15 (minutes), 半小时后, 明早8点. Raises ``Refused``."""
    return _certain(text, COMING, now, local)


def _certain(text: str, field: Field, now: datetime, local: Local | None) -> datetime:
    found = read_shown(text, field, now, local)
    if not isinstance(found, Ask):
        return found
    if found.why == "far" and _dated(text):
        return found.times[0]  # a whole date leaves no doubt which day is meant
    names = [f"{at:%Y-%m-%d %H:%M}" for at in found.times]
    if found.why == "twice":
        names = [at.isoformat(timespec="minutes") for at in found.times]
    raise Refused(f"time-{found.why}", Exit.USAGE, text=text, names=names)


def _dated(text: str) -> bool:
    import re

    return bool(re.match(r"\s*\d{4}\s*[-/年.]", text))
