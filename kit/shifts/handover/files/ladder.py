"""Whom a refused hand-over is reported to: the next above the leader, with the number."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.people.registers.files.desk import site

ABOVE = ("supervisor", "manager", "director", "head", "deputy")


def above(ctx: Context) -> str:
    """Post, person and number as they are known here; "" where nothing is."""
    place = site(ctx)
    if place is None:
        return ""
    for role in ABOVE:
        found = place.roles.get(role)
        if found is not None:
            parts = [found.title.get(ctx.me.lang), found.name, found.phone]
            return " ".join(part for part in parts if part)
    return ""
