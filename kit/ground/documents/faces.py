"""Every face of a page that can be a file, by the ending of its name."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.ground.base.lean import re
from kit.ground.documents.page import Page, changed

FACES = ("md", "txt", "html", "docx", "xlsx", "csv", "json")
EXTRAS = {"docx": "docx", "xlsx": "xlsxwriter"}  # the face is the extra's name, too
TEXT_WIDTH = 100
# What no XML may hold, what commands a terminal, and what turns the order of letters round.
_UNSAFE = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)


class Told(msgspec.Struct, frozen=True):
    """What a face needs beside the pages: the language, when they were made (with its offset), and
    the words that lead to the values of a chart."""

    lang: str
    made: datetime
    values: str = ""


def safe(text: str) -> str:
    """Any text as a face may show it: lines stay, everything that commands is gone."""
    if text.isprintable():
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub("[\t\v\f\x85\u2028\u2029]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(_UNSAFE, "", text)


def made(pages: list[Page], face: str, how: Told) -> str | bytes:
    """The pages as a file of that face. Raises ``ImportError`` where its extra is not there."""
    pages = [changed(page, safe) for page in pages]
    if face == "html":
        from kit.ground.documents.html import html

        return html(pages, how.lang, how.values)
    if face == "docx":
        from kit.ground.documents.docx import docx

        return docx(pages, how.lang, how.made)
    if face == "xlsx":
        from kit.ground.documents.xlsx import xlsx

        return xlsx(pages, how.lang, how.made)
    if face == "csv":
        from kit.ground.documents.csv import csv

        return csv(pages)
    if face == "txt":
        from kit.ground.documents.terminal import show

        return "".join(f"{line}\n" for page in pages for line in show(page, TEXT_WIDTH))
    from kit.ground.documents.markdown import markdown

    return "\n".join(map(markdown, pages))
