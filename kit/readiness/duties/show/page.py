"""Duties as a page, as lines of home and as plain objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Cell, Column, Line, Page, Row, Section, Table
from kit.plans.checklists.show.checklists import filled
from kit.plans.sites.rules import Profile
from kit.readiness.duties.rules.standing import Aged, Duty, end_of, red


def said(duty: Duty, site: Profile, lang: str) -> str:
    """What is to be done, with this site's posts in it."""
    text = duty.text.get(lang)
    return filled(text, site, lang) if duty.task is not None else clean(text, 500)


def who(duty: Duty, site: Profile, lang: str) -> str:
    return clean(site.title_of(duty.who).get(lang) if duty.who else "", 100)


def interval(duty: Duty, lang: str) -> str:
    """How often, in words; a span of a later kit as it is written."""
    every = clean(duty.every, 40)
    count, unit = every[1:-1], every[-1:]
    key = f"duties.unit-{unit}"
    if not (every[:1] == "P" and count.isdecimal() and has(key)):
        out = every
    elif count == "1":
        out = word(lang, f"duties.each-{unit}")
    else:
        out = word(lang, key, n=int(count))
    if duty.season:
        first, _, last = clean(duty.season, 40).partition("/")
        out += word(lang, "duties.season", first=first, last=last)
    if duty.before:
        out = word(lang, "duties.before", day=clean(duty.before, 40))
    return out + (word(lang, "duties.ours") if duty.ours else "")


def state(aged: Aged, lang: str) -> str:
    duty = aged.duty
    if duty.state == "overdue":
        return word(lang, "duties.overdue", n=aged.overdue)
    return word(lang, f"duties.state-{duty.state}")


def page(
    found: Sequence[Aged], site: Profile, now: datetime, lang: str, narrow: bool = False
) -> Page:
    """A row for each: what, by whom, how often, last, next, how it stands, its clause. ``narrow``:
    a terminal has no room for so many columns, and what it is takes in whose it is and why."""
    names = ["id", "what", "who", "every", "last", "next", "state", "clause"]
    names = ["what", "every", "last", "next", "state"] if narrow else names
    shares = {"id": 3, "what": 6, "who": 2, "every": 2, "state": 2, "clause": 3}
    kept = ("last", "next")  # days are never broken
    columns = [
        Column(word(lang, f"duties.column-{name}"), shares.get(name, 1), whole=name in kept)
        for name in names
    ]
    rows = [_narrow(each, site, lang) if narrow else _row(each, site, lang) for each in found]
    title = word(lang, "duties.title", site=site.named(lang))
    section = Section("duties", table=Table(columns, rows))
    late, today, new = red(found)
    told = word(lang, "duties.sum", n=len(found), late=late, today=today, new=new)
    notes = [Line(told, loud=bool(late))]
    if any(each.duty.ours for each in found):
        notes.append(Line(word(lang, "duties.ours-note")))
    sections = [section, Section("sum", lines=notes)]
    return Page(title=title, subtitle=f"{now:%Y-%m-%d}", sections=sections)


def _narrow(aged: Aged, site: Profile, lang: str) -> Row:
    whole = _row(aged, site, lang)
    id_, what, who_, every, last, due, state_, clause = (cell.text for cell in whole.cells)
    about = word(lang, "duties.comma").join(each for each in (who_, clause) if each)
    what = word(lang, "duties.about", what=f"{id_} {what}", about=about) if about else what
    return Row([Cell(text) for text in (what, every, last, due, state_)], loud=whole.loud)


def _row(aged: Aged, site: Profile, lang: str) -> Row:
    duty = aged.duty
    last = f"{duty.last.at:%Y-%m-%d}" if duty.last is not None else word(lang, "duties.never")
    due = f"{duty.due:%Y-%m-%d}" if duty.state != "new" else "-"
    told = (said(duty, site, lang), who(duty, site, lang), interval(duty, lang))
    clause = clean(" ".join(duty.cites), 200)
    texts = [clean(duty.id, 40), *told, last, due, state(aged, lang), clause]
    return Row([Cell(text) for text in texts], loud=duty.state == "overdue")


def lines(aged: Aged, site: Profile, lang: str) -> list[str]:
    """One of them, whole."""
    duty = aged.duty
    row = _row(aged, site, lang)
    names = ("what", "who", "every", "last", "next", "state", "clause")
    out = [f"{word(lang, 'register.duty')} {clean(duty.id, 40)}"]
    for name, cell in zip(names, row.cells[1:], strict=True):
        if cell.text:
            out.append(f"  {word(lang, f'duties.column-{name}')}  {cell.text}")
    if duty.kind and has(f"register.choice-{duty.kind}"):
        kind = word(lang, f"register.choice-{duty.kind}")
        out.append(f"  {word(lang, 'register.field-kind')}  {kind}")
    if duty.task is not None and duty.task.detail is not None:
        out.append(f"  {clean(duty.task.detail.get(lang), 500)}")
    if duty.task is not None and duty.task.how:
        out.append(f"  {word(lang, 'duties.with', how=clean(duty.task.how, 100))}")
    return out


def as_data(aged: Aged, site: Profile, now: datetime, lang: str) -> dict[str, Any]:
    duty, doc = aged.duty, aged.duty.doc
    return {
        "id": duty.id,
        "text": said(duty, site, lang),
        "who": who(duty, site, lang),
        "every": duty.every,
        "season": duty.season,
        "yearly_before": duty.before,
        "ours": duty.ours,
        "cites": duty.cites,
        "kind": duty.kind,
        "status": duty.state,
        "due_next": end_of(duty.due, now).isoformat(),
        "overdue_days": aged.overdue,
        "done_at": duty.last.at.isoformat() if duty.last is not None else None,
        "done_by": (duty.last.said.get("done_by") or duty.last.by) if duty.last else "",
        "evidence": duty.last.said.get("evidence", "") if duty.last else "",
        "finding": duty.last.said.get("finding", "") if duty.last else "",
        "done_count": sum(s.stage == "duty-done" for s in doc.steps) if doc is not None else 0,
        "day_moves": [
            {
                "at": move.at.isoformat(),
                "due_before": f"{move.before:%Y-%m-%d}" if move.before else "",
                "due_date": f"{move.to:%Y-%m-%d}",
                "reason": move.reason,
            }
            for move in (doc.moves if doc is not None else ())
        ],
    }


def home_line(found: Sequence[Aged], site: Profile, lang: str) -> tuple[str, bool]:
    """What home says, and whether it is late: the first one, and how many more; "" for nothing."""
    due = [each for each in found if each.duty.state in ("overdue", "today", "new")]
    if not due:
        return "", False
    first = due[0]
    text = f"{clean(first.duty.id, 40)} {said(first.duty, site, lang)}  {state(first, lang)}"
    more = f"  +{len(due) - 1}" if len(due) > 1 else ""
    return word(lang, "duties.home", what=text, more=more), first.duty.state == "overdue"
