"""The figures: deadlines kept as shares with their intervals, times as medians with theirs, or the
values themselves where they are too few."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.ground.documents.page import (
    Cell,
    Chart,
    Column,
    Figure,
    Row,
    Section,
    Table,
    cells,
    count,
    lines,
)
from kit.ground.documents.spans import lasting, minutes
from kit.review.archive.rules.figures import Figures, figures
from kit.review.archive.rules.totals import TIMED
from kit.review.archive.show.kept import KEPT, KEPT_SHARES, kept_row
from kit.review.period.rules.chance import median_ranks, middle, wilson
from kit.review.period.show.writer import Writer, rows_of

FEW = 20  # values that are shown one by one


def kept_section(page: Writer) -> Section:
    """What became of the deadlines: each sort in a row of its own, with where its true share lies
    19 times of 20."""
    kept, tally = page.total.kept, page.total.tally
    texts = []
    if tally.escalations or tally.nobody:
        texts.append(page.say("ladder", up=tally.escalations, nobody=tally.nobody))
    if not kept:
        return page.section("late", [*texts, word(page.lang, "summary.nothing-due")])
    rows = []
    for name in rows_of(page.total):
        row = figures(kept[name])
        told = kept_row(name, row, page.lang)
        told.insert(4, _interval(row))
        rows.append(Row(cells(told), name.startswith("told") and bool(row.never)))
    heads = [word(page.lang, f"summary.column-{head}") for head in KEPT]
    heads.insert(4, page.say("column-interval"))
    shares = [*KEPT_SHARES[:4], 3, *KEPT_SHARES[4:]]
    columns = [
        Column(head, share, right=index > 0)
        for index, (head, share) in enumerate(zip(heads, shares, strict=True))
    ]
    texts.append(page.say("interval-how"))
    return Section("late", page.say("title-late"), lines=lines(texts), table=Table(columns, rows))


def _interval(row: Figures) -> str:
    found = wilson(row.in_time, row.due)
    if found is None:
        return "-"
    return f"{found[0] // 10}–{-(-found[1] // 10)}%"


def times(page: Writer) -> list[Section]:
    """From the opening to each milestone: the median and between which of the values the true one
    lies; of few values each is shown, and none stands for them."""
    rows, charts = [], []
    for name in TIMED:
        values = sorted(page.total.times.get(name, []))
        if not values:
            continue
        title = word(page.lang, f"summary.milestone-{name}")
        rows.append(Row(cells([title, count(len(values)), *_spread(page, values)])))
        if 1 < len(values) <= FEW:
            charts.append(_dots(page, title, values))
    if not rows:
        return []
    heads = ["milestone", "known", "median", "between", "shortest", "longest"]
    section = page.tabled("times", heads, [3, 2, 4, 5, 3, 3], rows)
    notes = lines([page.say("times-how")])
    return [Section("times", section.title, lines=notes, table=section.table, charts=charts)]


def _spread(page: Writer, values: list[int]) -> list[str | Cell]:
    n, lang = len(values), page.lang
    ends = [
        lasting(value, lang, Figure(value, n, "s", way))
        for value, way in ((values[0], "least"), (values[-1], "nearest-rank-100"))
    ]
    ranks = median_ranks(n)
    if ranks is None:
        return [page.say("too-few", n=n), "-", *ends]
    found = int(middle(values))
    low, high = (minutes(values[rank - 1], lang) for rank in ranks)
    return [lasting(found, lang, Figure(found, n, "s", "median")), f"{low} – {high}", *ends]


def _dots(page: Writer, title: str, values: list[int]) -> Chart:
    texts = [minutes(value, page.lang) for value in values]
    label = page.say("dots", what=title, n=len(values))
    return Chart("dots", label, texts, [*map(float, values)], texts, log=True)
