"""How a list of typed times and amounts is scored against the reader."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.amounts import AskAmount, read_minutes
from kit.ground.base.typed.times import COMING, PAST, Ask, read

HERE = Path(__file__).parent
ZONE = timezone(timedelta(hours=8))


class Row(NamedTuple):
    typed: str
    field: str
    now: str
    want: str


def rows(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [Row(*line) for line in lines]


def came_out(row: Row) -> str:
    """What the reader made of it: the value, ``ask`` or ``refuse``."""
    try:
        if row.field == "amount":
            amount = read_minutes(row.typed)
            return "ask" if isinstance(amount, AskAmount) else f"{amount.value:g}"
        now = datetime.fromisoformat(row.now).replace(tzinfo=ZONE)
        found = read(row.typed, PAST if row.field == "past" else COMING, now)
    except Refused:
        return "refuse"
    return "ask" if isinstance(found, Ask) else found.replace(tzinfo=None).isoformat(" ", "minutes")


def judged(row: Row) -> str:
    """``read`` (the value a careful colleague understands), ``asked``, ``refused`` or ``wrong``.

    A refusal of what a colleague would refuse or ask about is right: nothing is taken, and the
    field says what it takes. A refusal of what he would understand is a miss, not a wrong time.
    """
    out = came_out(row)
    if out == row.want:
        return "asked" if out == "ask" else "read"
    if out == "ask":
        return "asked"
    if out == "refuse":
        return "read" if row.want == "ask" else "refused"
    return "wrong"


def figures(name: str) -> dict[str, list[tuple[Row, str]]]:
    """Every row under its judgement, with what came out."""
    table: dict[str, list[tuple[Row, str]]] = {"read": [], "asked": [], "refused": [], "wrong": []}
    for row in rows(name):
        table[judged(row)].append((row, came_out(row)))
    return table

