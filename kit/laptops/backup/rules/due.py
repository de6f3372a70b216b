"""When the next backup is due: all data are backed up every week (HL-7.3b)."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

EVERY = timedelta(days=7)
AHEAD = timedelta(days=1)  # a time to come by more than this was said by a clock that was wrong


class Due(msgspec.Struct, frozen=True):
    """``last``: when the last backup was written; ``due``: when the next one is, ``None`` where
    there is nothing to be backed up; ``late``: that time has come."""

    last: datetime | None = None
    due: datetime | None = None
    late: bool = False


def due(last: datetime | None, since: datetime | None, now: datetime) -> Due:
    """``since``: since when there is something here (``None``: there is nothing). A last time that
    is still to come counts as none: rather too early than never."""
    if since is None:
        return Due(last)
    if last is not None and last > now + AHEAD:
        return Due(None, now, True)
    start = last or since
    start = min(start, now)
    return Due(last, start + EVERY, now >= start + EVERY)


def covers(old: dict[str, list[tuple[int, int]]], new: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether a newer backup holds what an older one does: of each journal as many copies, each
    as far and with as many lines. Both: by journal, of each copy its last number and its lines."""
    for name, copies in old.items():
        here = new.get(name, [])
        if len(here) < len(copies):
            return False
        longest = sorted(here)[-len(copies) :]
        for (n, lines), (top, more) in zip(sorted(copies), longest, strict=True):
            if n > top or lines > more:
                return False
    return True
