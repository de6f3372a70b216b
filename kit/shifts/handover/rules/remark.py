"""A note of an incident, as the sheet tells it."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Remark(msgspec.Struct, frozen=True):
    """``n``: its number in the log."""

    at: datetime
    text: str
    n: int = 0
