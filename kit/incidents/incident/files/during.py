"""The open incidents in which something is noted in a register."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store


def during(ctx: Context) -> list[tuple[str, bool]]:
    """The reference of each open incident, and whether it is a drill."""
    return [(log.ref, log.incident.is_drill) for log in ctx.of(Store).open_logs()]
