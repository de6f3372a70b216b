"""What ``upsc`` of Network UPS Tools says, read with care: found by running NUT 2.8.

Every error is exit 1, only the text tells. A status is tokens, in any order; ``FSD`` comes first
and stays with the power back. A driver that hangs goes on serving old values as good for 14 s.
Seconds of runtime may be absent, or nonsense.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.clean import clean

STALE = 15  # seconds that what is read may be old
MOST = 7 * 24 * 3600  # seconds of runtime that anybody believes
Feed = Literal["battery", "line", "off", "unknown"]
Why = Literal["", "driver", "stale", "refused", "unknown", "slow", "none", "other"]
Doubt = Literal["fsd", "line", "both", "no-runtime", "charge", "test", "unknown"]
ERRORS: tuple[tuple[str, Why], ...] = (
    ("driver not connected", "driver"), ("data stale", "stale"), ("connection refused", "refused"),
    ("connection failure", "refused"), ("unknown ups", "unknown"), ("no such host", "refused"),
)  # fmt: skip


class Reading(msgspec.Struct, frozen=True):
    """``feed``: from what it lives; ``low``: the battery is nearly empty; ``shutdown``: it will
    switch itself off; ``minutes``: whole ones left, ``None`` for not said. ``why``: it gave none;
    ``doubts``: why a person must look."""

    name: str
    at: datetime
    feed: Feed = "unknown"
    low: bool = False
    shutdown: bool = False
    minutes: int | None = None
    charge: int | None = None
    tokens: tuple[str, ...] = ()
    why: Why = ""
    doubts: tuple[Doubt, ...] = ()


def names(out: str) -> list[str]:
    """Of ``upsc -l``: a name a line, whatever else is said beside them."""
    found = [line.strip() for line in out.splitlines()]
    return [name for name in found if name and name.isprintable() and not {*name} & {*" :@/\\"}]


def reading(name: str, code: int | None, out: str, err: str, at: datetime) -> Reading:
    """``code``: ``None`` where it did not answer in time."""
    name = clean(name, 40)
    if code is None:
        return Reading(name, at, why="slow")
    said = _values(out)
    if code or "ups.status" not in said:
        text = f"{err}\n{out}".casefold()
        return Reading(name, at, why=next((why for part, why in ERRORS if part in text), "other"))
    tokens = tuple(clean(said["ups.status"], 200).upper().split())[:20]
    feed = _feed(tokens)
    minutes = _minutes(said.get("battery.runtime", ""))
    charge = _whole(said.get("battery.charge", ""), 100)
    shutdown, low = "FSD" in tokens, "LB" in tokens
    return Reading(name, at, feed, low, shutdown, minutes, charge, tokens, "",
                   _doubts(tokens, feed, minutes, charge))  # fmt: skip


def _values(out: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in out.splitlines()[:500]:
        key, colon, value = line.partition(":")
        if colon:
            found.setdefault(key.strip(), value.strip())
    return found


def _feed(tokens: tuple[str, ...]) -> Feed:
    """On battery wins over all else: that is what a leader must not miss."""
    if "OB" in tokens:
        return "battery"
    if "OFF" in tokens:
        return "off"
    return "line" if "OL" in tokens else "unknown"


def _minutes(text: str) -> int | None:
    seconds = _whole(text, MOST)
    return seconds // 60 if seconds is not None else None


def _whole(text: str, most: int) -> int | None:
    text = text.strip()
    whole, _, rest = text.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) < 9):
        return None
    if rest and not (rest.isascii() and rest.isdecimal()):
        return None
    return int(whole) if int(whole) <= most else None


def _doubts(
    tokens: tuple[str, ...], feed: Feed, minutes: int | None, charge: int | None
) -> tuple[Doubt, ...]:
    """A list for a power cut reads this: that the mains is there is as doubtful as the rest."""
    found: list[Doubt] = []
    if "FSD" in tokens:
        found.append("fsd")
    if "OB" in tokens and "OL" in tokens:
        found.append("both")
    if feed == "line":
        found.append("line")
    if feed == "unknown":
        found.append("unknown")
    if {"CAL", "TEST"} & {*tokens}:
        found.append("test")
    if minutes is None:
        found.append("no-runtime")
    elif charge is not None and charge < 10 and minutes > 30:
        found.append("charge")
    return tuple(found)
