"""A period's page for tests of its faces, from totals at hand."""

from __future__ import annotations

from typing import Any

from kit.review.archive.rules.totals import Totals
from kit.review.period.rules.period import Period
from kit.review.period.rules.ranges import Sort, ranged
from tests.support.constants import TEN


def period_of(totals: Totals, sort: Sort = "year", name: str = "2026", **more: Any) -> Period:
    found = ranged(sort, name, TEN.date())
    assert found is not None
    months = [(f"{found.start:%Y-%m}", totals)]
    return Period(found, TEN, months, totals, 0, weeks=totals.weeks, **more)
