"""How wide the columns of a table want to be, for faces that set it themselves."""

from __future__ import annotations

from kit.ground.base.cells import width
from kit.ground.documents.page import Table, told

WORD, FEW = 18, 10  # cells of the longest word that stays whole, and of a few Chinese characters
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


def words(table: Table) -> list[int]:
    """Cells that each column needs so that no word is cut: its longest one, a few characters of
    Chinese, its mark and margins with it."""
    out = []
    for number, column in enumerate(table.columns):
        texts = [told(row.cells[number]) for row in table.rows if number < len(row.cells)]
        parts = " ".join((column.title, *texts)).replace("-", "- ").split()
        longest = max((width(p) if p.isascii() else min(width(p), FEW) for p in parts), default=0)
        out.append(min(longest, WORD) + 2)
    return out


def eased(sizes: list[int], least: list[int], kept: list[int]) -> list[int]:
    """What is too narrow for its longest word takes from what has more than its own needs."""
    sizes = [*sizes]
    for n in sorted(range(len(sizes)), key=lambda each: least[each]):
        while n not in kept and sizes[n] < least[n]:
            rich = [i for i in range(len(sizes)) if i not in kept and sizes[i] > least[i]]
            if not rich:
                return sizes
            giver = max(rich, key=lambda i: sizes[i] - least[i])
            sizes[giver] -= 1
            sizes[n] += 1
    return sizes
