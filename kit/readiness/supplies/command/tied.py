"""Of which incident it is that a supply goes out or comes back, and how that is said otherwise."""

from __future__ import annotations

from datetime import datetime

from kit.ground.console.context import Context
from kit.incidents.incident.files.store import Store
from kit.people.registers.files.desk import during, several
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import finding
from kit.readiness.supplies.rules.book import SUPPLY
from kit.readiness.supplies.rules.stock import lent


def used_in(
    ctx: Context, verb: str, text: str, ref: str, outside: bool, at: datetime | None
) -> str:
    """The incident that is named; else what comes back is of the one in which it went out, where
    that is one only, and what goes out of the one that is open, or was ``at`` that time. "" for
    none. Raises ``Refused``."""
    if ref:
        return ctx.of(Store).pick(ref).ref
    if outside:
        return ""
    open_ = during(ctx, at=at)[0]
    opened = ctx.of(Registers).load(SUPPLY.name)
    if verb != "return" or opened is None:
        return open_
    out = lent(finding.find(opened.register, text))
    return open_ if open_ in out or not out else out[0] if len(out) == 1 else ""


def say_tied(ctx: Context, verb: str, ref: str) -> None:
    """Of which it is that nobody named, and how that is said otherwise."""
    undo = "kit supply undo"
    if ref:
        ctx.err.say("register.of-open", ref=ref, undo=undo)
    elif verb == "issue" and several(ctx):
        ctx.err.say("register.of-none", n=several(ctx), undo=undo)
