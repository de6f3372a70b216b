"""The page as a Word file: A4, Chinese set as Chinese of the mainland, tables whose header is
repeated on every sheet. The package, its parts and properties are python-docx's work; what stands
in them is ours, written as XML at once: cell by cell a month would take minutes, and what its
template brings (Letter, another language, a picture, 160 styles) is not there to be taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any

from kit.ground.documents.charts import said
from kit.ground.documents.columns import eased, needs, unbroken, words
from kit.ground.documents.page import Chart, Line, Page, Row, Section, Table, told
from kit.ground.documents.terminal import fit

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDE, TALL, EDGE, NARROW = 11906, 16838, 1134, 794  # A4 and its margins, in twentieths of a point
ROOM = 92  # cells of a table's letters between the margins
HALF = 48  # of them for columns that are not broken
FONT, CHINESE, SIGNS = "Arial", "Microsoft YaHei", "Courier New"
LOUD = "A00000"
APP = "incident-kit"

_FONTS = (
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{CHINESE}"/>'
)
_SIGNS = (
    f'<w:rFonts w:ascii="{SIGNS}" w:hAnsi="{SIGNS}" w:cs="{SIGNS}" w:eastAsia="{SIGNS}"/>'
)
_LANG = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


def docx(pages: list[Page], lang: str, made: datetime) -> bytes:
    """``made``: when that is, with its offset. Raises ``ImportError`` without the extra."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package: Any = OpcPackage()

    def part(name: str, sort: str, inner: str) -> Any:
        root = f"<w:{name} {_NS}>{inner}</w:{name}>"
        return Part(PackURI(f"/word/{name}.xml"), sort, f"{_HEAD}{root}".encode(), package)

    tight = any(section.annex for page in pages for section in page.sections)
    body = f"<w:body>{''.join(_body(pages, lang, NARROW if tight else EDGE))}</w:body>"
    main = part("document", CONTENT_TYPE.WML_DOCUMENT_MAIN, body)
    styles = part("styles", CONTENT_TYPE.WML_STYLES, _styles(tight))
    settings = part("settings", CONTENT_TYPE.WML_SETTINGS, _SETTINGS)
    main.relate_to(styles, RELATIONSHIP_TYPE.STYLES)
    main.relate_to(settings, RELATIONSHIP_TYPE.SETTINGS)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    title = next((page.title for page in pages if page.title), "")
    _signed(package.core_properties, title, lang, made)
    out = BytesIO()
    package.save(out)
    return out.getvalue()


# ---- the package ---------------------------------------------------------------------------------


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = f'xmlns:w="{W}"'
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _style(
    kind: str, key: str, name: str, inner: str, based: str = "", default: bool = False
) -> str:
    first = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}"{first} w:styleId="{key}"><w:name w:val="{name}"/>{on}'
        f"<w:qFormat/>{inner}</w:style>"
    )


def _letters(size: int, bold: bool = False) -> str:
    """``size`` in half points."""
    weight = "<w:b/>" if bold else ""
    return f'<w:rPr>{_FONTS}{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{_LANG}</w:rPr>'


def _styles(tight: bool) -> str:
    """``tight``: what is read first fits one sheet."""
    size, cell, title, head_size, before, after = (
        (17, 16, 26, 19, 80, 20) if tight else (20, 18, 32, 24, 200, 60)
    )
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    cells = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="15" w:type="dxa"/>'
        '<w:left w:w="70" w:type="dxa"/><w:bottom w:w="15" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    head = (
        f'<w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="{after}" w:line="240" '
        'w:lineRule="auto"/></w:pPr>'
    )
    exact = ' w:line="{}" w:lineRule="exact"' if tight else ""  # Chinese letters stand far apart
    normal = f'<w:spacing w:after="{0 if tight else 40}"{exact.format(228)}/>'
    close = f'<w:pPr><w:spacing w:after="0"{exact.format(212)}/></w:pPr>'
    lines = f"<w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>"
    return (
        f"<w:docDefaults><w:rPrDefault>{_letters(size)}</w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{normal}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        + _style("paragraph", "Normal", "Normal", _letters(size), default=True)
        + _style("character", "Letters", "Default Paragraph Font", "", default=True)
        + _style("table", "TableNormal", "Normal Table", cells, default=True)
        + _style("paragraph", "Heading1", "heading 1", head + _letters(title, True), "Normal")
        + _style("paragraph", "Heading2", "heading 2", head + _letters(head_size, True), "Normal")
        + _style("paragraph", "Cell", "Cell", close + _letters(cell), "Normal")
        + _style("table", "Grid", "Table Grid", lines, "TableNormal")
    )


def _signed(core: Any, title: str, lang: str, made: datetime) -> None:
    """Word's times have no zone and mean UTC."""
    at = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.author, core.last_modified_by = title[:255], APP, APP
    core.created = core.modified = at
    core.comments = core.subject = core.keywords = core.category = ""
    core.language, core.revision = "zh-CN" if lang == "zh" else "en", 1


# ---- what stands in it ---------------------------------------------------------------------------


def _body(pages: list[Page], lang: str, edge: int) -> Iterator[str]:
    for number, page in enumerate(pages):
        if number:
            yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if page.title:
            yield _paragraph(page.title, "Heading1")
        if page.subtitle:
            yield _paragraph(page.subtitle)
        colon = "：" if lang == "zh" else ": "
        facts = (_paragraph(f"{fact.label}{colon}{told(fact.value)}") for fact in page.facts)
        behind = next((n for n, each in enumerate(page.sections) if each.annex), 0)
        if not behind:
            yield from facts
        else:
            yield _cut(edge)
            yield from facts
            yield _cut(edge, 2)
            yield from _first(page.sections[:behind], lang, edge)
        for place, section in enumerate(page.sections[behind:]):
            yield from _section(section, lang, edge, bool(behind) and not place)
    yield _sheet(edge)


