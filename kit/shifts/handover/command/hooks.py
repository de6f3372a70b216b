"""What lower rooms show of a hand-over, told to them without reading any of it."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.people.registers.talk.above import ABOVE
from kit.shifts.shift.command.more import ENTRIES


def _notices(ctx: Context) -> list[str]:
    from kit.shifts.handover.command.notice import notices

    return notices(ctx)


def _begin(ctx: Context) -> None:
    from kit.shifts.handover.command.at_menu import begin

    begin(ctx)


def _accept(ctx: Context) -> None:
    from kit.shifts.handover.command.at_menu import accept

    accept(ctx)


def _refuse(ctx: Context) -> None:
    from kit.shifts.handover.command.at_menu import refuse

    refuse(ctx)


def register() -> None:
    ABOVE[:] = [_notices]
    ENTRIES[:] = [
        ("h", "handover", _begin),
        ("a", "accept", _accept),
        ("r", "refuse", _refuse),
    ]
