"""Rows of a list in a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Row(Protocol):
    """``id``: what it is named by in the file, and by entries."""

    @property
    def id(self) -> str: ...


def each_once(rows: Iterable[Row]) -> None:
    """Raises ``ValueError``, which the reader of the file turns into a sentence, where an id stands
    twice."""
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise ValueError(f"Expected every `id` once, got {row.id} twice")
        seen.add(row.id)
