"""Rows of a sheet: .csv in the encodings that Excel writes in China, and .xlsx."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.files.rows import COLUMNS, EMPTY, LONGEST, Row, read_rows
from kit.people.contacts.rules.card import Bad, ReadFile

LINES = 8  # that one row with line breaks in its cells may take
UNPACKED = 64 << 20  # bytes that a sheet may unpack to, all parts together
TEXTS = 8 << 20  # and its texts, which are held in memory
STRICT = b"http://purl.oclc.org/ooxml/"  # of which openpyxl reads no sheet, and does not say so
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
RETURN = re.compile(r"_x000D_\n?")  # how .xlsx writes a carriage return; openpyxl leaves it so
ZEROS = re.compile(r"[0 ()-]*0")  # a format that shows zeros in front: of a telephone number
SHEETS = 50  # of one file that are looked at


# ---- .csv ------------------------------------------------------------------------------------


def read_csv(file: BinaryIO) -> ReadFile:
    """Raises ``OSError``, and ``ValueError`` where no row of titles is among the first rows."""
    encoding = _encoding(file)
    out = ReadFile("row")
    read_rows(out, _rows(io.TextIOWrapper(file, encoding, errors="replace", newline="")))
    return out


def _encoding(file: BinaryIO) -> str:
    """UTF-8 where every byte of the file fits, else GB18030; what a mark at the beginning says
    goes before both."""
    start = file.read(3)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start == codecs.BOM_UTF8:
        return "utf-8-sig"
    tried = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(1 << 20):
            tried.decode(piece)
        tried.decode(b"", True)
    except UnicodeDecodeError:
        return "gb18030"
    finally:
        file.seek(0)
    return "utf-8"


def _rows(text: io.TextIOWrapper) -> Iterator[Row]:
    """Rows one by one; quotes that are not closed within some lines cost the line they begin in."""
    delimiter = ""
    lines = _lines(text)
    held: list[str] = []
    while True:
        line = held.pop(0) if held else next(lines, None)
        if line is None:
            return
        delimiter = delimiter or _delimiter(line)
        more: list[str] = []
        while _open(line, more) and len(more) < LINES:
            following = held.pop(0) if held else next(lines, None)
            if following is None:
                break
            more.append(following)
        if _open(line, more):
            held = more + held
            yield None
            continue
        try:
            yield next(iter(csv.reader(["\n".join([line, *more])], delimiter=delimiter or ",")))
        except csv.Error:
            yield None
        except StopIteration:
            yield []


def _open(line: str, more: list[str]) -> bool:
    return (line.count('"') + sum(each.count('"') for each in more)) % 2 == 1


def _delimiter(line: str) -> str:
    """That of a line that has one: what it has most of."""
    found = max(",\t;", key=line.count)
    return found if found in line else ""


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    whole = True
    for piece in iter(lambda: text.readline(LONGEST), ""):
        if whole:
            yield piece.rstrip("\r\n").replace("\0", "")
        whole = piece.endswith(("\n", "\r"))


# ---- .xlsx -----------------------------------------------------------------------------------


def read_xlsx(path: str) -> ReadFile:
    """Every sheet that has names and numbers; of the others what holds anything is named. Raises
    ``OSError``, ``ImportError`` without openpyxl, and ``ValueError`` for what is no such file or
    unpacks to too much."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            texts = sum(p.file_size for p in parts if p.filename.endswith("sharedStrings.xml"))
            whole = sum(part.file_size for part in parts)
            if whole > UNPACKED or texts > TEXTS or len(parts) > 2000:
                raise ValueError("size")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        start = opened.read(1 << 10)
                        if b"<!" in start.replace(b"<!--", b""):
                            raise ValueError("document type")
                        if part.filename.endswith("workbook.xml") and STRICT in start:
                            raise ValueError("strict")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise ValueError("no sheet") from error
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out is said by us
        return _read_book(path)


def _read_book(path: str) -> ReadFile:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # whatever it trips over: the file is left alone
        raise ValueError("no sheet") from error
    try:
        if not book.worksheets:
            raise ValueError("no sheet")
        return _read_sheets(book.worksheets)
    finally:
        book.close()


def _read_sheets(sheets: list[Any]) -> ReadFile:
    out = ReadFile("row")
    read = 0
    without: list[str] = []
    for sheet in sheets[:SHEETS]:
        title = clean(str(sheet.title), 60)
        try:
            read_rows(out, _sheet_rows(sheet), title if read else "")
            read += 1
        except ValueError:
            rows = zip(_sheet_rows(sheet), range(EMPTY), strict=False)
            without += [title] if any(row and any(row) for row, _ in rows) else []
    if not read:
        raise ValueError("titles")
    for title in [*without, *(clean(str(sheet.title), 60) for sheet in sheets[SHEETS:])]:
        out.take(Bad(0, "no-titles", sheet=title))
    return out


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # programs that write row by row say A1, and openpyxl believes them
    rows = sheet.iter_rows(max_col=COLUMNS)
    while True:
        try:
            row = next(rows, None)
        except Exception:  # a broken part: what was read before it stays
            yield None
            return
        if row is None:
            return
        yield [_value(cell) for cell in row]


def _value(cell: Any) -> str:
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if type(value) is int and value >= 0:
        return _as_shown(str(value), str(cell.number_format))
    return "" if value in ERRORS else RETURN.sub("\n", str(value))


def _as_shown(number: str, form: str) -> str:
    """A number with the zeros that its cell shows before it, and with the signs between."""
    if not ZEROS.fullmatch(form) or not len(number) < form.count("0"):
        return number
    figures = iter(reversed(number.rjust(form.count("0"), "0")))
    return "".join(next(figures) if sign == "0" else sign for sign in reversed(form))[::-1]
