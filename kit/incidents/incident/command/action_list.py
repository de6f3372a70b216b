"""``kit action list`` and ``show``: all of them, those past their day on top."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import cells
from kit.incidents.incident.files import improving
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.tracked import Aged, Tracked, aged_at, not_closed, tracked
from kit.incidents.incident.show.improvements import aged_all, lines, tracked_json, whole
from kit.people.contacts.files.looking import looking

if TYPE_CHECKING:
    from kit.people.registers.command.deeds import Given


def listed(ctx: Context, text: str, given: Given, alone: bool) -> None:
    """Those that are not closed (``--all``: also closed ones); ``text``: of an owner, or with these
    words. ``alone``: the command alone shows all of the open incident, where there is one. With
    ``--overdue`` there being any is refused, so that a script knows."""
    now = ctx.clock.now().wall
    log = _incident(ctx, given, alone)
    found = _of_incident(ctx, log) if log else improving.all_tracked(ctx, given.every)
    found = [one for one in found if _has(one, text)]
    aged = not_closed(found, now)
    red = [each for each in aged if each.red]
    late = sum(each.overdue > 0 for each in red)
    shown = red if given.overdue else aged
    if given.every or (log is not None and not given.overdue):
        shown = [*shown, *aged_all([one for one in found if one.ended is not None], now)]
    shown = _seen(ctx, shown, given, now)
    if given.as_json:
        rows: list[dict[str, Any]] = [tracked_json(each) for each in shown]
        told: dict[str, Any] = {"overdue_count": late, "unverified_count": len(red) - late}
        told |= {"ref": log.ref, "drill": log.incident.is_drill} if log else {}
        ctx.out.json({"actions": rows, **told})
    else:
        for line in lines(shown, ctx.me.lang, cells(ctx)):
            ctx.out.line(line)
        _summed(ctx, aged, found)
    if given.overdue and red:
        raise Refused("actions-overdue", late=late, waits=len(red) - late)


def _summed(ctx: Context, aged: list[Aged], found: list[Tracked]) -> None:
    if not aged:
        ctx.err.say("improving.none" if not found else "improving.none-open")
        return
    done = sum(each.action.done is not None for each in aged)
    late = sum(each.overdue > 0 for each in aged)
    ctx.err.say("improving.sum", n=len(aged), late=late, waits=done)


def shown(ctx: Context, one: Tracked, given: Given) -> None:
    """One that stands in an incident. Raises ``Refused``."""
    now = ctx.clock.now().wall
    (aged,) = _seen(ctx, [aged_at(one, now)], given, now)
    if given.as_json:
        ctx.out.json({"actions": [tracked_json(aged)]})
        return
    for line in whole(aged, ctx.me.lang):
        ctx.out.line(line)


def _incident(ctx: Context, given: Given, alone: bool) -> Log | None:
    """Whose actions are asked for; ``None``: all there are. Raises ``Refused``."""
    store = ctx.of(Store)
    if given.ref:
        return store.pick(given.ref)
    return store.default_open() if alone and not given.every and store.open_logs() else None


def _of_incident(ctx: Context, log: Log) -> list[Tracked]:
    """Of one incident: its own, and what the register has of it."""
    found = tracked({log.ref: log.incident}, improving.register(ctx))
    return [one for one in found if one.incident == log.ref]


def _has(one: Tracked, text: str) -> bool:
    said = "\n".join([one.id, one.incident, one.measure, one.problem, one.cause, one.owner])
    return text.strip().casefold() in said.casefold()


def _seen(ctx: Context, shown: list[Aged], given: Given, now: datetime) -> list[Aged]:
    """As they are to be shown: with people hidden, where that is asked for."""
    look = looking(ctx, given.redact)
    if look is ctx:
        return shown
    store = look.of(Store)
    refs = {each.action.incident for each in shown if not each.action.registered}
    logs = {ref: store.load(store.locate(ref)).incident for ref in refs}
    found = {_key(one): one for one in tracked(logs, improving.register(look))}
    return [aged_at(found[_key(each.action)], now) for each in shown]


def _key(one: Tracked) -> tuple[bool, str, str]:
    return one.registered, one.incident, one.id
