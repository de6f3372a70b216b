"""Years, days and doubts, as pages and as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.days import Due, Public
from kit.ground.base.words import word
from kit.ground.base.workdays import Calendar, read_dates
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells
from kit.people.calendar.rules.notice import Doubt
from kit.people.calendar.rules.years import Entered, Year


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"calendar.{key}", **fill)


def spells(text: str, lang: str) -> str:
    """``2026-10-01..2026-10-07`` as ``10-01 至 10-07``, with the weekday of a single day; the year
    stands in the heading, but for days of another."""
    week = say(lang, "week").split()
    out = []
    for part in (each.strip() for each in text.split(",") if each.strip()):
        days = sorted(read_dates(part))
        first, last = f"{days[0]:%m-%d}", f"{days[-1]:%m-%d}"
        one = f"{first} {week[days[0].weekday()]}"
        out.append(one if len(days) == 1 else f"{first}..{last} ({len(days)})")
    return ", ".join(out)


def year_section(year: Year, lang: str, notes: Sequence[str] = ()) -> Section:
    head = [Column(say(lang, key)) for key in ("festival", "off", "work")]
    rows = [
        Row(cells([festival(each.name, lang), spells(each.off, lang), spells(each.work, lang)]))
        for each in year.days
    ]
    return Section(
        f"year-{year.year}",
        say(lang, "title", year=year.year),
        table=Table(head, rows),
        notes=[Line(note) for note in notes],
    )


def years_page(entered: Entered, own: dict[int, str], facts: Sequence[str], lang: str) -> Page:
    """Every year that is entered, where it is from, then what is missing and how it is added."""
    sections = []
    for number, year in entered.years.items():
        notes = [say(lang, "notice", notice=clean(year.notice, 60))] * bool(year.notice)
        file = clean(own.get(number, ""), 300)
        notes.append(say(lang, "own", file=file) if file else say(lang, "shipped"))
        sections.append(year_section(year, lang, notes))
    nexts = max(entered.years, default=0) + 1
    sure = say(lang, "law" if nexts in entered.public.by_law else "unknown")
    lines = [Line(f"{say(lang, 'title', year=nexts)}: {sure}", loud=True), Line(say(lang, "how"))]
    sections.append(Section("next", lines=[*lines, *map(Line, facts)]))
    return Page(say(lang, "titles"), sections=sections)


def day_line(day: date, calendar: Calendar, public: Public, lang: str) -> str:
    """Is it worked, and how sure that is."""
    week = say(lang, "week").split()[day.weekday()]
    text = say(lang, "day-on" if calendar.works(day) else "day-off", day=str(day), week=week)
    lacks = calendar.lacks(day)
    sure = say(lang, sure_of(day, calendar, public))
    why = say(lang, "year-end", year=lacks) if lacks > day.year else sure
    return text + say(lang, "day-sure", why=why)


def sure_of(day: date, calendar: Calendar, public: Public) -> str:
    return public.sure(day) if calendar.lacks(day) else "known"


def due_line(day: date, days: int, due: Due, lang: str) -> str:
    line = say(lang, "due", n=days, day=str(day), at=f"{due.at:%Y-%m-%d}")
    return line + provisional(due.unentered, lang)


def provisional(unentered: int, lang: str) -> str:
    return say(lang, "provisional", year=unentered) if unentered else ""


def doubt_lines(doubts: Sequence[Doubt], lang: str) -> list[str]:
    return [say(lang, f"doubt-{doubt.code}", **doubt.fill) for doubt in doubts]


def preview(year: Year, old: Year | None, doubts: Sequence[Doubt], lang: str) -> Page:
    """What was read, what of it differs from what is entered, and what does not fit together."""
    read = say(lang, "preview", year=year.year, off=len(year.off), work=len(year.work))
    sections = [Section("read", lines=[Line(read)]), year_section(year, lang)]
    lines = changed(old, year) if old is not None else []
    if lines:
        shown = [Line(say(lang, "changes"), loud=True), *(Line(each, indent=2) for each in lines)]
        sections.append(Section("changes", lines=shown))
    if doubts:
        told = [Line(say(lang, "doubts"), loud=True)]
        told += [Line(text, indent=2) for text in doubt_lines(doubts, lang)]
        sections.append(Section("doubts", lines=told))
    return Page(sections=sections)


def changed(old: Year, new: Year) -> list[str]:
    """``- 2027-02-05 off``: single days that one of both has and the other has not."""
    out = []
    for mark, one, other in (("-", old, new), ("+", new, old)):
        out += [f"{mark} {day} off" for day in sorted(one.off - other.off)]
        out += [f"{mark} {day} work" for day in sorted(one.work - other.work)]
    return out


def year_data(year: Year, own: bool) -> dict[str, Any]:
    """``{year, notice, own, off, work}``, days as ``2026-10-01``."""
    return {
        "year": year.year,
        "notice": year.notice or None,
        "own": own,
        "off": [str(day) for day in sorted(year.off)],
        "work": [str(day) for day in sorted(year.work)],
    }


FESTIVALS = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}


def festival(name: str, lang: str) -> str:
    """As the notice calls it, or in English where that is known; several are joined."""
    parts = [part.strip() for part in clean(name, 40).split("、")]
    if lang == "zh" or not all(part in FESTIVALS for part in parts):
        return clean(name, 40)
    return ", ".join(FESTIVALS[part] for part in parts)
