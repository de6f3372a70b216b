"""All rows of a home."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.going import over
from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.store import Store
from kit.laptops.tables.rules import incidents, shifts
from kit.laptops.tables.rules.columns import Any_, Checklists, Incidents
from kit.laptops.tables.rules.incidents import Read, Told, Within
from kit.people.registers.files.store import Registers
from kit.shifts.shift.files.store import Shifts

if TYPE_CHECKING:
    from kit.ground.console.context import Context

CALLERS = "callback"  # the register that the manual sheet is kept in


class Found(NamedTuple):
    """``unread``: documents that could not be read; ``damaged``: of which bytes were left out."""

    unread: list[str]
    damaged: list[str]


def gather(ctx: Context, told: Told, add: Callable[[Any_], None]) -> Found:
    """Every row, to ``add``. Raises ``OSError`` where that does."""
    once: dict[str, Checklists] = {}
    of_ref: dict[str, Within] = {}
    found = Found([], [])
    store, kept = ctx.of(Store), ctx.of(Shifts)
    docs: list[Where | str] = [*store.all_found(), *kept.refs()]
    for doc in over(docs):
        try:
            if isinstance(doc, Where):
                rows = _incident(store, doc, told, once, found)
            else:
                rows = _shift(kept, doc, told, once, found)
        except Refused as refused:
            store.warnings.append((refused.code, {**refused.fill}))
            found.unread.append(doc.ref if isinstance(doc, Where) else doc)
            continue
        for row in rows:
            if isinstance(row, Incidents):
                of_ref[row.ref] = Within(row.site_id, row.type)
            add(row)
    for row in chain(_sheet(ctx, of_ref, told, found), once.values()):
        add(row)
    return found


def _incident(
    store: Store, where: Where, told: Told, once: dict[str, Checklists], found: Found
) -> list[Any_]:
    log = store.load(where)
    damages = len(log.damages())
    if damages or log.doubtful:
        found.damaged.append(where.ref)
    read = Read(where.ref, log.incident, log.entries, damages, log.doubtful)
    return [*incidents.rows(read, told, once)]


def _shift(
    kept: Shifts, ref: str, told: Told, once: dict[str, Checklists], found: Found
) -> list[Any_]:
    book = kept.load(ref)
    if book.damages():
        found.damaged.append(ref)
    return [*shifts.rows(ref, book.shift, book.entries, told, once)]


def _sheet(
    ctx: Context, of_ref: dict[str, Within], told: Told, found: Found
) -> list[Any_]:
    registers = ctx.of(Registers)
    if CALLERS not in registers.names():
        return []
    try:
        book = registers.load(CALLERS)
    except Refused as refused:
        registers.warnings.append((refused.code, {**refused.fill}))
        found.unread.append(CALLERS)
        return []
    if book is None:
        return []
    if book.damages():
        found.damaged.append(CALLERS)
    return [*incidents.sheet_rows(book.register.docs.values(), of_ref, told)]
