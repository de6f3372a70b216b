"""Deadlines kept and missed, one row for each sort: the same on every page."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Figure, count
from kit.ground.documents.spans import lasting
from kit.review.archive.rules.figures import Figures
from kit.review.archive.rules.totals import tenths

KEPT = ("sort", "due-count", "in-time", "rate", "brief", "late-count", "median", "worst", "never")
KEPT_SHARES = [7, 2, 2, 3, 2, 2, 4, 4, 2]


def kept_row(name: str, row: Figures, lang: str) -> list[str | Cell]:
    """The cells of ``KEPT`` for one of ``deadlines_kept.ROWS``."""
    return [
        word(lang, f"summary.row-{name}"),
        count(row.due),
        count(row.in_time),
        rate(row.in_time, row.due, lang),
        count(row.brief),
        count(row.late),
        _span(row.late_median, row.late, "nearest-rank-50", lang),
        _span(row.late_worst, row.late, "nearest-rank-100", lang),
        count(row.never),
    ]


def rate(part: int, whole: int, lang: str) -> Cell:
    """The share of what was in time, with the number of which it is a share."""
    found = tenths(part, whole)
    if found is None:
        return Cell("-")
    text = word(lang, "summary.rate", whole=found // 10, tenth=found % 10)
    return Cell(text, "share", found, Figure(found, whole, "permille", "in-time-of-due"))


def kept_line(name: str, row: Figures, lang: str) -> str:
    """The same as one line, for a form."""
    sort = word(lang, f"summary.sort-{name.partition('-')[0]}")
    said = kept_parts(row, lang)
    return word(lang, "summary.kept-line", sort=sort, due=row.due, parts=said)


def kept_parts(row: Figures, lang: str) -> str:
    """How many were in time, late, never: what is none is left out."""
    worst = lasting(row.late_worst or 0, lang).text
    parts = [
        word(lang, f"summary.kept-{part}", n=getattr(row, part), worst=worst)
        for part in ("in_time", "brief", "late", "never")
        if getattr(row, part)
    ]
    return word(lang, "summary.comma").join(parts)


def _span(seconds: int | None, of: int, how: str, lang: str) -> Cell:
    if seconds is None:
        return Cell("-")
    return lasting(seconds, lang, Figure(seconds, of, "s", how))
