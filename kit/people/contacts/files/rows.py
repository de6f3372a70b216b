"""Rows of a sheet of people, once its row of titles was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.phones import digits
from kit.people.contacts.rules.card import Bad, Card, ReadFile, telephone
from kit.people.contacts.rules.columns import (
    OTHER,
    UNSAID,
    field_of,
    kind_of,
    labelled,
    labels,
    note_of,
    plain,
)
from kit.people.contacts.rules.contact import Channel, ChannelKind

LONGEST = 64 << 10
HEAD = 20  # rows among which the row of titles is looked for
EMPTY = 500  # empty rows after which nothing comes any more
COLUMNS = 60
ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
BETWEEN = re.compile(r"([;；、,，/|\n\r]|:::|\s{2,}|或|(?<=\d{11})\s+(?=1\d{10}))")
EXTENSION = 5  # digits at most of what is dialled behind a number, after a comma
DIALLED = 7  # digits from which on a number is dialled from outside

Row = list[str] | None  # None: no encoding or no reader fits


class Block:
    """The columns of one person in a row: two of them may stand side by side."""

    def __init__(self, titles: list[tuple[int, str]]) -> None:
        self.fields: dict[str, list[int]] = {}
        self.numbers: list[tuple[int, ChannelKind | None, str]] = []
        self.labels: dict[int, int] = {}
        self.told: list[tuple[int, str]] = []
        self.unknown: list[tuple[int, str]] = []
        label: int | None = None
        for at, title in titles:
            field = field_of(title)
            if field == "number":
                self.numbers.append((at, kind_of(title), note_of(title)))
                if label is not None:
                    self.labels[at] = label
            elif field == "told":
                self.told.append((at, clean(title, 40)))
            elif field != OTHER:
                self.fields.setdefault(field, []).append(at)
            elif title.strip() and not labels(title):
                self.unknown.append((at, clean(title, 40)))
            label = at if labels(title) else None
        self.own = [at for every in self.fields.values() for at in every]
        self.own += [at for at, _, _ in self.numbers] + [at for at, _ in self.told]

    @property
    def found(self) -> bool:
        named = {"name", "family", "given"} & self.fields.keys()
        return bool(named) and bool(self.numbers)

    def card(self, where: int, row: list[str]) -> Card | Bad | None:
        """One row; ``None`` where nothing of the person stands in it."""
        raw = row[:COLUMNS]
        cells = [_cell(text) for text in raw]
        if not any(cells[at] for at in self.own if at < len(cells)):
            return None
        names = self.texts("name", cells)
        name = next(iter(names), "") or self.composed(cells)
        if any("\ufffd" in text for text in cells):
            return Bad(where, "letters", name)
        ruined = [cells[at] for at, *_ in self.numbers if at < len(cells)]
        ruined = [text for text in ruined if ROUNDED.fullmatch(text)]
        if ruined:
            return Bad(where, "ruined", f"{name} {ruined[0]}")
        hints: list[str] = []
        channels = list(self.channels(raw, cells, hints))
        if not name:
            what = channels[0].number if channels else next(filter(None, cells), "")
            return Bad(where, "no-name", what)
        if not channels:
            return Bad(where, "no-number", "  ".join([name, *hints]))
        return Card(
            where, name, " ".join(self.texts("org", cells)), channels,
            [*names[1:], *self.parts("aliases", cells)], self.parts("posts", cells),
            "  ".join([*self.texts("note", cells), *self.said(cells)]), hints,
        )  # fmt: skip

    def composed(self, cells: list[str]) -> str:
        parts = ("family", "given", "middle")
        family, given, middle = (" ".join(self.texts(part, cells)) for part in parts)
        if (family + given).isascii():
            return " ".join(part for part in (given, middle, family) if part)
        return family + middle + given

    def texts(self, field: str, cells: list[str]) -> list[str]:
        found = [cells[at] for at in self.fields.get(field, ()) if at < len(cells)]
        return [*dict.fromkeys(text for text in found if text)]

    def parts(self, field: str, cells: list[str]) -> list[str]:
        """What stands in the columns of a field, each thing of it by itself."""
        found: list[str] = []
        for text in self.texts(field, cells):
            found += (part.strip() for part in re.split(r"[;；、,，/|]", text))
        return [*dict.fromkeys(filter(None, found))]

    def said(self, cells: list[str]) -> list[str]:
        """What has no place of its own in a contact, with the title of its column."""
        return [f"{title} {cells[at]}" for at, title in self.told if at < len(cells) and cells[at]]

    def channels(self, raw: list[str], cells: list[str], hints: list[str]) -> Iterator[Channel]:
        """What stands in a column of numbers and is none goes to the ``hints``."""
        for at, kind, note in self.numbers:
            text = cells[at] if at < len(cells) else ""
            if not text:
                continue
            if kind in ("email", "wechat", "radio"):
                parts = re.split(r":::|[;；,，\s]+", text) if kind == "email" else [text]
                yield from (Channel(each.strip(), kind, note=note) for each in parts if each)
                continue
            label = self.labels.get(at, len(cells))
            if label < len(cells):
                kind = labelled(cells[label]) or kind
            for part in _numbers(raw[at] if "\n" in raw[at] else text):
                found = telephone(part, kind, note)
                if found is not None:
                    yield found
                elif part.strip(" -—－/无"):
                    hints.append(part.strip())


def _numbers(text: str) -> list[str]:
    """The numbers of one cell; an extension behind a comma stays with what it belongs to."""
    out: list[str] = []
    pieces = BETWEEN.split(text)
    for at in range(0, len(pieces), 2):
        part, before = _cell(pieces[at]), pieces[at - 1] if at else ""
        last = digits(out[-1]) if out else ""
        behind = before in (",", "，") and part.isdecimal() and len(part) <= EXTENSION
        if behind and len(last) >= DIALLED and not re.fullmatch(r"1\d{10}", last):
            out[-1] = f"{out[-1]},{part}"
        elif part:
            out.append(part)
    return out


class Sheet:
    """The columns of one sheet: of one person a row, or of several side by side."""

    def __init__(self, titles: list[str]) -> None:
        self.blocks: list[Block] = []
        block: list[tuple[int, str]] = []
        seen: set[str] = set()
        for at, title in enumerate(titles[:COLUMNS]):
            named = plain(title) if field_of(title) in ("name", "family") else ""
            if named and named in seen:
                self.blocks.append(Block(block))
                block, seen = [], set()
            block.append((at, title))
            seen.add(named)
        self.blocks.append(Block(block))
        self.titles = titles
        self.seen: set[str] = set()

    @property
    def found(self) -> bool:
        return any(block.found for block in self.blocks)

    def cards(self, where: int, row: list[str]) -> Iterator[Card | Bad]:
        """Everybody of a row; one in which somebody stands nowhere is bad, but for its number."""
        some = other = False
        for block in self.blocks:
            said = [title for at, title in block.unknown if at < len(row) and row[at].strip()]
            self.seen.update(said)
            other = other or any(plain(title) not in UNSAID for title in said)
            found = block.card(where, row) if block.found else None
            if found is not None:
                some = True
                yield found
        if not some and (other or any(_cell(text) for text in row[len(self.titles) : COLUMNS])):
            yield Bad(where, "no-name", next(filter(None, map(_cell, row)), ""))

    def unused(self) -> list[str]:
        """The titles of columns in which something stood that no contact has."""
        titles = [title for block in self.blocks for _, title in block.unknown]
        said = (t for t in titles if t in self.seen and plain(t) not in UNSAID)
        return [*dict.fromkeys(said)]


def _below(above: list[str], row: list[str]) -> list[str]:
    """Titles of two rows as one, where joined cells stand over both (联系方式 over 手机, 办公电话);
    none where the second row holds anything but titles."""
    said = [text for text in row[:COLUMNS] if text.strip()]
    if not said or not any(above) or any(field_of(text) == OTHER for text in said):
        return []
    pairs = zip_longest(above[:COLUMNS], row[:COLUMNS], fillvalue="")
    return [low.strip() or high for high, low in pairs]


def _cell(text: str) -> str:
    """A cell as it was meant: without the ``="…"`` and the ``'`` that keep a number a text."""
    plain = clean(text, LONGEST)
    found = re.fullmatch(r'="?([^"]*)"?', plain)
    plain = found[1] if found is not None and re.fullmatch(r"[\d +()-]*", found[1]) else plain
    return plain[1:].strip() if plain.startswith("'") else plain


def read_rows(out: ReadFile, rows: Iterable[Row], name: str = "") -> None:
    """Take in the cards of a sheet, which has that name beside others in its file. Before its row
    of titles nothing counts but what looks like a number, and that is named. Raises ``ValueError``
    where there is no such row."""
    sheet: Sheet | None = None
    empty = begun = 0
    above: list[str] = []
    early: list[Bad] = []
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
            early += _early(where, row or [])
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
        for found in [Bad(where, "unreadable")] if row is None else sheet.cards(where, row):
            out.take(_in(found, name))
    if sheet is None:
        raise ValueError("titles")
    for bad in early:
        out.take(_in(bad, name))
    out.unused += [title for title in sheet.unused() if title not in out.unused]


def _early(where: int, row: list[str]) -> list[Bad]:
    """A number above the row of titles: somebody may be called by it."""
    texts = [_cell(text) for text in row[:COLUMNS]]
    if any(len(digits(text)) >= DIALLED and telephone(text) for text in texts):
        return [Bad(where, "early", clean(" ".join(filter(None, texts)), 60))]
    return []


def _in(found: Card | Bad, sheet: str) -> Card | Bad:
    return replace(found, sheet=sheet) if sheet else found
