"""The register of risks and its matrix, as a page."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.named import short
from kit.ground.base.words import has, word
from kit.ground.documents.page import Cell, Column, Line, Page, Row, Section, Table
from kit.readiness.risks.rules.book import FIELDS, LEVELS
from kit.readiness.risks.rules.matrix import (
    HIGH,
    MEDIUM,
    MONTHS,
    YEARS,
    Known,
    Past,
    Rated,
    grade,
    level,
    spoken_for,
)


def page(
    found: list[Rated], offered: list[Known], past: Past, where: str, lang: str
) -> Page:
    """What is dealt with first, the matrix, and what plans name and nobody noted yet."""
    sections = [_order(found, past.months, lang)]
    if found:
        sections += [_matrix(found, lang), _measures(found, lang)]
    if offered:
        sections.append(_offered(offered, past, lang))
    return Page(word(lang, "risk.title", where=clean(where, 80)), sections=sections)


def _say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"risk.{key}", **fill)


def _order(found: list[Rated], months: int, lang: str) -> Section:
    if not found:
        return Section("order", _say(lang, "order"), lines=[Line(_say(lang, "none"))])
    rows = []
    for one in found:
        effects = [Cell(str(level(one.doc, name) or "-")) for name in FIELDS]
        score = Cell(str(one.score) if one.score else "-", "count", one.score or None)
        rows.append(
            Row(
                [
                    Cell(short(one.doc.id)),
                    Cell(clean(one.doc.get("risk"), 200)),
                    Cell(_likelihood(one, months, lang)),
                    *effects,
                    score,
                    Cell(_say(lang, f"grade-{one.grade}")),
                ],
                one.grade in ("high", "open"),
            )
        )
    heads = ["id", "risk", "likelihood", *FIELDS, "score", "grade"]
    shares = [2, 6, 4, 2, 2, 2, 2, 2, 2]
    columns = [Column(_say(lang, f"column-{h}"), s) for h, s in zip(heads, shares, strict=True)]
    how = Line(_say(lang, "how", high=HIGH, medium=MEDIUM))
    return Section("order", _say(lang, "order"), table=Table(columns, rows), notes=[how])


def _likelihood(one: Rated, months: int, lang: str) -> str:
    said = str(one.likelihood) if one.likelihood else "-"
    if one.past is None or not months:
        return said
    speaks = spoken_for(one.past, months)
    key = "past-more" if one.likelihood and speaks > one.likelihood else "past"
    return _say(lang, key, level=said, n=one.past, span=_span(months, lang), speaks=speaks)


def _span(months: int, lang: str) -> str:
    """Over how long it is counted: what this home was not there to see it does not speak of."""
    if months >= MONTHS:
        return _say(lang, "span-years", n=YEARS)
    return _say(lang, "span-months", n=months)


def _matrix(found: list[Rated], lang: str) -> Section:
    """Likelihood upwards, effect to the right; in each field the ids that stand there."""
    rows = []
    for likelihood in reversed(LEVELS):
        cells = [Cell(_say(lang, f"likely-{likelihood}"))]
        for effect in LEVELS:
            there = [
                short(one.doc.id)
                for one in found
                if one.score and str(one.likelihood) == likelihood and str(one.effect) == effect
            ]
            mark = _say(lang, f"mark-{grade(int(likelihood) * int(effect))}")
            cells.append(Cell(f"{mark} {' '.join(there)}".rstrip()))
        rows.append(Row(cells))
    columns = [Column(_say(lang, "column-likelihood"), 3)]
    columns += [Column(_say(lang, "column-effect", n=n), 2) for n in LEVELS]
    notes = [Line(_say(lang, "marks"))]
    return Section("matrix", _say(lang, "matrix"), table=Table(columns, rows), notes=notes)


def _measures(found: list[Rated], lang: str) -> Section:
    rows = []
    for one in found:
        doc = one.doc
        state, insured = doc.get("state") or "none", doc.get("insurance") or "not-considered"
        rows.append(
            Row(
                [
                    Cell(short(doc.id)),
                    Cell(clean(doc.get("measures"), 300) or "-"),
                    Cell(_choice(state, lang)),
                    Cell(clean(doc.get("action"), 100) or "-"),
                    Cell(_choice(insured, lang)),
                    Cell(doc.due.date().isoformat() if doc.due else "-"),
                ],
                one.grade == "high" and state == "none",
            )
        )
    heads = ["id", "measures", "state", "action", "insurance", "review"]
    columns = [
        Column(_say(lang, f"column-{head}"), share)
        for head, share in zip(heads, (2, 6, 2, 2, 3, 3), strict=True)
    ]
    return Section("measures", _say(lang, "measures"), table=Table(columns, rows))


def _choice(text: str, lang: str) -> str:
    """A choice in words; what another program wrote there as it is."""
    key = f"register.choice-{text}"
    return word(lang, key) if has(key) else clean(text, 40)


def _offered(offered: list[Known], past: Past, lang: str) -> Section:
    rows = [
        Row(
            [
                Cell(risk.id),
                Cell(risk.title.get(lang)),
                Cell(risk.clause or "-"),
                Cell(_count(past.counts.get(risk.id), past.months, lang)),
            ]
        )
        for risk in offered
    ]
    columns = [
        Column(_say(lang, f"column-{head}"), share)
        for head, share in (("id", 2), ("risk", 5), ("clause", 2), ("past", 4))
    ]
    lines = [Line(_say(lang, "offer"))]
    return Section("offered", _say(lang, "offered"), lines=lines, table=Table(columns, rows))


def _count(n: int | None, months: int, lang: str) -> str:
    if n is None:
        return _say(lang, "uncounted")
    if not months:
        return _say(lang, "counted-none")
    speaks = spoken_for(n, months)
    key = "counted" if speaks else "counted-short"
    return _say(lang, key, n=n, span=_span(months, lang), speaks=speaks)


def as_data(found: list[Rated], months: int) -> list[dict[str, Any]]:
    return [
        {
            "id": one.doc.id,
            "risk": clean(one.doc.get("risk"), 500),
            "cause": clean(one.doc.get("cause"), 40),
            "likelihood": one.likelihood or None,
            **{f"effect_{name}": level(one.doc, name) or None for name in FIELDS},
            "risk_score": one.score or None,
            "grade": one.grade,
            "past_incidents": one.past,
            "past_months": months if one.past is not None else None,
            "measures": clean(one.doc.get("measures"), 500),
            "measures_state": clean(one.doc.get("state") or "none", 40),
            "measured_by": clean(one.doc.get("action"), 100) or None,
            "insurance": clean(one.doc.get("insurance"), 40) or None,
            "review_by": one.doc.due.date().isoformat() if one.doc.due else None,
        }
        for one in found
    ]
