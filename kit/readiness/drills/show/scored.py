"""The score as a page: every expectation with its points, the line that shows it, and who set
others."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Fact, Line, Page, Row, Section, Table, cells
from kit.ground.documents.spans import minutes
from kit.readiness.drills.rules.score import Mark
from kit.readiness.drills.rules.whole import Tested, Whole, tested
from kit.readiness.drills.show.observing import mark_json


def page(whole: Whole, lang: str) -> Page:
    scenario = whole.drill.scenario
    title = clean(scenario.title.get(lang)) if scenario is not None else whole.drill.ref
    mark = word(lang, "screen.drill-mark")
    sub = word(lang, "drill.score-of", ref=whole.drill.ref)
    notes = [Line(text, True) for text in warnings(whole, lang)]
    return Page(
        f"{mark} {title}",
        sub,
        facts(whole, lang),
        [
            Section("marks", word(lang, "drill.expectations"), table=marks_table(whole, lang)),
            Section("fixed", word(lang, "drill.fixed"), table=fixed_table(whole, lang)),
            Section("how", "", lines=[*notes, Line(word(lang, "drill.score-rule"))]),
        ],
    )


def facts(whole: Whole, lang: str) -> list[Fact]:
    score = whole.score
    verdict = whole.table.verdict(score.points, score.of, score.all_of)
    out = [Fact(word(lang, "drill.fact-score"), Cell(points_text(whole, lang)))]
    if verdict is not None and score.final:
        out.append(Fact(word(lang, "drill.fact-verdict"), Cell(clean(verdict.get(lang), 60))))
    return out


def points_text(whole: Whole, lang: str) -> str:
    score = whole.score
    return word(lang, "drill.points-of", points=score.points, of=score.of, all=score.all_of)


def warnings(whole: Whole, lang: str) -> list[str]:
    out = []
    if whole.score.unjudged:
        out.append(word(lang, "drill.not-judged", n=whole.score.unjudged, ref=whole.drill.ref))
    verdict = whole.table.verdict(whole.score.points, whole.score.of, whole.score.all_of)
    if verdict is None and whole.score.final and whole.drill.ended is not None:
        share = f"{whole.table.counted:.0%}"
        out.append(word(lang, "drill.too-little", share=share))
    if any(mark.status == "waits" for mark in whole.score.marks):
        out.append(word(lang, "drill.still-on"))
    if whole.drill.why == "real":
        out.append(word(lang, "drill.was-stopped", ref=whole.drill.real))
    return out


def marks_table(whole: Whole, lang: str) -> Table:
    columns = [
        Column(word(lang, "drill.col-expect"), 5),
        Column(word(lang, "drill.col-result"), 3),
        Column(word(lang, "drill.col-points"), 1, right=True),
        Column(word(lang, "drill.col-evidence"), 3),
    ]
    rows = [
        Row(
            [
                Cell(clean(mark.expect.do.get(lang), 300)),
                Cell(result(mark, lang)),
                Cell(points(mark)),
                Cell(evidence(mark, lang)),
            ],
            mark.counts and mark.points < mark.expect.points,
        )
        for mark in whole.score.marks
    ]
    return Table(columns, rows)


def points(mark: Mark) -> str:
    return f"{mark.points}/{mark.expect.points}" if mark.counts else "-"


def result(mark: Mark, lang: str) -> str:
    said = word(lang, f"drill.status-{mark.status}")
    if mark.status == "late":
        said = word(lang, "drill.late-by", t=minutes(mark.late, lang))
    return said


def evidence(mark: Mark, lang: str) -> str:
    """The line that shows it, what the observer said, and whoever set other points, with why."""
    parts = [f"{mark.at:%H:%M:%S} {mark.ref}#{mark.n}"] if mark.at is not None else []
    if mark.told:
        parts[0] += word(lang, "drill.told")
    if mark.note:
        parts.append(clean(mark.note, 300))
    if mark.overrule is not None:
        parts.append(
            word(lang, "drill.overruled", by=clean(mark.overrule.by, 60), rule=mark.by_rule,
                 points=mark.overrule.points, reason=clean(mark.overrule.reason, 300))
        )  # fmt: skip
    return ("；" if lang == "zh" else "; ").join(parts)


def spread(first: list[str], last: list[str], loud: bool = False) -> list[Row]:
    """One row for each of the ``last``; what stands before them only in the first: a cell of a
    table is one line."""
    more = last or [""]
    blank = [""] * len(first)
    return [Row(cells([*(blank if n else first), text]), loud) for n, text in enumerate(more)]


def fixed_table(whole: Whole, lang: str) -> Table:
    rows = [
        Row(cells([clean(one.fixed.title.get(lang), 200), fixed_text(one, lang)]))
        for one in tested(whole)
    ]
    return Table([Column(), Column()], rows, form=True)


def fixed_text(one: Tested, lang: str) -> str:
    """Minutes and the line; what was counted, or that nobody counted."""
    if one.seconds is None:
        said = word(lang, "drill.fixed-never")
    else:
        said = word(lang, "drill.fixed-at", t=minutes(one.seconds, lang), line=f"{one.ref}#{one.n}")
    if one.fixed.asks is not None:
        what = clean(one.fixed.asks.get(lang), 60)
        count = word(lang, "drill.not-counted") if one.count is None else str(one.count)
        said += word(lang, "drill.fixed-count", what=what, count=count)
    return said


def as_json(whole: Whole, lang: str) -> dict[str, Any]:
    score = whole.score
    return {
        "drill_ref": whole.drill.ref,
        "scenario": whole.drill.scenario.id if whole.drill.scenario else None,
        "points_scored": score.points,
        "points_of": score.of,
        "points_all": score.all_of,
        "unjudged": score.unjudged,
        "is_final": score.final,
        "expected": [mark_json(mark, lang) for mark in score.marks],
        "fixed_tests": [fixed_json(one) for one in tested(whole)],
    }


def fixed_json(one: Tested) -> dict[str, Any]:
    return {
        "test": one.fixed.id,
        "after_seconds": one.seconds,
        "shown_by": f"{one.ref}#{one.n}" if one.n else "",
        "counted": one.count,
    }
