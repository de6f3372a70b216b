"""Pages of a day to a year: which incidents they take, every number counted a second time from the
raw lines, what was filed and what changed since."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now, from_environment
from kit.incidents.incident.rules import acts
from kit.review.period.rules.ranges import Range, Sort, around, ranged, span
from tests.review.test_recount import Naive
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.year import make_year

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("sort", "text", "name", "first", "last"),
    [
        ("day", "2026-11-28", "2026-11-28", "2026-11-28", "2026-11-28"),
        ("day", "yesterday", "2026-11-28", "2026-11-28", "2026-11-28"),
        ("day", "昨天", "2026-11-28", "2026-11-28", "2026-11-28"),
        ("day", "今天", "2026-11-29", "2026-11-29", "2026-11-29"),
        ("week", "2026-W48", "2026-W48", "2026-11-23", "2026-11-29"),
        ("week", "2026-11-25", "2026-W48", "2026-11-23", "2026-11-29"),
        ("week", "上周", "2026-W47", "2026-11-16", "2026-11-22"),
        ("week", "2020-W53", "2020-W53", "2020-12-28", "2021-01-03"),
        ("month", "2026-11", "2026-11", "2026-11-01", "2026-11-30"),
        ("month", "last", "2026-10", "2026-10-01", "2026-10-31"),
        ("month", "本月", "2026-11", "2026-11-01", "2026-11-30"),
        ("quarter", "2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31"),
        ("quarter", "2026q1", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("quarter", "上季度", "2026-Q3", "2026-07-01", "2026-09-30"),
        ("year", "2026", "2026", "2026-01-01", "2026-12-31"),
        ("year", "去年", "2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_written_as_people_write_it(sort: Sort, text: str, name: str, first: str, last: str) -> None:
    found = ranged(sort, text, TODAY)
    assert found is not None
    assert (found.name, f"{found.start}", f"{found.end - timedelta(days=1)}") == (name, first, last)


@pytest.mark.parametrize(
    ("sort", "text"),
    [("day", "28"), ("day", "2026-02-30"), ("week", "48"), ("week", "2026-W54"), ("month", "11"), ("month", "2026-13"),
     ("quarter", "Q4"), ("quarter", "2026-Q5"), ("year", "26"), ("year", "0000"), ("day", ""), ("month", "2026-11-28")],
)  # fmt: skip
def test_what_is_written_otherwise_is_no_period(sort: Sort, text: str) -> None:
    assert ranged(sort, text, TODAY) is None


def test_every_unit_tiles_the_calendar() -> None:
    """Each day lies in one day, week, month, quarter and year, and each begins where the last ended."""
    for sort in ("day", "week", "month", "quarter", "year"):
        found: Range = around(sort, date(2019, 12, 25))
        while found.start < date(2022, 2, 1):
            assert found.covers(found.start) and not found.covers(found.end)
            assert around(sort, found.end - timedelta(days=1)) == found == ranged(sort, found.name, TODAY)
            following = around(sort, found.end)
            assert following.start == found.end
            found = following


def test_a_range_has_both_its_days() -> None:
    found = span(date(2026, 11, 3), date(2026, 12, 1))
    assert (found.end, found.months(), found.whole) == (date(2026, 12, 2), ["2026-11", "2026-12"], False)
    assert span(date(2026, 11, 1), date(2026, 11, 30)).whole


# ---- counted a second time -----------------------------------------------------------------------


@pytest.fixture
def year(bare: Kit) -> Kit:
    make_year(bare.home, 90, 40)
    return bare


def raw(home: Path) -> list[list[dict[str, Any]]]:
    """Every closed incident's lines as they lie in the files, the opening laptop's first."""
    out = []
    for folder in sorted(home.glob("closed/*/*")):
        journals = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in folder.glob("*.jsonl")]
        journals.sort(key=lambda lines: lines[0]["kind"] != "opened")
        out.append([line for lines in journals for line in lines])
    return out


def real(lines: list[dict[str, Any]]) -> bool:
    data = lines[0]["data"]
    return "drill" not in data and data["checklist"].get("kind", "incident") == "incident"


def when(lines: list[dict[str, Any]]) -> date:
    return datetime.fromisoformat(lines[0]["at"]).date()


RANGES = [
    (("--month", "2025-06"), date(2025, 6, 1), date(2025, 7, 1)),
    (("--week", "2025-W23"), date(2025, 6, 2), date(2025, 6, 9)),
    (("--quarter", "2025-Q2"), date(2025, 4, 1), date(2025, 7, 1)),
    (("--year", "2025"), date(2025, 1, 1), date(2026, 1, 1)),
    (("--from", "2025-05-20", "--to", "2025-06-11"), date(2025, 5, 20), date(2025, 6, 12)),
]


def ending(lines: list[dict[str, Any]]) -> str:
    """How it was closed last."""
    return str([line["data"]["outcome"] for line in lines if line["kind"] == "closed"][-1])


def test_false_alarms_stand_apart_and_stay_in_the_figures(year: Kit) -> None:
    """Nobody knew when a call was due: a late one does not vanish by what it turned out to be."""
    false = [lines for lines in raw(year.home) if real(lines) and ending(lines) == "false-alarm"]
    said, page = year("summary", "--year", "2025", "--json").json, year("summary", "--year", "2025").out
    apart = page.split("== Apart")[1].split("==")[1]
    (row,) = [line.split() for line in apart.splitlines() if re.match(r"False alarms +\d", line)]
    assert int(row[2]) == len(false) == said["by_outcome"]["false-alarm"] > 0
    assert f"{len(false)}, counted among the incidents" in page
    told = [said["by_kind"]["false-alarm"][name] for name in ("told_plan", "told_site", "told_ours")]
    every = [said["by_kind"]["incident"][name] for name in ("told_plan", "told_site", "told_ours")]
    assert all(mine["fell_due"] <= one["fell_due"] for mine, one in zip(told, every, strict=True))


@pytest.mark.parametrize(("options", "start", "end"), RANGES)
def test_every_number_of_a_page_is_counted_again_from_the_raw_lines(
    year: Kit, options: tuple[str, ...], start: date, end: date
) -> None:
    said = year("summary", *options, "--json").json
    mine = [lines for lines in raw(year.home) if start <= when(lines) < end]
    there = [lines for lines in mine if real(lines)]
    assert there and said["by_kind"]["incident"]["runs"] == len(there)
    assert said["by_kind"]["drill"]["runs"] == sum("drill" in lines[0]["data"] for lines in mine)
    false = [lines for lines in there if ending(lines) == "false-alarm"]
    assert said["by_kind"]["false-alarm"]["runs"] == len(false)
    types = Counter(lines[0]["data"]["type"] for lines in there)
    assert {name: one["runs"] for name, one in said["by_type"].items()} == types
    rows: dict[str, list[int]] = {}
    for lines in there:
        opening = [line for line in lines if line["kind"] != "joined"]
        blob = b"\n".join(json.dumps(line).encode() for line in opening)
        naive = Naive(blob)
        naive.until = from_environment().now().wall  # a promise outlives the closing
        for row, (due, ok, brief, late, never) in naive.count().items():
            sums = rows.setdefault(row, [0, 0, 0, 0, 0])
            for place, more in enumerate((due, ok, brief, len(late), never)):
                sums[place] += more
    kept = {row: [one["fell_due"], one["in_time"], one["brief"], one["late"], one["never"]] for row, one in said["kept"].items()}
    assert kept == {row: sums for row, sums in rows.items() if sums[0]}
    named = Counter((one["kind"], one["status"]) for one in said["missed"])
    whole = {(row, status): sums[place] for row, sums in rows.items() for status, place in (("late", 3), ("not-told", 4)) if sums[place]}
    assert sum(named.values()) == min(60, sum(whole.values()))
    assert all(named[key] <= count for key, count in whole.items()) and set(named) <= set(whole)
    assert_steps(said, there)
    points = [point for chart in said["week_charts"] if chart["measure"] == "incidents" for point in chart["points"][chart["own_from"] :]]
    by_week = Counter(f"{when(lines).isocalendar()[0]}-W{when(lines).isocalendar()[1]:02}" for lines in raw(year.home) if real(lines))
    charts = {chart["measure"]: chart for chart in said["week_charts"]}
    if points:
        assert charts["incidents"]["points"] == [by_week[week] for week in charts["incidents"]["week_names"]]


def assert_steps(said: dict[str, Any], there: list[list[dict[str, Any]]]) -> None:
    """Critical steps that nobody did, from the lists that lie in the logs and the last word on each."""
    wanted = Counter[tuple[str, str, str]]()
    for lines in there:
        critical = {s["id"] for p in lines[0]["data"]["checklist"]["phases"] for s in p["steps"] if s.get("critical")}
        last: dict[str, str] = {}
        for line in lines:
            if line["kind"].startswith("step-"):
                last[line["data"]["step"]] = line["kind"]
            for step in [line["data"].get("step", ""), *line["data"].get("steps", [])] if line["kind"] == "down-again" else ():
                last[step] = ""
        (closing,) = [line for line in lines if line["kind"] == "closed"]
        ref = lines[0]["data"]["ref"]
        for step in closing["data"].get("open_steps", []):
            if step.partition("@")[0] in critical:
                wanted[ref, step.partition("@")[0], "open"] += 1
        for step, kind in last.items():
            if kind == "step-skipped" and step.partition("@")[0] in critical:
                wanted[ref, step.partition("@")[0], "skipped"] += 1
    assert said["tally"]["critical_left"] == sum(wanted.values())
    named = Counter((one["ref"], one["step"], one["status"]) for one in said["critical_steps"])
    assert sum(named.values()) == min(60, sum(wanted.values())) and not named - wanted


def test_the_months_of_a_year_and_the_weeks_of_a_quarter_add_up(year: Kit) -> None:
    def runs(*options: str) -> int:
        return int(year("summary", *options, "--json").json["by_kind"]["incident"]["runs"])

    whole = runs("--year", "2025")
    assert whole == sum(runs("--month", f"2025-{month:02}") for month in range(1, 13))
    assert whole == sum(runs("--quarter", f"2025-Q{quarter}") for quarter in range(1, 5))
    assert runs("--from", "2025-03-31", "--to", "2025-06-29") == sum(runs("--week", f"2025-W{week}") for week in range(14, 27))


def test_filters_part_a_period_and_leave_nothing_out(year: Kit) -> None:
    whole = year("summary", "--year", "2025", "--json").json
    for name, option in (("by_type", "--type"), ("by_site", "--site")):
        for value, one in whole[name].items():
            part = year("summary", "--year", "2025", option, value, "--json").json
            assert part["by_kind"]["incident"]["runs"] == one["runs"]
            assert part["by_kind"]["incident"]["told_ours"] == one["told_ours"]
            assert part["filters"] == {option[2:]: value}


def test_an_unknown_type_is_refused_and_not_an_empty_page(year: Kit) -> None:
    said = year("summary", "--month", "2025-06", "--type", "no-such")
    assert said.code == 4 and "no-such" in said.err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--quarter", "2026-Q9"), "--quarter 2026-Q4"),
        (("--to", "2026-01-01"), "--from"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "--from 2026-01-01"),
        (("--type", "fire"), "--month"),
        (("--file",), "--month"),
        (("--day", "2026-01-01", "--week", "2026-W01"), "--day --week"),
        (("--shift", "last", "--month", "2026-01"), "--shift --month"),
    ],
)
def test_what_does_not_go_together_is_said_in_one_line(bare: Kit, options: tuple[str, ...], why: str) -> None:
    said = bare("summary", *options)
    assert said.code == 2 and why in said.err and said.err.count("\n") == 1


def test_a_page_names_each_incident_and_each_call_that_was_never_made(bare: Kit) -> None:
    log = opened(bare.home)
    closed(log, TEN + timedelta(minutes=50))
    page = bare.at(60)("summary", "--month", f"{TEN:%Y-%m}").out
    said = bare("summary", "--month", f"{TEN:%Y-%m}", "--json").json
    never = [one for one in said["missed"] if one["status"] == "not-told"]
    assert never and all(one["ref"] == log.ref for one in never)
    assert page.count(log.ref) >= 1 + len(never)
    decide = page.partition("What needs a decision")[2].partition("==\n")[2].partition("\n==")[0]
    told = sum(one["kind"].startswith("told") for one in never)
    assert f"{told} people were never told" in decide.replace("1 person was never", "1 people were never")


def test_nobody_is_ranked(year: Kit) -> None:
    """Who led stands in no table with figures beside the name."""
    page = year("summary", "--year", "2025").out
    assert "In charge" not in page and "By person" not in page


def test_few_values_are_shown_one_by_one_and_no_median_stands_for_them(bare: Kit) -> None:
    for hour in range(5):
        closed(opened(bare.home, at=TEN + timedelta(hours=hour)), TEN + timedelta(hours=hour, minutes=10 + hour))
    page = bare.at(600)("summary", "--month", f"{TEN:%Y-%m}").out
    assert "too few (n = 5)" in page and "one by one (n = 5)" in page
    closed(opened(bare.home, at=TEN + timedelta(hours=5)), TEN + timedelta(hours=5, minutes=15))
    page = bare.at(600)("summary", "--month", f"{TEN:%Y-%m}").out
    assert "too few (n = 6)" not in page and "12 min 30 s" in page and "10 min – 15 min" in page


def caused(bare: Kit, hour: float, key: str, repeat: str = "") -> str:
    log = opened(bare.home, at=TEN + timedelta(hours=hour))
    closed(log, TEN + timedelta(hours=hour, minutes=20))
    said = bare("cause", log.ref, key, *(["--repeat-of", repeat] if repeat else []))
    assert said.code == 0, said.err
    return log.ref


def test_causes_are_counted_with_their_incidents_and_what_repeats_is_to_be_decided(bare: Kit) -> None:
    first = caused(bare, 0, "carrier")
    second = caused(bare, 1, "carrier", first)
    other = caused(bare, 2, "mains-power")
    closed(opened(bare.home, at=TEN + timedelta(hours=3)), TEN + timedelta(hours=3, minutes=5))
    said = bare("summary", "--month", f"{TEN:%Y-%m}", "--json").json["by_cause"]
    assert said["carrier"] == {"runs": 2, "repeat_count": 1, "refs": [first, second]}
    assert said["mains-power"] == {"runs": 1, "repeat_count": 0, "refs": [other]}
    page = bare("summary", "--month", f"{TEN:%Y-%m}").out
    decide = page.partition("What needs a decision")[2].partition("\n==")[0]
    assert "The same cause" in decide and first in decide and second in decide and other not in decide
    assert "A cause is known of 3 out of 4" in page
    only = bare("summary", "--month", f"{TEN:%Y-%m}", "--cause", "carrier", "--json").json
    assert only["by_kind"]["incident"]["runs"] == 2


def test_improvement_actions_stand_among_what_is_open_until_another_person_looked(bare: Kit) -> None:
    noted = bare("action", "add", "buy lamps", "--owner", "Wu", "--outside")
    assert noted.code == 0, noted.err
    log = opened(bare.home)
    when = TEN + timedelta(minutes=2)
    log.store.record(log, Now(when), "li", lambda d: acts.action_add(d, "a1", "label the plugs", "Wu", "2026-03-20"))
    closed(log, TEN + timedelta(minutes=9))
    owed = {one["about"] or one["id"]: one for one in bare("summary", "--month", f"{TEN:%Y-%m}", "--json").json["owed"]}
    late = owed[log.ref]
    assert (late["kind"], late["owner"], late["due"][:19]) == ("action", "Wu", "2026-03-20T23:59:59")
    assert sum(one["kind"] == "action" for one in owed.values()) == 2


def test_calls_owed_to_an_incidents_customers_count_wherever_they_stand(bare: Kit) -> None:
    """One in its log, one of the sheet that was taken meanwhile."""
    log = opened(bare.home)
    when = TEN + timedelta(minutes=1)
    log.store.record(log, Now(when), "li", lambda d: acts.callback_add(d, "k1", "Ms Example", "5550111", "bill", when))
    assert bare("callback", "add", "Mr Sheet", "--phone", "5550122", "--due", "3wd").code == 0
    closed(log, TEN + timedelta(minutes=9))
    page = bare("summary", "--month", f"{TEN:%Y-%m}").out
    (row,) = [line for line in page.partition("== Each incident ==")[2].partition("\n==")[0].splitlines() if log.ref in line]
    assert row.split()[-2:] == ["2", "Resolved"], row


# ---- filed ---------------------------------------------------------------------------------------


def test_what_changed_after_a_page_was_filed_is_listed(bare: Kit) -> None:
    month = f"{TEN:%Y-%m}"
    first = opened(bare.home)
    noted = TEN + timedelta(minutes=1)
    first.store.record(first, Now(noted), "li", lambda d: acts.callback_add(d, "k1", "Ms Example", "5550111", "bill", noted))
    closed(first, TEN + timedelta(minutes=10))
    said = bare("summary", "--month", month, "--file")
    assert said.code == 0 and "filed" in said.err
    same = bare("summary", "--month", month)
    assert "nothing has changed since" in same.out
    done = bare("callback", "done", "0111")
    assert done.code == 0, done.err
    second = opened(bare.home, at=TEN + timedelta(minutes=80))
    closed(second, TEN + timedelta(minutes=90))
    page = bare("summary", "--month", month)
    changed = bare("summary", "--month", month, "--json").json
    listed = {(one["kind"], one["name"]): (one["before_filed"], one["text"]) for one in changed["since_filed"]}
    assert listed["figure", "incidents"] == ("1", "2")
    assert listed["figure", "tally.called_back"] == ("0", "1")
    assert ("new", second.ref) in listed and ("changed", first.ref) in listed
    assert "Changed since filed" in page.out and second.ref in page.out
    again = bare("summary", "--month", month, "--file")
    assert again.code == 0 and bare("summary", "--month", month, "--json").json["since_filed"] == []


def test_filing_is_proved_like_every_log(bare: Kit) -> None:
    closed(opened(bare.home), TEN + timedelta(minutes=10))
    bare("summary", "--month", f"{TEN:%Y-%m}", "--file")
    assert bare("verify").code == 0
    (journal,) = bare.home.glob("filed/*.jsonl")
    text = journal.read_bytes()
    journal.write_bytes(text.replace(b'"incidents":1', b'"incidents":2'))
    assert bare("verify").code != 0
    journal.write_bytes(text.splitlines(keepends=True)[0])
    assert bare("verify").code != 0, "a shorter copy than was seen"


def test_nothing_is_filed_by_another_clock(bare: Kit) -> None:
    closed(opened(bare.home), TEN + timedelta(minutes=10))
    said = bare.at(60)("summary", "--month", f"{TEN:%Y-%m}", "--file")
    assert said.code == 3 and not (bare.home / "filed").exists()


def test_a_page_that_cannot_be_filed_claims_nothing(bare: Kit) -> None:
    closed(opened(bare.home), TEN + timedelta(minutes=10))
    (bare.home / "filed").write_text("in the way", encoding="ascii")
    said = bare("summary", "--month", f"{TEN:%Y-%m}", "--file")
    assert said.code != 0 and "is filed" not in said.err and "Traceback" not in said.err


def test_an_act_behind_the_filing_of_another_laptop_counts_from_the_later_one(bare: Kit) -> None:
    month = f"{TEN:%Y-%m}"
    closed(opened(bare.home), TEN + timedelta(minutes=10))
    bare("summary", "--month", month, "--file")
    (bare.home / "laptop").write_text("zyxwvu\n", encoding="ascii")
    closed(opened(bare.home, at=TEN + timedelta(minutes=70)), TEN + timedelta(minutes=75))
    bare("summary", "--month", month, "--file")
    assert len(list(bare.home.glob("filed/*.jsonl"))) == 2
    assert bare("summary", "--month", month, "--json").json["since_filed"] == []
