"""What lower rooms show of a hand-over, told to them without reading any of it."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.people.registers.talk.above import ABOVE


def _notices(ctx: Context) -> list[str]:
    from kit.shifts.handover.command.notice import notices

    return notices(ctx)


def register() -> None:
    ABOVE[:] = [_notices]
