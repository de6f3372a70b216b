"""Small things that several commands need."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import cells
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store


def pick_any(ctx: Context, argument: str, option: str) -> Log:
    """The incident that a command shows: named as its argument or with ``-i``."""
    return ctx.of(Store).pick(argument or option)


def show_part(
    ctx: Context,
    folder: Log,
    as_json: bool,
    data: Callable[[], dict[str, object]],
    lines: Callable[[int], list[str]],
    none: str = "",
) -> None:
    """Some part of an incident: as one object (``data``: what is in it besides the reference), or
    as ``lines``, made for so many cells, each behind the drill's mark; the sentence ``none`` on
    stderr where there are no lines."""
    desk.warn(ctx, folder)
    if as_json:
        ctx.out.json({"ref": folder.ref, "drill": folder.incident.is_drill, **data()})
        return
    from kit.incidents.incident.show.standing import drill_mark

    mark = drill_mark(folder.incident, ctx.me.lang)
    found = lines(cells(ctx, mark))
    for line in found:
        ctx.out.line(mark + line)
    if none and not found:
        ctx.err.say(none)


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
