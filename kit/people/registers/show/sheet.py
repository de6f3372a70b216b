"""The manual sheet as files: for entering in the system, and empty, for paper."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from html import escape
from io import StringIO

from kit.ground.base.clean import clean
from kit.ground.base.defused import defused
from kit.ground.base.words import word
from kit.ground.documents.csv import BOM
from kit.people.contacts.rules.exports import dialled
from kit.people.registers.rules.state import Doc

COLUMNS = ("id", "at", "name", "phone", "matter", "promised", "by", "incident", "drill")


def as_csv(docs: Iterable[Doc]) -> str:
    """One row per caller that is not in the system yet, behind a byte order mark."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for doc in docs:
        rows.writerow(defused(text) for text in _row(doc))
    return BOM + out.getvalue()


def _row(doc: Doc) -> list[str]:
    return [
        clean(doc.id, 40),
        _time(doc.at),
        clean(doc.get("name"), 500),
        dialled(doc.get("phone")),
        clean(doc.get("matter"), 500),
        _time(doc.due) or (f"{clean(doc.unread, 100)} ?" if doc.unread else ""),
        clean(doc.by, 60),
        clean(doc.incident, 40),
        "1" if doc.drill else "",
    ]


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""


STYLE = (
    "body{font:12pt/1.4 sans-serif;margin:0}h1{font-size:16pt;margin:0}p{margin:4px 0}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #000;padding:4px 6px;text-align:left;height:34px}"
    "th{font-size:10pt}td:first-child{white-space:nowrap;font-family:monospace}"
    "@page{size:A4 landscape;margin:1cm}tr{break-inside:avoid}"
)
# Of the width, in percent: what a hand writes most of has the most room.
WIDTHS = {"number": 9, "at": 8, "name": 12, "phone": 15, "matter": 28, "promised": 13, "by": 9,
          "entered": 6}  # fmt: skip


def blank(numbers: Iterable[str], sheet: str, site: str, lang: str) -> str:
    """An empty sheet to print, each line with its number."""
    heads = [word(lang, f"sheet.column-{name}") for name in BLANK]
    wide = [f'<th style="width:{WIDTHS[name]}%">' for name in BLANK]
    head = "".join(f"{th}{escape(text)}</th>" for th, text in zip(wide, heads, strict=True))
    empty = "<td></td>" * (len(BLANK) - 1)
    rows = "".join(f"<tr><td>{escape(number)}</td>{empty}</tr>" for number in numbers)
    title = word(lang, "sheet.title", sheet=sheet, site=site)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>"
        f"<p>{escape(word(lang, 'sheet.blank-how'))}</p>"
        f"<p>{escape(word(lang, 'sheet.blank-day'))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></html>\n"
    )


BLANK = ("number", "at", "name", "phone", "matter", "promised", "by", "entered")
