"""The tables of a page as CSV; a cell that a spreadsheet would take for a formula is defused."""

from __future__ import annotations

import csv
import io

from kit.ground.documents.page import Page

FORMULA = tuple("=+-@\t\r")


def comma_separated(page: Page) -> str:
    """Each table behind its section's heading, with an empty line before the next."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    for section in page.sections:
        if section.table is not None and section.table.rows:
            write([defused(section.heading)])
            write([defused(column.title) for column in section.table.columns])
            for row in section.table.rows:
                write([defused(cell.text) for cell in row.cells])
            write([])
    return out.getvalue()


def defused(text: str) -> str:
    return "'" + text if text.startswith(FORMULA) else text
