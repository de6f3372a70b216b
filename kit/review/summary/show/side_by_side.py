"""The shifts of one day side by side: of several laptops or teams, or one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.named import named as person
from kit.ground.base.words import word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells, count
from kit.review.summary.rules.shift import ShiftSummary

COUNTED = ("incidents", "never", "late", "kept", "broken", "calls", "entries")


def numbers(found: ShiftSummary) -> dict[str, int]:
    """What is compared, by the names of ``COUNTED``."""
    wrong = [line.status for _, line in found.late()]
    results = found.results()
    return {
        "incidents": len(found.shares),
        "never": wrong.count("not-told"),
        "late": wrong.count("late"),
        "kept": results["kept"],
        "broken": results["broken"],
        "calls": found.calls,
        "entries": found.entries,
    }


def page(found: Sequence[ShiftSummary], now: datetime, lang: str) -> Page:
    """A row for each shift, and their sum."""

    def say(key: str) -> str:
        return word(lang, f"summary.shift-{key}")

    columns = [Column(say("side-shift"), whole=True), Column(say("side-time")),
               Column(say("side-leader"))]  # fmt: skip
    columns += [Column(say(f"side-{name}"), right=True) for name in COUNTED]
    rows = []
    for one in found:
        shift = one.shift
        since = f"{shift.since:%H:%M}" if shift.since else "-"
        ended = f"{shift.ended:%H:%M}" if shift.ended else word(lang, "shift.still-on")
        named = [shift.ref, f"{since}—{ended}", person(shift.leader, lang)]
        rows.append(Row(cells([*named, *map(count, numbers(one).values())])))
    sums = {name: sum(numbers(one)[name] for one in found) for name in COUNTED}
    sums["incidents"] = len({share.ref for one in found for share in one.shares})
    rows.append(Row(cells([say("side-sum"), "", "", *map(count, sums.values())])))
    section = Section("shifts", "", "", [], Table(columns, rows), [Line(say("side-note"))])
    return Page(say("side"), "", [], [section])
