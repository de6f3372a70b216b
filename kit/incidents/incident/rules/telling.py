"""What a kind of event needs to say what it says (``show/entries`` has it): for types only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.fold import Incident


class Telling(Protocol):
    """One entry to be told in one language. All that comes back is safe to show."""

    incident: Incident
    entry: Entry
    entries: Sequence[Entry]
    lang: str

    def say(self, key: str, **fill: object) -> str:
        """The sentence of the table ``timeline``."""

    def part(self, key: str, text: str) -> str:
        """``, reason: TEXT`` and its like; nothing for nothing."""

    def step(self, key: str) -> str:
        """What a step says to do."""

    def value(self, key: str, value: str) -> str:
        """A step's answer as people read it."""

    def timer(self, key: str, note: str = "") -> str:
        """A timer's title."""

    def label(self, who: str) -> str:
        """A role id as its title, a name as it is."""

    def caller(self, role: str, who: str) -> str:
        """The post, the person, or both."""

    def grade(self, level: str, plan: str) -> str:
        """A level by its title in the plan with that prefix."""

    def clock(self, at: datetime) -> str:
        """``21:04``, with the date where it is not the incident's first day."""

    def span(self, seconds: float) -> str:
        """``3 min 20 s``"""

    def term(self, group: str, text: str) -> str:
        """A word of ours in its language (an audience ``to``, a ``fact``, an ``outcome``, a grade
        of ``control``); any other text as it is."""

    def cause(self, text: str) -> str:
        """Why a timer stopped by itself, or the reason that a person gave."""

    def named(self, entry: Entry) -> str:
        """``#12``: how people name an entry."""

    def other(self, entry: Entry) -> str:
        """What another entry says."""

    def along(self, lead: Entry | None, gone: list[Entry], restores: bool) -> str:
        """What went, or comes back, with an act: by number in the log, where each stands in its
        own words; in words where it is said alone."""
