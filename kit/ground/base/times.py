"""Times that nobody can be asked about: read for certain, or refused with the readings there are.

Where a person is at hand, ``ground/console/times`` and ``ground/terminal/typed`` ask instead.
"""

from __future__ import annotations

from datetime import date, datetime

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.times import PAST, Ask, Field, Local, read


def parse_when(
    text: str, now: datetime, local: Local | None = None, field: Field = PAST
) -> datetime:
    """When something happened: 21:04, -15, 15分钟前, 昨晚11点58, with or without a date.

    Raises ``Refused`` (usage): unreadable, still to come, far off, or more than one reading.
    """
    found = read(text, field, now, local)
    if isinstance(found, Ask):
        raise doubtful(found)
    return found


def certain(found: Ask) -> bool:
    """Whether a time to come is only far off, and its whole date leaves no doubt of the day."""
    import re

    return found.why == "far" and bool(re.match(r"\s*\d{4}\s*[-/年.]", found.text))


def doubtful(found: Ask, far: str = "time-far") -> Refused:
    """The refusal that names the readings, as they can be typed."""
    if found.why == "far":
        at = found.times[0]
        return Refused(
            far, Exit.USAGE, text=found.text, names=[_typed(at)], day=f"{at:%Y-%m-%d}"
        )
    names = [_typed(at) for at in found.times]
    if found.why == "twice":
        names = [at.isoformat(timespec="minutes")[11:] for at in found.times]
    return Refused(f"time-{found.why}", Exit.USAGE, text=found.text, names=names)


def _typed(at: datetime) -> str:
    from kit.ground.base.cells import hour

    return f"{at:%Y-%m-%d} {hour(at)}"


def parse_day(text: str) -> date:
    """A day said apart, 2026-01-31. Raises ``Refused``."""
    import re

    from kit.ground.base.typed.spans import plain

    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain(text))
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise Refused("time-day", Exit.USAGE, text=text)
