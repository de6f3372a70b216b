"""Sleep, restart, a clock set forward or back, summer time: while an incident runs."""

from __future__ import annotations

import io
import queue
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kit import quick as front
from kit.ground.console.context import Context, Me, Out
from kit.ground.journal.append import Pending
from kit.ground.journal.entry import encode
from kit.ground.journal.line import make_line
from kit.ground.machine.clock import Now, jumped, unjumped
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.live.guide.talk import plain
from kit.live.guide.talk.flow import flow, guide
from tests.support.constants import TEN
from tests.support.logs import begin
from tests.support.machine import Machine

HOUR = 3600


class Laptop:
    """One laptop with an application outage, its guide open; the clocks are the test's."""

    speed = 1.0

    def __init__(self, home: Path, lang: str = "en", start: bool = True) -> None:
        self.machine = Machine()
        self.store = Store(str(home))
        out = Out(io.StringIO(), lang, True)
        self.ctx = Context(str(home), self, lambda: None, out, out, Me("li", lang, True, ""))  # type: ignore[arg-type, return-value]
        self.folder = self.open() if start else self.store.default_open()
        self.guide = guide(self.ctx, self.folder, False)

    def now(self) -> Now:
        return self.machine.now()

    def open(self) -> Log:
        checklist = self.store.checklists.checklist("application-outage")
        return begin(self.store, checklist, self.store.sites.profile("hotline"), self.now())

    def wait(self, seconds: float) -> None:
        """Awake, the guide looking again whenever it must."""
        end = self.machine.true + seconds
        while self.machine.true < end - 1e-6:
            self.machine.passes(min(self.guide.next_change(), end - self.machine.true))
            self.guide.refresh()

    def asleep(self, seconds: float) -> None:
        self.guide.next_change()
        self.machine.passes(seconds)
        self.guide.refresh()

    def restart(self, off: float, clock: float = 0.0) -> None:
        """Power gone and back: a new process on a new boot, the wall clock ``clock`` wrong."""
        self.machine.reboot(off)
        self.machine.set(clock)
        self.folder = self.store.load(self.store.all_found()[0])
        self.guide = guide(self.ctx, self.folder, True)
        self.guide.record(lambda d: d.add(ev.Resumed("")))

    def left(self, key: str) -> float:
        """Seconds that the screen gives this timer; negative when it is late."""
        timer = self.guide.incident.timers[key]
        return (timer.due - self.guide.now().wall).total_seconds()

    def jumps(self) -> list[ev.ClockJumped]:
        entries = self.store.load(self.store.all_found()[0]).entries
        return [e.event for e in entries if isinstance(e.event, ev.ClockJumped)]

    def shown(self) -> str:
        return " ".join(" ".join(text_of(self.guide.picture(80, 20))).split())


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    return Laptop(tmp_path / "home")


def test_on_waking_one_line_says_how_long_and_how_many_and_there_is_one_ring(laptop: Laptop) -> None:
    laptop.wait(4 * 60)
    laptop.asleep(7080)
    assert "The computer was asleep for 1 h 58 min; timers passed: 4." in laptop.shown()
    assert len(laptop.guide.rings.new()) == 4
    laptop.wait(20)
    assert laptop.guide.rings.new() == []
    assert "asleep" in laptop.shown()
    laptop.guide.record(lambda d: acts.note(d, "awake"))
    assert "asleep" not in laptop.shown()
    assert laptop.jumps() == []


def test_in_chinese_the_line_is_as_short(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "home", "zh")
    laptop.asleep(7080)
    assert "电脑停了1时58分，期间4个计时到时。" in laptop.shown().replace(" ", "")


