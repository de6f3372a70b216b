"""How many customers a report says are owed a call: in the incident's log and in the register."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.console.context import Context
from kit.incidents.say.rules.reports import Report


def all_owed(ctx: Context, made: Report, ref: str) -> Report:
    """The report of incident ``ref`` with the callers of the sheet that were taken during it."""
    from kit.people.registers.talk.tied import owed_callers

    more = len(owed_callers(ctx, ref))
    return replace(made, customers_owed=made.customers_owed + more) if more else made
