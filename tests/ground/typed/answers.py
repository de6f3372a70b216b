"""``python -m tests.ground.typed.answers`` writes ``answers.tsv`` anew: what the reader says of every text of
both lists, in a field of times past and in one of times to come, and of every amount."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.amounts import AskAmount, read_minutes
from kit.ground.base.typed.times import COMING, PAST, Ask, Field, read
from tests.ground.typed.scoring import HERE, ZONE, rows

FILE = HERE / "answers.tsv"
NOON = "2026-11-30 12:00"


def said(text: str, field: Field, now: str) -> str:
    """``11-27 21:30``; ``which: …`` with the times to choose from; or the refusal's code."""
    try:
        found = read(text, field, datetime.fromisoformat(now).replace(tzinfo=ZONE))
    except Refused as refused:
        return refused.code
    if isinstance(found, Ask):
        named = " named" if found.named else ""
        return f"{found.why}{named}: " + " | ".join(f"{at:%y-%m-%d %H:%M:%S}" for at in found.times)
    return f"{found:%y-%m-%d %H:%M:%S}"


def amount(text: str) -> str:
    try:
        found = read_minutes(text)
    except Refused as refused:
        return refused.code
    if isinstance(found, AskAmount):
        return f"ask {found.value:g}"
    return f"{found.value:g}{' lower' if found.lower else ''}"


def lines() -> Iterator[str]:
    """A text, the time it is typed at, and what each sort of field makes of it."""
    yield "typed\tnow\tpast\tcoming\tamount"
    for row in dict.fromkeys((each.typed, each.now or NOON) for name in ("blind.tsv", "second.tsv") for each in rows(name)):
        yield "\t".join([*row, said(row[0], PAST, row[1]), said(row[0], COMING, row[1]), amount(row[0])])


if __name__ == "__main__":
    found = [*lines()]
    FILE.write_text("\n".join(found) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found) - 1} texts\n")
