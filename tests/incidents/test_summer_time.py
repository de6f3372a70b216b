"""Summer time begins and ends while an incident runs: timers keep their length, every screen shows
the time that the clock on the wall will show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kit.ground.base.cells import clock, on_the_wall
from kit.ground.machine import here
from kit.ground.machine.clock import Now, SystemClock
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.texts import clock as by_place
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.talk.wakeups import Wakeups
from tests.support.constants import CHINA
from tests.support.kit import opened
from tests.support.machine import BERLIN, NEW_YORK, in_zone, needs_zones
from tests.support.run import ClockFile, environment, kit, run

WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
# Central Europe: to summer time on 29 March 2026 at 01:00 UTC, back on 25 October at 01:00 UTC.
SPRING = datetime(2026, 3, 29, 1, 30, tzinfo=WINTER)
AUTUMN = datetime(2026, 10, 25, 2, 30, tzinfo=SUMMER)


@pytest.fixture
def berlin() -> Iterator[None]:
    with in_zone(BERLIN):
        yield


def hour_long(home: Path, at: datetime) -> Log:
    """An incident opened at ``at`` with one timer of sixty minutes."""
    folder = opened(home, "fire", at=at)

    def act(draft: acts.Draft) -> None:
        for timer in draft.incident.running():
            draft.add(ev.TimerCancelled(timer.key, "test"))
        draft.add(ev.TimerStarted("own", at + timedelta(minutes=60), 60))

    folder.store.record(folder, Now(at), "li", act)
    return folder


def shown(folder: Log, now: datetime) -> str:
    (timer,) = folder.incident.running()
    return " ".join(text_of([timer_line(folder.incident, timer, now, "en", 80)])[0].split())


@pytest.mark.parametrize(
    ("start", "after", "before_it", "due"),
    [(SPRING, SUMMER, "60 min left", "03:30"), (AUTUMN, WINTER, "60 min left", "02:30+01:00")],
)
def test_a_timer_keeps_its_hour_and_shows_the_time_the_clock_will_show(
    tmp_path: Path, berlin: None, start: datetime, after: timezone, before_it: str, due: str
) -> None:
    folder = hour_long(tmp_path, start)
    assert shown(folder, start).endswith(f"{before_it} {due}")
    later = (start + timedelta(minutes=45)).astimezone(after)
    assert later.utcoffset() != start.utcoffset()
    assert shown(folder, later).endswith(f"15 min left {due}")
    (timer,) = folder.incident.running()
    assert not timer.ringing(later + timedelta(minutes=14, seconds=59))
    assert timer.ringing(later + timedelta(minutes=15))


@pytest.mark.parametrize("start", [SPRING, AUTUMN])
def test_no_wake_up_comes_late_over_the_change(tmp_path: Path, berlin: None, start: datetime) -> None:
    timers = hour_long(tmp_path, start).incident.running()
    wakeups, now = Wakeups(1), start
    while not timers[0].ringing(now):
        wait = wakeups.until_change(now, timers)
        assert 0 < wait <= 61
        now = (now + timedelta(seconds=wait)).astimezone()
    assert (now - timers[0].due).total_seconds() < 0.01


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset(berlin: None) -> None:
    first, second = AUTUMN, AUTUMN + timedelta(hours=1)
    assert (clock(first, first), clock(second, first)) == ("02:30+02:00", "02:30+01:00")
    assert second - first == timedelta(hours=1)


def test_a_log_of_another_place_keeps_the_readers_offset(berlin: None) -> None:
    now = datetime(2026, 7, 1, 10, 0, tzinfo=CHINA)
    assert clock(now + timedelta(hours=1), now) == "11:00"
    assert clock(datetime(2026, 7, 1, 5, 0, tzinfo=SUMMER), now) == "11:00"
    assert clock(now + timedelta(hours=15), now) == "07-02 01:00"


def test_without_zones_a_fixed_offset_is_taken_as_it_is() -> None:
    offset = timedelta(hours=5, minutes=30)
    at = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(offset))
    assert on_the_wall(at, at.date(), offset).utcoffset() == offset or os.environ.get("TZ")
    year_one = datetime(1, 1, 1, tzinfo=UTC)
    assert clock(year_one, at), "a hostile log's year is shown, not raised"


def test_a_time_that_comes_twice_is_shown_with_its_offset_and_asked_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The night in which summer time ends: the second hour is told from the first, everywhere."""
    needs_zones()
    frozen = ClockFile(tmp_path / "clock", "2026-11-01T00:50:00-04:00")
    env = environment(tmp_path / "home", "en", frozen) | {"TZ": NEW_YORK}
    kit(env, "start", "fire", "--drill", "--profile", "hotline")
    kit(env, "note", "before")
    kit(env, "report", "--restore", "75")
    owed = run(env, "callback", "add", "Li", "13800001111", "--promised", "01:30", "--outside")
    assert "Perhaps: 2026-11-01 01:30-04:00, 2026-11-01 01:30-05:00" in owed.stderr, "twice the same before"
    frozen.path.write_text("2026-11-01T01:20:00-05:00", encoding="ascii")
    kit(env, "note", "after")
    log = kit(env, "log")
    assert "00:50  tester" in log and "01:20-05:00  tester" in log
    refused = run(env, "note", "--at", "01:10", "which")
    assert refused.returncode == 2
    assert "01:10-04:00" in refused.stderr and "01:10-05:00" in refused.stderr
    assert "01:52-04:00" in kit(env, "note", "--at", "01:52", "only the first has passed")
    for shown in ("01:10-05:00", "01:10-04:00", "2026-11-01T01:10-04:00"):
        assert shown[-11:] in kit(env, "note", "--at", shown, "as it is shown")
    assert "02:20" not in kit(env, "show") + kit(env, "timer") + kit(env, "log")
    kit(env, "close", "--yes", "--outcome", "resolved")
    assert "2026-11-01 01:20:00-05:00" in kit(env, "summary"), "closed in the second of the two hours"


def test_opened_in_the_first_of_the_doubled_hours_its_deadlines_are_shown_in_the_second(tmp_path: Path, berlin: None) -> None:
    """``kit timer`` said 03:30 for what was due when the wall showed 02:30 again."""
    folder = hour_long(tmp_path, AUTUMN)
    (timer,) = folder.incident.running()
    assert by_place(folder.incident, timer.due) == "02:30+01:00"
    in_summer_time = timer.due.astimezone(SUMMER)  # as a deadline is counted: by the offset it began with
    assert by_place(folder.incident, in_summer_time) == "02:30+01:00"


@pytest.mark.parametrize("zone", ["XXX-5:45:30", "YYY0:44:30"])
def test_a_zone_with_seconds_in_its_offset_records_by_whole_minutes(zone: str, tmp_path: Path) -> None:
    with in_zone(zone):
        now = SystemClock().now()
        assert (now.wall.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()
        assert abs(now.wall.timestamp() - here.wall()) < 60
        folder = opened(tmp_path, "fire", at=now.wall)
        folder.store.record(folder, now, "li", lambda draft: acts.note(draft, "written"))
        assert [e.event.text for e in folder.entries if isinstance(e.event, ev.Noted)] == ["written"]


def test_a_clock_centuries_ahead_has_no_stamp_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_far() -> int:
        raise OverflowError

    monkeypatch.setattr("time.time_ns", too_far)
    assert here.stamp() == ""
