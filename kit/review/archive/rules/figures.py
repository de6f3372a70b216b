"""Deadlines of one row as every page says them."""

from __future__ import annotations

import msgspec

from kit.review.archive.rules.deadlines_kept import Kept


class Figures(msgspec.Struct, frozen=True):
    """Deadlines of one row: ``due`` = ``in_time`` + ``brief`` (less than a minute late) + ``late``
    + ``never``. The median and the worst, in seconds, are of the ``late`` ones."""

    due: int = msgspec.field(name="fell_due")
    in_time: int
    brief: int
    late: int
    never: int
    late_median: int | None = None
    late_worst: int | None = None


def figures(kept: Kept) -> Figures:
    """The median by nearest rank, so that it is a lateness that really was."""
    late = sorted(kept.late_by)
    return Figures(
        kept.due,
        kept.in_time,
        kept.brief,
        kept.late,
        kept.never,
        late[(len(late) + 1) // 2 - 1] if late else None,
        late[-1] if late else None,
    )
