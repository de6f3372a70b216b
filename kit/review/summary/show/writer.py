"""What every part of an incident's summary is written with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY, named
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Row, Section, Table, cells, lines
from kit.ground.documents.spans import minutes
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.rules.withdrawal import counts, in_force
from kit.incidents.incident.show.texts import clock
from kit.review.summary.rules.first_page import Room
from kit.review.summary.rules.summary import Summary


class Writer:
    """Of one incident in one language."""

    def __init__(
        self, incident: Incident, entries: Sequence[Entry], summary: Summary, lang: str
    ) -> None:
        self.incident = incident
        self.entries = entries
        self.summary = summary
        self.lang = lang
        self.mark = word(lang, "screen.drill-mark") if summary.drill else ""
        self.room = Room()

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"summary.{key}", **fill)

    def clock(self, at: datetime) -> str:
        return clock(self.incident, at)

    def at(self, at: datetime) -> Cell:
        return Cell(self.clock(at), "time", at)

    def minutes(self, seconds: int) -> str:
        return minutes(seconds, self.lang)

    def after(self, seconds: int, at: datetime) -> Cell:
        """So long after the opening, and when that was."""
        return Cell(f"{self.minutes(seconds)} ({self.clock(at)})", "duration", seconds)

    def section(
        self,
        name: str,
        texts: list[str] | None = None,
        columns: list[str] | None = None,
        rows: Sequence[Sequence[str | Cell]] = (),
        shares: Sequence[int] = (),
        empty: str = "",
        loud: Iterable[object] = (),
        **fill: object,
    ) -> Section:
        """``empty`` is the line that stands where there is nothing to show; ``loud`` says of each
        row whether a reader must not miss it."""
        title = self.say(f"title-{name}", **fill)
        if not rows:
            texts = texts or ([self.say(empty)] if empty else [])
            return Section(name, title, self.mark, lines(texts))
        heads = [self.say(f"column-{c}") for c in columns or []]
        marks = [bool(one) for one in loud] or [False] * len(rows)
        table = Table(
            [Column(head, share) for head, share in zip(heads, shares, strict=True)],
            [Row(cells(row), mark) for row, mark in zip(rows, marks, strict=True)],
        )
        return Section(name, title, self.mark, lines(texts or []), table)

    def recorders(self) -> str:
        """Everybody who recorded in it, in the order in which they began to; "" for nobody."""
        entries = in_force(list(self.entries))
        mine = (entry.by for entry in entries if counts(entry) and entry.by not in NOBODY)
        names = dict.fromkeys(map(self.incident.one_name, mine))
        return self.say("comma").join(named(name, self.lang) for name in names)

    def of_plan(self, key: str, text: str) -> str:
        """Which checklist it belongs to, where that is not the first."""
        prefix = TimerKey(key).plan
        plan = self.incident.plan(prefix)
        if not prefix or plan is None:
            return text
        return self.say("of-plan", text=text, plan=clean(plan.checklist.title.get(self.lang)))
