"""Supplies and UPS as pages, lines of home, and plain objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import short
from kit.ground.base.veil import CLAUSE
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Line, Page, Row, Section, Table
from kit.people.registers.rules.state import Doc
from kit.readiness.supplies.rules.nut import STALE, Reading
from kit.readiness.supplies.rules.sizing import Sized
from kit.readiness.supplies.rules.stock import Share, Stock, share, used

Told = list[tuple[Doc, Sized]]
Shape = Literal["narrow", "paper", "whole"]
COUNTS = ("there", "good", "least", "out")


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"supplies.{key}", **fill)


def cited(text: str) -> list[str]:
    """Clauses by id; what is said otherwise is one."""
    parts = text.split()
    ids = all(re.fullmatch(CLAUSE, part) for part in parts)
    return parts if ids else [clean(text, 200)]


def flaws(one: Stock, lang: str) -> str:
    """What it lacks; that it lacks nothing."""
    found = [say(lang, f"flaw-{flaw}") for flaw in one.flaws]
    return say(lang, "comma").join(found) if found else say(lang, "fine")


def stock_page(
    found: Sequence[Stock], site: str, today: date, lang: str, shape: Shape = "paper"
) -> Page:
    """``narrow``: a terminal has no room for so many columns, and says what works of what must.
    ``paper``: what makes one work stands behind its name. ``whole``: each in its own column."""
    names = {
        "narrow": ["thing", "counts", "checked", "state"],
        "paper": ["thing", "place", *COUNTS, "expiry", "checked", "state", "clause"],
        "whole": ["id", "thing", "place", "condition", *COUNTS, "expiry", "checked", "state",
                  "clause"],
    }[shape]  # fmt: skip
    kept = {"expiry", "checked", "counts"}
    wide = {"thing": 7 if shape == "paper" else 3, "place": 3, "state": 3, "clause": 3}
    columns = [
        Column(say(lang, f"column-{name}"), wide.get(name, 1), name in COUNTS, name in kept)
        for name in names
    ]
    made = {"narrow": _narrow, "paper": _paper, "whole": _stock_row}[shape]
    rows = [made(one, lang) for one in found]
    section = Section("supplies", table=Table(columns, rows))
    notes = Section("sum", lines=[Line(sum_line(found, today, lang), loud=_lacks(found))])
    title = say(lang, "title", site=site)
    return Page(title=title, subtitle=f"{today}", sections=[section, notes])


def _narrow(one: Stock, lang: str) -> Row:
    whole = _stock_row(one, lang)
    id_, thing, place, _, _, good, least, _, _, *rest, _ = (cell.text for cell in whole.cells)
    counts = f"{good}/{least}" + (f" -{one.out}" if one.out else "")
    texts = (f"{id_} {thing}  {place}", counts, *rest)
    return Row([Cell(text) for text in texts], loud=whole.loud)


def _paper(one: Stock, lang: str) -> Row:
    id_, thing, place, works, *rest = _stock_row(one, lang).cells
    name = f"{id_.text} {thing.text}"
    name = say(lang, "works", what=name, works=works.text) if works.text else name
    return Row([Cell(name), place, *rest], loud=one.red)


def facts(page: Page) -> list[str]:
    """The first row of its table, each cell in a line of its own."""
    table = page.sections[0].table
    if table is None or not table.rows:
        return []
    pairs = zip(table.columns[1:], table.rows[0].cells[1:], strict=True)
    return [f"  {column.title}  {cell.text}" for column, cell in pairs if cell.text]


def _lacks(found: Sequence[Stock]) -> bool:
    return any(one.red for one in found)


def _stock_row(one: Stock, lang: str) -> Row:
    doc = one.doc
    checked = f"{one.checked.at:%Y-%m-%d}" if one.checked is not None else "-"
    expiry = f"{one.expiry}" if one.expiry is not None else ""
    counts = [str(each) if one.known else "?" for each in (one.there, one.good)]
    cells = [
        Cell(short(doc.id)),
        Cell(clean(doc.get("thing"), 200)),
        Cell(clean(doc.get("place"), 200)),
        Cell(clean(doc.get("condition"), 200)),
        *(Cell(text, "count", int(text)) if text.isdecimal() else Cell(text) for text in counts),
        Cell(str(one.least), "count", one.least),
        Cell(str(one.out), "count", one.out),
        Cell(expiry),
        Cell(checked),
        Cell(flaws(one, lang)),
        Cell(clean(doc.get("clause"), 200)),
    ]
    return Row(cells, loud=one.red)


def sum_line(found: Sequence[Stock], today: date, lang: str) -> str:
    """How many lack something, and the share that works."""
    whole: Share = share(found, today)
    percent = whole.permille
    told = f"{percent / 10:g} %" if percent is not None else "-"
    fill = {f"{key}": sum(key in one.flaws for one in found)
            for key in ("short", "bad", "expired", "unchecked")}  # fmt: skip
    return say(lang, "sum", n=len(found), share=told, good=whole.good, there=whole.there, **fill)


def home_line(found: Sequence[Stock], lang: str) -> str:
    """The first that lacks something, and how many more; "" for none."""
    red = [one for one in found if one.red]
    if not red:
        return ""
    text = f"{clean(red[0].doc.get('thing'), 60)} {flaws(red[0], lang)}"
    return say(lang, "home", what=text, more=f"  +{len(red) - 1}" if len(red) > 1 else "")


def out_lines(found: Sequence[Stock], ref: str, lang: str) -> list[str]:
    """What was issued in an incident and is not back, under a heading; nothing for none."""
    told = []
    for one in found:
        n, thing, place = used(one.doc, ref), one.doc.get("thing"), one.doc.get("place")
        if n:
            fill = {"thing": clean(thing, 60), "place": clean(place, 60), "n": n}
            told.append("  " + say(lang, "out", **fill))
    return [say(lang, "out-head"), *told] if told else []


def stock_data(one: Stock) -> dict[str, Any]:
    doc, checked = one.doc, one.checked
    return {
        "id": doc.id,
        "thing": doc.get("thing"),
        "place": doc.get("place"),
        "group": doc.get("group"),
        "works_if": clean(doc.get("condition"), 500),
        "dated": bool(doc.get("dated")),
        "cites": cited(doc.get("clause")),
        "least": one.least,
        "there": one.there if one.known else None,
        "good": one.good if one.known else None,
        "issued": one.out,
        "expiry": f"{one.expiry}" if one.expiry is not None else "",
        "checked_at": checked.at.isoformat() if checked is not None else None,
        "checked_by": (checked.said.get("checked_by") or checked.by) if checked else "",
        "flaws": [*one.flaws],
    }


# ---- UPS -----------------------------------------------------------------------------------------


def minutes(value: int | None, lang: str) -> str:
    return say(lang, "minutes", n=value) if value is not None else "-"


def verdict(one: Sized, lang: str) -> str:
    if one.load is None:
        return say(lang, "ups-no-load")
    if one.overloaded:
        return say(lang, "ups-overloaded")
    key = {True: "ups-enough", False: "ups-short", None: "ups-unknown"}[one.enough]
    text = say(lang, key)
    if one.enough is False and one.wh_needed is not None:
        text += say(lang, "ups-needs", wh=one.wh_needed)
    return text + (say(lang, "ups-full") if one.full else "")


def ups_page(found: Told, today: date, lang: str) -> Page:
    names = ("id", "ups", "load", "estimate", "tested", "offered", "need", "state")
    wide = {"ups": 3, "state": 4}
    columns = [Column(say(lang, f"column-{name}"), wide.get(name, 1)) for name in names]
    rows = [_ups_row(doc, one, lang) for doc, one in found]
    notes = [Line(say(lang, "ups-note"))]
    sections = [Section("ups", table=Table(columns, rows)), Section("note", lines=notes)]
    return Page(title=say(lang, "ups-title"), subtitle=f"{today}", sections=sections)


def _ups_row(doc: Doc, one: Sized, lang: str) -> Row:
    load = f"{one.load:g} W" if one.load is not None else "?"
    load += f" / {one.rating:g} W" if one.rating is not None else ""
    where = "  ".join(clean(doc.get(name), 200) for name in ("thing", "place") if doc.get(name))
    lasted = [minutes(each, lang) for each in (one.estimate, one.measured, one.offered)]
    need = minutes(one.need, lang) if one.need else "-"
    texts = [short(doc.id), where, load, *lasted, need, verdict(one, lang)]
    loud = one.overloaded or one.enough is False
    return Row([Cell(text) for text in texts], loud=loud)


def ups_data(doc: Doc, one: Sized) -> dict[str, Any]:
    return {
        "id": doc.id,
        "thing": doc.get("thing"),
        "place": doc.get("place"),
        "loads": doc.get("loads"),
        "cites": cited(doc.get("clause")),
        "load_watts": one.load,
        "rated_watts": one.rating,
        "estimated_minutes": one.estimate,
        "tested_minutes": one.measured,
        "tested_at": one.tested.at.isoformat() if one.tested is not None else None,
        "offered_minutes": one.offered,
        "needed_minutes": one.need or None,
        "wh_needed": one.wh_needed,
        "overloaded": one.overloaded,
        "enough": one.enough,
    }


def read_line(one: Reading, lang: str) -> str:
    """A reading in one sentence, with its age and what is doubtful in it."""
    if one.why:
        return say(lang, "read-none", name=clean(one.name, 40), why=say(lang, f"why-{one.why}"))
    feed = say(lang, f"feed-{one.feed}")
    parts = [feed]
    if one.low:
        parts.append(say(lang, "read-low"))
    if one.minutes is not None:
        parts.append(minutes(one.minutes, lang))
    if one.charge is not None:
        parts.append(f"{one.charge} %")
    text = say(lang, "read", name=clean(one.name, 40), at=f"{one.at:%H:%M}",
               what=say(lang, "comma").join(parts))  # fmt: skip
    return text + "".join(say(lang, f"doubt-{doubt}") for doubt in one.doubts)


def age(one: Reading, now: datetime) -> int:
    """How many seconds old it may be."""
    return max(0, int((now - one.at).total_seconds())) + STALE


def read_data(one: Reading, now: datetime) -> dict[str, Any]:
    return {
        "thing": one.name,
        "read_at": one.at.isoformat(),
        "age_seconds": age(one, now),
        "feed": one.feed,
        "battery_low": one.low,
        "shutdown": one.shutdown,
        "left_minutes": one.minutes,
        "charge_percent": one.charge,
        "tokens": [*one.tokens],
        "why": one.why,
        "ups_doubts": [*one.doubts],
    }
