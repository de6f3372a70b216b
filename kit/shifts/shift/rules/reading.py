"""What an entry of a shift says, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.named import named
from kit.ground.base.words import has, word
from kit.ground.journal.entry import Entry
from kit.shifts.shift.rules.kinds.course import Undone
from kit.shifts.shift.rules.kinds.kind import Kind


class Reading:
    """A shift's entries read in ``lang``, seen from ``now``."""

    def __init__(self, now: datetime, lang: str, entries: Iterable[Entry] = ()) -> None:
        self.now = now
        self.lang = lang
        self.entries = {entry.id: entry for entry in entries}

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"shifted.{key}", **fill)

    def text(self, text: str) -> str:
        return clean(text, 2000)

    def who(self, name: str) -> str:
        return named(name, self.lang)

    def named(self, key: str, name: str) -> str:
        """A sentence's end about somebody, where there is one."""
        return self.say(key, who=self.who(name)) if name else ""

    def part(self, key: str, text: str) -> str:
        """A sentence's end, where there is something to say."""
        return self.say(key, text=self.text(text)) if text.strip() else ""

    def clock(self, at: datetime) -> str:
        return clock(at, self.now) if at.year == self.now.year else f"{at:%Y-%m-%d %H:%M}"

    def by_when(self, key: str, at: datetime | None) -> str:
        return self.say(key, at=self.clock(at)) if at is not None else ""

    def state(self, name: str) -> str:
        key = f"shift.state-{name}"
        return word(self.lang, key) if has(key) else clean(name, 40)

    def of_entry(self, id_: str) -> str:
        entry = self.entries.get(id_)
        event = entry.event if entry is not None else None
        if isinstance(event, Undone) and event.ids:  # what it took back
            return self.of_entry(event.ids[0])
        return event.reads(self) if isinstance(event, Kind) else clean(id_, 20)
