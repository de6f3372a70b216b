"""Closed incidents whose promises to customers are past the time for which personal data are kept.

They are found by the bytes of their journals, of which most hold no such promise and are not read
any further.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from kit.ground.base.lean import re
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.append import ENDING
from kit.ground.journal.log import as_written
from kit.ground.journal.reader import read_part
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules import forgetting
from kit.incidents.incident.rules.acts import Draft
from kit.people.registers.files.forgetting import Left
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.customers import Customer, customers

_ADDED = b'"kind":"callback-added"'
_ID = rb'"kind":"callback-added","data":\{"id":"([^"]*)"'
_GONE = rb'"kind":"forgotten","data":\{"callbacks":\[([^\]]*)\]'

# Who keeps something of a closed incident beside its log: the archive registers itself.
KEPT: list[Callable[[Context, Where], None]] = []


def past(ctx: Context, days: int, ref: str = "") -> list[Left]:
    """What of closed incidents has been over for so many days, by reference; of the one named
    ``ref`` only. A log that cannot be read is left out, and named in the store's warnings. Raises
    ``Refused`` where the one that is named is open."""
    store, until, tied = ctx.of(Store), ctx.now().wall - timedelta(days=days), _tied(ctx)
    if ref:
        log = store.pick(ref)
        if log.incident.closed is None:
            raise Refused("forget-open", id=log.ref)
        found = [log.where]
    else:
        months = [month for month in store.closed_months() if month <= month_of(until)]
        found = [where for month in months for where in store.closed_found(month)]
    out = []
    for where in found:
        if where.ref not in tied and not _may(where):
            continue
        try:
            log = store.load(where)
            event = _leaving(ctx, log, until, tied)
        except Refused as refused:
            store.warnings.append((refused.code, {**refused.fill}))
            continue
        if event is not None:
            out.append(Left(log.ref, event.count))
    return sorted(out)


def take_out(ctx: Context, days: int, refs: list[str], by: str) -> int:
    """Withdraw it in these incidents; the number of fields. Raises ``Refused``."""
    until = ctx.now().wall - timedelta(days=days)
    return sum(_take_out(ctx, until, ref, by) for ref in refs)


def follow(ctx: Context, by: str) -> list[Left]:
    """Withdraw in closed incidents what names a customer tied to them whom a register has
    forgotten; what was withdrawn, by reference. Raises ``Refused``."""
    store, out = ctx.of(Store), []
    for ref, theirs in _tied(ctx).items():
        if not any(each.forgotten for each in theirs):
            continue
        try:
            closed = store.pick(ref).incident.closed
        except Refused as refused:  # it is not here any more, or cannot be read: that is said
            if refused.exit != Exit.NOT_FOUND:
                store.warnings.append((refused.code, {**refused.fill}))
            continue
        done = _take_out(ctx, None, ref, by) if closed is not None else 0
        out += [Left(ref, done)] if done else []
    return out


def _tied(ctx: Context) -> dict[str, list[Customer]]:
    """The customers of registers by the incident to which they were tied."""
    out: dict[str, list[Customer]] = {}
    for book in ctx.of(Registers).all():
        for ref, theirs in customers(book.register, as_written(book)).items():
            out.setdefault(ref, []).extend(theirs)
    return out


def _take_out(ctx: Context, until: datetime | None, ref: str, by: str) -> int:
    store, tied = ctx.of(Store), _tied(ctx)
    log = store.pick(ref)
    if _leaving(ctx, log, until, tied) is None:
        return 0
    done = 0

    def act(draft: Draft) -> None:
        nonlocal done
        event = _leaving(ctx, log, until, tied)
        if event is not None:
            done = event.count
            draft.add(event)

    store.record(log, desk.writing_now(ctx, log.incident), desk.who(ctx, log.incident, by), act)
    for drop in KEPT if done else ():
        drop(ctx, log.where)
    return done


def _leaving(
    ctx: Context, log: Log, until: datetime | None, tied: dict[str, list[Customer]]
) -> ev.Forgotten | None:
    profile = log.incident.profile
    staff = [role.name for role in profile.roles.values()] if profile is not None else []
    people = [name for name in staff if name]
    return forgetting.leaving(as_written(log), log.incident, until, [*people, ctx.by],
                              tied.get(log.ref, ()))  # fmt: skip


def _may(where: Where) -> bool:
    """By the bytes of its journals: is a promise noted of which something may still be shown?"""
    blobs = []
    try:
        for folder in (where.path, *where.twins):
            for name in os.listdir(folder):
                if name.endswith(ENDING):
                    blobs.append(read_part(os.path.join(folder, name)))
    except OSError:
        return True
    holding = [blob for blob in blobs if _ADDED in blob]
    if not holding or len(blobs) > 1:
        return bool(holding)
    (blob,) = blobs
    last = blob.rstrip(b"\n").rpartition(b"\n")[2]
    if b'"kind":"forgotten"' not in last:
        return True
    gone = {id_ for each in re.findall(_GONE, blob) for id_ in re.findall(rb'"([^"]*)"', each)}
    return not gone.issuperset(re.findall(_ID, blob))
