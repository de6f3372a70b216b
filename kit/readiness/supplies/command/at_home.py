"""What home says of supplies where no incident is open, and an incident when it ends."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.readiness.supplies.files.kept import supplies
from kit.readiness.supplies.show.pages import home_line, out_lines


def line(ctx: Context) -> tuple[str, bool]:
    """The line, and that it is red; "" for nothing, or where it cannot be read: home goes on."""
    try:
        return home_line(supplies(ctx), ctx.me.lang), True
    except (Refused, OSError):
        return "", False


def still_out(ctx: Context, ref: str) -> list[str]:
    """Supplies that were issued in this incident and are not back; nothing where they cannot be
    read."""
    try:
        return out_lines(supplies(ctx), ref, ctx.me.lang)
    except (Refused, OSError):
        return []
