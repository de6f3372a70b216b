"""What home says of supplies where no incident is open."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.readiness.supplies.files.kept import supplies
from kit.readiness.supplies.show.pages import home_line


def line(ctx: Context) -> tuple[str, bool]:
    """The line, and that it is red; "" for nothing, or where it cannot be read: home goes on."""
    try:
        return home_line(supplies(ctx), ctx.me.lang), True
    except (Refused, OSError):
        return "", False
