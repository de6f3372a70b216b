"""Minutes out of a summary's figures, to hold against those that were played."""

from __future__ import annotations

from typing import Any

Row = tuple[float, float | None, str, float]


def minutes(found: dict[str, Any]) -> dict[str, Row]:
    """For each round of each timer (``timer``, ``timer 2``): planned minute, minute of its answer
    (None: none), status and minutes late."""
    out: dict[str, Row] = {}
    for row in [*found["notices"], *found["deadlines"]]:
        name = row["timer"] if row["round"] == 1 else f"{row['timer']} {row['round']}"
        after = row["answered_after"]
        answered = None if after is None else after / 60
        out[name] = (row["due_after"] / 60, answered, row["status"], row["late_seconds"] / 60)
    return out


def milestones(found: dict[str, Any]) -> dict[str, float | None]:
    """Minute of each milestone after the opening."""
    return {
        row["milestone"]: None if row["from_opening"] is None else row["from_opening"] / 60
        for row in found["durations"]
    }
