"""The report on a terminal: Rich objects that fit 80 columns; colour only repeats the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from kit.render.summary import Report, Section


def show(report: Report) -> Group:
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[Any]:
    yield Text(report.title, style="bold")
    head = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    head.add_column(no_wrap=True)
    head.add_column(overflow="fold")
    for label, value in report.head:
        head.add_row(Text(label), Text(value))
    yield head
    for section in report.sections:
        yield Text("")
        yield from _section(section)


def _section(section: Section) -> Iterator[Any]:
    yield Text(f"== {section.heading} ==", style="bold")
    for line in section.lines:
        yield Text(line, overflow="fold")
    if section.rows:
        yield _table(section)


def _table(section: Section) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True, header_style="dim")
    for index, column in enumerate(section.columns):
        share = section.widths[index] if section.widths else 1
        table.add_column(Text(column), ratio=share, overflow="fold")
    for row in section.rows:
        table.add_row(*[Text(cell) for cell in row])
    return table
