"""Kinds of entry that journals of several sorts have, which no room says anything about of its own:
the first line of a further journal, and a clock that was set."""

from typing import ClassVar

from kit.ground.base.private import Plain
from kit.ground.journal.entry import Event, Seconds


class Joined(Event, frozen=True, omit_defaults=True):
    """The first line of a further journal; ``why``: "" for another laptop's."""

    kind: ClassVar[str] = "joined"
    format: int
    why: Plain = ""


class ClockJumped(Event, frozen=True, omit_defaults=True):
    """Wall clock and counting clock disagree, in seconds; positive means it was set forward.
    ``restart``: noticed after a restart, so how much time has really passed is not known."""

    kind: ClassVar[str] = "clock-jumped"
    seconds: Seconds
    restart: bool = False
