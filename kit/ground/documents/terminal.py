"""The report on a terminal: plain lines that fit it. Nothing is imported for that but our own rules
of width; bold, dim and red only repeat what the words say."""

from __future__ import annotations

from collections.abc import Iterator

from kit.ground.base.cells import pad, width, wrap
from kit.ground.documents.page import Report, Section

BOLD, DIM, ALARM = "1", "2", "1;31"
GAP = "  "
LEAST = 4  # cells that even the narrowest column keeps


def show(report: Report, cells: int, color: bool = False) -> list[str]:
    """The whole report in lines of at most ``cells``; with SGR codes when ``color``."""
    return list(_Painter(cells, color).report(report))


class _Painter:
    def __init__(self, cells: int, color: bool) -> None:
        self.cells = cells
        self.color = color

    def paint(self, text: str, look: str) -> str:
        return f"\x1b[{look}m{text}\x1b[0m" if self.color and text else text

    def report(self, report: Report) -> Iterator[str]:
        yield from self.lines(report.title, BOLD)
        wide = max((width(label) for label, _ in report.head), default=0)
        for label, value in report.head:
            first, *rest = wrap(value, self.cells - wide - len(GAP))
            yield (pad(label, wide) + GAP + first).rstrip()
            yield from (" " * wide + GAP + line for line in rest)
        for section in report.sections:
            yield ""
            yield from self.lines(f"== {section.heading} ==", BOLD)
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[str]:
        for index, line in enumerate(section.lines):
            yield from self.lines(line, ALARM if index in section.loud_lines else "")
        if section.rows:
            yield from self.table(section)

    def lines(self, text: str, look: str = "") -> Iterator[str]:
        if len(text) * 2 <= self.cells or width(text) <= self.cells:
            yield self.paint(text, look)
            return
        for line in wrap(text, self.cells, GAP):
            yield self.paint(line, look)

    def table(self, section: Section) -> Iterator[str]:
        shares = section.widths or [1] * len(section.columns)
        rows = [section.columns, *section.rows]
        needs = [max(width(row[i]) for row in rows) for i in range(len(shares))]
        sizes = fit(needs, shares, self.cells - len(GAP) * (len(shares) - 1))
        yield from self.row(section.columns, sizes, DIM, section.right)
        for index, row in enumerate(section.rows):
            look = ALARM if index in section.loud else ""
            yield from self.row(row, sizes, look, section.right)

    def row(
        self, cells: list[str], sizes: list[int], look: str, right: list[int]
    ) -> Iterator[str]:
        pairs = zip(cells, sizes, strict=True)
        columns = [wrap(text, size) if width(text) > size else [text] for text, size in pairs]
        for level in range(max(map(len, columns))):
            parts = [lines[level] if level < len(lines) else "" for lines in columns]
            filled = [
                " " * (size - width(part)) + part if index in right else pad(part, size)
                for index, (part, size) in enumerate(zip(parts, sizes, strict=True))
            ]
            line = GAP.join(filled)
            yield self.paint(line.rstrip(), look)


def fit(needs: list[int], shares: list[int], room: int) -> list[int]:
    """Widths of columns: what each needs, where that is no more than its share of the room; the
    others divide what is left by their shares."""
    sizes = [0] * len(needs)
    left = list(range(len(needs)))
    while left:
        total = sum(shares[i] for i in left)
        small = [i for i in left if needs[i] * total <= max(0, room) * shares[i]]
        if not small:
            for i in left:
                sizes[i] = max(LEAST, room * shares[i] // total)
            break
        for i in small:
            sizes[i] = needs[i]
            room -= needs[i]
        left = [i for i in left if i not in small]
    return sizes
