"""A page in every face that is a file: it says the same, needs nothing, and is only text."""

from __future__ import annotations

import base64
import csv as reader
import hashlib
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

import docx as python_docx
import openpyxl
import pytest

from kit.ground.base.cells import width
from kit.ground.documents import html as html_face
from kit.ground.documents.charts import chart_lines, said
from kit.ground.documents.faces import FACES, Told, made, safe
from kit.ground.documents.page import (
    Cell,
    Chart,
    Column,
    Fact,
    Figure,
    Line,
    Page,
    Row,
    Section,
    Table,
    cells,
    changed,
    count,
    told,
)
from kit.ground.documents.spans import lasting
from kit.ground.documents.svg import svg
from kit.ground.documents.terminal import show
from tests.support.run import python

CHINA = timezone(timedelta(hours=8))
AT = datetime(2026, 11, 29, 0, 30, tzinfo=CHINA)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    "=1+1", "+1", "-2-3", "@SUM(A1)", "\t=1+1", "＝1+1", " =cmd|' /C calc'!A0", "0012", "2-3", "1e9", "https://evil.example/x",
    "<script>alert(1)</script>", "</style><script>x", "&amp;", "\"quoted\", 'so'", "a\x00b\x07c\x1b[31md", "\u202egnp.exe", "\u061cx",
    "\ud83d lone", "\ufffe\uffff", "a\u2028b", "line\none", "字" * 4000, "x" * 4000, "]]>", "{{7*7}}", "=HYPERLINK(\"http://evil.example\")",
]  # fmt: skip

RUN = Chart(
    "run", "Time to report", [f"W{n:02d}" for n in range(1, 14)], [120.0, None, *[60.0 * n for n in range(1, 12)]],
    ["2 min", "-", *(f"{n} min" for n in range(1, 12))], middle=300.0, low=60.0, high=600.0, first=9, marked=[12],
)  # fmt: skip
DOTS = Chart("dots", "Time to restore (n = 3)", ["12 min", "40 min", "3 h"], [720.0, 2400.0, 10800.0], ["12 min", "40 min", "3 h"], log=True)
TIMES = Chart("times", "Planned, actual", ["Manager", "Regulator"], [600.0, 3600.0], ["8 min", "never"], others=[480.0, None])
BARS = Chart("bars", "In time", ["Manager", "Customers", "Nobody"], [9.0, 199.0, 0.0], ["9/9", "199/200", "0/3"], others=[9.0, 200.0, 3.0])
CHARTS = [RUN, DOTS, TIMES, BARS]


def page(texts: list[str], charts: list[Chart] | None = None) -> Page:
    rows = [
        Row([Cell(text), count(n), lasting(90_000 + n * 60, "en"), Cell("2026-11-29 00:30", "time", AT)], loud=not n)
        for n, text in enumerate(texts)
    ]
    table = Table([Column("What", 4), Column("次数", right=True), Column("How long", right=True), Column("开始的时间")], rows)
    form = Table([Column(), Column()], [Row(cells(["Cause", "one\ntwo"]))], form=True)
    return Page(
        "事件总结", "below", [Fact("In time", Cell("78.3%", "share", 783, Figure(783, 46, "permille", "x")))],
        [
            Section("one", "What/needs: a [decision]?", lines=[Line("never told", loud=True), Line("deep", indent=4)], table=table),
            Section("two", "What/needs: a [decision]?", table=form, charts=charts or [], notes=[Line("n = 15")]),
        ],
    )  # fmt: skip


def file(face: str, one: Page, lang: str = "zh") -> bytes:
    found = made([one], face, Told(lang, AT, "the values"))
    return found if isinstance(found, bytes) else found.encode("utf-8")


