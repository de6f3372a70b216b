"""How wide the columns of a table want to be, for faces that set it themselves."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.documents.page import Table, told

SHORT, KEPT = 18, 64  # cells of a column that is not broken, and of all of them together


def needs(table: Table) -> list[int]:
    """Cells of the longest line in each column."""
    out = []
    for number, column in enumerate(table.columns):
        texts = [told(row.cells[number]) for row in table.rows if number < len(row.cells)]
        out.append(max(width(line) for text in [column.title, *texts] for line in text.split("\n")))
    return out


def unbroken(table: Table, wanted: list[int]) -> list[int]:
    """The columns that stay on one line: those that are copied, and short ones, the shortest
    first, as long as there is room for the others."""
    room, out = KEPT, []
    for number in sorted(range(len(wanted)), key=lambda n: (not table.columns[n].whole, wanted[n])):
        if table.columns[number].whole or wanted[number] <= min(SHORT, room):
            out.append(number)
            room -= wanted[number]
    return sorted(out)
