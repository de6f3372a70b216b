"""The shift's log as a page that people keep: who led, who was there, what is carried on, who has
seen it, and every entry in its order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Page, Row, Section, Table, cells, lines
from kit.ground.journal.entry import Entry
from kit.people.registers.rules.state import Doc
from kit.people.registers.show.lines import signed
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.rules.state import Shift
from kit.shifts.shift.rules.withdrawal import standing
from kit.shifts.shift.show.carried import item_line
from kit.shifts.shift.show.lines import entry_text, shift_lines


def page(
    shift: Shift, docs: Sequence[Doc], entries: list[Entry], now: datetime, lang: str
) -> Page:
    """``docs``: what is carried from shift to shift, as it stands; none of a shift that is over."""

    def say(key: str, **fill: object) -> str:
        return word(lang, f"shift.{key}", **fill)

    subtitle, *told = shift_lines(shift, now, lang)
    sections = [Section("shift", say("page-course"), lines=lines(told))]
    if docs:
        items = [item_line(doc, now, lang) for doc in docs]
        sections.append(Section("items", say("items", n=len(docs)), lines=lines(items)))
    reading = Reading(now, lang, entries)
    rows = [
        Row(cells([f"#{one.entry.n}", Cell(reading.clock(one.entry.at), "time", one.entry.at),
                   signed(one.entry, one.fix, lang),
                   entry_text(one.entry, reading, one.standing in ("gone", "dropped"))]))
        for one in standing(entries)
    ]  # fmt: skip
    columns = [
        Column(say("page-number"), 2, whole=True),
        Column(say("page-at"), 2, whole=True),
        Column(say("page-by"), 3),
        Column(say("page-entry"), 12),
    ]
    sections.append(Section("entries", say("page-log"), table=Table(columns, rows)))
    posts = ("page-leader", "page-supervisor")
    blanks = [say("page-sign", post=say(post), blank="_" * 12) for post in posts]
    sections.append(Section("sign", say("page-signatures"), lines=lines(blanks)))
    return Page(say("page-title", ref=shift.ref), subtitle, sections=sections)
