"""Which documents a bundle is to hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from kit.ground.base.months import month_of
from kit.ground.console.context import Context
from kit.ground.journal.refs import normal
from kit.laptops.bundles.files.sorts import Doc, Keepers, drills, every, outliving
from kit.laptops.bundles.rules import manifest as m
from kit.shifts.handover.files.gather import Home
from kit.shifts.shift.files.picking import picked
from kit.shifts.shift.files.store import LETTER, is_shift


def one(kept: Keepers, text: str) -> list[Doc]:
    """The incident or the shift that ``text`` names. Raises ``Refused``."""
    named = normal(text)
    if is_shift(named) or (named.startswith(LETTER) and kept.where(m.SHIFT, named)):
        found = kept.shifts.locate(named)
        return [Doc(m.SHIFT, found.ref, "", found)]
    where = kept.incidents.locate(text)
    return [Doc(m.INCIDENT, where.ref, where.type, where)]


def of_shift(ctx: Context, kept: Keepers, text: str) -> list[Doc]:
    """A shift with all that who takes over needs: the incidents of its hand-over, the registers,
    the contacts. Raises ``Refused``."""
    book = picked(ctx, text)
    out = [Doc(m.INCIDENT, log.ref, log.where.type, log.where)
           for log in Home(ctx, book).logs.values()]  # fmt: skip
    return [*out, Doc(m.SHIFT, book.ref, "", book.where), *outliving(kept)]


def since(kept: Keepers, day: date) -> list[Doc]:
    """What was opened, or closed, or is open since that day, and all that outlives incidents."""
    incidents = chain(kept.incidents.open_found(), *(
        kept.incidents.in_month(month) for month in kept.incidents.months()
        if month >= month_of(day)
    ))  # fmt: skip
    found = {where.ref: where for where in incidents}
    out = [Doc(m.INCIDENT, ref, where.type, where) for ref, where in sorted(found.items())]
    held = [doc for doc in drills(kept) if doc.ref[1:7] >= f"{day:%y%m%d}"]
    return [*out, *_shifts(kept, f"{day:%y%m%d}"), *held, *outliving(kept)]


def _shifts(kept: Keepers, first: str) -> Iterator[Doc]:
    for ref in kept.shifts.refs():
        if ref[1:7] >= first:
            yield Doc(m.SHIFT, ref, "", kept.shifts.locate(ref))


def all_of(kept: Keepers) -> list[Doc]:
    return [*every(kept)]
