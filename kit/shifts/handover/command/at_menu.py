"""The hand-over in the menu of the shift: begin it, accept it, refuse it."""

from __future__ import annotations

from functools import partial

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.shifts.handover.command import handover
from kit.shifts.handover.talk import ask
from kit.shifts.shift.command.shared import said
from kit.shifts.shift.files import desk
from kit.shifts.shift.rules import handing


def begin(ctx: Context) -> None:
    """How each open incident stands, then the sheet."""
    handover.begun(ctx, desk.meant(ctx), "")


def accept(ctx: Context) -> None:
    handover.accepted(ctx, desk.meant(ctx))


def refuse(ctx: Context) -> None:
    book = desk.meant(ctx)
    if book.shift.handing is None:
        raise Refused("handover-none")
    who = ask.text(ctx, "who", "ask-refuses") or book.shift.handing.to
    reason = ask.text(ctx, "reason", "ask-reason", optional=False)
    told = ask.text(ctx, "told", "ask-told")
    act = partial(handing.refuse, who=who, reason=reason, told=told)
    said(ctx, book, desk.record(ctx, book, act, by=who), False)
    handover.up(ctx, book, told)

