"""The open incidents in which something is noted in a register, and their own callers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store

if TYPE_CHECKING:
    from kit.people.registers.rules.state import Doc


def during(ctx: Context) -> list[tuple[str, bool]]:
    """The reference of each open incident, and whether it is a drill."""
    return [(log.ref, log.incident.is_drill) for log in ctx.of(Store).open_logs()]


def callers(ctx: Context) -> list[Doc]:
    """Every customer of an open incident, and of a closed one that still owes a call, as a line of
    the manual sheet."""
    from kit.incidents.incident.files.owed import owing
    from kit.people.registers.rules.state import Doc

    store = ctx.of(Store)
    return [
        Doc(
            f"{log.ref}-{back.id}",
            back.at,
            "",
            {"name": back.name if back.name != back.phone else "", "phone": back.phone,
             "matter": back.matter},
            back.at,
            due=back.promised,
            incident=log.ref,
            drill=log.incident.is_drill,
        )
        for log in [*store.open_logs(), *owing(store)]
        for back in log.incident.callbacks.values()
    ]  # fmt: skip
