"""What a report takes from beyond the incident's log: how many customers the register owes a call,
and who gives it."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.console.context import Context
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.say.rules.reports import Report


def completed(ctx: Context, made: Report, folder: Log, by: str = "") -> Report:
    """The report with the callers of the sheet that were taken during the incident, signed by who
    records now (named for this act, or at work here); where nobody knows, as its log has it."""
    from kit.people.registers.talk.tied import owed_callers

    who = desk.who(ctx, folder.incident, by)
    more = len(owed_callers(ctx, folder.ref))
    if ctx.veil is not None:
        who = ctx.veil.name(who)
    leader = made.leader if who in ("", "-") else who
    return replace(made, customers_owed=made.customers_owed + more, leader=leader)
