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
    from kit.shifts.handover.command.handover import turn_down
    from kit.shifts.handover.talk import ask
    from kit.shifts.shift.files import desk

    book = desk.meant(ctx)
    handing = book.shift.handing
    who = handing.to if handing is not None else ""
    who = who or ask.text(ctx, "by", "ask-by", optional=False)
    reason = ask.text(ctx, "reason", "ask-refusal", optional=False)
    turn_down(ctx, book, reason, who, ask.text(ctx, "told", "ask-told"))


def register() -> None:
    at_home.register()
    ENTRIES[:] = [
        ("h", "handover", _hand_over),
        ("a", "accept", _take_over),
        ("r", "refuse", _turn_down),
    ]
