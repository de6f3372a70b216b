"""What a log holds no more."""

from __future__ import annotations

from typing import Any

from kit.ground.journal.log import Log


def lost(log: Log[Any, Any]) -> int:
    """How many lines cannot be read any more: at least one for each damaged place."""
    ends = [damage.entries() for _, damage in log.damages()]
    return sum(last - first + 1 for first, last in ends)
