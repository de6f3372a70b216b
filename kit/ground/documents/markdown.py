"""The page as Markdown. Every text from the log is escaped for Markdown and for HTML."""

from __future__ import annotations

import re

from kit.ground.documents.charts import chart_lines
from kit.ground.documents.page import Line, Page, Section, Table

_ALWAYS = re.compile(r"([\\`*_{}\[\]|~@$])")
_START = re.compile(r"^(\s*)([#+\-=:]|\d+[.)])")
_LINK = re.compile(r"(?<=[a-z])([.:])(?=[a-z/])", re.IGNORECASE)


def escape(text: str) -> str:
    """Text that no Markdown or HTML reader takes for anything else: no heading, list, link, table
    cell, emphasis or tag. Times and references stay as they are."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LINK.sub(r"\\\1", _ALWAYS.sub(r"\\\1", text))
    return _START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], text)


def markdown(page: Page) -> str:
    """The whole document, ending with a newline."""
    out: list[str] = []
    if page.title:
        out += [f"# {escape(page.title)}", ""]
    if page.subtitle:
        out.append(escape(page.subtitle))
    out += [f"- {escape(fact.label)}: {escape(fact.value.text)}" for fact in page.facts]
    for section in page.sections:
        if out:
            out.append("")
        if section.title:
            out += [f"## {escape(section.heading)}", ""]
        out += _section(section)
    return "\n".join(out) + "\n"


def _section(section: Section) -> list[str]:
    out = [_bullet(line) for line in section.lines]
    drawn = [f"    {line}" for chart in section.charts for line in chart_lines(chart, 76)]
    for part in (_table(section.table), drawn, [_bullet(line) for line in section.notes]):
        if part and out:
            out.append("")
        out += part
    return out


def _bullet(line: Line) -> str:
    return f"{' ' * line.indent}- {escape(line.text)}"


def _table(table: Table | None) -> list[str]:
    if table is None or not table.rows:
        return []
    titles = [column.title for column in table.columns]
    head = _row(titles) if table.titled else "|" + " |" * len(titles)
    rows = [_row([cell.text for cell in row.cells]) for row in table.rows]
    legend = ["", f"- {escape(table.legend)}"] if table.legend else []
    return [head, "|" + " --- |" * len(titles), *rows, *legend]


def _row(texts: list[str]) -> str:
    """A cell of several lines keeps them."""
    cells = ("<br>".join(escape(line) for line in text.split("\n")) for text in texts)
    return "| " + " | ".join(cells) + " |"
