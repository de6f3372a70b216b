"""A page with an annex, and small lines of time: the same in every face, left out where one counts."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from kit.ground.documents.charts import signs
from kit.ground.documents.csv import csv
from kit.ground.documents.docx import docx
from kit.ground.documents.html import STYLE, html
from kit.ground.documents.markdown import markdown
from kit.ground.documents.page import (
    Cell,
    Column,
    Course,
    Line,
    Page,
    Row,
    Section,
    Table,
    cells,
    changed,
    front,
    undrawn,
)
from kit.ground.documents.svg import course
from kit.ground.documents.terminal import show
from kit.ground.documents.xlsx import xlsx

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATE, NEVER, TIMELY = Course(60, 180, 240), Course(60, None, 240), Course(200, 20, 240)
TABLE = Table(
    [Column("What"), Column("Result"), Column("0–4 min", drawn=True, whole=True)],
    [Row([*cells([name, result]), Cell(signs(one, 12), course=one)], one is not TIMELY)
     for name, result, one in (("one", "late", LATE), ("two", "never", NEVER), ("three", "in time", TIMELY))],
    legend="| due",
)  # fmt: skip
PAGE = Page("Title", sections=[
    Section("told", "Told", table=TABLE),
    Section("a", "Short", lines=[Line("first")]), Section("b", "Shorter", lines=[Line("second")]),
    Section("annex", "Annex", annex=True), Section("steps", "Steps", lines=[Line("third")], annex=True),
])  # fmt: skip


@pytest.mark.parametrize(
    ("one", "drawn"),
    [
        (LATE, "---|=====o--"),
        (NEVER, "---|=======x"),
        (TIMELY, "-o--------|-"),
        (Course(240, 240, 240), "----------o|"),  # met as it fell due: both are seen
        (Course(240, None, 240), "----------|x"),
        (Course(0, 0, 0), "o|----------"),
        (Course(0, 1, 240), "|o----------"),
        (Course(100, -50, 240), "o----|------"),  # met before the line begins
        (Course(100, 9999, 240), "-----|=====o"),
    ],
)
def test_a_deadline_in_signs_shows_both_ends_in_their_order(one: Course, drawn: str) -> None:
    assert signs(one, 12) == drawn
    assert drawn.isascii(), "one cell wide in every terminal"


def test_a_drawing_has_the_same_ends_and_no_text_of_anybodys() -> None:
    for one, spots, dashed in ((LATE, 1, False), (NEVER, 0, True), (TIMELY, 1, False)):
        root = ET.fromstring(course(one))
        assert len(list(root.iter("circle"))) == spots and root.get("aria-hidden") == "true"
        assert ("late dash" in {line.get("class") for line in root.iter("line")}) is dashed
        assert "".join(root.itertext()) == ("x" if dashed else "")


def test_where_one_counts_there_are_no_drawings_and_no_legend() -> None:
    assert [column.title for column in undrawn(TABLE).columns] == ["What", "Result"]
    assert all(len(row.cells) == 2 for row in undrawn(TABLE).rows) and undrawn(undrawn(TABLE)) == undrawn(TABLE)
    for text in (csv([PAGE]), "\n".join(show(PAGE, 60))):
        assert "late" in text and "====" not in text and "| due" not in text
    book = zipfile.ZipFile(BytesIO(xlsx([PAGE], "en", AT)))
    assert b"0\xe2\x80\x934 min" not in book.read("xl/sharedStrings.xml")


def test_where_one_reads_they_stand_in_the_row_with_what_they_mean() -> None:
    wide = show(PAGE, 80)
    assert any(line.startswith("one") and line.endswith("---|=====o--") for line in wide) and "| due" in wide
    assert "---\\|=====o--" in markdown(PAGE) and html([PAGE], "en").count("<svg") == 3
    document = zipfile.ZipFile(BytesIO(docx([PAGE], "en", AT))).read("word/document.xml").decode()
    assert "---|=====o--" in document and "Courier New" in document


def test_the_annex_begins_a_new_sheet_and_what_is_read_first_ends_before_it() -> None:
    page = html([PAGE], "en")
    first, rest = page.split('<div class="annex">')
    assert "Shorter" in first and "Steps" in rest and ".annex{break-before:page}" in STYLE
    document = zipfile.ZipFile(BytesIO(docx([PAGE], "en", AT))).read("word/document.xml").decode()
    breaks = [m.start() for m in re.finditer("pageBreakBefore", document)]
    assert len(breaks) == 1 and document.index("second") < breaks[0] < document.index("third")
    assert [each.name for each in front(PAGE).sections] == ["told", "a", "b"]


def test_a_page_without_annex_is_laid_out_as_ever() -> None:
    plain = front(PAGE)
    assert 'class="front"' not in html([plain], "en") and 'class="annex"' not in html([plain], "en")
    document = zipfile.ZipFile(BytesIO(docx([plain], "en", AT))).read("word/document.xml").decode()
    assert document.count("<w:sectPr>") == 1 and "pageBreakBefore" not in document


def test_sections_without_tables_stand_side_by_side_on_paper() -> None:
    (run,) = re.findall(r'<div class="short">(.*?)</div></div>', html([PAGE], "en"))
    assert "Short" in run and "Shorter" in run and "Told" not in run
    document = zipfile.ZipFile(BytesIO(docx([PAGE], "en", AT))).read("word/document.xml").decode()
    assert document.count('w:num="2"') == 2, "the facts, and that run"


def test_changing_a_pages_texts_keeps_drawings_and_annex() -> None:
    other = changed(PAGE, str.upper)
    assert [each.annex for each in other.sections] == [each.annex for each in PAGE.sections]
    table = other.sections[0].table
    assert table is not None and table.rows[0].cells[2].course == LATE and table.legend == "| DUE"
