"""To which shift an entry belongs: exactly one.

A shift ends with a cut: for each journal the number of the last entry that was seen. An entry
belongs to the first shift whose cut covers its number. What a cut does not speak of is decided by
who wrote it and when: what the laptop that made the cut had not written by then comes after it;
another laptop's entries, which may reach this home weeks later, belong to the shift that was on
when they were written. A laptop with a shift of its own counts to that one alone, so that
overlapping teams are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from kit.shifts.shift.rules.state import Shift, laptop_of


class Span(msgspec.Struct, frozen=True):
    """What is asked of a shift to know what belongs to it. ``end``: when its cut was made."""

    ref: str
    since: datetime
    laptops: tuple[str, ...]
    end: datetime | None = None
    cutter: str = ""
    heads: dict[str, int] = {}


def span(shift: Shift) -> Span:
    cut = shift.cut
    since = shift.began or shift.since
    since = since or (cut.at if cut else datetime.fromtimestamp(0, UTC).astimezone())
    if cut is None:
        return Span(shift.ref, since, tuple(shift.laptops))
    return Span(shift.ref, since, tuple(shift.laptops), cut.at, cut.laptop, cut.heads)


class Belonging:
    """Of all shifts of one home; a drill's are a history of their own."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=_order)

    def of(self, ref: str, stem: str, n: int, written: datetime) -> str:
        """The shift of entry ``n`` in the journal ``stem`` of document ``ref``; "" for what was
        before the first shift, or behind the last one."""
        key, laptop = f"{ref}/{stem}", laptop_of(stem)
        own = [one for one in self._spans if laptop in one.laptops]
        on = any(one.since <= written and (one.end is None or written <= one.end) for one in own)
        spans = own if on else self._spans
        for one in spans:
            if n <= one.heads.get(key, 0):
                return one.ref
        if not spans or written < min(one.since for one in spans):
            return ""
        for one in spans:
            if _may(one, key, laptop, written):
                return one.ref
        return ""


def _order(one: Span) -> tuple[bool, datetime, str]:
    """By their ends, open ones last by their beginnings."""
    return one.end is None, one.end or one.since, one.ref


def _may(one: Span, key: str, laptop: str, written: datetime) -> bool:
    """Whether an entry that no cut covers by its number is this shift's by its time. What the
    laptop that cut had not written by then was not there yet."""
    if one.end is None:
        return True
    return key not in one.heads and laptop != one.cutter and written <= one.end
