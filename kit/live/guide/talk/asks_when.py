"""A step that wants words and asks for nothing but when something will be: bare figures are an hour
of the day there, and no number of anything."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.lean import re
from kit.ground.terminal.keys import half_width
from kit.plans.checklists.rules.format import Step

HOURS, MINUTES = 24, 60
HALF = 12  # hours
_MORE = r"[,;]| and | who | which | where "  # it asks for something else as well
_WHEN = r"\bwhen\b"
_ZH = r"^[^、，；和]*(?:时间|几时|几点)$"


def asks_when(step: Step) -> bool:
    """Whether a time is all that it asks for, and may be unknown, so that words answer it, too."""
    if step.answer != "text":
        return False
    zh, en = step.do.zh, step.do.en.lower()
    return bool(re.search(_ZH, zh) or (re.search(_WHEN, en) and not re.search(_MORE, en)))


def as_time(text: str) -> str:
    """Four figures that are a time of day, written as one; "" for anything else."""
    one = half_width(text).strip()
    there = len(one) == 4 and one.isdecimal() and int(one[:2]) < HOURS and int(one[2:]) < MINUTES
    return f"{one[:2]}:{one[2:]}" if there else ""


def as_hour(text: str, now: datetime) -> str:
    """A bare hour as the next time at which a clock shows it; "" where it is none."""
    one = half_width(text).strip()
    if not (one.isdecimal() and len(one) < 3 and int(one) < HOURS):
        return ""
    hour = int(one)
    later = 0 < hour <= HALF and hour <= now.hour < hour + HALF
    return f"{(hour + HALF if later else hour) % HOURS}:00"
