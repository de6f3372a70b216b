"""What became of what the registers received: the same table in every summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.ground.base.words import word
from kit.ground.documents.page import Column, Row, Section, Table, cells, count, lines
from kit.people.registers.rules.tally import Tally

COUNTS = ("received", "ended", "in_time", "late", "open")


def registered(tallies: Sequence[Tally], lang: str, mark: str = "") -> list[Section]:
    """Nothing where nothing was received."""
    if not tallies:
        return []
    heads = ["register", *COUNTS]
    columns = [
        Column(word(lang, f"summary.registered-{head}"), 2 if index else 3, right=index > 0)
        for index, head in enumerate(heads)
    ]
    rows = [
        Row(
            cells([word(lang, f"register.{one.register}"),
                   *(count(getattr(one, name)) for name in COUNTS)]),
            bool(one.late),
        )
        for one in tallies
    ]  # fmt: skip
    title, how = (word(lang, f"summary.registered-{key}") for key in ("title", "how"))
    return [Section("registers", title, mark, lines([how]), Table(columns, rows))]


def as_data(tallies: Sequence[Tally]) -> list[dict[str, Any]]:
    return [
        {
            "register": one.register,
            "received_count": one.received,
            "ended_count": one.ended,
            "in_time": one.in_time,
            "late": one.late,
            "open_items": one.open,
        }
        for one in tallies
    ]
