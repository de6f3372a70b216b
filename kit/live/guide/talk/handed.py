"""To whom a step is handed, typed on one line: a name, by when, and that it was repeated back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.times import COMING, read

REPEATED = ("已复述", "复述了", "复述", "repeated")
MOST = 3  # words of a time


def handed(
    text: str, now: datetime, walls: Callable[[datetime], list[datetime]] | None
) -> tuple[str, datetime | None, bool]:
    """The name, by when, and whether it was repeated. A figure by itself may be part of a name, and
    so may be what has several readings: they stay with it."""
    words = text.split()
    repeated = len(words) > 1 and words[-1].strip("。.").lower() in REPEATED
    words = words[:-1] if repeated else words
    for many in range(min(MOST, len(words) - 1), 0, -1):
        last = " ".join(words[-many:])
        if last.isdecimal() or not any(char.isdecimal() for char in last):
            continue
        try:
            found = read(last, COMING, now, walls)
        except Refused:
            continue
        if isinstance(found, datetime):
            return " ".join(words[:-many]), found, repeated
    return " ".join(words), None, repeated
