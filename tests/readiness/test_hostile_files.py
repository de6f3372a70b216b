"""Files that people or sync programs spoilt, the calendar file, and lists that are changed: whatever stands in them,
a refusal that names the place, or the right thing. ``KIT_EXAMPLES`` takes more of each."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.plans.duties.files import read_duties
from kit.plans.duties.rules import days
from kit.plans.duties.rules.format import Task
from kit.plans.supplies.rules import SORTS, ThingFile
from kit.plans.toml.files.read import read_toml
from kit.readiness.duties.rules.standing import Aged, Duty, duties
from kit.readiness.duties.show.ics import calendar
from kit.readiness.editions.files import blocks as bl
from kit.readiness.editions.files import writing
from kit.readiness.risks.rules.matrix import Knowns
from kit.readiness.training.rules.matrix import Topics
from tests.support.constants import ROOT
from tests.support.shipped import SITES

MANY = int(os.environ.get("KIT_EXAMPLES", "0"))
QUIET = list(HealthCheck)
READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "duties": ("duties/PO.toml", read_duties),
    "supplies": ("supplies/PO.toml", lambda path: read_toml(path, ThingFile, {"group": SORTS})),
    "risks": ("risks/base.toml", lambda path: read_toml(path, Knowns)),
    "training": ("training/topics.toml", lambda path: read_toml(path, Topics)),
}
ODD = ["[" * 400, "9" * 400, "nan", "inf", "1979-05-27T07:32:00Z", '"""', "'''", "[[", "]]", "= =", "\0", "\x1b[2J", "\ufeff", "\r", "\u202e", "😀" * 90, "{a = {a = {", "format = 2", "id = 1\n", "#", "\\u0000", '"\\q"', "é".encode("latin-1").decode("latin-1")]


# ---- files ---------------------------------------------------------------------------------------


@st.composite
def spoilt(draw: st.DrawFn, data: bytes) -> bytes:
    """One to three harms anywhere."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["flip", "cut", "out", "in", "odd", "line"])):
            case "flip" if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
            case "cut":
                data = data[:at]
            case "out":
                data = data[:at] + data[at + draw(st.integers(1, 40)) :]
            case "in":
                data = data[:at] + draw(st.binary(max_size=12)) + data[at:]
            case "odd":
                data = data[:at] + draw(st.sampled_from(ODD)).encode() + data[at:]
            case _:
                lines = data.split(b"\n")
                n = draw(st.integers(0, len(lines) - 1))
                key = lines[n].partition(b"=")[0]
                lines[n] = key + b"= " + draw(st.sampled_from(ODD)).encode()
                data = b"\n".join(lines)
    return data


@pytest.mark.parametrize("sort", READERS)
def test_a_spoilt_file_is_read_or_refused_with_its_place_and_never_else(sort: str, tmp_path: Path) -> None:
    name, read = READERS[sort]
    whole = (ROOT / "data" / name).read_bytes()

    @settings(max_examples=MANY or 40, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET)
    @given(spoilt(whole))
    def once(data: bytes) -> None:
        path = tmp_path / Path(name).name
        path.write_bytes(data)
        try:
            found = read(path)
        except Refused as refused:
            assert refused.exit == Exit.UNREADABLE and path.name in str(refused.fill)
            return
        rows = getattr(found, {"training": "topics"}.get(sort, sort))
        assert len({row.id for row in rows}) == len(rows), "one id stands once"

    once()


# ---- the calendar file ---------------------------------------------------------------------------

WORDS = st.one_of(
    st.text(min_size=1, max_size=90),
    st.sampled_from(["看灯；第三层, 全部\\", "a\r\nBEGIN:VEVENT", "END:VCALENDAR", "😀" * 60, "x" * 300, "灯" * 200, 'q"\\n;:,', " ", "\u2028"]),
)
ENDS = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2026, 8, 31), date.max, date(1, 1, 1)])
DAYS = st.one_of(ENDS, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
ZONES = st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
STATES = st.sampled_from(["new", "overdue", "today", "soon", "later", "dropped"])


@st.composite
def due(draw: st.DrawFn) -> list[Aged]:
    out = []
    for n in range(draw(st.integers(0, 4))):
        every = draw(st.sampled_from(["P1D", "P1W", "P2W", "P1M", "P3M", "P6M", "P1Y", "P999D", "P0D", "later kit"]))
        season = draw(st.sampled_from(["", "05-01/09-30", "11-15/03-15", "02-29/02-29", "odd"]))
        text = Text(draw(WORDS), draw(WORDS))
        out.append(Aged(Duty(f"d-{n}", text, every, season, "", "leader", ["PO-7.2.1"], "note", draw(DAYS), draw(STATES)), 0))
    return out


@settings(max_examples=MANY or 40, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET)
@given(due(), st.datetimes(datetime(2020, 1, 1), datetime(2039, 12, 31)), ZONES, st.sampled_from(["zh", "en"]))
@example([Aged(Duty("a", Text("做", "do"), "P1D", "05-01/09-30", "", "leader", [], "note", date.min, "new"), 0)], datetime(2026, 1, 1), "Asia/Shanghai", "zh")
@example([], datetime(2026, 10, 25, 2, 30), "Europe/Berlin", "zh")
def test_the_calendar_file_is_read_back_with_every_duty_once_on_its_day(found: list[Aged], now: datetime, zone: str, lang: str) -> None:
    raw = calendar(found, SITES.profile("hotline"), now.replace(tzinfo=ZoneInfo(zone)), lang)
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and b"\n" not in raw.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    events = Calendar.from_ical(raw).walk("VEVENT")
    wanted = {f"{each.duty.id}@duties.incident-kit": each.duty for each in found if each.duty.state != "dropped"}
    assert sorted(str(event["UID"]) for event in events) == sorted(wanted)
    for event in events:
        duty = wanted[str(event["UID"])]
        assert event.decoded("DTSTART") == duty.due and type(event.decoded("DTSTART")) is date
        assert event.decoded("DTSTAMP").tzinfo is not None and event.decoded("DTSTAMP").utcoffset() == timedelta()
        if "RRULE" in event:
            _comes_again(event, duty)


def _comes_again(event: Any, duty: Duty) -> None:
    """Its first day is the day it is due; the second that of the span, the last of a short month."""
    rule = event["RRULE"].to_ical().decode("ascii")
    assert duty.every not in ("P0D", "later kit")
    start = datetime.combine(duty.due, datetime.min.time())
    told = [at.date() for at in islice(rrulestr(rule, dtstart=start), 2)]
    assert told[:1] == [duty.due], rule
    if len(told) == 2 and not duty.season:
        assert told[1] == days.later(duty.due, days.span(duty.every)), rule


@settings(max_examples=MANY or 60, deadline=None, database=None, derandomize=True)
@given(st.dates(), st.sampled_from(["P1D", "P9W", "P1M", "P999M", "P1Y", "P999Y"]), st.sampled_from(["", "05-01/09-30", "11-15/03-15", "02-29/02-29"]), st.sampled_from(["", "05-01", "02-29", "12-31"]))
@example(date.max, "P1D", "", "")
@example(date(9999, 12, 30), "P1D", "", "12-31")
@example(date(1, 1, 1), "P1Y", "11-15/03-15", "")
def test_the_next_day_of_a_duty_is_never_before_the_last_and_never_beyond_the_calendar(done: date, every: str, season: str, before: str) -> None:
    task = Task("one", Text("做", "do"), every, "leader", "note", season=season, before="" if season else before)
    found = days.next_day(done, days.span(every), task.season, task.before)
    assert found >= done
    assert not season or found == date.max or days.within(found, season)
    assert duties([task], None, done)[0].duty.due == done


# ---- lists that are changed ----------------------------------------------------------------------

LISTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "checklists").glob("*.toml"))[::9]]
VALUES = st.one_of(
    st.text(min_size=1, max_size=40).filter(lambda text: text.strip()),
    st.sampled_from(['a "quoted" \\ # no comment', "[[phases.steps]]", "'''", '"""', "x = 1\n[phases]", "😀", "id = \"x\"", "] }", "\\u0041"]),
)


def flat(value: Any, path: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], Any]:
    """Every plain value of a file by where it stands."""
    if isinstance(value, dict):
        return {k: v for name, one in value.items() for k, v in flat(one, (*path, name)).items()}
    if isinstance(value, list):
        return {k: v for n, one in enumerate(value) for k, v in flat(one, (*path, n)).items()}
    return {path: value}


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def steps(text: str) -> list[str]:
    return [step["id"] for phase in tomllib.loads(text)["phases"] for step in phase.get("steps", [])]


@settings(max_examples=MANY or 25, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET)
@given(st.data(), st.sampled_from(LISTS), VALUES, st.booleans())
def test_a_changed_value_changes_that_alone_and_every_comment_stays(data: st.DataObject, text: str, value: str, windows: bool) -> None:
    text = text.replace("\n", "\r\n") if windows else text
    step = data.draw(st.sampled_from(steps(text)))
    lang = data.draw(st.sampled_from(["zh", "en"]))
    try:
        out = writing.with_values(text, [(f"{step}.do.{lang}", value)])
    except (ValueError, KeyError):
        assert not value.isprintable(), "only what TOML cannot hold is refused"
        return
    old, new = (flat(tomllib.loads(each.replace("\r\n", "\n"))) for each in (text, out))
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert len(changed) <= 1 and all(path[-2:] == ("do", lang) for path in changed)
    assert comments(out) == comments(text)
    (was, now) = (each.splitlines(keepends=True) for each in (text, out))
    assert sum(a != b for a, b in zip(was, now, strict=False)) == (len(changed) if len(was) == len(now) else len(now) - now.index(next(b for a, b in zip(was, now, strict=False) if a != b)))
    assert not windows or "\n" not in out.replace("\r\n", "")


@settings(max_examples=MANY or 8, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET)
@given(st.data(), st.sampled_from(LISTS))
def test_steps_put_in_moved_and_taken_out_leave_all_others_and_their_comments(data: st.DataObject, text: str) -> None:
    every = steps(text)
    one, other = data.draw(st.permutations(every).map(lambda found: found[:2]))
    lead = {b.id: b.lead for b in bl.cut(text) if b.name == "phases.steps"}
    moved = writing.moved_step(text, one, other)
    assert sorted(comments(moved)) == sorted(comments(text)) and steps(moved).index(one) == steps(moved).index(other) + 1
    assert {b.id: b.lead for b in bl.cut(moved) if b.name == "phases.steps"} == lead, "the comment above a step goes with it"
    more = writing.with_step(text, "brand-new", "新", "new", other)
    assert comments(more) == comments(text) and [s for s in steps(more) if s != "brand-new"] == every
    assert writing.without_step(more, "brand-new") in (text, text.rstrip("\n") + "\n")
    less = writing.without_step(text, one)
    assert steps(less) == [s for s in every if s != one]
    assert sorted([*comments(less), *comments(lead[one])]) == sorted(comments(text))


@settings(max_examples=MANY or 40, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET)
@given(st.one_of(st.text(max_size=200), spoilt(LISTS[0].encode()).map(lambda data: data.decode("utf-8", "replace"))), st.sampled_from(["x.do.zh", "title.en", "timers.report.minutes", "levels.x.title.zh", "...", ""]))
def test_what_is_no_toml_is_refused_by_an_edit_and_never_half_changed(text: str, path: str) -> None:
    for change in (
        lambda: writing.with_values(text, [(path, "new")]), lambda: writing.without_step(text, "alarm"),
        lambda: writing.moved_step(text, "alarm", "evacuate"), lambda: writing.with_step(text, "brand-new", "新", "new", "alarm"),
    ):
        try:
            out = change()
        except (ValueError, KeyError, TypeError):  # what ``editing.changed`` says in a line
            continue
        tomllib.loads(out.replace("\r\n", "\n"))
