"""The manual sheet as files: for entering in the system, and empty, for paper."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from html import escape
from io import StringIO

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.csv import BOM, defused
from kit.people.contacts.rules.exports import dialled
from kit.people.registers.rules.reading import Mask, plain
from kit.people.registers.rules.state import Doc

COLUMNS = ("id", "at", "name", "phone", "matter", "promised", "by", "incident", "drill")


def as_csv(docs: Iterable[Doc], mask: Mask = plain) -> str:
    """One row per caller that is not in the system yet, behind a byte order mark."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for doc in docs:
        rows.writerow(defused(text) for text in _row(doc, mask))
    return BOM + out.getvalue()


def _row(doc: Doc, mask: Mask) -> list[str]:
    return [
        clean(doc.id, 40),
        _time(doc.at),
        clean(mask("name", doc.get("name")), 500),
        dialled(mask("phone", doc.get("phone"))),
        clean(mask("matter", doc.get("matter")), 500),
        _time(doc.due) or (f"{clean(mask('note', doc.unread), 100)} ?" if doc.unread else ""),
        clean(mask("by", doc.by), 60),
        clean(doc.incident, 40),
        "1" if doc.drill else "",
    ]


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""


STYLE = (
    "body{font:12pt/1.4 sans-serif;margin:1cm}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #000;padding:4px 6px;text-align:left;height:26px}"
    "th{font-size:10pt}td:first-child{white-space:nowrap;font-family:monospace}"
    "@page{size:A4 landscape;margin:1cm}tr{break-inside:avoid}"
)


def blank(numbers: Iterable[str], sheet: str, site: str, lang: str) -> str:
    """An empty sheet to print, each line with its number."""
    heads = [word(lang, f"sheet.column-{name}") for name in BLANK]
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    empty = "<td></td>" * (len(BLANK) - 1)
    rows = "".join(f"<tr><td>{escape(number)}</td>{empty}</tr>" for number in numbers)
    title = word(lang, "sheet.title", sheet=sheet, site=site)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>"
        f"<p>{escape(word(lang, 'sheet.blank-how'))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></html>\n"
    )


BLANK = ("number", "at", "name", "phone", "matter", "promised", "by", "entered")
