"""A journal's lines, of which only the fields that ``digest_fast`` counts are decoded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from kit.ground.base.text import Text
from kit.ground.journal.entry import too_deep
from kit.incidents.incident.rules import events as ev

Zoned = Annotated[datetime, msgspec.Meta(tz=True)]
MOVES = {
    "step-done": "done",
    "step-skipped": "skipped",
    "step-not-applicable": "not-applicable",
    "step-deferred": "deferred",
    "step-handed": "handed",
    "step-reopened": "open",
}
ENDS: dict[str, Literal["cancelled", "stopped"]] = {
    "timer-cancelled": "cancelled",
    "timer-stopped": "stopped",
}
NO_PREV = "0" * 32


class Odd(Exception):
    """Not the plain case."""


class Data(msgspec.Struct):
    """The fields, of any kind of event, that count."""

    step: str = ""
    value: str = ""
    was: str = ""
    to: str = ""
    timer: str = ""
    due: Zoned | None = None
    base: Zoned | None = None
    round: int = 1
    promised: Zoned | None = None
    tell: tuple[str, ...] = ()
    reason: str = ""
    cause: str = ""
    id: str = ""
    result: Literal[
        "reached", "no-answer", "busy", "wrong-number", "phone-off", "pending", "given-up"
    ] = "no-answer"
    level: str = ""
    plan: str = ""
    outcome: str = ""
    open_steps: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    fields: dict[str, list[str]] = {}
    called: Text | None = None
    repeat_of: str = ""
    name: str = ""
    text: str = ""
    owner: str = ""
    day: str = ""
    doer: str = ""


class Line(msgspec.Struct):
    n: int
    id: str
    at: Zoned
    by: str
    kind: str
    data: Data
    prev: str
    sha: str
    wrote: Zoned | None = None


class Opening(msgspec.Struct):
    format: int
    ref: str
    type: str
    drill: ev.Drill | None = None
    title: str = ""


class First(msgspec.Struct):
    n: int
    id: str
    at: Zoned
    by: str
    kind: str
    data: Opening
    prev: str
    sha: str
    wrote: Zoned | None = None


first_line = msgspec.json.Decoder(First)
_lines = msgspec.json.Decoder(Line)


def chained(blob: bytes, n: int = 0, sound: bool = True, sha: str = NO_PREV) -> list[Line]:
    """The lines behind line ``n``, whose hash is ``sha``. Raises ``Odd`` unless each names the one
    before it."""
    if too_deep(blob):
        raise Odd
    lines = _lines.decode_lines(blob)
    shas = [sha, *[line.sha for line in lines]]
    sound = (
        sound
        and blob[-1:] in (b"\n", b"")
        and [line.n for line in lines] == list(range(n + 1, n + 1 + len(lines)))
        and [line.prev for line in lines] == shas[:-1]
    )
    if not sound:
        raise Odd
    return lines


def merged(journals: Mapping[str, list[Line]], opened: datetime) -> list[Line]:
    """The order of ``fold.merge``: by when they were written down, each journal's own
    order kept."""
    keyed = []
    for name, lines in journals.items():
        high = opened if lines and lines[0].n > 1 else lines[0].at
        for line in lines:
            high = max(high, line.wrote or line.at)
            keyed.append((high, name, line.n, line))
    keyed.sort(key=lambda item: item[:3])
    return [line for *_, line in keyed]
