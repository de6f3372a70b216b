"""How wide the columns of a table want to be, for faces that set it themselves."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.documents.page import Table, told

SHORT, KEPT = 18, 64  # cells of a column that is not broken, and of all of them together


def needs(table: Table, broken: bool = False) -> list[int]:
    """Cells of the longest line in each column; ``broken``: of its title only the longest word."""
    out = []
    for number, column in enumerate(table.columns):
        texts = [told(row.cells[number]) for row in table.rows if number < len(row.cells)]
        titles = column.title.split() if broken else [column.title]
        lines = [line for text in texts for line in text.split("\n")]
        out.append(max(map(width, [*titles, *lines]), default=0))
    return out


def unbroken(table: Table, wanted: list[int], room: int = KEPT) -> list[int]:
    """The columns that stay on one line: those that are copied, and short ones, the shortest
    first, as long as there is room for the others."""
    out = []
    for number in sorted(range(len(wanted)), key=lambda n: (not table.columns[n].whole, wanted[n])):
        if table.columns[number].whole or wanted[number] <= min(SHORT, room):
            out.append(number)
            room -= wanted[number]
    return sorted(out)
