"""Times of laptops whose clock was off, put right (``kinds/clocks``).

The lines stay as they were written; what is made of them goes by the right times. How far a clock
was off at other entries than the one of which it was said follows from the times at which it was
set (``ClockJumped``).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.merge import merge
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.names import TimerKey


def laptop_of(entry: Entry) -> str:
    """Which laptop wrote it, in whichever of its journals."""
    return entry.journal.partition("~")[0].partition("-")[0]


def said(entries: list[Entry]) -> dict[str, ev.ClockOff]:
    """What was said last of each laptop's clock."""
    return {e.event.laptop: e.event for e in entries if isinstance(e.event, ev.ClockOff)}


def set_right(entries: list[Entry]) -> list[Entry]:
    """Merged entries by the right times, in their order by those; the very list where nothing was
    said of any clock."""
    off = said(entries)
    if not any(one.seconds for one in off.values()):
        return entries
    journals: dict[str, list[Entry]] = {}
    for entry in entries:
        journals.setdefault(entry.journal, []).append(entry)
    right = []
    for mine in journals.values():
        one = off.get(laptop_of(mine[0]))
        right.append(_moved(mine, one) if one is not None else mine)
    first, merged = entries[0].id, merge(right)
    return [*(e for e in merged if e.id == first), *(e for e in merged if e.id != first)]


def _moved(entries: list[Entry], one: ev.ClockOff) -> list[Entry]:
    """A journal's entries, each by as much as its clock was off when it was written."""
    sets = [(e.n, e.event.seconds) for e in entries if isinstance(e.event, ev.ClockJumped)]
    out = []
    for entry in entries:
        off = one.seconds
        for n, seconds in sets if one.n else ():
            if entry.n < n <= one.n:
                off -= seconds
            elif one.n < n <= entry.n:
                off += seconds
        out.append(_right(entry, _span(-off)) if off else entry)
    return out


def _span(seconds: float) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except (OverflowError, ValueError):  # a hostile log
        return timedelta(0)


def _right(entry: Entry, by: timedelta) -> Entry:
    """It no longer says what its machine's clocks showed: the one was wrong."""
    wrote = entry.wrote and _plus(entry.wrote, by)
    event = _event(entry.event, by)
    return replace(
        entry, at=_plus(entry.at, by), wrote=wrote, event=event, tick=0.0, boot=""
    )


def _event(event: Event, by: timedelta) -> Event:
    """What it reckoned from its clock; a time of day that somebody named stands."""
    if isinstance(event, ev.TimerStarted) and not TimerKey(event.timer).named_time:
        return replace(
            event, due=_plus(event.due, by), base=event.base and _plus(event.base, by),
            ring=event.ring and _plus(event.ring, by),
        )  # fmt: skip
    if isinstance(event, ev.TimerFailed):
        return replace(event, again=_plus(event.again, by))
    return event


def _plus(at: datetime, by: timedelta) -> datetime:
    try:
        return at + by
    except OverflowError:  # a hostile log
        return at
