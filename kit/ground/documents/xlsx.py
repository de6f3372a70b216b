"""The page as a workbook: what it says on the first sheet, then a sheet for each table. Text stays
text whatever it looks like; a number, a length of time or a clock time is one only where the page
has its value and says the same."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.documents.columns import needs
from kit.ground.documents.page import Cell, Page, Row, Section, Table, told, undrawn

MOST = 32_767  # characters of a cell
NAME = 31  # characters of a sheet's name
FORBIDDEN = "[]:*?/\\'"
WIDEST, NARROWEST = 60, 6  # characters of a column
FRONT = 70, 30  # the same of the first sheet
UPRIGHT = 95  # characters across an upright sheet of A4
LINE, HIGHEST = 15, 405  # points of a line, and of the highest row that there is
DAY = 86_400
APP = "incident-kit"
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(pages: list[Page], lang: str, made: datetime) -> bytes:
    """``made``: when that is, with its offset. Raises ``ImportError`` without the extra."""
    import xlsxwriter

    out = BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"in_memory": True, **AS_TEXT})
    title = next((page.title for page in pages if page.title), "")
    at = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": title[:255], "author": APP, "created": at, "comments": ""})
    _Book(book, title or APP, lang).pages(pages)
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, title: str, lang: str) -> None:
        self.book, self.lang = book, lang
        self.names: set[str] = set()
        self.formats: dict[tuple[str, bool, bool, bool], Any] = {}
        self.front = book.add_worksheet(self.named(title))
        self.line, self.title = 0, title
        self.tables: list[Any] = []

    def pages(self, pages: list[Page]) -> None:
        for page in pages:
            if self.line:
                self.line += 1
            if page.title:
                self.say(page.title, bold=True)
            if page.subtitle:
                self.say(page.subtitle)
            for fact in page.facts:
                self.say(fact.label, beside=fact.value)
            self.title = page.title or self.title
            for section in page.sections:
                self.section(section)
        self.front.set_column(0, 0, FRONT[0])
        self.front.set_column(1, 1, FRONT[1])
        self.front.set_paper(9)
        self.front.fit_to_pages(1, 0)
        if len(self.tables) == 1:  # what whoever opens the file came for
            self.tables[0].activate()

    def section(self, section: Section) -> None:
        """Its sentences on the first sheet, its table on one of its own."""
        if section.title:
            self.line += 1
            self.say(section.heading, bold=True)
        for line in section.lines:
            self.say(" " * line.indent + line.text, loud=line.loud)
        if section.table is not None and section.table.rows:
            unnamed = word(self.lang, "screen.sheet-table")
            self.leads(self.table(section.table, section.heading or unnamed))
        for chart in section.charts:
            self.say(chart.label)
            for name, text in zip(chart.names, chart.texts, strict=True):
                self.say(f"  {name}", beside=Cell(text))
        for line in section.notes:
            self.say(" " * line.indent + line.text, loud=line.loud)

    def say(
        self, text: str, bold: bool = False, loud: bool = False, beside: Cell | None = None
    ) -> None:
        look = self.look("", bold, loud, False)
        text = _short(("! " if loud else "") + text)
        self.front.write_string(self.line, 0, text, look)
        lines = _lines(text, FRONT[0])
        if beside is not None:
            self.write(self.front, self.line, 1, beside, False, False)
            lines = max(lines, _lines(told(beside), FRONT[1]))
        self.high(self.front, self.line, lines)
        self.line += 1

    def leads(self, name: str) -> None:
        """A line that a click follows to a sheet."""
        look = self.look("", False, False, False)
        self.front.write_url(self.line, 0, f"internal:'{name}'!A1", look, f"→ {name}")
        self.line += 1

    def table(self, table: Table, heading: str) -> str:
        """The name of its sheet. Loud rows have a mark in a column of its own."""
        table = undrawn(table)
        name = self.named(heading)
        sheet = self.book.add_worksheet(name)
        self.tables.append(sheet)
        mark = int(any(row.loud for row in table.rows))
        top = int(table.titled)
        for number, column in enumerate(table.columns):
            if table.titled:
                bold = self.look("", True, False, column.right)
                sheet.write_string(0, number + mark, _short(column.title), bold)
        sizes = _sizes(table)
        for place, row in enumerate(table.rows, top):
            self.row(sheet, place, row, table, mark)
            texts = zip(row.cells, sizes, strict=False)
            self.high(sheet, place, max((_lines(told(c), size) for c, size in texts), default=1))
        for number, size in enumerate(sizes):
            sheet.set_column(number + mark, number + mark, size)
        if mark:
            sheet.set_column(0, 0, 2)
        if top:
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
        sheet.set_paper(9)
        if sum(sizes) > UPRIGHT:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return name

    def row(self, sheet: Any, place: int, row: Row, table: Table, mark: int) -> None:
        if row.loud:
            sheet.write_string(place, 0, "!", self.look("", True, True, False))
        for number, cell in enumerate(row.cells):
            right = number < len(table.columns) and table.columns[number].right
            self.write(sheet, place, number + mark, cell, row.loud, right)

    def high(self, sheet: Any, place: int, lines: int) -> None:
        if lines > 1:
            sheet.set_row(place, min(HIGHEST, lines * LINE))

    def write(self, sheet: Any, y: int, x: int, cell: Cell, loud: bool, right: bool) -> None:
        value, shape = valued(cell)
        beside = sheet is not self.front  # under each other, not far from their names
        if value is None:
            text = _short(told(cell))
            sheet.write_string(y, x, text, self.look("", False, loud, right))
        elif isinstance(value, datetime):
            sheet.write_datetime(y, x, value, self.look(shape, False, loud, beside))
        else:
            sheet.write_number(y, x, value, self.look(shape, False, loud, beside))

    def look(self, shape: str, bold: bool, loud: bool, right: bool) -> Any:
        key = (shape, bold, loud, right)
        if key not in self.formats:
            how: dict[str, Any] = {"text_wrap": True, "valign": "top", "bold": bold or loud}
            how.update({"num_format": shape or "@"})
            how.update({"font_color": "#A00000"} if loud else {})
            how.update({"align": "right", "indent": 1} if right else {"align": "left"})
            self.formats[key] = self.book.add_format(how)
        return self.formats[key]

    def named(self, title: str) -> str:
        """A name that a sheet may have and none has yet: Excel takes capitals for small letters."""
        plain = "".join(" " if char in FORBIDDEN else char for char in title)
        plain = _whole_words(" ".join(plain.split()), NAME) or "-"
        name, number = plain, 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            name = f"{_cut(plain, NAME - 1 - len(str(number)))} {number}"
        self.names.add(name.casefold())
        return name


def valued(cell: Cell) -> tuple[float | datetime | None, str]:
    """The value to be counted with and its shape; ``None`` where the cell is only text, as is one
    whose text says more than its value. Clock times are those of the wall, as the page shows."""
    value, more = cell.value, ""
    if cell.figure is not None:
        more = f'" (n = {cell.figure.n})"'
    if isinstance(value, datetime):
        for shape, form in (("%Y-%m-%d %H:%M:%S", "yyyy-mm-dd hh:mm:ss"),
                            ("%Y-%m-%d %H:%M", "yyyy-mm-dd hh:mm")):  # fmt: skip
            if cell.text == value.strftime(shape):
                return value.replace(tzinfo=None), form
        return None, ""
    if value is None or isinstance(value, bool):
        return None, ""
    if cell.kind == "duration" and value >= 0:
        return value / DAY, ("[h]:mm" if value % 60 == 0 else "[h]:mm:ss") + more
    if cell.kind == "share" and f"{value // 10:g}.{value % 10:g}" in cell.text:  # permille
        return value / 1000, "0.0%" + more
    if cell.kind in ("count", "number") and cell.text == str(value):
        return float(value), ("0" if isinstance(value, int) else "General") + more
    return None, ""


def _sizes(table: Table) -> list[int]:
    return [max(NARROWEST, min(WIDEST, need + 2)) for need in needs(table)]


def _lines(text: str, size: int) -> int:
    """Lines that a text takes in a column: programs that only show do not count them."""
    if 2 * len(text) <= size - 2 and "\n" not in text:  # not even wide letters would fill it
        return 1
    return sum(max(1, -(-width(line) // max(1, size - 2))) for line in text.split("\n"))


def _short(text: str) -> str:
    return text if _units(text) <= MOST else _cut(text, MOST - 1) + "…"


def _units(text: str) -> int:
    """What Excel counts as characters."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    text = text[:most]
    while _units(text) > most:
        text = text[:-1]
    return text.strip()


def _whole_words(text: str, most: int) -> str:
    """As much of it as fits, to the end of a word where one ends in its second half."""
    cut = _cut(text, most)
    if cut == text.strip() or text[len(cut) : len(cut) + 1] == " ":
        return cut
    whole = cut.rpartition(" ")[0]
    return whole if len(whole) > len(cut) // 2 else cut
