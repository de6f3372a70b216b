"""Which period a command asks for, in which words."""

from __future__ import annotations

from datetime import date
from typing import cast

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import parse_day
from kit.ground.console.context import Context
from kit.ground.console.options import only_one
from kit.incidents.incident.files.store import Store
from kit.review.period.rules.ranges import EXAMPLES, Filters, Range, Sort, ranged, span


class Asked(msgspec.Struct, frozen=True):
    range: Range
    filters: Filters


def asked_for(
    ctx: Context, units: dict[str, str], ends: tuple[str, str], only: dict[str, str]
) -> Asked:
    """One of ``units`` (by name: ``day`` to ``year``), or from one day to another (``ends``; to
    today where the second is empty). Raises ``Refused``."""
    only_one(ctx, "summary", **{name: bool(text) for name, text in units.items()},
             **{"from": bool(ends[0] or ends[1])})  # fmt: skip
    lists = ctx.of(Store).checklists
    if only["type"] and only["type"] not in lists.types():
        raise Refused("type-unknown", Exit.NOT_FOUND, type=only["type"], names=lists.types())
    return Asked(_range(ctx, units, ends), Filters(**only))


def _range(ctx: Context, units: dict[str, str], ends: tuple[str, str]) -> Range:
    today = ctx.now().wall.date()
    for name, text in units.items():
        if text:
            sort = cast(Sort, name)
            found = ranged(sort, text, today)
            if found is None:
                why = ctx.err.word("screen.bad-value", name=f"--{name}")
                how = f"kit summary --{name} {EXAMPLES[sort]}"
                raise Refused("usage", Exit.USAGE, why=why, how=how)
            return found
    if not ends[0]:
        why = ctx.err.word("period.no-first-day")
        how = "kit summary --from 2026-11-01 --to 2026-11-15"
        raise Refused("usage", Exit.USAGE, why=why, how=how)
    first = _day(ends[0], ctx)
    last = _day(ends[1], ctx) if ends[1] else today
    if last < first:
        why = ctx.err.word("period.backwards", first=f"{first}", last=f"{last}")
        how = f"kit summary --from {last} --to {first}"
        raise Refused("usage", Exit.USAGE, why=why, how=how)
    return span(first, last)


def _day(text: str, ctx: Context) -> date:
    found = ranged("day", text, ctx.now().wall.date())
    return found.start if found is not None else parse_day(text)
