"""The table of seats, as a page and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, inf
from typing import Any

from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Fact, Line, Page, Row, Section, Table, cells
from kit.shifts.staffing.rules.asked import Answer, Asked
from kit.shifts.staffing.rules.asked import Row as Seats
from kit.shifts.staffing.rules.queue import Outcome


def say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"staffing.{key}", **fill)


def page(answer: Answer, lang: str) -> Page:
    asked = answer.asked
    within = _number(asked.work.within)
    notes = [say(lang, f"note-{name}", n=within) for name in ("patient", "again", "first")]
    return Page(
        title=say(lang, "title"),
        facts=_facts(asked, lang),
        sections=[
            Section("now", lines=_now(answer, lang)),
            Section("seats", table=_table(answer, lang), notes=[Line(each) for each in notes]),
        ],
    )


def _facts(asked: Asked, lang: str) -> list[Fact]:
    work, patience = asked.work, asked.patiences()
    calls = say(lang, "calls-value", calls=_number(work.calls), talk=_number(work.talk))
    how = "patience-one" if asked.patience else "patience-range"
    hang_up = say(lang, how, least=_number(patience[0]), most=_number(patience[-1]))
    return [Fact(say(lang, "calls"), Cell(calls)), Fact(say(lang, "patience"), Cell(hang_up))]


def _now(answer: Answer, lang: str) -> list[Line]:
    """What becomes of the calls with those who are there, and how many are lacking."""
    asked = answer.asked
    lines = []
    if asked.missing:
        named = say(lang, "planned", n=asked.planned)
        lines.append(Line(_figures(answer, asked.planned, named, lang)))
    key = "there-missing" if asked.missing else "there"
    named = say(lang, key, n=asked.there, missing=asked.missing)
    lines.append(Line(_figures(answer, asked.there, named, lang)))
    lacking = answer.enough - asked.there
    said = {"within": _number(asked.work.within), "share": f"{asked.share}%", "n": answer.enough}
    text = say(lang, "more" if lacking > 0 else "enough", lacking=lacking, **said)
    lines.append(Line(text, loud=lacking > 0))
    if asked.there <= asked.work.load:
        most = floor(asked.there * 3600 / asked.work.talk)
        lines.append(Line(say(lang, "overload", most=most), loud=True))
    return lines


def _figures(answer: Answer, seats: int, named: str, lang: str) -> str:
    answered, in_time, given_up, _ = _texts(answer.row(seats).by_patience, lang)
    within = _number(answer.asked.work.within)
    return say(
        lang, "figures", seats=named, within=within,
        answered=answered, in_time=in_time, given_up=given_up,
    )  # fmt: skip


def _table(answer: Answer, lang: str) -> Table:
    within = _number(answer.asked.work.within)
    titles = ("seats", "answered", "in-time", "given-up", "wait", "patient")
    columns = [Column(say(lang, key, n=within), right=True) for key in titles]
    rows = [_row(answer, each, lang) for each in answer.rows]
    return Table([*columns, Column("")], rows)


def _row(answer: Answer, row: Seats, lang: str) -> Row:
    patient = percent([row.patient.in_time])
    texts = [str(row.seats), *_texts(row.by_patience, lang), patient, _mark(answer, row, lang)]
    return Row(cells(texts))


def _mark(answer: Answer, row: Seats, lang: str) -> str:
    asked = answer.asked
    marks = [
        say(lang, f"mark-{name}")
        for name, seats in (
            ("there", asked.there),
            ("planned", asked.planned if asked.missing else -1),
            ("enough", answer.enough),
        )
        if seats == row.seats
    ]
    return ", ".join(marks) if lang == "en" else "、".join(marks)


def _texts(found: Sequence[Outcome], lang: str) -> tuple[str, str, str, str]:
    """Answered, in time, given up, wait, as a range over what callers may be like."""
    return (
        percent(each.answered for each in found),
        percent(each.in_time for each in found),
        percent(each.given_up for each in found),
        waits([each.wait for each in found], lang),
    )


def percent(shares: Iterable[float]) -> str:
    """``84–92%``. What is not all is never written 100, what is something never 0."""
    found = sorted(shares)
    low, high = _percent(found[0]), _percent(found[-1])
    return f"{low}%" if low == high else f"{low}–{high}%"


def _percent(share: float) -> str:
    whole = round(share * 100)
    if whole == 100 and share < 0.9995:
        return "99"
    if whole == 0 and share > 0.0005:
        return "<1"
    return str(whole)


def waits(seconds: Sequence[float], lang: str) -> str:
    """``12–21秒``, from ten minutes on in minutes; ``-`` where nobody is answered."""
    found = sorted(seconds)
    if found[-1] == inf:
        return say(lang, "no-wait")
    long = found[-1] >= 600
    low, high = (round(each / 60) if long else round(each) for each in (found[0], found[-1]))
    text = str(high) if low == high else f"{low}–{high}"
    return say(lang, "minutes" if long else "seconds", n=text)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def as_data(answer: Answer) -> dict[str, Any]:
    """Every seat at every patience; ``patience_seconds`` null: nobody hangs up (Erlang C)."""
    asked = answer.asked
    rows = []
    for row in answer.rows:
        each = [*zip(asked.patiences(), row.by_patience, strict=True), (None, row.patient)]
        for patience, found in each:
            rows.append(
                {
                    "seats": row.seats,
                    "patience_seconds": patience,
                    "answered_share": round(found.answered, 4),
                    "in_time_share": round(found.in_time, 4),
                    "given_up_share": round(found.given_up, 4),
                    "wait_seconds": round(found.wait, 1) if found.wait < inf else None,
                }
            )
    return {
        "calls_an_hour": asked.work.calls,
        "talk_seconds": asked.work.talk,
        "within_seconds": asked.work.within,
        "seats_planned": asked.planned,
        "seats_there": asked.there,
        "seats_enough": answer.enough,
        "staffing": rows,
    }
