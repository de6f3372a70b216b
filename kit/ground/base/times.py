"""Reading and measuring times. Every ``now`` is an argument."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from kit.ground.base.refusal import Exit, Refused

_CLOCK = re.compile(r"^(\d{1,2})[:：.](\d{2})(?:[:：](\d{2}))?$")
_AGO = re.compile(r"^-(\d{1,4})(?:m|min|分|分钟)?$")
_DIGITS = str.maketrans("０１２３４５６７８９－", "0123456789-")
GRACE = timedelta(seconds=90)
YESTERDAY = timedelta(hours=12)  # 23:50 at ten past midnight, not 23:30 at 23:09


def parse_when(text: str, now: datetime) -> datetime:
    """``21:04``, ``-15`` (minutes ago), ``2026-11-21 21:04`` or ISO, as a time not after ``now``.

    A clock time later than now means yesterday, unless that is so long ago that a slip is likelier.
    Raises ``Refused`` (usage) for anything else.
    """
    text = text.strip().translate(_DIGITS)
    if match := _AGO.match(text):
        return now - timedelta(minutes=int(match[1]))
    if match := _CLOCK.match(text):
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        if hour > 23 or minute > 59 or second > 59:
            raise Refused("time", Exit.USAGE, text=text)
        when = now.replace(hour=hour, minute=minute, second=second, microsecond=0)
        if when <= now + GRACE:
            return min(when, now)
        yesterday = when - timedelta(days=1)
        if now - yesterday > YESTERDAY:
            raise Refused("time-future", Exit.USAGE, text=text)
        return yesterday
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("time", Exit.USAGE, text=text) from None
    if when.tzinfo is None:
        when = when.replace(tzinfo=now.tzinfo)
    if when > now + GRACE:
        raise Refused("time-future", Exit.USAGE, text=text)
    return min(when, now)


def parse_until(text: str, now: datetime) -> datetime:
    """A time to come: ``21:30``, or a number of minutes from now."""
    text = text.strip().lstrip("+").translate(_DIGITS)
    if match := re.match(r"^(\d{1,4})(?:m|min|分|分钟)?$", text):
        return now + timedelta(minutes=int(match[1]))
    if match := _CLOCK.match(text):
        hour, minute = int(match[1]), int(match[2])
        if hour > 23 or minute > 59:
            raise Refused("time", Exit.USAGE, text=text)
        when = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return when + timedelta(days=1) if when <= now else when
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("time", Exit.USAGE, text=text) from None
    when = when if when.tzinfo else when.replace(tzinfo=now.tzinfo)
    if when <= now:
        raise Refused("time-passed", Exit.USAGE, text=text)
    return when
