"""The hand-over in the menu of the leader's log, and that menu's key on the home screen."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.shifts.shift.command import at_home
from kit.shifts.shift.command.more import ENTRIES


def _hand_over(ctx: Context) -> None:
    from kit.shifts.handover.command.handover import hand_over

    hand_over(ctx)


def _take_over(ctx: Context) -> None:
    from kit.shifts.handover.command.handover import take_over

    take_over(ctx)


def _turn_down(ctx: Context) -> None:
    from kit.shifts.handover.command.handover import refusing
    from kit.shifts.shift.files import desk

    refusing(ctx, desk.meant(ctx))


def _codes(ctx: Context) -> None:
    from kit.shifts.handover.command.codes import show

    show(ctx)


def register() -> None:
    at_home.register()
    ENTRIES[:] = [
        ("h", "handover", _hand_over),
        ("a", "accept", _take_over),
        ("r", "refuse", _turn_down),
        ("x", "codes", _codes),
    ]
