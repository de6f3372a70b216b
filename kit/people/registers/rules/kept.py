"""Whether a promise to call somebody was kept: one answer for incidents and registers, and for
every page that counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from kit.ground.base.spans import span

Status = Literal[
    "in-time",  # reached by the time that was promised
    "late",  # reached, but after it
    "not-told",  # not reached, and its time had passed when it was given up, or is past now
    "cancelled",  # given up before its time: neither kept nor broken
    "running",  # its time has not come
]


def kept(
    due: datetime,
    settled: datetime | None,
    reached: bool,
    moves: Iterable[tuple[datetime | None, datetime]],
    until: datetime,
) -> tuple[Status, int]:
    """What became of a promise by ``until``, and the whole seconds it was late (0: it was not).
    ``settled``: when somebody was reached or it was given up; ``moves``: of each the time that
    stood before (``None``: none did) and when the other was agreed, which keeps a promise only
    where the old time had not passed."""
    late = span(due, settled or until)
    for before, moved in moves:
        late = max(late, span(before or moved, moved))
    if settled is not None and reached:
        return ("late" if late > 0 else "in-time"), max(0, late)
    if late > 0:
        return "not-told", late
    return ("cancelled" if settled is not None else "running"), 0
