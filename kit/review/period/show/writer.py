"""What every part of a period's page is written with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Row, Section, Table, lines
from kit.review.archive.rules.deadlines_kept import ROWS
from kit.review.archive.rules.naming import Names
from kit.review.archive.rules.totals import Totals
from kit.review.period.rules.period import Period


def rows_of(totals: Totals) -> list[str]:
    """The rows of deadlines that have anything in them, in the order of every page."""
    return [name for name in ROWS if name in totals.kept]


def whole_refs(section: Section, *columns: int) -> Section:
    """With the first column, or these, never broken: a reference is copied."""
    assert section.table is not None
    kept = columns or (0,)
    heads = [
        replace(column, whole=True) if n in kept else column
        for n, column in enumerate(section.table.columns)
    ]
    return replace(section, table=replace(section.table, columns=heads))


class Writer:
    """Of one period in one language."""

    def __init__(self, period: Period, lang: str) -> None:
        self.period = period
        self.total = period.total
        self.lang = lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"period.{key}", **fill)

    def title(self) -> str:
        range_ = self.period.range
        if range_.sort == "span":
            return self.say("title", period=range_.name.replace("/", " – "))
        return self.say("title", period=range_.name)

    def name(self, names: Mapping[str, Names], key: str) -> str:
        return self.words(names.get(key, ("", ""))) or clean(key) or "-"

    def words(self, names: Names) -> str:
        return clean(names[0] if self.lang == "zh" else names[1])

    def at(self, when: datetime) -> Cell:
        """By the clock at which it was written down; with its year where that is not the page's."""
        day = "%m-%d" if when.year == self.period.range.start.year else "%Y-%m-%d"
        return Cell(f"{when:{day} %H:%M}", "time", when)

    def section(self, name: str, texts: list[str], *loud: int) -> Section:
        """``loud`` numbers the lines that a reader must not miss."""
        return Section(name, self.say(f"title-{name}"), lines=lines(texts, loud))

    def tabled(
        self, name: str, heads: list[str], shares: list[int], rows: list[Row], counts: bool = True
    ) -> Section:
        """The first column names, the others count."""
        columns = [
            Column(self.say(f"column-{head}"), share, right=counts and index > 0)
            for index, (head, share) in enumerate(zip(heads, shares, strict=True))
        ]
        return Section(name, self.say(f"title-{name}"), table=Table(columns, rows))
