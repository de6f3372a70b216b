"""A time that stands in front of what happened then, on one line: ``@ 10:59 the guard is here``."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.ground.base.typed.times import Ask, Field, Local, read

SIGNS = tuple("@＠")
LONGEST = 24  # characters of a time
CLOCK = 4  # digits of one
# Where no space parts the two: what a time ends with. A digit may be the first of what happened.
_ENDS = re.compile(r"(?:[分点钟半刻前时晚刚才]|\d[:：]\d{2}|ago|[ap]m)$", re.IGNORECASE)
_BARE = re.compile(r"\d+$")  # as like as not counts what happened: "@ 3 people"


class Front(NamedTuple):
    """``time``: that was read, ``None`` for none; ``text``: what it was read from, or what should
    have been one; ``words``: what happened then, "" for nothing."""

    time: datetime | Ask | None
    text: str
    words: str


def front(text: str, field: Field, now: datetime, local: Local | None = None) -> Front | None:
    """What a line that begins with the sign for an earlier time says; ``None`` for another line,
    also one where no figure and no time stands behind the sign (a name, as in ``@Li``)."""
    text = text.strip()
    if text[:1] not in SIGNS:
        return None
    behind = text[1:].strip()
    for end in range(min(len(behind), LONGEST), 0, -1):
        typed, words = behind[:end], behind[end:]
        if typed[-1].isspace() or not _parted(typed, words):
            continue
        try:
            found = read(typed, field, now, local)
        except Refused:
            continue
        if words and _BARE.fullmatch(typed) and typed[0] != "0" and isinstance(found, Ask):
            continue
        return Front(found, typed, words.lstrip(" ,，、:：;；.。").strip())
    lead = behind.split(None, 1)
    figure = bool(lead) and (lead[0][0].isdecimal() or lead[0][0] in "+-−")
    return Front(None, lead[0], behind) if figure else None


def _parted(typed: str, words: str) -> bool:
    """Whether a time may end here."""
    if not words:
        return True
    if _BARE.fullmatch(typed):  # four digits are a time of day, unless that is in doubt
        return len(typed) == CLOCK and (words[0].isspace() or words[0] in ",，、；;")
    return words[0].isspace() or words[0] in ",，、；;" or bool(_ENDS.search(typed))
