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
    note while it is asked which time the one in front of it is, ``typed`` by then. ``own``: it was
    given with an answer, and is that one's alone; ``awaits``: the key of such an answer while it is
    asked which time that is. ``spent``: the time that an act took last: with the act it is not
    given back."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.used = self.dropped = self.own = False
        self.bound = self.pressed = self.front = self.awaits = ""
        self.typed: datetime | None = None
        self.spent: datetime | None = None

    def given(self, at: datetime | None) -> None:
        self.at, self.used, self.dropped, self.own = at, False, False, False
        self.bound, self.awaits = self.awaits if at is not None else "", ""

    def given_with(self, key: str, at: datetime) -> None:
        """The same of an answer that ``key`` leads to."""
        self.given(at)
        self.bound, self.own = key, True

    def unused(self) -> None:
        """The answer that it was given with was not recorded after all."""
        if self.own and not self.used:
            self.given(None)

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
        self.awaits = ""
        if self.used or self.own:
            self.spent = self.at if self.used else self.spent
            self.given(None)
