"""The board as a page and as plain objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Line, Page, Row, Section, Table
from kit.readiness.doctor.rules.verdicts import Verdict
from kit.readiness.doctor.show import filled, sentences
from kit.readiness.ready.rules.board import State, Told, advice, mends


class Shown(msgspec.Struct, frozen=True):
    """A line in words. ``since`` and ``clause`` are "" where there is none."""

    line: str
    name: str
    state: State
    why: str
    since: str
    clause: str
    how: str


def shown(told: Told, lang: str) -> Shown:
    fill = {name: _said(value, lang) for name, value in told.fill.items()}
    return Shown(
        told.line,
        word(lang, f"ready.line-{told.line}"),
        told.state,
        clean(word(lang, f"ready.{told.key}", **fill), 400),
        told.since.isoformat() if told.since is not None else "",
        told.clause,
        told.how,
    )


def of_doctor(verdict: Verdict, lang: str) -> Shown:
    """A line of the doctor's: what he advises that is no command stands behind what he found."""
    found, _ = sentences(verdict, lang)
    notes = {note.fix: note for note in verdict.notes if note.fix}
    fixes = [filled(fix, notes[fix], lang) for fix in advice([*notes])]
    if fixes:
        join = word(lang, "doctor.join")
        found = word(lang, "doctor.with-fix", found=found, fix=join.join(dict.fromkeys(fixes)))
    name = word(lang, f"doctor.check-{verdict.check}")
    return Shown(verdict.check, name, verdict.state, found, "", "", mends([*notes]))


def _said(value: object, lang: str) -> object:
    """A pair of texts in the language asked for; all else as it is."""
    return value[lang != "zh"] if isinstance(value, tuple) else value


def page(
    lines: Sequence[Shown], where: str, now: datetime, lang: str, narrow: bool = False
) -> Page:
    """``narrow``: a terminal has no room for so many columns; since when, by which clause and what
    mends it stand below why."""
    def say(key: str, **fill: object) -> str:
        return word(lang, f"ready.{key}", **fill)

    heads = {"state": 1, "what": 2, "why": 6, "since": 2, "clause": 2, "how": 4}
    names = [*heads][:3] if narrow else [*heads]
    kept = ("since", "clause")
    columns = [Column(say(f"column-{name}"), heads[name], whole=name in kept) for name in names]
    made = _narrow if narrow else _wide
    rows = [row for each in lines for row in made(each, lang)]
    count = {state: sum(each.state == state for each in lines) for state in ("bad", "check", "ok")}
    key = "sum-bad" if count["bad"] else "sum-check" if count["check"] else "sum-ok"
    total = Line(say(key, **count), loud=bool(count["bad"]))
    title = say("title", where=clean(where, 80))
    sections = [Section("sum", lines=[total]), Section("board", table=Table(columns, rows))]
    return Page(title, f"{now:%Y-%m-%d %H:%M}", sections=sections)


def _wide(each: Shown, lang: str) -> list[Row]:
    how = each.how if each.state != "ok" else ""
    texts = (each.name, each.why, each.since or "-", each.clause or "-", how or "-")
    cells = [Cell(word(lang, f"ready.state-{each.state}")), *map(Cell, texts)]
    return [Row(cells, each.state == "bad")]


def _narrow(each: Shown, lang: str) -> list[Row]:
    since = word(lang, "ready.since", day=each.since) if each.since else ""
    about = word(lang, "ready.comma").join(filter(None, (since, each.clause)))
    why = word(lang, "ready.about", why=each.why, about=about) if about else each.why
    state = word(lang, f"ready.state-{each.state}")
    rows = [Row([Cell(state), Cell(each.name), Cell(why)], each.state == "bad")]
    if each.state != "ok" and each.how:
        rows.append(Row([Cell(""), Cell(""), Cell(each.how)]))
    return rows


def as_data(each: Shown) -> dict[str, Any]:
    return {
        "check": each.line,
        "status": each.state,
        "text": each.why,
        "since_day": each.since or None,
        "clause": each.clause or None,
        "fix": each.how or None,
    }
