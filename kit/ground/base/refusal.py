"""A decision that says no: a word for the reason and what fills its sentence.

The sentence itself (both languages) stands in the words of the room that refuses, under
``refused.<code>``.
"""

from __future__ import annotations


class Exit:
    """What the shell gets: plain numbers, because every start would pay for ``enum``. The table in
    README is tested against this."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    UNREADABLE = 5
    STOPPED = 130


class Refused(Exception):
    """Raised by decisions and loaders; the front door turns it into one line."""

    def __init__(self, code: str, exit: int = Exit.REFUSED, **fill: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit = exit
        self.fill = fill
