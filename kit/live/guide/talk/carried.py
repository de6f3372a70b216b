"""What is taken along from one incident to another."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Carried(msgspec.Struct, frozen=True):
    """A note for the incident that somebody goes to; ``at``: when it was typed, if not just now."""

    text: str
    at: datetime | None = None
