"""The open incidents in which something is noted in a register, and their own callers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.months import month_of
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.stretches import went_on

if TYPE_CHECKING:
    from kit.people.registers.rules.state import Doc


def during(ctx: Context, at: datetime | None = None) -> list[tuple[str, bool]]:
    """The reference of each incident that is open, or was at a time, and whether it is a drill."""
    store = ctx.of(Store)
    logs = store.open_logs()
    if at is not None:
        logs = [log for log in [*logs, *_closed(store, at)] if went_on(log.incident, at)]
    return [(log.ref, log.incident.is_drill) for log in logs]


def _closed(store: Store, since: datetime) -> Iterator[Log]:
    """Incidents that were closed in that month or later."""
    for month in store.months():
        if month >= month_of(since):
            for where in store.closed_found(month):
                try:
                    yield store.load(where)
                except Refused:  # it is said elsewhere, and ties nobody to it
                    continue


def callers(ctx: Context) -> list[Doc]:
    """Every customer of an open incident, and of a closed one that still owes a call, as a line of
    the manual sheet."""
    from kit.incidents.incident.files.owed import owing
    from kit.incidents.incident.rules.judged import settled_at
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
            ended=settled_at(back),
            end=back.settled,
        )
        for log in [*store.open_logs(), *owing(store)]
        for back in log.incident.callbacks.values()
    ]  # fmt: skip
