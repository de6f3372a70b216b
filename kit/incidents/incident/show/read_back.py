"""Times that somebody named, said back as they were understood, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.cells import span
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.kinds import Kind


def named_times(entries: Iterable[Entry]) -> list[datetime]:
    """The times that a person gave in these entries, each once."""
    found: list[datetime] = []
    for entry in entries:
        for name in entry.event.named if isinstance(entry.event, Kind) else ():
            value = getattr(entry.event, name)
            at = _time(value) if isinstance(value, str) else value
            if at is not None and at not in found:
                found.append(at)
    return found


def _time(value: str) -> datetime | None:
    """A step's answer where it is a time."""
    if value[10:11] != "T":
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def read_back(entries: Iterable[Entry], now: datetime, lang: str) -> str:
    """One sentence, "" where nobody named a time."""
    times = named_times(entries)
    if not times:
        return ""
    from kit.ground.terminal.typed import shown

    return word(lang, "screen.time-read", at=[shown(at, now, lang) for at in times])


def far(text: str, lang: str) -> str:
    """``25 h``, for minutes so many that they must be asked back; "" for all others."""
    from kit.ground.base.typed.amounts import AskAmount, read_minutes

    try:
        found = read_minutes(text)
    except Refused:
        return ""
    return span(round(found.value * 60), lang) if isinstance(found, AskAmount) else ""


def sure_of(text: str) -> str:
    """The same minutes, after they were asked back."""
    from kit.ground.base.typed.amounts import SURE, read_minutes

    return f"{SURE}{read_minutes(text).value:.10g}"
