"""The page as CSV: everything it says, one thing below the other, tables with their titles above.
A BOM, because Excel takes the file for an old encoding without it; and what a table program would
run as a formula has an apostrophe before it."""

from __future__ import annotations

from collections.abc import Iterable

from kit.ground.base.defused import defused
from kit.ground.documents.page import Line, Page, Section, told, undrawn

BOM = "\ufeff"


def csv(pages: list[Page]) -> str:
    """Lines end as RFC 4180 has it."""
    rows: list[list[str]] = []
    for page in pages:
        rows += _page(page)
    return BOM + "".join(f"{','.join(map(field, row))}\r\n" for row in rows)


def field(text: str) -> str:
    """One field: defused (but for the dash that stands for nothing), quoted where it must be."""
    text = text if text == "-" else defused(text)
    if any(char in text for char in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _page(page: Page) -> Iterable[list[str]]:
    yield from ([text] for text in (page.title, page.subtitle) if text)
    for fact in page.facts:
        yield [fact.label, told(fact.value)]
    for section in page.sections:
        yield []
        yield from _section(section)


def _section(section: Section) -> Iterable[list[str]]:
    if section.title:
        yield [section.heading]
    yield from map(_line, section.lines)
    table = undrawn(section.table) if section.table is not None else None
    if table is not None and table.rows:
        if table.titled:
            yield [column.title for column in table.columns]
        for row in table.rows:
            yield [("! " if row.loud else "") + told(row.cells[0]), *map(told, row.cells[1:])]
    for chart in section.charts:
        yield [chart.label]
        for name, text in zip(chart.names, chart.texts, strict=True):
            yield [name, text]
    yield from map(_line, section.notes)


def _line(line: Line) -> list[str]:
    return [("! " if line.loud else "") + line.text]
