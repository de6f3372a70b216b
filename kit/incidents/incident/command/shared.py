"""Small things that several commands need."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store


def pick_any(ctx: Context, argument: str, option: str) -> Log:
    """The incident that a command shows: named as its argument or with ``-i``."""
    return ctx.of(Store).pick(argument or option)


def hurt(folder: Log) -> list[tuple[str, int, int, int]]:
    """Damaged places of a log: journal, first and last entry lost (0: none certain), bytes."""
    return [(stem, *damage.entries(), damage.length) for stem, damage in folder.damages()]


def readable(ctx: Context, found: list[Where]) -> list[Log]:
    """Those incidents that can be read; the others are named on stderr and left out."""
    out = []
    for each in found:
        try:
            out.append(ctx.of(Store).load(each))
        except Refused as refused:
            ctx.of(Store).warnings.append((refused.code, {**refused.fill}))
    return out
