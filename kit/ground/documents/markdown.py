"""The report as Markdown. Every text from the log is escaped for Markdown and for HTML."""

from __future__ import annotations

import re

from kit.ground.documents.page import Report, Section

_ALWAYS = re.compile(r"([\\`*_{}\[\]|~@$])")
_START = re.compile(r"^(\s*)([#+\-=:]|\d+[.)])")
_LINK = re.compile(r"(?<=[a-z])([.:])(?=[a-z/])", re.IGNORECASE)


def escape(text: str) -> str:
    """Text that no Markdown or HTML reader takes for anything else: no heading, list, link, table
    cell, emphasis or tag. Times and references stay as they are."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LINK.sub(r"\\\1", _ALWAYS.sub(r"\\\1", text))
    return _START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], text)


def markdown(report: Report) -> str:
    """The whole document, ending with a newline."""
    out = [f"# {escape(report.title)}", ""]
    out += [f"- {escape(label)}: {escape(value)}" for label, value in report.head]
    for section in report.sections:
        out += ["", f"## {escape(section.heading)}", ""]
        out += _lines(section)
    return "\n".join(out) + "\n"


def _lines(section: Section) -> list[str]:
    out = [f"- {escape(line)}" for line in section.lines]
    if section.rows:
        if out:
            out.append("")
        out.append(_row(section.columns))
        out.append("|" + " --- |" * len(section.columns))
        out += [_row(row) for row in section.rows]
    return out


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
