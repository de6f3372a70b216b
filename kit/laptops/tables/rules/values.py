"""Values as every engine takes them for what they are, each at its defaults.

Nothing is null: where there is no text stands ``-``, no time is 1970. No number is below 0: DuckDB
makes a 128-bit column of one that has both signs, and a float of that (``findings/``).
A text that a program would run, or take for a number, a time or a truth value, has an apostrophe
before it, in every face alike.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from kit.ground.base.clean import COMMANDING, clean
from kit.ground.base.defused import defused

NOTHING = "-"
LONGEST = 2000  # characters of a text
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = 0, 253_402_300_799_999  # the years 1970 to 9999: all that the fixed width holds
WORDS = "true|false|null|none|nan|na|n/a|inf|infinity|t|f|y|n|yes|no|undefined|default"
# What DuckDB, polars, pyarrow, Spark or a spreadsheet takes for something else than a text.
GUESSED = re.compile(
    rf"""'.* | [+-]?({WORDS})
    | [+-]?[\d.,_'\ ]*\d[\d.,_'\ ]*([eE][+-]?\d+)?[%fFlLdD]?
    | 0[xXbBoO][0-9a-fA-F]+
    | \d{{1,4}}[-/.\ ]\d{{1,2}}[-/.\ ]\d{{1,4}}(\D.*)?
    | \d{{1,4}}[-/.]\d{{1,2}}
    | \d{{1,2}}:\d{{2}}.*
    | [0-9a-fA-F]{{8}}-?([0-9a-fA-F]{{4}}-?){{3}}[0-9a-fA-F]{{12}}
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
UNSHOWN = re.compile(f"[\x85\u2028\u2029]|{COMMANDING}")


def text(value: str, limit: int = LONGEST) -> str:
    """One line that is taken for a text; ``-`` for none."""
    safe = clean(value, limit)
    if not safe or safe == NOTHING:
        return NOTHING
    return f"'{safe}" if GUESSED.fullmatch(safe) else defused(safe)


def payload(json: bytes) -> str:
    """JSON as a text; what commands a terminal is escaped, as JSON itself may have it."""
    out = json.decode("utf-8")
    return UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", out)


def millis(at: datetime | None) -> int:
    """Milliseconds since 1970, towards the past; 0 for no time, and for what lies outside."""
    if at is None:
        return FIRST
    return min(LAST, max(FIRST, (at - EPOCH) // timedelta(milliseconds=1)))


def utc(at: datetime | None) -> str:
    """``2026-10-03T13:02:10.000Z``, always 24 characters; 1970 for no time."""
    ms = millis(at)
    when = EPOCH + timedelta(milliseconds=ms)
    return f"{when:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03}Z"


def later(since: datetime, at: datetime) -> int:
    """Milliseconds that it is later; 0 where it is not."""
    return max(0, millis(at) - millis(since))


def folder(name: str) -> str:
    """A site's id as the name of a folder on any system, ``none`` for none. Several ids may share
    one: every row says its own."""
    if name == NOTHING:
        return "none"
    bare = "".join(
        char if char.isascii() and (char.isalnum() or char in "_-") else f"%{ord(char):02X}"
        for char in name.lower()[:60]
    )
    return bare or "none"
