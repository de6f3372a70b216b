"""Rows of a sheet: .csv in the encodings that Excel writes in China, and .xlsx."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, BinaryIO

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.rules.card import Bad, Card, ReadFile, telephone
from kit.people.contacts.rules.columns import OTHER, field_of, kind_of
from kit.people.contacts.rules.contact import Channel, ChannelKind

LONGEST = 64 << 10
LINES = 8  # that one row with line breaks in its cells may take
HEAD = 20  # rows among which the row of titles is looked for
EMPTY = 500  # empty rows after which nothing comes any more
COLUMNS = 60
UNPACKED = 64 << 20  # bytes that a sheet may unpack to, all parts together
TEXTS = 8 << 20  # and its texts, which are held in memory
STRICT = b"http://purl.oclc.org/ooxml/"  # of which openpyxl reads no sheet, and does not say so
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
RETURN = re.compile(r"_x000D_\n?")  # how .xlsx writes a carriage return; openpyxl leaves it so
ZEROS = re.compile(r"[0 ()-]*0")  # a format that shows zeros in front: of a telephone number
ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")

Row = list[str] | None  # None: no encoding or no reader fits


class Sheet:
    """The columns of one sheet, once its row of titles was found."""

    def __init__(self, titles: list[str]) -> None:
        self.fields: dict[str, list[int]] = {}
        self.numbers: list[tuple[int, ChannelKind | None]] = []
        for at, title in enumerate(titles[:COLUMNS]):
            field = field_of(title)
            if field == "number":
                self.numbers.append((at, kind_of(title)))
            elif field != OTHER:
                self.fields.setdefault(field, []).append(at)

    @property
    def found(self) -> bool:
        named = {"name", "family", "given"} & self.fields.keys()
        return bool(named) and bool(self.numbers)

    def card(self, where: int, row: list[str]) -> Card | Bad | None:
        """One row; ``None`` for an empty one."""
        cells = [_cell(text) for text in row[:COLUMNS]]
        if not any(cells):
            return None
        name = self.text("name", cells) or self.text("family", cells) + self.text("given", cells)
        if name.isascii() and not self.text("name", cells):
            parts = (self.text("given", cells), self.text("family", cells))
            name = " ".join(part for part in parts if part)
        if any("\ufffd" in text for text in cells):
            return Bad(where, "letters", name)
        ruined = [cells[at] for at, _ in self.numbers if at < len(cells)]
        ruined = [text for text in ruined if ROUNDED.fullmatch(text)]
        if ruined:
            return Bad(where, "ruined", f"{name} {ruined[0]}")
        hints: list[str] = []
        channels = list(self.channels(cells, hints))
        if not name:
            return Bad(where, "no-name", channels[0].number if channels else cells[0])
        if not channels:
            return Bad(where, "no-number", "  ".join([name, *hints]))
        return Card(
            where, name, self.text("org", cells), channels,
            _parts(self.text("aliases", cells)), _parts(self.text("posts", cells)),
            self.text("note", cells), hints,
        )  # fmt: skip

    def text(self, field: str, cells: list[str]) -> str:
        found = [cells[at] for at in self.fields.get(field, ()) if at < len(cells)]
        return " ".join(dict.fromkeys(text for text in found if text))

    def channels(self, cells: list[str], hints: list[str]) -> Iterator[Channel]:
        """What stands in a column of numbers and is none goes to the ``hints``."""
        for at, kind in self.numbers:
            text = cells[at] if at < len(cells) else ""
            if not text:
                continue
            if kind in ("email", "wechat", "radio"):
                yield Channel(text, kind)
                continue
            for part in re.split(r"[;；、,，/]|:::|\s{2,}", text):
                found = telephone(part, kind)
                if found is not None:
                    yield found
                elif part.strip(" -—－/无"):
                    hints.append(part.strip())


def _below(above: list[str], row: list[str]) -> list[str]:
    """Titles of two rows as one, where joined cells stand over both (联系方式 over 手机, 办公电话);
    none where the second row holds anything but titles."""
    said = [text for text in row[:COLUMNS] if text.strip()]
    if not said or not any(above) or any(field_of(text) == OTHER for text in said):
        return []
    pairs = zip_longest(above[:COLUMNS], row[:COLUMNS], fillvalue="")
    return [low.strip() or high for high, low in pairs]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;；、,，/|]", text) if part.strip()]


def _cell(text: str) -> str:
    """A cell as it was meant: without the ``="…"`` and the ``'`` that keep a number a text."""
    plain = clean(text, LONGEST)
    found = re.fullmatch(r'="?([^"]*)"?', plain)
    plain = found[1] if found is not None and re.fullmatch(r"[\d +()-]*", found[1]) else plain
    return plain[1:].strip() if plain.startswith("'") else plain


def _read(rows: Iterable[Row]) -> ReadFile:
    """The cards of a sheet. Before its row of titles nothing counts."""
    out = ReadFile("row")
    sheet: Sheet | None = None
    empty = begun = 0
    above: list[str] = []
    for where, row in enumerate(rows, 1):
        if sheet is None or where == begun + 1:
            titles = _below(above, row or [])
            tried = Sheet(titles or row or [])
            if tried.found and (titles or sheet is None):
                sheet, begun = tried, begun or where
                above = row or []
                continue
            above = row or []
        if sheet is None:
            if where >= HEAD:
                break
            continue
        if row is not None and not any(row):
            empty += 1
            if empty > EMPTY:
                break
            continue
        empty = 0
        if out.full:
            out.left_out += 1
            continue
        found = Bad(where, "unreadable") if row is None else sheet.card(where, row)
        if found is not None:
            out.take(found)
    if sheet is None:
        raise ValueError("titles")
    return out


# ---- .csv ------------------------------------------------------------------------------------


def read_csv(file: BinaryIO) -> ReadFile:
    """Raises ``OSError``, and ``ValueError`` where no row of titles is among the first rows."""
    encoding = _encoding(file)
    return _read(_rows(io.TextIOWrapper(file, encoding, errors="replace", newline="")))


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
    """The first sheet that has names and numbers. Raises ``OSError``, ``ImportError`` without
    openpyxl, and ``ValueError`` for what is no such file or unpacks to too much."""
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
        for sheet in book.worksheets[:10]:
            try:
                return _read(_sheet_rows(sheet))
            except ValueError:
                continue
        raise ValueError("titles")
    finally:
        book.close()


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
