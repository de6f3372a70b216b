"""What happened earlier: a time given before the key of an act, which then counts for that time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    given back. ``waits``: the key that did not count and the time given for it, while one given
    after that is there for something else; ``since``: when a key was pressed that did not count,
    ``confirmed``: that of the one which is said to be meant now, or which still asks something."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self.used = self.dropped = self.own = False
        self.bound = self.pressed = self.front = self.awaits = ""
        self.typed: datetime | None = None
        self.spent: datetime | None = None
        self.waits: tuple[str, datetime] | None = None
        self.since: tuple[str, datetime] | None = None
        self.confirmed: datetime | None = None

    def given(self, at: datetime | None) -> None:
        self.at, self.used, self.dropped, self.own = at, False, False, False
        self.waits = None
        self.bound, self.awaits = self.awaits if at is not None else "", ""

    def given_with(self, key: str, at: datetime) -> None:
        """The same of an answer that ``key`` leads to."""
        self.given(at)
        self.bound, self.own = key, True

    def unused(self) -> None:
        """The answer that it was given with was not recorded after all."""
        if self.own and not self.used:
            self.given(None)

    def for_another(self, at: datetime | None) -> None:
        """The same while the act that one was given for is still asked about."""
        waits = (self.bound, self.at) if self.bound and self.at is not None and at else None
        self.given(at)
        self.waits = waits

    def refused(self, key: str, now: datetime) -> None:
        """The act that it was given for did not count."""
        self.bound = key if self.at is not None else ""
        self.since = key, now

    def is_meant(self, key: str) -> None:
        """It does now: as of when its key was pressed."""
        since, self.since = self.since, None
        self.confirmed = since[1] if since is not None and since[0] == key else None

    def begins(self, now: datetime) -> None:
        """An act whose key was pressed now and that may ask something first: when its deadline is
        kept is no matter of when that is answered."""
        self.confirmed = self.confirmed or now

    def acting(self) -> datetime | None:
        """When what is recorded now happened; another act than the one it was given for ends it."""
        if self.confirmed is not None and self.at is None and self.pressed not in NOTES:
            return self.confirmed
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
        self.awaits, self.confirmed = "", None
        if self.used or self.own:
            self.used_up()

    def used_up(self) -> None:
        """What was recorded has it, and nothing behind that; a key that is still asked about has
        the one that was given for it again."""
        waits = self.waits if self.pressed in NOTES else None
        self.spent = self.at if self.used else self.spent
        self.given(None)
        if waits is not None:
            self.bound, self.at = waits

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Inside, a note beside what is still asked about, which keeps its own key and time."""
        pressed, confirmed, self.pressed = self.pressed, self.confirmed, "n"
        try:
            yield
        finally:
            self.pressed, self.confirmed = pressed, confirmed

    def left(self) -> None:
        """Something else is done by now, or a note recorded beside a question that stands."""
        self.confirmed = None
        if self.used:
            self.used_up()
