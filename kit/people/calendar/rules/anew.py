"""What a newly entered year moved: whose promise or deadline, from when to when."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Moved(msgspec.Struct, frozen=True):
    """One time that was counted anew: ``what`` it is, in words; the same before and after where it
    only is no longer provisional."""

    what: str
    before: datetime
    after: datetime


class Anew(msgspec.Struct, frozen=True):
    """Of one incident or register (``ref``): every time of it that was counted anew."""

    ref: str
    times: list[Moved]
