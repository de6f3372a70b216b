"""What happened earlier: a time given before the key of an act, which then counts for that time."""

from __future__ import annotations

from datetime import datetime


class Earlier:
    """``at``: when the next act happened, ``None`` for now. It holds for all that one key records,
    and is forgotten after it; a key that recorded nothing leaves it for the next. ``dropped``: it
    was asked for, and something else was typed before it was settled."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.used = self.dropped = False

    def given(self, at: datetime | None) -> None:
        self.at, self.used, self.dropped = at, False, False

    def key_done(self) -> None:
        if self.used:
            self.given(None)
