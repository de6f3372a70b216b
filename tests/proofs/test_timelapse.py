"""An hour's incident with six timers in seconds: every bell, none late, the same log."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import SystemClock
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.urgency import ring
from kit.live.guide.talk.wakeups import Wakeups
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.play import at
from tests.support.run import ClockFile, environment
from tests.support.terminal import CTRL_C, Terminal

SPEED = 400  # an hour in nine seconds
START = ["start", "power-outage", "--drill", "--profile", "hotline"]
pty = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")


def ring_times(incident: Incident) -> list[datetime]:
    """When bells must come in the first hour: a timer rings again while nobody answers; those that
    ring together share one."""
    found = {t.ring_at or t.due for t in incident.running()}
    minute = min(found).replace(second=0, microsecond=0)
    end = incident.opened + timedelta(hours=1)
    while (minute := minute + timedelta(minutes=1)) <= end:
        before = minute - timedelta(seconds=1)
        if any(ring(t, minute) > ring(t, before) for t in incident.running() if t.ringing(before)):
            found.add(minute)
    return sorted(found)


@pytest.mark.parametrize("speed", [1, 60, 300, 600, 3600])
def test_no_timer_rings_more_than_a_simulated_second_late(tmp_path: Path, speed: int) -> None:
    """The guide's own waking times, slept exactly: what is left is what the kit adds."""
    folder = opened(tmp_path, "power-outage", "hotline")
    timers = folder.incident.running()
    assert len({t.key for t in timers}) >= 5
    wakeups, now = Wakeups(speed), TEN
    rung: dict[str, float] = {}
    while now < TEN + timedelta(minutes=61):
        for timer in timers:
            if timer.ringing(now) and timer.key not in rung:
                rung[timer.key] = (now - timer.due).total_seconds()
        now += timedelta(seconds=wakeups.until_change(now, timers) * speed)
    assert len(rung) == len(timers)
    most = 1.0 if speed <= 600 else 0.001 * speed + 0.1  # a millisecond of a laptop is display
    assert min(rung.values()) >= 0 and max(rung.values()) <= most, rung


def test_a_wakeups_that_waits_for_the_picture_would_be_late() -> None:
    """The careless variant: rings bound to the quickest redraw come up to twelve seconds late."""
    from kit.live.guide.talk.wakeups import POLL

    assert POLL * 300 > 10


def apart(moments: list[datetime]) -> list[datetime]:
    """Those that no busy machine hears as one: two minutes are 0.3 s at this speed."""
    out = moments[:1]
    for moment in moments:
        if moment - out[-1] >= timedelta(minutes=2):
            out.append(moment)
    return out


class Hour:
    """One run of the same hour: which bells, how late, and the log."""

    def __init__(self, folder: Log, bells: int, late: list[float]) -> None:
        self.bells, self.late = bells, late
        self.incident = folder.incident
        start = folder.entries[0].at
        self.log = [
            (e.kind, getattr(e.event, "timer", ""), self.due(e, start))
            for e in folder.entries
            if e.kind not in ("guide-left", "guide-resumed")
        ]

    @staticmethod
    def due(entry: Entry, start: datetime) -> float | None:
        event = entry.event
        if not isinstance(event, ev.TimerStarted):
            return None
        base = start if (event.base or start) == start else event.base or start
        return round((event.due - base).total_seconds(), 1)


def loaded(home: Path) -> Log:
    store = Store(str(home))
    return store.load(store.all_found()[0])


def in_time_lapse(home: Path) -> Hour:
    late: list[float] = []
    with Terminal([*START, "--speed", str(SPEED)], environment(home, "en")) as t:
        t.see("> ")
        folder = loaded(home)
        drill = folder.incident.drill
        assert drill is not None and drill.anchor is not None
        anchor = drill.anchor

        def simulated() -> datetime:
            real = SystemClock().now().wall - anchor
            return anchor + timedelta(seconds=real.total_seconds() * SPEED)

        due = ring_times(folder.incident)
        while simulated() < due[-1] + timedelta(minutes=5) and t.bells < len(due):
            before = t.bells
            assert t.read(0.02)
            if t.bells > before:
                now = simulated()
                late.append((now - max(each for each in due if each <= now)).total_seconds())
        bells = t.bells
        t.child.send(CTRL_C)
        assert t.end() == 130
    return Hour(loaded(home), bells, late)


def by_hand(home: Path, clock: ClockFile) -> Hour:
    with Terminal(START, environment(home, "en", clock)) as t:
        t.see("> ")
        at(t, clock, 1)
        times = ring_times(loaded(home).incident)
        for number, due in enumerate(times, 1):
            at(t, clock, (due - clock.start).total_seconds() / 60)
            wait_for(t, lambda number=number: t.bells >= number)
        bells = t.bells
        t.child.send(CTRL_C)
        assert t.end() == 130
    return Hour(loaded(home), bells, [])


def wait_for(t: Terminal, true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline and t.read(0.05), "no bell"


@pty
def test_an_hour_with_six_timers_rings_every_bell_and_leaves_the_same_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = in_time_lapse(tmp_path / "quick")
    slow = by_hand(tmp_path / "slow", ClockFile(tmp_path / "clock"))
    assert len(quick.incident.running()) >= 6
    assert slow.bells == len(ring_times(slow.incident))
    moments = ring_times(quick.incident)
    assert len(apart(moments)) <= quick.bells <= len(moments)
    assert quick.log == slow.log
    if os.environ.get("KIT_FIGURES"):
        with capsys.disabled():
            late = [round(seconds, 1) for seconds in quick.late]
            sys.stdout.write(f"\n{quick.bells} bells, late in simulated seconds: {late}\n")
