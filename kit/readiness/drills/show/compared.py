"""Drills of one kind side by side, the oldest first: figures of drills, never of people; no arrows,
which a handful of drills could not carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells
from kit.ground.journal.as_json import iso
from kit.readiness.drills.rules.whole import Whole, ratings, tested
from kit.readiness.drills.show import scored
from kit.readiness.drills.show.recorded import form_text


def compared(held: list[Whole], lang: str) -> Page:
    """Drills of one kind side by side, the oldest first: figures of drills, never of people."""

    def say(key: str, **fill: object) -> str:
        return word(lang, f"drill.{key}", **fill)

    columns = [Column("", 3)] + [
        Column(
            f"{one.drill.begun:%Y-%m-%d} {one.drill.ref}" if one.drill.begun else one.drill.ref, 2
        )
        for one in held
    ]
    rows = [
        Row(cells([say("row-scenario"), *(_scenario(one) for one in held)])),
        Row(cells([say("row-form"), *(form_text(one, lang) for one in held)])),
        Row(
            cells(
                [say("row-score"), *(_points(one.score.points, one.score.of, lang) for one in held)]
            )
        ),
    ]
    for index, item in enumerate(held[-1].table.items):
        said = [ratings(one)[index] for one in held]
        texts = [
            f"{word(lang, f'drill.rating-{r.rating}')} {_points(r.points, r.of, lang)}"
            for r in said
        ]
        rows.append(Row(cells([clean(item.title.get(lang), 100), *texts])))
    for index, fixed in enumerate(held[-1].table.fixed):
        shown = [scored.fixed_text(tested(one)[index], lang) for one in held]
        rows.append(Row(cells([clean(fixed.title.get(lang), 200), *shown])))
    rows += [
        Row(cells([say("row-people-count"), *(str(len(one.drill.people)) for one in held)])),
        Row(cells([say("row-problems"), *(str(_problems(one)) for one in held)])),
    ]
    notes = [Line(say("compare-note"))]
    if len({_scenario(one) for one in held}) > 1 or len({_asked(one) for one in held}) > 1:
        notes.insert(0, Line(say("compare-other"), True))
    title = f"{say('compare-title', n=len(held))}"
    return Page(title, sections=[Section("compare", "", table=Table(columns, rows), notes=notes)])


def _points(points: int, of: int, lang: str) -> str:
    return word(lang, "drill.cell-points", points=points, of=of) if of else "-"


def _scenario(one: Whole) -> str:
    return one.drill.scenario.id if one.drill.scenario is not None else "-"


def _asked(one: Whole) -> tuple[tuple[str, int, float, bool], ...]:
    """What a scenario asks for: by it two drills can be compared by points or not."""
    found: Iterator[Any] = one.drill.scenario.expects() if one.drill.scenario else iter(())
    return tuple((expect.id, expect.points, expect.by, expect.never) for _, expect in found)


def _problems(one: Whole) -> int:
    return sum(not each.good for each in one.drill.problems)


def compared_json(held: list[Whole], lang: str) -> dict[str, Any]:
    return {
        "drills_held": [
            {
                "drill_ref": one.drill.ref,
                "scenario": _scenario(one),
                "drill_begun": iso(one.drill.begun),
                "points_scored": one.score.points,
                "points_of": one.score.of,
                "evaluated": [
                    {
                        "item": r.item.id,
                        "rating": r.rating,
                        "points_scored": r.points,
                        "points_of": r.of,
                    }
                    for r in ratings(one)
                ],
                "fixed_tests": [scored.fixed_json(t) for t in tested(one)],
            }
            for one in held
        ]
    }
