"""Charts as inline SVG, written by hand: no script, no address, and every text is text.

Places across are percent and sizes are pixels, so that a chart is as wide as its column and its
letters keep their size on a telephone and on paper. Colours are the page's (``currentColor`` and
the classes of ``html.STYLE``); whatever a colour says, a shape or a word says too.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from kit.ground.documents.charts import MARK, said, scaled, shares
from kit.ground.documents.page import Chart, Course

TALL = 108  # pixels of a run chart's lines
LINE = 14  # pixels of a line of letters
EDGE = 3.0  # percent that stay free on each side


def svg(chart: Chart) -> str:
    """The drawing alone, without its label; "" where there is nothing to draw."""
    return "".join(DRAWN[chart.kind](chart)) if chart.points else ""


def _across(share: float) -> str:
    return f"{EDGE + share * (100 - 2 * EDGE):.4g}%"


def _open(chart: Chart, tall: int, name: str = "") -> str:
    label = escape(name or chart.label)
    return f'<svg role="img" aria-label="{label}" width="100%" height="{tall}">'


def _line(x1: str, y1: float, x2: str, y2: float, look: str) -> str:
    return f'<line class="{look}" x1="{x1}" y1="{y1:.4g}" x2="{x2}" y2="{y2:.4g}"/>'


def _text(x: str, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y:.4g}" text-anchor="{anchor}">{escape(text)}</text>'


def _spot(x: str, y: float, told: str, marked: bool = False, hollow: bool = False) -> str:
    """A point, with what it says for whoever rests on it."""
    look, size = ("mark", 4.5) if marked else ("free", 3.5) if hollow else ("spot", 2.5)
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<circle class="{look}" cx="{x}" cy="{y:.4g}" r="{size}">{title}</circle>'


def _run(chart: Chart) -> Iterator[str]:
    """Least and greatest are written at their points, first and last names below."""
    top, count = LINE + 4, len(chart.points)
    place = [_across(n / (count - 1) if count > 1 else 0.5) for n in range(count)]

    def down(share: float) -> float:
        return top + (1 - share) * TALL

    yield _open(chart, top + TALL + 2 * LINE + 8)
    lines = scaled(chart, [chart.low, chart.middle, chart.high])
    for name, share in zip(("low", "middle", "high"), lines, strict=True):
        if share is not None:
            dashed = " dash" if chart.provisional or name != "middle" else ""
            yield _line(_across(0), down(share), _across(1), down(share), f"{name}{dashed}")
    if 0 < chart.first < count:
        yield _line(place[chart.first], top - 4, place[chart.first], top + TALL + 4, "own dash")
    heights = scaled(chart, chart.points)
    for n, (one, two) in enumerate(pairwise(heights)):
        if one is not None and two is not None:
            yield _line(place[n], down(one), place[n + 1], down(two), "run")
    told, ends = said(chart), _ends(chart.points)
    for n, height in enumerate(heights):
        if height is not None:
            yield _spot(place[n], down(height), told[n], n in chart.marked)
            if n in chart.marked and n not in ends:
                yield _text(place[n], down(height) - 7, MARK, "middle")
    for n in ends:
        above = -8 if n == ends[-1] else LINE
        text = chart.texts[n] + (f" {MARK}" if n in chart.marked else "")
        yield _text(place[n], down(heights[n] or 0.0) + above, text, _side(n, count))
    foot = top + TALL + 2 * LINE
    yield _text("0", foot, chart.names[0])
    if count > 1:
        yield _text("100%", foot, chart.names[-1], "end")
    yield "</svg>"


def _ends(points: list[float | None]) -> list[int]:
    """The numbers of the least and the greatest, one where they are the same."""
    there = [n for n, point in enumerate(points) if point is not None]
    if not there:
        return []
    least, most = (end(there, key=lambda n: points[n] or 0.0) for end in (min, max))
    return [most] if points[least] == points[most] else [least, most]


def _side(number: int, count: int) -> str:
    """Words at a point near an edge stay within it."""
    return "start" if number < count / 3 else "end" if number > count * 2 / 3 else "middle"


def _dots(chart: Chart) -> Iterator[str]:
    """Values on one axis; those that would lie upon each other stand above each other."""
    places, told = scaled(chart, chart.points), said(chart)
    stack: dict[int, int] = {}
    spots = []
    for n, share in enumerate(places):
        if share is not None:
            column = int(share * 60)
            level = stack[column] = stack.get(column, -1) + 1
            spots.append((_across(share), level, told[n], n in chart.marked))
    rise = 8 * max(stack.values(), default=0)
    axis = 8 + rise
    yield _open(chart, axis + 6 + LINE)
    yield _line(_across(0), axis, _across(1), axis, "axis")
    for across, level, text, marked in spots:
        yield _spot(across, axis - 8 * level, text, marked)
    for number, end in enumerate(_ends(places)):
        x, anchor = ("100%", "end") if number else ("0", "start")
        yield _text(x, axis + LINE + 4, chart.texts[end], anchor)
    yield "</svg>"


def _rows(chart: Chart, axes: list[str]) -> Iterator[str]:
    """An axis of its own below each name, so that long names are broken like any text."""
    for told, axis in zip(said(chart), axes, strict=True):
        yield f'<div class="bar"><span>{escape(told)}</span>{axis}</div>'


def _times(chart: Chart) -> Iterator[str]:
    """Planned: an upright line; actual: a point, joined to its plan. Never: an open end."""
    axes = []
    ends = scaled(chart, chart.points), scaled(chart, chart.others)
    for told, plan, real in zip(said(chart), *ends, strict=True):
        axes.append(_open(chart, 16, told) + "".join(_deadline(plan, real, told)) + "</svg>")
    return _rows(chart, axes)


def course(one: Course) -> str:
    """A deadline by itself, as high as a line of letters; the cells beside it say the same."""
    whole = one.whole or 1
    plan = max(0.0, min(1.0, one.planned / whole))
    real = None if one.actual is None else max(0.0, min(1.0, one.actual / whole))
    drawn = "".join(_deadline(plan, real, "", 7))
    return f'<svg aria-hidden="true" width="100%" height="14">{drawn}</svg>'


def _deadline(
    plan: float | None, real: float | None, told: str, middle: int = 8
) -> Iterator[str]:
    """The same on an axis that is there: places from 0 to 1."""
    yield _line(_across(0), middle, _across(1), middle, "axis")
    if plan is not None:
        end = 1.0 if real is None else real
        if end > plan:
            look = "late dash" if real is None else "late"
            yield _line(_across(plan), middle, _across(end), middle, look)
        yield _line(_across(plan), 1, _across(plan), 2 * middle - 1, "plan")
    if real is not None:
        yield _spot(_across(real), middle, told, plan is not None and real > plan)
    elif plan is not None:
        yield _text("100%", middle + 4, "x", "end")


def _bars(chart: Chart) -> Iterator[str]:
    axes = []
    for told, share in zip(said(chart), shares(chart), strict=True):
        axis = _open(chart, 12, told)
        if share is not None:
            axis += '<rect class="whole" x="0" y="1" width="100%" height="10"/>'
            axis += f'<rect class="part" x="0" y="1" width="{share * 100:.4g}%" height="10"/>'
        axes.append(axis + "</svg>")
    return _rows(chart, axes)


DRAWN = {"run": _run, "dots": _dots, "times": _times, "bars": _bars}
