"""The report on a terminal: Rich objects that fit 80 columns; colour only repeats the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from kit.render.summary import Report, Section
from kit.render.text import wrap


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
        yield _Rows(section)


class _Rows:
    """A section's table, its cells wrapped by our own rules: Rich breaks only at spaces and would
    tear a figure from its Chinese unit."""

    def __init__(self, section: Section) -> None:
        self.section = section

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        section = self.section
        shares = section.widths or [1] * len(section.columns)
        room = options.max_width - 2 * (len(shares) - 1)
        cells = [max(4, room * share // sum(shares)) for share in shares]
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for column, width in zip(section.columns, cells, strict=True):
            table.add_column(Text(column), width=width, no_wrap=True)
        for row in section.rows:
            pairs = zip(row, cells, strict=True)
            table.add_row(*[Text("\n".join(wrap(cell, width))) for cell, width in pairs])
        yield table