def _first(sections: list[Section], lang: str, edge: int) -> Iterator[str]:
    """What is read first: sections without tables stand side by side."""
    for short, run in groupby(sections, lambda each: each.table is None and not each.charts):
        made = ["".join(_section(each, lang, edge)) for each in run]
        beside = short and len(made) > 1
        yield from ([_cut(edge)] if beside else [])
        yield from made
        yield from ([_cut(edge, 2)] if beside else [])


def _sheet(edge: int, columns: int = 1, more: str = "") -> str:
    return (
        f'<w:sectPr>{more}<w:pgSz w:w="{WIDE}" w:h="{TALL}"/><w:pgMar w:top="{edge}" '
        f'w:right="{edge}" w:bottom="{edge}" w:left="{edge}" w:header="567" w:footer="567" '
        f'w:gutter="0"/><w:cols w:num="{columns}" w:space="300"/></w:sectPr>'
    )


def _cut(edge: int, columns: int = 1) -> str:
    """What stood before it, since the last one, stands in so many columns."""
    how = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    sheet = _sheet(edge, columns, '<w:type w:val="continuous"/>')
    return f"<w:p><w:pPr>{how}{sheet}</w:pPr></w:p>"


def _section(section: Section, lang: str, edge: int, sheet: bool = False) -> Iterator[str]:
    """``sheet``: it begins a new one."""
    if section.title:
        how = "<w:pageBreakBefore/>" if sheet else ""
        yield _paragraph(section.heading, "Heading2", how)
    yield from map(_line, section.lines)
    if section.table is not None and section.table.rows:
        yield _table(section.table, WIDE - 2 * edge)
        how = '<w:spacing w:line="60" w:lineRule="exact"/>' if edge == NARROW else ""
        legend = section.table.legend  # two tables that touch would be one
        yield _paragraph(legend, how="" if legend else how)
    for chart in section.charts:
        yield from _chart(chart, lang)
    yield from map(_line, section.notes)


def _runs(text: str, loud: bool = False, bold: bool = False, drawn: bool = False) -> str:
    """``drawn``: signs of one width, small."""
    look = f'<w:b/><w:color w:val="{LOUD}"/>' if loud else "<w:b/>" if bold else ""
    look = f'{_SIGNS}{look}<w:sz w:val="15"/>' if drawn else look
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n")]
    return f"<w:r>{look}{'<w:br/>'.join(parts)}</w:r>"


def _paragraph(text: str, style: str = "", how: str = "", loud: bool = False) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    how = f"<w:pPr>{named}{how}</w:pPr>" if named or how else ""
    return f"<w:p>{how}{_runs(text, loud) if text else ''}</w:p>"


def _line(line: Line) -> str:
    how = f'<w:ind w:left="{line.indent * 105}"/>' if line.indent else ""
    return _paragraph(("! " if line.loud else "") + line.text, how=how, loud=line.loud)


def _chart(chart: Chart, lang: str) -> Iterator[str]:
    """Its values in words: Word draws none that is only text."""
    if chart.points:
        yield _paragraph(chart.label, how="<w:keepNext/>")
        texts = said(chart)
        if chart.kind in ("run", "dots"):
            texts = [("；" if lang == "zh" else "; ").join(texts)]
        yield from (_paragraph(text, how='<w:ind w:left="210"/>') for text in texts)


def _table(table: Table, across: int) -> str:
    texts = [[told(cell) for cell in row.cells] for row in table.rows]
    titles = [column.title for column in table.columns]
    wanted = needs(table, broken=True)
    kept = unbroken(table, wanted, HALF)
    shares = [column.share for column in table.columns]
    # Capitals of references are wider, and a loud row begins with a mark.
    capitals = [any(map(str.isupper, "".join(each))) for each in zip(*texts, strict=False)]
    more = [5 if column.whole and high else 3 if column.whole else 2
            for column, high in zip(table.columns, capitals, strict=True)]  # fmt: skip
    wanted = [need + extra for need, extra in zip(wanted, more, strict=True)]
    sizes = eased(fit(wanted, shares, ROOM, kept), words(table), kept)
    unit = across // max(ROOM, sum(sizes))
    grid = "".join(f'<w:gridCol w:w="{size * unit}"/>' for size in sizes)
    sides = [_side(n in kept, column.right) for n, column in enumerate(table.columns)]
    rows = "".join(_row(row, said, sides) for row, said in zip(table.rows, texts, strict=True))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(sizes) * unit}" '
        'w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(titles, sides) if table.titled else ''}{rows}</w:tbl>"
    )


def _side(kept: bool, right: bool) -> tuple[str, str]:
    """How a column's cells are, and the paragraphs in them."""
    cell = "<w:tcPr><w:noWrap/></w:tcPr>" if kept else ""
    side = '<w:jc w:val="right"/>' if right else ""
    return f"<w:tc>{cell}", f'<w:pPr><w:pStyle w:val="Cell"/>{side}</w:pPr>'


def _head(titles: list[str], sides: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"{cell}<w:p>{how}{_runs(title, bold=True)}</w:p></w:tc>"
        for title, (cell, how) in zip(titles, sides, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, texts: list[str], sides: list[tuple[str, str]]) -> str:
    if row.loud:
        texts = [f"! {texts[0]}", *texts[1:]]
    cells = "".join(
        f"{cell}<w:p>{how}{_runs(text, row.loud, drawn=each.course is not None)}</w:p></w:tc>"
        for text, each, (cell, how) in zip(texts, row.cells, sides, strict=False)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
