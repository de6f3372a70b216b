"""What rooms above show on the home screen; imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files import desk


class Last(msgspec.Struct):
    """What this laptop recorded last in a room above: when, in words, and what takes it back."""

    at: datetime
    text: str
    take_back: Callable[[], None]


class Above(msgspec.Struct):
    """What a room above shows here (lines as style and text), the folders in which that can change,
    and where its key leads, with the type of an incident that is to be opened from there ("" for
    none). ``label``: of its key, ``named``: in the numbered mode; ``note`` records a text that
    belongs to no incident, when that was typed ("" for now) and by whom ("" for who writes);
    ``last`` is what can be taken back there; ``entries``: what is recorded there."""

    name: str
    key: str
    label: str
    named: str
    lines: Callable[[Context], list[tuple[str, str]]]
    places: Callable[[Context], list[str]]
    go: Callable[[Context], str]
    note: Callable[[Context, str, str, str], None] | None = None
    last: Callable[[Context], Last | None] | None = None
    entries: Callable[[Context], Iterable[Entry]] | None = None


ABOVE: list[Above] = []  # rooms above register themselves


def from_above(ctx: Context) -> list[tuple[str, str]]:
    """What rooms above have to say here, as style and text."""
    return [line for above in ABOVE for line in above.lines(ctx)]


def on_quiet_days(ctx: Context) -> list[tuple[str, bool]]:
    """The lines of rooms above where no incident is open."""
    return [line for line in (tell(ctx) for tell in desk.QUIET) if line[0]]
