"""Lengths of time as every figure counts them: between whole seconds, as people are shown both
times. From 10:00:00 to 10:20:00 are 20 minutes, whatever parts of a second the log holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every command reads this
    from datetime import datetime


def span(start: datetime, end: datetime) -> int:
    """Seconds between two times as they are shown (negative: ``end`` is the earlier)."""
    return int((end.replace(microsecond=0) - start.replace(microsecond=0)).total_seconds())


def lasting(start: datetime, end: datetime) -> int:
    """Seconds that something went on; none where its beginning lies ahead of its end, as where one
    of two laptops' clocks was years ahead."""
    return max(0, span(start, end))
