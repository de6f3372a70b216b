"""What happened earlier: a time given before the key of an act, which then counts for that time."""

from __future__ import annotations

from datetime import datetime

NOTES = ("", "n")  # what is pressed for a note: nothing, where it is typed on


class Earlier:
    """``at``: when the next act happened, ``None`` for now. It holds for all that one key records,
    and is forgotten after it; a key that recorded nothing leaves it for the next, but one that did
    not count has it for itself (``bound``), and nothing else that is ``pressed`` takes it: a note
    leaves it there, another act ends it, which is said.
    ``dropped``: it was asked for, and something else was typed before it was settled. ``front``: a
    note while it is asked which time the one in front of it is, ``typed`` by then."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.used = self.dropped = False
        self.bound = self.pressed = self.front = ""
        self.typed: datetime | None = None

    def given(self, at: datetime | None) -> None:
        self.at, self.used, self.dropped, self.bound = at, False, False, ""

    def refused(self, key: str) -> None:
        """The act that it was given for did not count."""
        self.bound = key if self.at is not None else ""

    def acting(self) -> datetime | None:
        """When what is recorded now happened; another act than the one it was given for ends it."""
        if self.bound and self.pressed in NOTES:
            return None
        if self.bound and self.bound != self.pressed:
            self.given(None)
            self.dropped = True
        return self.at

    @property
    def taken(self) -> bool:
        """Whether what was just recorded counts for it."""
        return self.at is not None and not (self.bound and self.pressed in NOTES)

    def key_done(self) -> None:
        if self.used:
            self.given(None)
