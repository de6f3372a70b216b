"""What is taken along from one incident to another."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Carried(msgspec.Struct, frozen=True):
    """A note for the incident that somebody goes to; ``at``: at which real time it was typed,
    if not just now, since a drill's clock may run faster than that of where it goes."""

    text: str
    at: datetime | None = None
