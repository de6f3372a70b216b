"""The open incident in which something is noted in a register."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store


def during(ctx: Context) -> tuple[str, bool]:
    """The reference of the one open incident, and whether it is a drill; real before drill, ""
    where there is none or several."""
    logs = ctx.of(Store).open_logs()
    found = [log for log in logs if not log.incident.is_drill] or logs
    return (found[0].ref, found[0].incident.is_drill) if len(found) == 1 else ("", False)
