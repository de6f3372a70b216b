"""What a person reads, before it gets a face: facts, sections of lines and tables, and the plain
values behind the words. Rooms build pages and know no face; a face knows nothing but this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from kit.ground.base.clean import clean

Kind = Literal["text", "number", "count", "share", "time", "duration"]


class Figure(msgspec.Struct, frozen=True):
    """A number that says what it is worth: ``value`` in ``unit`` (``s``, ``permille``, ...), made
    of ``n`` single things, and the ``way`` of counting (a name such as ``nearest-rank-50``)."""

    value: float
    n: int
    unit: str
    way: str


class Course(msgspec.Struct, frozen=True):
    """A deadline on the line of time, in seconds since the opening: when it fell due, when it was
    met (``None``: never), and how long the line is."""

    planned: float
    actual: float | None
    whole: float


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """``text`` as it reads. ``value``: what stands behind it (a count, a share in permille, whole
    seconds, a time with its offset), ``None`` where the text is all there is. ``course``: what a
    cell of a drawn column shows, which its text says in signs."""

    text: str
    kind: Kind = "text"
    value: int | float | datetime | None = None
    figure: Figure | None = None
    course: Course | None = None


class Fact(msgspec.Struct, frozen=True):
    label: str
    value: Cell


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sentence. ``loud``: a reader must not miss it. ``indent``: how deep it stands, in cells;
    ``hang``: how much deeper what does not fit goes on (``None``: it is kept whole)."""

    text: str
    loud: bool = False
    indent: int = 0
    hang: int | None = 2


class Column(msgspec.Struct, frozen=True, omit_defaults=True):
    """``share`` of the line where the columns do not fit; ``right``: numbers under each other;
    ``whole``: what stands there is copied, and never broken; ``drawn``: small drawings (``Course``)
    of what the other columns say, which a face for counting leaves out."""

    title: str = ""
    share: int = 1
    right: bool = False
    whole: bool = False
    drawn: bool = False


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """``loud``: late, never told, owed."""

    cells: list[Cell]
    loud: bool = False


class Table(msgspec.Struct, frozen=True, omit_defaults=True):
    """``form``: two columns, labels and what was filled in, a cell of several lines among them.
    ``legend``: what the signs of its drawn column mean."""

    columns: list[Column]
    rows: list[Row]
    form: bool = False
    legend: str = ""

    @property
    def titled(self) -> bool:
        return any(column.title for column in self.columns)


class Chart(msgspec.Struct, frozen=True, omit_defaults=True):
    """``run``: points in the order of time, ``names`` below them; ``dots``: values on one axis;
    ``times``: marks on the time from the opening on, ``names`` beside them, planned (``points``)
    and actual (``others``; ``None``: never); ``bars``: ``points`` of ``others``, a bar each, whole
    where all of them are.

    ``texts`` are the points as they read: a face that cannot draw says them. ``middle``, ``low``
    and ``high`` are lines across a run, those from ``first`` on are the page's own; ``marked``
    points stand out. ``log``: the axis is one of ratios. ``provisional``: the lines across are of
    too few points to be kept by (dashes)."""

    kind: Literal["run", "dots", "times", "bars"]
    label: str
    names: list[str]
    points: list[float | None]
    texts: list[str]
    others: list[float | None] = []
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    first: int = 0
    marked: list[int] = []
    log: bool = False
    provisional: bool = False


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lines, then a table, then charts, then ``notes`` below it. ``title`` may be empty; ``mark``
    is the drill's. ``annex``: it stands behind what is read first, from a new sheet on."""

    name: str
    title: str = ""
    mark: str = ""
    lines: list[Line] = []
    table: Table | None = None
    notes: list[Line] = []
    charts: list[Chart] = []
    annex: bool = False

    @property
    def heading(self) -> str:
        return f"{self.mark} {self.title}" if self.mark else self.title


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """``title``, a line below it, facts, sections; each may be missing."""

    title: str = ""
    subtitle: str = ""
    facts: list[Fact] = []
    sections: list[Section] = []


def block(text: str, indent: int = 0) -> Line:
    """Text of somebody's making, at most 4000 characters, as one indented block."""
    return Line(clean(text, 4000), indent=indent, hang=0)


def whole(text: str) -> Line:
    """A line that is never broken."""
    return Line(text, hang=None)


def of_n(cell: Cell) -> str:
    """``n = 12``: of how many single things a figure is made; "" where it is none."""
    return f"n = {cell.figure.n}" if cell.figure is not None else ""


def told(cell: Cell) -> str:
    """The text, and of how many it is made."""
    n = of_n(cell)
    return f"{cell.text} ({n})" if n else cell.text


def count(number: int) -> Cell:
    return Cell(str(number), "count", number)


def lines(texts: Iterable[str], loud: Sequence[int] = ()) -> list[Line]:
    """Plain lines; ``loud`` numbers those that a reader must not miss."""
    return [Line(text, index in loud) for index, text in enumerate(texts)]


def cells(values: Iterable[str | Cell]) -> list[Cell]:
    return [Cell(value) if isinstance(value, str) else value for value in values]


def front(page: Page) -> Page:
    """What is read first: the page without its annex."""
    kept = [section for section in page.sections if not section.annex]
    return msgspec.structs.replace(page, sections=kept)


def undrawn(table: Table) -> Table:
    """The table without drawings."""
    kept = [n for n, column in enumerate(table.columns) if not column.drawn]
    if len(kept) == len(table.columns):
        return table
    rows = [Row([row.cells[n] for n in kept], row.loud) for row in table.rows]
    columns = [table.columns[n] for n in kept]
    return msgspec.structs.replace(table, columns=columns, rows=rows, legend="")


# ---- with its texts changed ----------------------------------------------------------------------


def changed(page: Page, change: Callable[[str], str]) -> Page:
    """The page with every text of it as ``change`` makes it; the values behind them stay."""

    def cell(each: Cell) -> Cell:
        return msgspec.structs.replace(each, text=change(each.text))

    def line(each: Line) -> Line:
        return msgspec.structs.replace(each, text=change(each.text))

    def table(each: Table | None) -> Table | None:
        if each is None:
            return None
        columns = [msgspec.structs.replace(c, title=change(c.title)) for c in each.columns]
        rows = [Row([cell(one) for one in row.cells], row.loud) for row in each.rows]
        legend = change(each.legend)
        return msgspec.structs.replace(each, columns=columns, rows=rows, legend=legend)

    def chart(each: Chart) -> Chart:
        names, texts = [*map(change, each.names)], [*map(change, each.texts)]
        label = change(each.label)
        return msgspec.structs.replace(each, label=label, names=names, texts=texts)

    return Page(
        change(page.title),
        change(page.subtitle),
        [Fact(change(fact.label), cell(fact.value)) for fact in page.facts],
        [
            msgspec.structs.replace(
                each,
                title=change(each.title),
                mark=change(each.mark),
                lines=[line(one) for one in each.lines],
                table=table(each.table),
                notes=[line(one) for one in each.notes],
                charts=[chart(one) for one in each.charts],
            )
            for each in page.sections
        ],
    )
