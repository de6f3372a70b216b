"""Customers whom the manual sheet took down during an incident, beside those of its log."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.incidents.incident.files.log import Log
    from kit.incidents.incident.rules.kinds.callbacks import Callback
    from kit.people.registers.rules.tally import Tally


def taken_of(ctx: Context, ref: str) -> list[Callback]:
    """Of one incident, also those who were called since, in the order in which they were noted.
    Where there is no register it costs one stat."""
    return taken_by(ctx).get(ref, [])


def taken_by(ctx: Context) -> dict[str, list[Callback]]:
    """By the incident's reference."""
    out: dict[str, list[Callback]] = {}
    if not os.path.isdir(os.path.join(ctx.home, "registers", "callback")):
        return out
    from kit.incidents.incident.rules.callers import as_callback
    from kit.people.registers.files.store import Registers

    book = next((book for book in ctx.of(Registers).all() if book.ref == "callback"), None)
    for doc in book.register.docs.values() if book is not None else ():
        if doc.incident:
            out.setdefault(doc.incident, []).append(as_callback(doc))
    return out


def tallied(ctx: Context, log: Log) -> list[Tally]:
    """What was received while an incident was open, a row for each register that has any: of its
    callers also those of its log."""
    from kit.incidents.incident.files import desk
    from kit.incidents.incident.rules.callers import tally
    from kit.people.registers.files.tallies import in_incident

    incident = log.incident
    now = desk.now(ctx, incident).wall
    backs = [*incident.callbacks.values(), *taken_of(ctx, log.ref)]
    mine = [tally(backs, now)] if backs else []
    return [*mine, *(each for each in in_incident(ctx, log.ref) if each.register != "callback")]
