"""The matrix and who is due, as pages; what a question of the read-through says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Line, Page, Row, Section, Table
from kit.ground.journal.as_json import iso
from kit.readiness.training.rules.matrix import LIST, Mark, Topic
from kit.readiness.training.rules.reading import Asked, reason

LOUD = ("overdue", "never")
DAY = 12  # cells of a column that holds a day
ANY_ROOM = 10_000


def named(topic: str, topics: Mapping[str, Topic], lists: Mapping[str, str], lang: str) -> str:
    """A topic in words; of a list that was read, its title."""
    if topic.startswith(LIST):
        id_ = topic.removeprefix(LIST)
        return word(lang, "training.list", title=clean(lists.get(id_, id_), 60))
    return topics[topic].title.get(lang) if topic in topics else clean(topic, 60)


def matrix_page(
    marks: Iterable[Mark],
    names: Mapping[str, str],
    today: date,
    where: str,
    lang: str,
    room: int = ANY_ROOM,
) -> Page:
    """People in rows, topics in columns: the day of the last training, loud where it ran out.
    ``room``: cells of a line; where it cannot hold a day for each topic, every topic has a row."""
    marks = [*marks]
    topics = [*dict.fromkeys(mark.topic for mark in marks)]
    if room < DAY * (1 + len(topics)):
        columns, rows = _each(marks, names, lang)
    else:
        columns, rows = _across(marks, topics, names, lang)
    title = word(lang, "training.title", where=clean(where, 80))
    lines = [Line(word(lang, "training.how", day=today.isoformat()))]
    if not rows:
        lines = [Line(word(lang, "training.nobody"))]
    table = Table(columns, rows) if rows else None
    return Page(title, sections=[Section("matrix", lines=lines, table=table)])


def _across(
    marks: list[Mark], topics: list[str], names: Mapping[str, str], lang: str
) -> tuple[list[Column], list[Row]]:
    known = {(mark.who, mark.topic): mark for mark in marks}
    rows = []
    for who in dict.fromkeys(mark.who for mark in marks):
        there = [known[who, topic] for topic in topics]
        cells = [Cell(clean(who, 60)), *(_cell(mark, lang) for mark in there)]
        rows.append(Row(cells, any(mark.state in LOUD for mark in there)))
    columns = [Column(word(lang, "training.column-who"), 2)]
    return columns + [Column(names[topic], 2) for topic in topics], rows


def _each(
    marks: list[Mark], names: Mapping[str, str], lang: str
) -> tuple[list[Column], list[Row]]:
    rows = []
    for mark in marks:
        cells = [Cell(clean(mark.who, 60)), Cell(names[mark.topic]), _cell(mark, lang)]
        rows.append(Row(cells, mark.state in LOUD))
    shares = (("who", 2), ("topic", 4), ("last", 3))
    return [Column(word(lang, f"training.column-{key}"), share) for key, share in shares], rows


def _cell(mark: Mark, lang: str) -> Cell:
    if mark.last is None:
        return Cell(word(lang, f"training.state-{mark.state}"))
    day = mark.last.isoformat()
    if mark.state == "held":
        return Cell(day)
    return Cell(word(lang, f"training.cell-{mark.state}", day=day))


def due_page(
    wanting: Iterable[Mark], names: Mapping[str, str], end: date, where: str, lang: str
) -> Page:
    rows = [
        Row(
            [
                Cell(clean(mark.who, 60)),
                Cell(names[mark.topic]),
                Cell(mark.last.isoformat() if mark.last else word(lang, "training.state-never")),
                Cell(mark.due.isoformat() if mark.due else end.isoformat()),
            ],
            mark.state in LOUD,
        )
        for mark in wanting
    ]
    columns = [
        Column(word(lang, f"training.column-{key}"), share)
        for key, share in (("who", 2), ("topic", 4), ("last", 2), ("due", 2))
    ]
    title = word(lang, "training.title-due", where=clean(where, 80), day=end.isoformat())
    lines = [] if rows else [Line(word(lang, "training.nothing-due"))]
    table = Table(columns, rows) if rows else None
    return Page(title, sections=[Section("due", lines=lines, table=table)])


def as_data(marks: Iterable[Mark]) -> list[dict[str, str | None]]:
    return [
        {
            "who": clean(mark.who, 100),
            "topic": clean(mark.topic, 60),
            "trained_on": iso(mark.last),
            "train_by": iso(mark.due),
            "train_state": mark.state,
        }
        for mark in marks
    ]


def asked_text(asked: Asked, n: int, of: int, lang: str) -> str:
    if asked.before is None:
        return word(lang, "training.ask-first", n=n, of=of)
    return word(lang, "training.ask-next", n=n, of=of, step=asked.before.do.get(lang))


def answered(asked: Asked, chosen: str, lang: str) -> list[str]:
    """Whether it was right, and why the step stands there."""
    step = asked.step
    key = "right" if chosen == step.id else "wrong"
    out = [word(lang, f"training.{key}", step=step.do.get(lang))]
    why = reason(step)
    if why is not None:
        out.append(word(lang, "training.why", why=why.get(lang)))
    if step.critical:
        out.append(word(lang, "training.critical"))
    if step.cites:
        out.append(word(lang, "training.clauses", names=list(step.cites)))
    return out