@pytest.mark.parametrize("seconds", [HOUR, -HOUR, 30, -30, 86400 * 30])
def test_a_clock_set_while_the_guide_waits_is_an_entry_and_moves_no_timer(laptop: Laptop, seconds: int) -> None:
    laptop.wait(4 * 60)
    laptop.machine.set(seconds)
    laptop.wait(10)
    assert [round(j.seconds) for j in laptop.jumps()] == [seconds]
    assert laptop.guide.rings.new() == [] and "asleep" not in laptop.shown()
    direction = "forward" if seconds > 0 else "back"
    assert f"The clock was set {direction} by" in laptop.shown() and "keep the time they had left" in laptop.shown()
    assert abs(laptop.left("report-5") - 50) < 0.2
    laptop.wait(49)
    assert laptop.guide.rings.new() == []
    laptop.wait(2)
    assert len(laptop.guide.rings.new()) == 1
    again = laptop.store.load(laptop.store.all_found()[0]).incident
    assert again.timers["report-5"].due == laptop.guide.incident.timers["report-5"].due
    assert len(laptop.jumps()) == 1


def test_without_the_shift_the_timers_would_be_an_hour_wrong(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault bites: a fold that overlooks the entry rings late by the whole hour."""
    monkeypatch.setattr("kit.incidents.incident.rules.fold.clock_set", lambda *_: None)
    laptop.wait(4 * 60)
    laptop.machine.set(-HOUR)
    laptop.wait(120)
    assert laptop.guide.rings.new() == []
    assert laptop.left("report-5") > 3000


def test_a_step_done_after_the_clock_went_back_ends_its_timer_and_is_in_time(laptop: Laptop) -> None:
    laptop.wait(4 * 60)
    laptop.machine.set(-2 * HOUR)
    laptop.guide.record(lambda d: acts.call(d, "supervisor", "reached"))
    timer = laptop.guide.incident.timers["report-5"]
    assert timer.status == "answered" and timer.over(laptop.now().wall) == timedelta(0)
    assert timer.answered is not None and laptop.guide.incident.opened is not None
    assert (timer.answered - laptop.guide.incident.opened).total_seconds() == pytest.approx(240, abs=0.2)
    assert "set back by" in laptop.shown() and "Recorded" in laptop.shown()


def test_a_timer_that_rings_already_does_not_ring_again_for_the_clock(laptop: Laptop) -> None:
    laptop.wait(6 * 60)
    assert len(laptop.guide.rings.new()) == 1
    laptop.machine.set(-HOUR)
    laptop.wait(30)
    assert laptop.guide.rings.new() == []
    assert laptop.left("report-5") == pytest.approx(-90, abs=0.3)


def test_a_reader_is_right_before_the_jump_is_an_entry(laptop: Laptop) -> None:
    """The board in another terminal records nothing, and must not be an hour late."""
    laptop.wait(4 * 60)
    laptop.machine.set(-HOUR)
    laptop.machine.passes(61)
    incident = laptop.store.load(laptop.store.all_found()[0]).incident
    now = desk.now(laptop.ctx, incident).wall
    assert incident.timers["report-5"].ringing(now)
    assert not incident.timers["report-5"].ringing(laptop.now().wall)
    assert incident.timers["report-5"].over(now).total_seconds() == pytest.approx(1, abs=0.1)
    assert laptop.jumps() == []


def test_two_jumps_that_undo_each_other_leave_everything_as_it_was(laptop: Laptop) -> None:
    before = laptop.guide.incident.timers["long-60"].due
    laptop.machine.set(HOUR)
    laptop.wait(20)
    laptop.machine.set(-HOUR)
    laptop.wait(20)
    assert [round(j.seconds) for j in laptop.jumps()] == [HOUR, -HOUR]
    assert laptop.guide.incident.timers["long-60"].due == before


def test_asleep_and_the_clock_set_meanwhile_are_told_apart(laptop: Laptop) -> None:
    laptop.wait(60)
    laptop.machine.set(HOUR)
    laptop.asleep(600)
    assert "asleep for 10 min; timers passed: 3" in laptop.shown()
    assert "set forward by 1 h" in laptop.shown()
    assert laptop.left("report-5") == pytest.approx(-360, abs=0.2)
    assert len(laptop.guide.rings.new()) == 3


def test_after_a_restart_with_a_good_clock_the_time_off_counts(laptop: Laptop) -> None:
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "x"))
    laptop.restart(600)
    assert laptop.jumps() == []
    assert laptop.left("report-5") == pytest.approx(-360, abs=0.2)
    assert len(laptop.guide.rings.new()) == 3


def test_after_a_restart_with_a_lost_clock_every_timer_rings_and_says_why(laptop: Laptop) -> None:
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "x"))
    laptop.restart(600, -5 * HOUR)
    (jump,) = laptop.jumps()
    assert jump.restart and jump.seconds == pytest.approx(600 - 5 * HOUR, abs=0.2)
    assert len(laptop.guide.rings.new()) == 4
    assert "every timer rings now" in laptop.shown()
    assert laptop.left("report-5") == pytest.approx(240, abs=0.2), "late is only what is proved"


YEARS = 26 * 365 * 24 * HOUR


@pytest.mark.parametrize("astray", [-YEARS, YEARS], ids=["back to 2000", "on to 2052"])
@pytest.mark.parametrize("wrong", [1, 2], ids=["one start", "two starts"])
@pytest.mark.parametrize("how", ["set while it runs", "right at the next start"])
def test_a_clock_that_went_astray_at_a_restart_and_was_put_right_moves_nothing_from_before_it(
    laptop: Laptop, astray: int, wrong: int, how: str
) -> None:
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "x"))
    laptop.restart(120, astray)
    for _ in range(wrong - 1):
        laptop.wait(10)
        lost = -laptop.machine.true if astray < 0 else 0
        laptop.restart(30, lost)
    view = laptop.guide.incident.current()
    assert view is not None
    laptop.guide.record(lambda d: acts.tick(d, view.key))
    done = laptop.machine.true
    laptop.wait(10)
    if how == "set while it runs":
        laptop.machine.set(-laptop.machine.offset)
        laptop.wait(5)
    else:
        laptop.restart(30, -laptop.machine.offset)
    slack = 60 if how != "set while it runs" else 2
    for incident in (laptop.guide.incident, laptop.store.load(laptop.store.all_found()[0]).incident):
        assert incident.opened is not None
        assert (incident.opened - TEN).total_seconds() == pytest.approx(0, abs=1.5)
        at = incident.step_state(view.key).at
        assert at is not None and (at - TEN).total_seconds() == pytest.approx(done, abs=slack)
    assert laptop.left("report-5") == pytest.approx(300 - laptop.machine.true, abs=1.5)


def test_a_clock_that_was_years_off_from_the_opening_on_is_put_right_as_a_whole(laptop: Laptop) -> None:
    laptop.restart(0, 0)
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "x"))
    laptop.restart(20, 0)
    laptop.machine.set(YEARS)
    laptop.wait(5)
    assert laptop.left("report-5") == pytest.approx(300 - laptop.machine.true, abs=1.5)
    assert laptop.guide.incident.opened is not None
    assert laptop.guide.incident.opened.year == TEN.year + 26


def test_summer_time_is_no_jump(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "x"))
    real = laptop.machine.now
    other = timezone(timedelta(hours=9))
    monkeypatch.setattr(laptop.machine, "now", lambda: replace(real(), wall=real().wall.astimezone(other)))
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "y"))
    assert laptop.jumps() == [] and laptop.left("report-5") == pytest.approx(180, abs=0.2)
    assert laptop.guide.rings.new() == [] and not laptop.guide.clocks.news


@pytest.mark.parametrize("seconds", [600, -600], ids=["forward", "back"])
def test_a_promised_update_is_not_kept_by_setting_the_clock(laptop: Laptop, seconds: int) -> None:
    then = TEN + timedelta(minutes=22)
    laptop.guide.record(lambda d: acts.announce(d, "customers", "We are on it", next=then))
    laptop.wait(120)
    laptop.machine.set(seconds)
    laptop.wait(5)
    view = laptop.guide.incident.current()
    assert view is not None
    laptop.guide.record(lambda d: acts.skip(d, view.key, "not needed"))
    left = 22 * 60 - 125
    for incident in (laptop.guide.incident, laptop.store.load(laptop.store.all_found()[0]).incident):
        timer = incident.timers["update:customers"]
        assert (timer.status, timer.round) == ("running", 1)
        assert (timer.due - laptop.now().wall).total_seconds() == pytest.approx(left, abs=0.2)
    laptop.wait(left - 1)
    assert not laptop.guide.incident.timers["update:customers"].ringing(laptop.guide.now().wall)
    laptop.wait(2)
    assert laptop.guide.incident.timers["update:customers"].ringing(laptop.guide.now().wall)


def test_a_time_of_day_that_was_promised_rings_at_the_earlier_reading(laptop: Laptop) -> None:
    at = TEN + timedelta(minutes=30)
    laptop.guide.record(lambda d: acts.callback_add(d, "c1", "Zhang", promised=at))
    laptop.machine.set(-HOUR)
    laptop.wait(30 * 60)
    timer = laptop.guide.incident.timers["promise:c1"]
    assert timer.ringing(laptop.guide.now().wall), "half an hour has really passed"
    assert timer.due == at, "what was promised stays what it is"
    laptop.machine.set(3 * HOUR)
    laptop.wait(5)
    assert laptop.guide.incident.timers["promise:c1"].ringing(laptop.guide.now().wall)


def test_with_two_laptops_nothing_moves_and_nothing_rings_later(laptop: Laptop) -> None:
    due = laptop.guide.incident.timers["report-5"].due
    found = laptop.store.all_found()[0]
    line, _ = make_line(
        f"{found.ref}/other1", 1, "joined0001", (TEN + timedelta(seconds=5)).isoformat(timespec="milliseconds"),
        "wang", "joined", encode(ev.Joined(1, found.ref, found.type)), "0" * 32,
    )
    (Path(found.path) / "other1.jsonl").write_bytes(line)
    laptop.wait(60)
    laptop.guide.record(lambda d: acts.note(d, "they joined us"))
    laptop.machine.set(-HOUR)
    laptop.wait(10)
    timer = laptop.guide.incident.timers["report-5"]
    assert timer.due == due and timer.ring_at == due - timedelta(hours=1)
    laptop.wait(230)
    assert len(laptop.guide.rings.new()) == 1


def test_plain_mode_says_the_line_at_once_and_rings_once(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Typed:
        calls = 0

        def typed_ahead(self) -> list[str]:
            return []

        def get(self, timeout: float | None) -> str | None:
            self.calls += 1
            if self.calls == 1:
                laptop.machine.passes(7080)
                raise queue.Empty
            return None

    typed = Typed()
    monkeypatch.setattr(plain, "lines", lambda: typed)
    question: Any = next(flow(laptop.guide))
    with pytest.raises(KeyboardInterrupt):
        plain.Run(laptop.guide).ask(question)
    said = capsys.readouterr().out
    assert said.count("\a") == 1 and said.count("asleep for 1 h 58 min; timers passed: 4") == 1
    assert said.count("Due: ") == 4


def test_the_front_door_hands_a_clock_behind_the_log_to_the_slow_one() -> None:
    entry = Pending("abcdefghjk", "2026-03-02T10:00:00.000+08:00", "li", "note", b'{"text":"x"}')
    line, _ = make_line("r/s", 2, entry.entry_id, entry.at, entry.by, entry.kind, entry.data, "0" * 32, "", 5.0, "boot1")
    bare = line[:-1]
    assert not front._jumped(bare, "2026-03-02T10:30:00.000+08:00", 3.0, "boot2")
    assert front._jumped(bare, "2026-03-02T09:30:00.000+08:00", 3.0, "boot2")
    assert front._jumped(bare, "2026-03-02T10:30:00.000+08:00", 8.0, "boot1")
    assert not front._jumped(bare, "2026-03-02T10:00:03.000+08:00", 8.0, "boot1")


def test_clocks_that_do_not_count_are_believed_as_they_are() -> None:
    drill = Now(TEN)
    assert jumped((TEN, 5.0, "boot1"), drill) == 0
    assert unjumped(drill, {"boot1": (TEN + timedelta(hours=9), 5.0)}) == drill
