"""What a closed incident still owes, as its digest keeps it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from kit.ground.base.private import Free, Name, Plain


class Owing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A customer still owed a call; ``waits``: what was promised was to come at the closing."""

    id: Plain
    name: Name
    at: datetime
    promised: datetime | None = None
    waits: bool = False


class Improving(msgspec.Struct, frozen=True, omit_defaults=True):
    """An action not closed; ``day``: if one can be read; ``done``: nobody else looked at it yet."""

    id: Plain
    measure: Free
    owner: Name
    at: datetime
    day: date | None = None
    done: datetime | None = None
