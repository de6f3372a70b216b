"""The board's picture between two wake-ups: what is written, when it must wake, when it rings."""

from __future__ import annotations

import io
import os
import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.lines import CLEAR
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.live.board.show import OWN, board
from kit.live.board.talk import Board
from tests.support.constants import TEN
from tests.support.kit import opened

MOVE = re.compile(r"\x1b\[(\d+);1H")


class Desk:
    """A board by a clock that the test moves."""

    speed = 1.0

    def __init__(self, home: Path, folder: Log) -> None:
        self.wall = folder.entries[-1].at
        out = Out(io.StringIO(), "en", True)
        me = Me("li", "en", True, "")
        self.ctx = Context(str(home), self, lambda: None, out, out, me)  # type: ignore[arg-type, return-value]
        self.board = Board(self.ctx)
        self.board.see(True, False)
        self.first = self.board.draw()

    def now(self) -> Now:
        return Now(self.wall)

    def after(self, seconds: float, told: bool = False, jumped: bool = False) -> str:
        self.wall += timedelta(seconds=seconds)
        self.board.see(told, jumped)
        return self.board.draw()

    def wait(self) -> float:
        return self.board.until() - self.board.seen

    def shown(self) -> list[str]:
        return text_of([place.line for place in self.board.places])

    def whole(self) -> list[str]:
        """The same picture made anew."""
        folders = self.ctx.of(Store).open_logs()
        pairs = [(f.incident, self.wall) for f in folders]
        return text_of(board(pairs, self.wall, "en", 80, 24))


@pytest.fixture(autouse=True)
def size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    monkeypatch.setattr(sys, "stdout", type("Out", (), {"fileno": lambda self: 1})())


def timers(home: Path, *minutes: float) -> Log:
    folder = opened(home, "fire")

    def act(draft: acts.Draft) -> None:
        for timer in draft.incident.running():
            draft.add(ev.TimerCancelled(timer.key, "test"))
        for number, minute in enumerate(minutes):
            due = TEN + timedelta(minutes=minute)
            draft.add(ev.TimerStarted(f"own-{number}", due, minute))

    folder.store.record(folder, Now(TEN), "li", act)
    return folder


def test_it_sleeps_to_the_full_minute_and_writes_only_what_the_minute_changed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, *(60 + 7 * n for n in range(10))))
    assert desk.first.startswith(CLEAR) and len(MOVE.findall(desk.first)) >= 13
    assert desk.wait() == pytest.approx(60, abs=0.01)
    assert desk.after(30) == ""
    assert desk.wait() == pytest.approx(30, abs=0.01)
    written = MOVE.findall(desk.after(30))
    assert len(written) == 12, "the title, the heading and ten timers"
    assert desk.shown() == desk.whole()


def test_in_the_last_two_minutes_each_second_writes_one_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, 2.5, 60))
    assert desk.wait() == pytest.approx(30, abs=0.01), "there the last two minutes begin"
    desk.after(30)
    for _ in range(29):
        assert desk.wait() == pytest.approx(1, abs=0.01)
        assert len(MOVE.findall(desk.after(1))) == 1
        assert desk.shown() == desk.whole()


def test_it_always_shows_what_a_picture_made_anew_shows(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, 1.25, 3.7, 4, 90, 130, 60 * 30))
    for _ in range(150):
        assert 0 < desk.wait() <= 60.01
        desk.after(desk.wait())
        assert desk.shown() == desk.whole()


def test_a_timer_rings_at_its_time_once_and_a_silent_type_never(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, 2.505))
    while desk.wall < TEN + timedelta(minutes=2.4):
        assert "\a" not in desk.after(desk.wait())
    rung = 0
    while desk.wall < TEN + timedelta(minutes=5):
        before = desk.wall
        if "\a" in desk.after(desk.wait()):
            rung += 1
            late = (desk.wall - TEN).total_seconds() - 2.505 * 60
            assert 0 <= late < 0.001 and before < desk.wall
    assert rung == 1
    quiet = Desk(tmp_path / "quiet", opened(tmp_path / "quiet", "robbery"))
    assert "\a" not in quiet.first + quiet.after(7200)


def test_what_another_terminal_records_is_shown_when_files_changed_or_a_minute_passed(tmp_path: Path) -> None:
    folder = timers(tmp_path, 60)
    desk = Desk(tmp_path, folder)
    for told, seconds in ((True, 1), (False, 60)):
        due = desk.wall + timedelta(minutes=30)
        folder.store.record(
            folder, Now(desk.wall), "wang", lambda d, due=due: d.add(ev.TimerStarted(f"at-{due}", due, 30))
        )
        assert str(due) in str(folder.incident.timers)
        assert desk.after(0.5) == "", "it does not look for itself all the time"
        assert CLEAR in desk.after(seconds, told)
        assert desk.shown() == desk.whole()


def test_a_clock_set_back_or_a_machine_that_woke_draws_everything_anew(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, 60, 90))
    desk.after(300)
    assert CLEAR in desk.after(-120) and desk.shown() == desk.whole()
    assert CLEAR in desk.after(3600, jumped=True) and desk.shown() == desk.whole()
    assert "\a" not in desk.after(1)


def test_a_drill_in_time_lapse_is_waited_for_by_its_own_clock(tmp_path: Path) -> None:
    desk = Desk(tmp_path, timers(tmp_path, 60))
    desk.board.clocks[0] = type("Fast", (), {"speed": 60.0})()
    assert desk.wait() == pytest.approx(1, abs=0.01)
    still: Any = type("Still", (), {"speed": 0.0})()
    desk.board.clocks = {0: still, OWN: still}
    assert 0 < desk.wait() < 0.1
