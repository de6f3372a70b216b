"""A clock that is off by more than a week: it lost its battery, or its year. What it said names no
time that anybody meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec.structs import replace

ASTRAY = 7 * 86400.0  # seconds
T = TypeVar("T", bound=msgspec.Struct)


class Astray:
    """Times by such a clock put into the terms of the right one, which shows ``now`` once it was
    set forward by ``seconds``. What the right clock had said before stays."""

    def __init__(self, seconds: float, now: datetime) -> None:
        self.by, self.now = seconds, now

    def __call__(self, at: datetime) -> datetime:
        """When something was: it lies ahead of ``now``, or comes no later than it."""
        right = self.coming(at)
        return right if (at > self.now if self.by < 0 else right <= self.now) else at

    def coming(self, at: datetime) -> datetime:
        """A time that is known to be the wrong clock's."""
        try:
            return at + timedelta(seconds=self.by)
        except (OverflowError, ValueError):  # a hostile log
            return at

    def near(self, at: datetime) -> bool:
        """Whether a time to come lies nearer to what the wrong clock showed than to the right."""
        off = (at - self.now).total_seconds()
        return abs(off + self.by) < abs(off)

    def each(self, items: Iterable[T], field: str = "at") -> list[T]:
        return [replace(one, **{field: self(getattr(one, field))}) for one in items]
