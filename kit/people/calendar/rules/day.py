"""A day as people write it."""

from __future__ import annotations

from datetime import date, timedelta

from kit.ground.base.lean import re

_WHOLE = r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{2})(\d{2}))"
_SHORT = r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
_NAMED = {
    "今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2, "大后天": 3,
    "昨天": -1, "yesterday": -1,
}  # fmt: skip


def read_day(text: str, today: date) -> date | None:
    """``2026-12-31``, ``2026/12/31``, ``2026年12月31日``, ``20261231``, ``12-31`` (of this year),
    ``明天``; ``None`` for any other text and for no such day."""
    text = text.strip().lower()
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    whole, short = re.fullmatch(_WHOLE, text), re.fullmatch(_SHORT, text)
    try:
        if whole:
            return date(int(whole[1]), int(whole[2] or whole[4]), int(whole[3] or whole[5]))
        return date(today.year, int(short[1]), int(short[2])) if short else None
    except ValueError:
        return None
