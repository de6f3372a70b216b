"""In which order risks are dealt with: likelihood by the gravest of four effects.

The scales, the bounds of high and medium and the likelihood that past incidents speak for are ours;
no clause names them. They are said beside every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from kit.ground.base.text import Id, Text
from kit.people.registers.rules.state import Doc
from kit.readiness.risks.rules.book import FIELDS

HIGH, MEDIUM = 15, 8  # of 25
YEARS = 3  # that past incidents are counted over
MONTHS = YEARS * 12
Grade = Literal["high", "medium", "low", "open"]


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A risk that a plan names, and by which lists and causes past incidents of it are counted."""

    id: Id
    title: Text
    clause: str = ""
    types: list[Id] = []
    causes: list[Id] = []


class Knowns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of them."""

    format: int
    risks: list[Known]


class Past(msgspec.Struct, frozen=True):
    """``counts``: incidents by the id of a known risk; ``months``: of the last ones, this one
    with them, that this home has records of."""

    counts: dict[str, int] = {}
    months: int = 0


class Rated(msgspec.Struct, frozen=True):
    """``score``: likelihood times the gravest effect, 0 while one is missing; ``past``: incidents
    of this home in the last years, ``None`` where nothing says by what to count them."""

    doc: Doc
    likelihood: int
    effect: int
    score: int
    grade: Grade
    past: int | None


def level(doc: Doc, name: str) -> int:
    text = doc.get(name)
    return int(text) if text in ("1", "2", "3", "4", "5") else 0


def rated(doc: Doc, past: int | None) -> Rated:
    likelihood = level(doc, "likelihood")
    each = [level(doc, name) for name in FIELDS]
    effect = max(each)
    score = likelihood * effect if likelihood and all(each) else 0
    return Rated(doc, likelihood, effect, score, grade(score), past)


def grade(score: int) -> Grade:
    if not score:
        return "open"
    return "high" if score >= HIGH else "medium" if score >= MEDIUM else "low"


def ordered(docs: Iterable[Doc], past: Mapping[str, int]) -> list[Rated]:
    """What is not assessed first, then the highest score; of equal ones the likelier."""
    found = [rated(doc, past.get(doc.get("cause"))) for doc in docs]
    return sorted(found, key=lambda r: (r.score > 0, -r.score, -r.likelihood, r.doc.id))


def months_before(today: date) -> list[str]:
    """The months that are counted, ``YYYY-MM``, this one last."""
    count = today.year * 12 + today.month - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(count - MONTHS + 1, count + 1)]


def months_known(wanted: list[str], first: str) -> int:
    """How many of them since ``first``; none where there is no first."""
    return sum(month >= first for month in wanted) if first else 0


def spoken_for(incidents: int, months: int) -> int:
    """The likelihood that so many incidents in so many months speak for: none 1, one in three
    years 2, one a year 3, one a quarter 4, one a month 5. None in less than a year speak for
    nothing: 0; some in less count as those of a year."""
    if months < 12 and not incidents:
        return 0
    bounds = (1, YEARS, 4 * YEARS, 12 * YEARS)
    return 1 + sum(incidents * MONTHS >= bound * max(months, 12) for bound in bounds)
