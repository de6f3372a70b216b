"""Charts as lines of text, for faces that cannot draw."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from kit.ground.base.cells import wrap
from kit.ground.documents.page import Chart, Course

BLOCKS = "▁▂▃▄▅▆▇█"
GAP, MARK, NOTHING = " ", "*", "·"


def chart_lines(chart: Chart, cells: int) -> list[str]:
    """At most ``cells`` wide; the values that stand out have a star below them."""
    if not chart.points:
        return []
    return [*wrap(chart.label, cells, "  "), *SORTS[chart.kind](chart, cells)]


def said(chart: Chart) -> list[str]:
    """Every value in words, behind its name; those that stand out have a star."""
    out = []
    for number, (name, text) in enumerate(zip(chart.names, chart.texts, strict=True)):
        star = f" {MARK}" if number in chart.marked else ""
        out.append(f"{text}{star}" if name == text else f"{name} {text}{star}")
    return out


def scaled(chart: Chart, values: Sequence[float | None]) -> list[float | None]:
    """From 0 (the least value or line of the chart) to 1 (the greatest), ``None`` for none."""
    there = [each for each in (*chart.points, *chart.others) if each is not None]
    there += [each for each in (chart.low, chart.high, chart.middle) if each is not None]
    place = (lambda each: log(max(each, 1.0))) if chart.log else float
    low, high = min(map(place, there), default=0.0), max(map(place, there), default=0.0)
    reach = (high - low) or 1.0
    return [None if each is None else (place(each) - low) / reach for each in values]


def shares(chart: Chart) -> list[float | None]:
    """Of ``bars``: the part of each that is full, from 0 to 1; ``None`` where there is none."""
    return [
        None if point is None or not whole else max(0.0, min(1.0, point / whole))
        for point, whole in zip(chart.points, chart.others, strict=True)
    ]


def signs(course: Course, cells: int) -> str:
    """A deadline in ASCII, which is one cell wide in every terminal: ``|`` planned, ``o`` met,
    ``=`` how late, ``x`` at the end: never."""

    def place(seconds: float) -> int:
        return max(0, min(cells - 1, int(seconds / (course.whole or 1) * cells)))

    plan, late = place(course.planned), course.actual is None or course.actual > course.planned
    end = cells - 1 if course.actual is None else place(course.actual)
    if late:  # both are seen, in their order
        plan = min(plan, cells - 2)
        end = max(end, plan + 1)
    else:
        plan = max(plan, 1)
        end = min(end, plan - 1)
    axis = ["-"] * cells
    axis[plan:end] = "=" * max(0, end - plan)
    axis[plan], axis[end] = "|", "x" if course.actual is None else "o"
    return "".join(axis)


def _run(chart: Chart, cells: int) -> list[str]:
    shown = max(0, len(chart.points) - max(8, cells - 4))
    heights = scaled(chart, chart.points)[shown:]
    bars = "".join(NOTHING if h is None else BLOCKS[min(7, int(h * 8))] for h in heights)
    first = max(0, chart.first - shown)
    marks = {each - shown for each in chart.marked}
    below = "".join(MARK if n in marks else GAP for n in range(len(bars)))
    out = [f"  {bars[:first]}|{bars[first:]}"]
    if below.strip():
        out.append(f"  {below[:first]} {below[first:]}".rstrip())
    ends = f"{chart.names[shown]} – {chart.names[-1]}"
    return [*out, *(f"  {part}" for part in wrap(ends, cells - 2, ""))]


def _dots(chart: Chart, cells: int) -> list[str]:
    room = max(8, cells - 4)
    axis = [0] * room
    for place in scaled(chart, chart.points):
        if place is not None:
            axis[min(room - 1, int(place * room))] += 1
    dots = "".join("─" if not n else "•" if n == 1 else str(min(n, 9)) for n in axis)
    return [f"  {dots}", *(f"  {part}" for part in wrap("  ".join(chart.texts), cells - 2, ""))]


def _times(chart: Chart, cells: int) -> list[str]:
    room = max(8, min(40, cells // 2))
    planned, actual = scaled(chart, chart.points), scaled(chart, chart.others)
    out = []
    for told, plan, real in zip(said(chart), planned, actual, strict=True):
        axis = ["─"] * room
        for place, mark in ((plan, "|"), (real, "•")):
            if place is not None:
                axis[min(room - 1, int(place * room))] = mark
        first, *rest = wrap(told, cells - room - 4)
        out += [f"  {''.join(axis)}  {first}", *(f"  {GAP * room}  {more}" for more in rest)]
    return out


def _bars(chart: Chart, cells: int) -> list[str]:
    """What is not whole never looks whole, nor what is more than nothing like nothing."""
    room = max(8, min(20, cells // 3))
    out = []
    for name, text, share in zip(chart.names, chart.texts, shares(chart), strict=True):
        full = 0 if not share else room if share == 1 else max(1, min(room - 1, int(share * room)))
        bar = NOTHING * room if share is None else "█" * full + "░" * (room - full)
        first, *rest = wrap(f"{text}  {name}", cells - room - 4)
        out += [f"  {bar}  {first}", *(f"  {GAP * room}  {more}" for more in rest)]
    return out


SORTS = {"run": _run, "dots": _dots, "times": _times, "bars": _bars}
