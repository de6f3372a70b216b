"""Run charts of the weeks, and in words which measure moved by more than chance explains."""

from __future__ import annotations

from kit.ground.documents.page import Chart, Section, lines
from kit.ground.documents.spans import minutes
from kit.review.period.rules.chance import LEAST_POINTS
from kit.review.period.rules.runs import Measure, Run
from kit.review.period.show.writer import Writer

SHARES = ("in-time", "promises")


def chart_section(page: Writer, found: list[Run]) -> list[Section]:
    if not found:
        return []
    texts = [page.say("charts-how")]
    if any(run.limits is None for run in found):
        texts.append(page.say("charts-few", n=LEAST_POINTS))
    moved = [moved_text(page, run) for run in found if run.moved is not None]
    texts += moved or [page.say("charts-still")]
    charts = [_chart(page, run) for run in found]
    return [Section("charts", page.say("title-charts"), lines=lines(texts), charts=charts)]


def moved_text(page: Writer, run: Run) -> str:
    """How it was and how it is, each with its n, and how seldom chance does that."""
    moved = run.moved
    assert moved is not None
    seldom = max(200, int(1 / max(moved.chance, 1e-6)) // 100 * 100)
    return page.say(
        "moved",
        what=page.say(f"measure-{run.measure}"),
        weeks=moved.weeks,
        now=value_text(page, run.measure, moved.now),
        n=moved.n,
        before=value_text(page, run.measure, moved.before),
        m=moved.m,
        seldom=seldom,
    )


def value_text(page: Writer, measure: Measure, value: float) -> str:
    if measure == "incidents":
        return page.say("per-week", n=f"{value:.1f}".rstrip("0").rstrip("."))
    if measure in SHARES:
        if value in (0, 1000):
            return f"{value / 10:.0f}%"
        return f"{min(99.9, max(0.1, value / 10)):.1f}%"
    return minutes(int(value) // 60 * 60 if value >= 60 else int(value), page.lang)


def _chart(page: Writer, run: Run) -> Chart:
    there = [point for point in run.points if point is not None]
    low, high = (value_text(page, run.measure, end) for end in (min(there), max(there)))
    label = page.say("chart", what=page.say(f"measure-{run.measure}"), low=low, high=high)
    known = run.limits
    return Chart(
        "run",
        label,
        run.weeks,
        run.points,
        ["-" if p is None else value_text(page, run.measure, p) for p in run.points],
        middle=known.middle if known else None,
        low=max(0.0, known.low) if known else None,
        high=(min(1000.0, known.high) if run.measure in SHARES else known.high) if known else None,
        first=run.first,
        marked=run.marked,
        log=run.measure in ("reported", "restored"),
    )