class Reader(HTMLParser):
    """Tags and their attributes, and the text of each table's cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        self.open = tag in ("td", "th", "small", "br") and (self.open or tag in ("td", "th"))
        if tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br" and self.open:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag not in ("table", "tbody")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.rows[-1][-1] += data


# ---- the same in every face -------------------------------------------------------------------------


def texts_of(one: Page) -> list[list[str]]:
    """The rows of the first table, as a face may show them."""
    table = one.sections[0].table
    assert table is not None
    return [[safe(told(cell)) for cell in row.cells] for row in table.rows]


def test_html_says_every_cell_and_marks_what_is_loud_by_text() -> None:
    one = page(HOSTILE)
    rows = Reader(file("html", one).decode("utf-8")).rows
    wanted = texts_of(one)
    assert rows[0] == ["What", "次数", "How long", "开始的时间"]
    assert rows[1] == [f"! {wanted[0][0]}", *wanted[0][1:]]
    assert rows[2 : len(wanted) + 1] == wanted[1:]
    assert rows[-1] == ["Cause", "one\ntwo"]


def test_docx_says_every_cell_and_repeats_the_header_on_every_sheet() -> None:
    one = page(HOSTILE)
    document = python_docx.Document(io.BytesIO(file("docx", one)))
    table = document.tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    wanted = texts_of(one)
    assert rows == [["What", "次数", "How long", "开始的时间"], [f"! {wanted[0][0]}", *wanted[0][1:]], *wanted[1:]]
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert heads == [True] + [False] * len(HOSTILE)
    assert [p.text for p in document.paragraphs][:4] == ["事件总结", "below", "In time：78.3% (n = 46)", "What/needs: a [decision]?"]


def test_xlsx_keeps_text_as_text_numbers_as_numbers_and_hours_beyond_a_day() -> None:
    one = page(HOSTILE)
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", one)))
    sheet = book[book.sheetnames[1]]
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == [None, "What", "次数", "How long", "开始的时间"]
    for n, (row, wanted) in enumerate(zip(rows[1:], texts_of(one), strict=True)):
        mark, text, number, length, at = row
        assert mark.value == ("!" if n == 0 else None)
        assert (text.value, text.data_type) == (wanted[0], "s"), "no formula, no number, no link"
        assert text.hyperlink is None
        assert (number.value, number.data_type) == (n, "n")
        assert (length.value, length.number_format) == (timedelta(seconds=90_000 + n * 60), "[h]:mm")
        assert at.value == datetime(2026, 11, 29, 0, 30), "the wall clock that the page shows"
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    front = book.worksheets[0]
    share = next(row[1] for row in front.iter_rows() if row[0].value == "In time")
    assert (share.value, share.number_format) == (0.783, '0.0%" (n = 46)"')


def test_csv_has_a_mark_for_excel_every_cell_and_nothing_that_runs() -> None:
    data = file("csv", page(HOSTILE))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(reader.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        for field in row:
            assert field.lstrip(" \u3000")[:1] not in tuple("=+-@\t\r＝＋－＠") or field == "-"
    at = rows.index(["What", "次数", "How long", "开始的时间"])
    assert rows[at + 1][0] == "! =1+1" and rows[at + 2][0] == "'+1"
    assert len(rows[at + 1 :]) > len(HOSTILE)


@pytest.mark.parametrize("face", [each for each in FACES if each != "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_face_says_title_facts_sentences_notes_and_charts(face: str, lang: str) -> None:
    data = file(face, page(["plain"], CHARTS), lang)
    if face in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    text = data.decode("utf-8").replace("\\", "")
    for wanted in ("事件总结", "never told", "plain", "n = 15", "78.3%" if face != "xlsx" else "0.783", "Regulator", "199/200", "never", "3 h"):
        assert wanted in text, (face, wanted)


def test_what_changes_a_pages_texts_changes_every_one_of_them() -> None:
    """Else --redact would leave a name in a chart."""
    hidden = changed(page(["x"], CHARTS), lambda text: "#" if text else "")
    text = str(hidden)
    for word in ("plain", "Manager", "decision", "Regulator", "In time", "What", "9/9", "deep", "Cause"):
        assert word not in text


# ---- nothing that runs, is fetched or steers ------------------------------------------------------------


ADDRESS = re.compile(rb"(?:https?|ftp|file|data|javascript):", re.IGNORECASE)
NAMESPACES = (
    b"http://schemas.openxmlformats.org/", b"http://schemas.microsoft.com/office/", b"http://purl.org/dc/",
    b"http://www.w3.org/2001/XMLSchema-instance",
)  # fmt: skip


def addresses(data: bytes) -> list[bytes]:
    """Where an address begins that is no namespace of the format itself."""
    return [data[m.start() : m.start() + 60] for m in ADDRESS.finditer(data) if not data[m.start() :].startswith(NAMESPACES)]


@pytest.mark.parametrize("face", [each for each in FACES if each != "json"])
def test_no_face_holds_an_address_of_its_own(face: str) -> None:
    data = file(face, page(["plain"], CHARTS))
    if face not in ("docx", "xlsx"):
        assert addresses(data) == []
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert addresses(part) == [], name
            assert b"TargetMode" not in part, f"{name} points outside"


def test_html_has_no_script_no_request_no_handler_and_a_policy_that_forbids_them() -> None:
    text = file("html", page(HOSTILE, CHARTS)).decode("utf-8")
    found = Reader(text)
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "a", "use", "image", "foreignobject"}
    names = {name for _, attrs in found.tags for name in attrs}
    assert not {name for name in names if name.startswith("on")} and not names & {"style", "src", "href", "srcdoc"}
    assert "url(" not in html_face.STYLE and "@import" not in html_face.STYLE
    policy = next(attrs["content"] or "" for tag, attrs in found.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in text.lower() and text.count("<style>") == 1


def test_the_policy_allows_the_pages_own_style_and_no_other() -> None:
    found = base64.b64encode(hashlib.sha256(html_face.STYLE.encode()).digest()).decode()
    assert found == html_face.STYLE_HASH
    assert f"<style>{html_face.STYLE}</style>" in file("html", page([])).decode("utf-8")


@pytest.mark.parametrize(("lang", "named"), [("zh", "zh-CN"), ("en", "en")])
def test_html_says_its_language_and_the_scope_of_its_headers(lang: str, named: str) -> None:
    found = Reader(file("html", page(["a"]), lang).decode("utf-8"))
    assert found.tags[0] == ("html", {"lang": named})
    scopes = [attrs.get("scope") for tag, attrs in found.tags if tag == "th"]
    assert scopes == ["col"] * 4 + ["row", "row"]


@pytest.mark.parametrize("face", [each for each in FACES if each != "json"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_a_face_or_steers_from_it(face: str, text: str) -> None:
    """In every place that takes one, each alone."""
    chart = Chart("times", text, [text], [1.0], [text], others=[2.0])
    table = Table([Column(text)], [Row([Cell(text)], loud=True)])
    one = Page(text, text, [Fact(text, Cell(text))], [Section("s", text, lines=[Line(text)], table=table, charts=[chart])])
    data = file(face, one)
    parts = [data]
    if face in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        for part in parts:
            if part.startswith(b"<?xml"):
                ET.fromstring(part)
    for part in parts:
        if face in ("docx", "xlsx") and not part.startswith(b"<?xml"):
            continue
        shown = part.decode("utf-8-sig")
        assert not [c for c in shown if (ord(c) < 32 and c not in "\n\r") or 127 <= ord(c) < 160 or c in "\u202e\u061c\u2028\ufffe\uffff"]


# ---- docx ------------------------------------------------------------------------------------------------


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_docx_sets_chinese_as_chinese_of_the_mainland_on_defaults_and_every_style() -> None:
    styles = ET.fromstring(parts(file("docx", page(["a"])))["word/styles.xml"])
    letters = styles.findall(f".//{W}rPr")
    assert len(letters) >= 5
    for each in letters:
        fonts, lang = each.find(f"{W}rFonts"), each.find(f"{W}lang")
        assert fonts is not None and fonts.get(f"{W}eastAsia") == "Microsoft YaHei"
        assert lang is not None and lang.get(f"{W}eastAsia") == "zh-CN"
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is not None


def test_docx_is_a4_and_signed_by_the_kit_at_the_time_in_utc() -> None:
    document = python_docx.Document(io.BytesIO(file("docx", page(["a"]))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    core = document.core_properties
    assert (core.author, core.last_modified_by, core.title, core.comments) == ("incident-kit", "incident-kit", "事件总结", "")
    assert core.created == core.modified == AT.astimezone(UTC), "00:30 in China is the day before"


def test_nothing_of_the_librarys_template_is_left() -> None:
    found = parts(file("docx", page(["a"])))
    assert sorted(found) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip
    everything = b"".join(found.values())
    for mark in (b"python-docx", b"Macintosh", b"ja-JP", b"theme1", b"Cambria"):
        assert mark not in everything


# ---- xlsx ------------------------------------------------------------------------------------------------


def test_sheets_have_legal_names_and_no_two_the_same() -> None:
    titles = ["History", "history", "'quoted'", "a" * 40, "A" * 40, "字" * 40, "[x]:*?/\\", "", "😀" * 20]
    sections = [Section(str(n), title, table=Table([Column("x")], [Row(cells(["y"]))])) for n, title in enumerate(titles)]
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", Page("t", sections=sections))))
    names = book.sheetnames
    assert len(names) == len(titles) + 1 == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31 and not set(name) & set("[]:*?/\\'")
        assert name.casefold() != "history"


def test_columns_are_as_wide_as_chinese_is() -> None:
    table = Table([Column("三个字")], [Row(cells(["十个汉字占二十个格子"]))])
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", Page("t", sections=[Section("s", "s", table=table)]))))
    assert book.worksheets[1].column_dimensions["A"].width >= width("十个汉字占二十个格子") + 1


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    table = Table([Column("x")], [Row(cells(["😀" * 20_000]))])
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", Page("t", sections=[Section("s", "s", table=table)]))))
    value = book.worksheets[1]["A2"].value
    assert value.endswith("…") and len(value.encode("utf-16-le")) // 2 <= 32_767


def test_a_cell_whose_text_says_more_than_its_value_stays_text() -> None:
    """3 of 4 is no 3, and a time without its day is no date."""
    row = Row([Cell("3 of 4", "count", 3), Cell("00:30", "time", AT), Cell("-5 min", "duration", -300), Cell("9,5%", "share", 95)])
    table = Table([Column(x) for x in "abcd"], [row])
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", Page("t", sections=[Section("s", "s", table=table)]))))
    assert [cell.value for cell in next(book.worksheets[1].iter_rows(min_row=2))] == ["3 of 4", "00:30", "-5 min", "9,5%"]


def test_seconds_that_count_are_shown_and_what_is_whole_is_not_drawn_out() -> None:
    table = Table([Column("x")], [Row([lasting(61, "en", Figure(61, 4, "s", "m"))]), Row([lasting(3600, "en")])])
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", Page("t", sections=[Section("s", "s", table=table)]))))
    shapes = [book.worksheets[1][place].number_format for place in ("A2", "A3")]
    assert shapes == ['[h]:mm:ss" (n = 4)"', "[h]:mm"]


# ---- charts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_a_drawing_is_well_formed_and_its_text_is_text(chart: Chart) -> None:
    root = ET.fromstring(f"<x>{svg(chart)}</x>")
    drawn = list(root.iter("svg"))
    assert drawn and all(each.get("role") == "img" and each.get("aria-label") for each in drawn)
    told_here = " ".join(root.itertext())
    for text in said(chart) if chart.kind != "run" else [t for t in said(chart) if not t.endswith(" -")]:
        assert text in told_here


def test_a_hostile_name_is_text_in_a_drawing() -> None:
    for kind in ("run", "dots", "times", "bars"):
        chart = Chart(kind, "<b>&\"", ["<script>", "]]>"], [1.0, 2.0], ["<i>", "'\""], others=[1.0, 2.0])  # type: ignore[arg-type]
        root: Any = ET.fromstring(f"<x>{svg(chart)}</x>")
        assert "script" not in {each.tag for each in root.iter()}


def places(chart: Chart) -> list[float]:
    root = ET.fromstring(f"<x>{svg(chart)}</x>")
    return [float(each.get("cy") or 0) for each in root.iter("circle")]


def test_points_of_a_run_stand_as_high_as_their_values_and_none_is_drawn_for_nothing() -> None:
    heights = places(RUN)
    values = [point for point in RUN.points if point is not None]
    assert len(heights) == len(values) == 12
    order = sorted(range(12), key=lambda n: values[n])
    assert [heights[n] for n in order] == sorted(heights, reverse=True)
    root = ET.fromstring(svg(RUN))
    gaps = [each for each in root.iter("line") if each.get("class") == "run"]
    assert len(gaps) == 10, "nothing is joined over a week without a value"


def test_marked_points_have_another_size_and_a_star_beside_them() -> None:
    root = ET.fromstring(svg(RUN))
    marked = [each for each in root.iter("circle") if each.get("class") == "mark"]
    assert [each.get("r") for each in marked] == ["4.5"]
    assert [each.text for each in root.iter("text") if (each.text or "").endswith("*")] == ["11 min *"]


def test_what_is_not_whole_never_looks_whole() -> None:
    root = ET.fromstring(f"<x>{svg(BARS)}</x>")
    widths = [each.get("width") for each in root.iter("rect") if each.get("class") == "part"]
    assert widths == ["100%", "99.5%", "0%"]
    lines = chart_lines(BARS, 60)[1:]
    assert [line.strip().split("  ")[0] for line in lines] == ["█" * 20, "█" * 19 + "░", "░" * 20]


def test_lines_of_a_chart_that_is_provisional_are_dashed() -> None:
    looks = {"middle": "middle", "low": "low dash", "high": "high dash"}
    found = {each.get("class") for each in ET.fromstring(svg(RUN)).iter("line")}
    assert set(looks.values()) <= found
    from msgspec.structs import replace

    found = {each.get("class") for each in ET.fromstring(svg(replace(RUN, provisional=True))).iter("line")}
    assert "middle dash" in found and "middle" not in found


@pytest.mark.parametrize("cells_", [40, 60, 80])
def test_a_chart_in_words_fits_and_says_every_name(cells_: int) -> None:
    long = Chart("times", "x", ["客户公告第一次更新，在线客服、电话语音与网站同时发布的那一条"], [1.0], ["迟到14分"], others=[2.0])
    for chart in (*CHARTS, long):
        lines = chart_lines(chart, cells_)
        assert all(width(line) <= cells_ for line in lines), chart.kind
    joined = "".join(line[-(cells_ - 4 - max(8, min(40, cells_ // 2))) :].strip() for line in chart_lines(long, cells_)[1:])
    assert "迟到14分" in joined.replace(" ", "")


def test_an_empty_chart_draws_and_says_nothing() -> None:
    for kind in ("run", "dots", "times", "bars"):
        chart = Chart(kind, "x", [], [], [])  # type: ignore[arg-type]
        assert svg(chart) == "" and chart_lines(chart, 60) == []
    only = Chart("run", "x", ["W01"], [None], ["-"])
    assert "circle" not in svg(only) and show(Page(sections=[Section("s", charts=[only])]), 60)


def listed() -> Page:
    """A line for each incident: the level is one word in a column of its own, seldom filled."""
    heads = [Column("Reference", 6, whole=True), Column("What", 8), Column("Level reached"), Column("Told in time", 5)]
    names = ("Network or information system failure", "Complaint escalation", "Application outage")
    rows = [Row(cells([f"26101{n}-CJ9-000{n}", name, "-", "1 of 1, 1 late"])) for n, name in enumerate(names)]
    return Page("t", sections=[Section("s", "s", table=Table(heads, rows))])


def test_on_a_telephone_every_value_has_its_heading_before_it() -> None:
    text = file("html", listed(), "en").decode()
    assert 'class="rows' in text and "max-width:600px" in text
    for heading in ("What", "Level reached", "Told in time"):
        assert text.count(f'data-l="{heading}"') == 3
    assert 'data-l="Reference"' not in text, "the first cell is the row's own heading"


def test_in_word_a_columns_width_is_fixed_and_its_words_are_not_broken() -> None:
    xml = parts(file("docx", listed(), "en"))["word/document.xml"].decode()
    assert '<w:tblLayout w:type="fixed"/>' in xml
    widths = [int(size) for size in re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)]
    assert sum(widths) == int(re.findall(r'<w:tblW w:w="(\d+)" w:type="dxa"/>', xml)[0]) <= 11906 - 2 * 1134
    ref, what, level, _ = widths
    assert what > ref and what > 2 * level, "its title's longest word is all that the empty column needs"


def test_a_months_table_costs_few_bytes() -> None:
    """3,000 incidents, each a line: what the face adds is less than a third of the text itself."""
    rows = [Row(cells([f"2611{n:02d}-CJ9-{n:04d}", "停电", "2026-11-29 09:25", "41 分", "按时"])) for n in range(3000)]
    table = Table([Column(x) for x in "abcde"], rows)
    size = len(file("html", Page("t", sections=[Section("s", "s", table=table)])))
    texts = sum(len(cell.text.encode()) for row in rows for cell in row.cells)
    assert size - texts < 3000 * 5 * 6


def test_the_extras_are_imported_by_no_other_face() -> None:
    code = (
        "import sys; from datetime import datetime; from kit.ground.documents.faces import made, Told;"
        "from kit.ground.documents.page import Page; how = Told('zh', datetime(2026, 1, 1));"
        "[made([Page('x')], face, how) for face in ('html', 'csv', 'md', 'txt')];"
        "sys.exit(any(name in sys.modules for name in ('docx', 'xlsxwriter', 'lxml')))"
    )
    assert python(None, "-c", code).returncode == 0


def narrow(title: str = "") -> Page:
    """Eight columns, long headings, one that is copied, words that are long for their share."""
    names = ["Thing", "Place", "Reassuring and guiding customers", "应急物资和设备的使用", "Last", "Checked", "State", "Clause"]
    columns = [Column(name, 6 if name == "Thing" else 1, whole=name in ("Checked", "Last")) for name in names]
    row = Row([*map(Cell, ("po-generator Generator (starts; fuel enough)", "tool cabinet", "never", "没学过", "261129-VWA-C8YB", "2026-12-31", "emergency team leader", "PO-4.2.3"))])
    return Page(title, sections=[Section("a", table=Table(columns, [row] * 3))])


def test_no_word_of_a_word_document_is_cut_in_a_narrow_column() -> None:
    table = python_docx.Document(io.BytesIO(file("docx", narrow()))).tables[0]
    wide = [column.width for column in table.columns]
    words = [(each, word) for each, cell in zip(wide, table.rows[1].cells, strict=True) for word in re.split(r"[\s-]+", cell.text) if word.isascii()]
    letter, margins = 50_000, 60_000  # EMU, of the small letters of a table
    assert len(words) > 12 and [word for each, word in words if each < width(word) * letter + margins] == []


def test_a_workbook_with_one_table_opens_on_it_and_the_front_leads_there() -> None:
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", narrow("Supplies of the customer service department"))))
    assert book.sheetnames == ["Supplies of the customer", "表"]
    assert book.active.title == "表"
    link = next(cell for row in book.worksheets[0].rows for cell in row if cell.value == "→ 表")
    assert link.hyperlink.location == "'表'!A1"
    two = Page("t", sections=[Section(name, name, table=Table([Column("x")], [Row(cells(["y"]))])) for name in "ab"])
    assert openpyxl.load_workbook(io.BytesIO(file("xlsx", two))).active.title == "t"


def test_a_long_heading_may_break_and_a_short_one_may_not() -> None:
    heads = re.findall(r"<th scope=col( class=b)?>([^<]*)", file("html", narrow()).decode("utf-8"))
    assert {text for broken, text in heads if broken} == {"Reassuring and guiding customers", "应急物资和设备的使用"}
