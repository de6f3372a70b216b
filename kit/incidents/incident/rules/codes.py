"""Short codes that prove where a log stood: number and hash of an entry."""

from __future__ import annotations

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev


def closing_code(entries: list[Entry]) -> str:
    """Number and first six hash digits of the closing entry."""
    last = next((e for e in reversed(entries) if isinstance(e.event, ev.Closed)), None)
    return f"{last.n}-{last.sha[:6]}" if last is not None and last.sha else ""


def log_code(entries: list[Entry]) -> str:
    """Number and first six hash digits of the longest journal's last entry."""
    last = max(entries, key=lambda e: e.n, default=None)
    return f"{last.n}-{last.sha[:6]}" if last is not None and last.sha else ""
