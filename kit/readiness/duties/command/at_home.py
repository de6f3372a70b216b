"""What home says of duties where no incident is open."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.readiness.duties.files.duties import at_site, standing
from kit.readiness.duties.show.page import home_line


def line(ctx: Context) -> tuple[str, bool]:
    """The line and whether it is late; "" for nothing, or where it cannot be read: home goes on."""
    try:
        return home_line(standing(ctx), at_site(ctx), ctx.me.lang)
    except (Refused, OSError):
        return "", False
