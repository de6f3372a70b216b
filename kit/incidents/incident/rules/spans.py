"""Lengths of time as every figure counts them: in whole seconds, rounded in one way."""

from __future__ import annotations

from datetime import datetime


def span(start: datetime, end: datetime) -> int:
    """Whole seconds between two times, towards the past."""
    return int((end - start).total_seconds() // 1)


def lasting(start: datetime, end: datetime) -> int:
    """Whole seconds that something went on; none where its beginning lies ahead of its end, as
    where one of two laptops' clocks was years ahead."""
    return max(0, span(start, end))


def late_by(opened: datetime | None, due: datetime, at: datetime) -> int:
    """Whole seconds that ``at`` is after ``due`` (negative: before it). Both are first put into
    whole seconds since the opening, as every page shows them, so that planned + late = actual."""
    start = opened or due
    return span(start, at) - span(start, due)
