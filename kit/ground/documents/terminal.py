"""The page on a terminal: plain lines that fit it. Nothing is imported for that but our own rules
of width, except by a form; bold, dim and red only repeat what the words say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.ground.base.cells import pad, width, wrap
from kit.ground.documents.page import Line, Page, Section, Table, undrawn

BOLD, DIM, ALARM = "1", "2", "1;31"
GAP = "  "
LEAST = 4  # cells that even the narrowest column keeps
DRAWN = 72  # cells from which on there is room for drawings
LABEL = 26  # cells of a form's labels at most


def show(page: Page, cells: int, color: bool = False) -> list[str]:
    """The whole page in lines of at most ``cells``; with SGR codes when ``color``."""
    out: list[str] = []
    _Painter(cells, color).page(page, out)
    return out


class _Painter:
    def __init__(self, cells: int, color: bool) -> None:
        self.cells = cells
        self.color = color

    def paint(self, text: str, look: str) -> str:
        return f"\x1b[{look}m{text}\x1b[0m" if self.color and text and look else text

    def page(self, page: Page, out: list[str]) -> None:
        for text, look in ((page.title, BOLD), (page.subtitle, "")):
            if text:
                out += self.line(Line(text), look)
        out += self.facts(page)
        for section in page.sections:
            if out and not _is_form(section):
                out.append("")
            if section.title:
                out += self.line(Line(f"== {section.heading} =="), BOLD)
            for line in section.lines:
                out += self.line(line)
            if section.table is not None and section.table.rows:
                out += self.form(section.table) if section.table.form else self.table(section.table)
            out += self.charts(section)
            for line in section.notes:
                out += self.line(line)

    def charts(self, section: Section) -> Iterator[str]:
        if not section.charts:  # on few pages, and a module less on all others
            return
        from kit.ground.documents.charts import chart_lines

        for chart in section.charts:
            yield from chart_lines(chart, self.cells)

    def facts(self, page: Page) -> Iterator[str]:
        wide = max((width(fact.label) for fact in page.facts), default=0)
        for fact in page.facts:
            first, *rest = wrap(fact.value.text, self.cells - wide - len(GAP))
            yield (pad(fact.label, wide) + GAP + first).rstrip()
            yield from (" " * wide + GAP + line for line in rest)

    def line(self, line: Line, look: str = "") -> Iterator[str]:
        look = ALARM if line.loud else look
        text, room = line.text, self.cells - line.indent
        before = " " * line.indent
        fits = len(text) * 2 <= room or (len(text) <= room and width(text) <= room)
        if line.hang is None or fits:
            yield self.paint(before + text, look)
            return
        for part in wrap(text, room, " " * line.hang):
            yield self.paint(before + part, look)

    def table(self, table: Table) -> Iterator[str]:
        table = undrawn(table) if self.cells < DRAWN else table
        shares = [column.share for column in table.columns]
        titles = [column.title for column in table.columns]
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        needs = [max(width(row[i]) for row in [titles, *rows]) for i in range(len(shares))]
        kept = [i for i, column in enumerate(table.columns) if column.whole]
        sizes = fit(needs, shares, self.cells - len(GAP) * (len(shares) - 1), kept)
        right = [column.right for column in table.columns]
        if table.titled:
            yield from self.row(titles, sizes, DIM, right)
        for row, texts in zip(table.rows, rows, strict=True):
            yield from self.row(texts, sizes, ALARM if row.loud else "", right)
        if table.legend:
            yield from self.line(Line(table.legend), DIM)

    def row(
        self, texts: list[str], sizes: list[int], look: str, right: list[bool]
    ) -> Iterator[str]:
        pairs = zip(texts, sizes, strict=True)
        columns = [wrap(text, size) if width(text) > size else [text] for text, size in pairs]
        for level in range(max(map(len, columns))):
            parts = [lines[level] if level < len(lines) else "" for lines in columns]
            filled = [
                " " * (size - width(part)) + part if to_right else pad(part, size)
                for part, size, to_right in zip(parts, sizes, right, strict=True)
            ]
            line = GAP.join(filled)
            yield self.paint(line.rstrip(), look)

    def form(self, table: Table) -> Iterator[str]:
        """Labels beside what was filled in; a blank to write in is not cut up."""
        from rich.console import Console
        from rich.text import Text

        console = Console(width=self.cells, legacy_windows=False)

        def folded(text: str, cells: int) -> list[str]:
            found = Text(text).wrap(console, max(1, cells), overflow="fold")
            return [line.plain for line in found]

        pairs = [[cell.text for cell in row.cells] for row in table.rows]
        wide = min(LABEL, max(_longest(label) for label, _ in pairs))
        for label, value in pairs:
            left, right = folded(label, wide), folded(value, self.cells - wide - len(GAP))
            for level in range(max(len(left), len(right))):
                one = left[level] if level < len(left) else ""
                other = right[level] if level < len(right) else ""
                yield (pad(one, wide) + GAP + other).rstrip()


def _is_form(section: Section) -> bool:
    return section.table is not None and section.table.form


def _longest(text: str) -> int:
    return max(width(line) for line in text.split("\n"))


def fit(needs: list[int], shares: list[int], room: int, kept: Sequence[int] = ()) -> list[int]:
    """Widths of columns: what each needs, where it is ``kept`` whole or that is no more than its
    share of the room; the others divide what is left by their shares."""
    sizes = [needs[i] if i in kept else 0 for i in range(len(needs))]
    room -= sum(sizes)
    left = [i for i in range(len(needs)) if i not in kept]
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
