"""What every sort of journal says as plain objects with stable keys (``data/README.md``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec

from kit.ground.journal.entry import Conflict, Entry, Side, Unknown


def iso(at: date | None) -> str | None:
    """Of a time or of a day."""
    return at.isoformat() if at is not None else None


def entry_json(entry: Entry) -> dict[str, Any]:
    """``wrote`` is null when it was written as it happened."""
    event = entry.event
    return {
        "n": entry.n,
        "id": entry.id,
        "at": entry.at.isoformat(),
        "wrote": iso(entry.wrote),
        "by": entry.by,
        "kind": entry.kind,
        "data": event.data if isinstance(event, Unknown) else msgspec.to_builtins(event),
        "journal": entry.journal,
    }


def conflicts_json(
    conflicts: Iterable[tuple[str, Conflict]], text: Callable[[Side], str] | None = None
) -> list[dict[str, Any]]:
    """What laptops recorded differently, by what it is about, with both sides. ``text``: what a
    side says in words, where its room tells it."""
    return [
        {
            "conflict": about,
            "sides": [
                {
                    "id": side.id,
                    "at": iso(side.at),
                    "by": side.by,
                    "laptop": side.journal,
                    "kind": side.kind,
                    **({"text": text(side)} if text is not None else {}),
                    "stands": side.id == one.counts,
                }
                for side in one.sides
            ],
        }
        for about, one in conflicts
    ]
