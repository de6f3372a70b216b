"""A shift that began by a clock years off: once the clock is set, the shift has its own day, and
everything in it is its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.shifts.shift.files.store import Shifts
from tests.support.constants import TEN
from tests.support.kit import Kit

AHEAD, BEHIND = TEN.replace(year=2099), TEN.replace(year=1971)


def shows(monkeypatch: pytest.MonkeyPatch, wall: datetime, tick: float, boot: str = "aaaaaaaa") -> None:
    monkeypatch.setattr("kit.ground.machine.clock.SystemClock.now", lambda _: Now(wall, tick, boot))


@pytest.fixture(params=[AHEAD, BEHIND], ids=["2099", "1971"])
def wrong(request: pytest.FixtureRequest, bare: Kit, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A shift, its crew and an incident begun by a wrong clock, which is set six minutes later."""
    wall: datetime = request.param
    shows(monkeypatch, wall, 100)
    assert bare("shift", "start", "wang").code == 0
    assert bare("start", "power").code == 0
    shows(monkeypatch, wall + timedelta(minutes=1), 160)
    assert bare("shift", "crew", "an").code == 0
    shows(monkeypatch, TEN, 460)
    assert bare("shift", "note", "the clock is right").code == 0
    return wall


def test_once_the_clock_is_set_the_shift_began_when_it_really_did(bare: Kit, wrong: datetime) -> None:
    (book,) = Shifts(str(bare.home)).on()
    began = TEN - timedelta(minutes=6)
    assert book.shift.since is not None and abs(book.shift.since - began) < timedelta(seconds=1)
    assert book.shift.day == TEN.date()
    assert abs(book.shift.crew["an"].since - began - timedelta(minutes=1)) < timedelta(seconds=1)
    assert [note.at for note in book.shift.notes] == [TEN]
    assert bare("summary", "--shift", str(TEN.date())).code == 0
    assert bare("summary", "--shift", str(wrong.date())).code == 4


def test_every_entry_of_before_and_after_the_setting_is_the_shifts(
    bare: Kit, wrong: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = Shifts(str(bare.home)).on()[0].ref
    assert bare("close", "--yes").code == 0
    shows(monkeypatch, TEN + timedelta(minutes=5), 760)
    before = bare("summary", "--shift", ref, "--json").json
    assert bare("shift", "end").code == 0
    assert bare("shift", "start", "li").code == 0
    after = bare("summary", "--shift", ref, "--json").json
    assert [i["entry_count"] for i in before["incidents"]] == [i["entry_count"] for i in after["incidents"]]
    assert [i["entry_count"] for i in after["incidents"]] == [
        sum(path.read_text(encoding="utf-8").count("\n") for path in (bare.home / "closed").rglob("*.jsonl"))
    ]


def test_a_shift_whose_clock_was_right_is_not_moved_by_one_that_lost_its_battery_in_between(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows(monkeypatch, TEN, 100)
    assert bare("shift", "start", "wang").code == 0
    shows(monkeypatch, BEHIND, 20, "bbbbbbbb")
    assert bare("shift", "note", "after the power came back").code == 0
    shows(monkeypatch, TEN + timedelta(minutes=6), 80, "bbbbbbbb")
    assert bare("shift", "note", "the clock is right").code == 0
    (book,) = Shifts(str(bare.home)).on()
    assert book.shift.since == TEN
    assert [note.at.year for note in book.shift.notes] == [TEN.year, TEN.year]


def test_a_shift_that_a_clock_ahead_began_has_a_summary_whatever_was_closed_since(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put right at the next start of the machine: nobody knows by how much."""
    shows(monkeypatch, AHEAD, 100)
    assert bare("shift", "start", "wang").code == 0
    assert bare("start", "power").code == 0
    ref = Shifts(str(bare.home)).on()[0].ref
    shows(monkeypatch, TEN, 20, "bbbbbbbb")
    assert bare("close", "--yes").code == 0
    assert bare("shift", "end").code == 0
    done = bare("summary", "--shift", ref)
    assert done.code == 0 and "Power outage" in done.out
