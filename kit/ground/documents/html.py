"""The page as one HTML file that needs nothing else: for a phone's screen and an A4 printer."""

from __future__ import annotations

from html import escape

from kit.ground.documents.charts import chart_lines
from kit.ground.documents.page import Line, Page, Row, Section, Table

STYLE = (
    "body{font:11pt/1.35 sans-serif;margin:0 auto;padding:.6cm;max-width:19cm;color:#000}"
    "h1{font-size:15pt;margin:0}h2{font-size:11.5pt;margin:.45em 0 .1em;"
    "border-bottom:1px solid #000}p{margin:0;padding-left:.2em;overflow-wrap:anywhere;"
    "white-space:pre-wrap}"
    ".sub{margin:.1em 0 .3em}.loud{font-weight:bold}.loud::before{content:'! '}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:2px 5px;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}.right{text-align:right}"
    "@page{size:A4;margin:1cm}@media print{body{padding:0;font-size:9.5pt;max-width:none}"
    "h2{break-after:avoid}p,tr{break-inside:avoid}}"
)


def html(pages: list[Page], lang: str) -> str:
    """A whole document; every text is escaped."""
    title = escape(pages[0].title if pages else "")
    body = "".join(map(_page, pages))
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style>{body}</html>\n"
    )


def _page(page: Page) -> str:
    out = f"<h1>{escape(page.title)}</h1>" if page.title else ""
    out += f'<p class="sub">{escape(page.subtitle)}</p>' if page.subtitle else ""
    for fact in page.facts:
        out += f"<p>{escape(fact.label)}: {escape(fact.value.text)}</p>"
    return out + "".join(map(_section, page.sections))


def _section(section: Section) -> str:
    out = f"<h2>{escape(section.heading)}</h2>" if section.title else ""
    out += "".join(map(_line, section.lines))
    out += _table(section.table) if section.table is not None and section.table.rows else ""
    for chart in section.charts:
        out += f"<pre>{escape(chr(10).join(chart_lines(chart, 60)))}</pre>"
    return out + "".join(map(_line, section.notes))


def _line(line: Line) -> str:
    loud = ' class="loud"' if line.loud else ""
    deep = f' style="margin-left:{line.indent * 0.5:g}em"' if line.indent else ""
    text = "<br>".join(escape(part) for part in line.text.split("\n"))
    return f"<p{loud}{deep}>{text}</p>"


def _table(table: Table) -> str:
    heads = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
    head = f"<thead><tr>{heads}</tr></thead>" if table.titled else ""
    rows = "".join(_row(table, row) for row in table.rows)
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _row(table: Table, row: Row) -> str:
    loud = ' class="loud"' if row.loud else ""
    out = ""
    for number, cell in enumerate(row.cells):
        right = number < len(table.columns) and table.columns[number].right
        text = "<br>".join(escape(part) for part in cell.text.split("\n"))
        out += f"<td{' class=right' if right else ''}>{text}</td>"
    return f"<tr{loud}>{out}</tr>"
