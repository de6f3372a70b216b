"""A laptop whose clock is off: asked about once, kept in the log, its minutes put right; and a whole
incident over three laptops with a stick that is pulled."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import from_environment
from kit.ground.terminal.ask import Question
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.clocks import set_right
from kit.laptops.bundles.command.clocks import put_right
from kit.laptops.bundles.files import importing, merging, writing
from kit.laptops.bundles.files.clocks import clocks_of, keep
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers
from kit.review.summary.rules.summarise import summarise
from tests.support.kit import Kit
from tests.support.laptops import bring, hand, laptop, one, out, told
from tests.support.logs import at, begin
from tests.support.shipped import LISTS, SITES

AHEAD = 7  # minutes by which the clock of b is ahead


def act(store: Store, minute: float, what: object, by: str = "li") -> None:
    """``minute`` is the right time."""
    off = AHEAD if Path(store.home).name == "bbbbbb" else 0
    store.record(one(store), at(minute + off), by, what)  # type: ignore[arg-type]


def minute(when: datetime | None) -> float:
    assert when is not None
    return (when - at().wall).total_seconds() / 60


@pytest.fixture
def three(fast: Path) -> tuple[Store, Store, Store]:
    """An incident led on a, which b has too; c is the supervisor's."""
    a, b, c = (laptop(fast, name) for name in ("aaaaaa", "bbbbbb", "cccccc"))
    begin(a, LISTS.checklist("application-outage"), SITES.profile("call-centre-a"), at())
    hand(a, b, fast / "first.zip")
    return a, b, c


def told_timer(log: Log) -> str:
    return next(t.key for t in log.incident.running() if t.tell)


def off_by(store: Store, path: Path, now: float) -> float:
    with Bundle(str(path), REGISTERS) as bundle:
        return clocks_of(Keepers(store.home), bundle.manifest, at(now).wall).off


def test_that_a_clock_is_ahead_follows_from_who_had_seen_whom(
    three: tuple[Store, Store, Store], fast: Path
) -> None:
    a, b, _ = three
    act(b, 3, lambda d: acts.note(d, "by b"))
    hand(b, a, fast / "b.zip")
    assert off_by(a, fast / "b.zip", 60) == 0, "so far b may have been carried about for an hour"
    act(a, 4, lambda d: acts.note(d, "by a, who had read it"))
    assert off_by(a, fast / "b.zip", 60) == 6 * 60
    hand(a, b, fast / "a.zip")
    assert off_by(b, fast / "a.zip", 60) == -6 * 60, "seen from b the other is behind"


def test_minutes_are_right_on_every_laptop_once_somebody_said_whose_clock_was_off(
    three: tuple[Store, Store, Store], fast: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = three
    key = told_timer(one(a))
    act(b, 8, lambda d: acts.timer_told(d, key, "Chen"), "wang")
    out(b, fast / "b.zip")
    monkeypatch.setenv("KIT_HOME", a.home)
    said = kit("import", str(fast / "b.zip"), "--yes", "--clock", "7")
    assert said.code == 0 and "7 min ahead" in said.err, said.err
    again = kit("import", str(fast / "b.zip"), "--yes")
    assert "clock of laptop" not in again.err, "asked once"
    hand(a, c, fast / "a.zip")
    for store in (a, c):
        log = one(store)
        (answered,) = [t for t in log.incident.all_timers() if t.key == key and t.answered]
        assert minute(answered.answered) == 8
        summary = summarise(log.incident, log.entries, at(60).wall)
        (notice,) = [n for n in summary.notices if n.timer == key]
        assert notice.answered is not None and minute(notice.answered) == 8
    text = kit("log", one(a).ref).out
    assert "21:08" in text and "clock showed 21:15" in text
    assert "The clock of laptop bbbbbb was 7 min ahead" in text
    wrote = [e for e in one(a).entries if e.journal == "bbbbbb" and e.kind == "timer-answered"]
    assert minute(wrote[0].at) == 15, "the line stays as it was written"


def test_where_this_laptops_clock_is_wrong_its_own_minutes_are_put_right(
    three: tuple[Store, Store, Store], fast: Path
) -> None:
    a, b, _ = three
    act(b, 8, lambda d: acts.callback_add(d, "p1", "Wu", "138", "", at(60).wall), "wang")
    hand(a, b, fast / "a.zip")
    out(a, fast / "a.zip")
    act(b, 9, lambda d: acts.note(d, "more"), "wang")
    keep(Keepers(b.home), [one(b)], "bbbbbb", 60.0 * AHEAD, at(10 + AHEAD), "wang")
    log = one(b)
    assert minute(log.incident.callbacks["p1"].at) == 8
    assert minute(log.incident.callbacks["p1"].promised) == 60, "a time of day that was named stands"
    act(b, 12, lambda d: acts.note(d, "later"), "wang")
    notes = [e for e in set_right(one(b).entries) if e.kind == "note"]
    assert [minute(e.at) for e in notes] == [9, 12]
    assert msgspec.json.encode(log.incident) != b"" and one(b).incident == Store(b.home).load(one(b).where).incident


def test_before_a_clock_was_set_it_was_off_by_as_much_more(
    three: tuple[Store, Store, Store]
) -> None:
    _, b, _ = three
    log = one(b)
    b.record(log, at(20), "wang", lambda d: acts.note(d, "ahead by 17"))  # right: 3
    now = at(17)  # set back by ten minutes: it counts on by its other clock
    now = msgspec.structs.replace(now, tick=at(27).tick)
    b.record(log, now, "wang", lambda d: acts.note(d, "ahead by 7"))  # right: 10
    assert any(isinstance(e.event, ev.ClockJumped) for e in one(b).entries)
    keep(Keepers(b.home), [one(b)], "bbbbbb", 420.0, at(18), "wang")
    notes = [e for e in set_right(one(b).entries) if e.kind == "note"]
    assert [minute(e.at) for e in notes] == [3, 10]


def test_what_was_said_of_a_clock_merges_the_same_in_every_order(
    three: tuple[Store, Store, Store], fast: Path
) -> None:
    a, b, c = three
    act(b, 8, lambda d: acts.skip(d, one(b).incident.views()[0].key, "busy"), "wang")
    hand(b, a, fast / "b.zip")
    keep(Keepers(a.home), [one(a)], "bbbbbb", 420.0, at(9), "li")
    act(b, 10, lambda d: acts.note(d, "since"), "wang")
    out(a, fast / "a.zip")
    out(b, fast / "b.zip")
    bring(fast / "a.zip", c)
    bring(fast / "b.zip", c)
    other = laptop(fast, "dddddd")
    bring(fast / "b.zip", other)
    bring(fast / "a.zip", other)
    assert msgspec.json.encode(one(c).incident) == msgspec.json.encode(one(other).incident)
    assert told(c) == told(other)


# ---- the story --------------------------------------------------------------------------


def pulled(*args: object, **named: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_led_on_a_noted_on_b_seen_on_c_with_a_stick_that_is_pulled_and_handed_over(
    three: tuple[Store, Store, Store], fast: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = three
    stick = fast / "stick"
    stick.mkdir()
    key = told_timer(one(a))
    said: list[str] = []

    def noted(store: Store, when: float, text: str, by: str) -> None:
        act(store, when, lambda d: acts.note(d, text), by)
        said.append(text)

    noted(a, 1, "lines dead", "li")
    noted(b, 2, "customers wait at the desk", "wang")
    act(b, 8, lambda d: acts.timer_told(d, key, "Chen"), "wang")
    act(a, 9, lambda d: acts.callback_add(d, "p1", "Wu", "138", "bill", at(60).wall))
    with monkeypatch.context() as patch:  # the stick is pulled while b writes
        patch.setattr(writing, "sync", pulled)
        with pytest.raises(Refused):
            out(b, stick / "b.zip")
    assert [*stick.iterdir()] == [], "no half a file is taken for a whole one"
    out(b, stick / "b.zip")
    monkeypatch.setenv("KIT_HOME", a.home)
    with monkeypatch.context() as patch:  # and again while a takes it in
        patch.setattr(merging, "_sync", pulled)
        stopped = kit("import", str(stick / "b.zip"), "--yes", "--clock", "7")
        assert stopped.code != 0 and "not finished" in stopped.err
    (stick / "b.zip").unlink()
    assert importing.finish(a.home) == ""
    keep(Keepers(a.home), [one(a)], "bbbbbb", 420.0, at(14), "li")
    noted(a, 15, "vendor on the way", "li")
    hand(a, c, stick / "a.zip")
    noted(c, 20, "seen by the supervisor", "zheng")
    hand(c, b, stick / "c.zip")  # handed over: b leads from here on
    noted(b, 25, "taken over", "wang")
    act(b, 50, lambda d: acts.callback_try(d, "p1", "reached"), "wang")
    act(b, 55, lambda d: acts.close(d, acts.outcomes(one(b).incident)[0]), "wang")
    hand(b, a, stick / "b2.zip")
    hand(b, c, stick / "b3.zip")
    states = [msgspec.json.encode(one(store).incident) for store in three]
    assert states[0] == states[1] == states[2]
    log = one(c)
    assert [e.event.text for e in set_right(log.entries) if isinstance(e.event, ev.Noted)] == said
    assert minute(log.incident.closed) == 55
    (answered,) = [t for t in log.incident.all_timers() if t.key == key and t.status == "answered"]
    assert minute(answered.answered) == 8
    assert minute(log.incident.callbacks["p1"].tries[0][0]) == 50
    assert log.incident.closed is not None
    assert log.incident.closed - at().wall == timedelta(minutes=55)
    assert log.incident.conflicts == {}


class Answers:
    """Whoever sits at the terminal, by the questions' names."""

    def __init__(self, **said: list[str]) -> None:
        self.said = said
        self.asked: list[str] = []

    def ask(self, question: Question) -> str:
        self.asked.append(question.name)
        return self.said[question.name].pop(0)


@pytest.mark.parametrize(("right", "laptop_", "seconds"), [("this", "bbbbbb", 420.0), ("that", "aaaaaa", -420.0)])
def test_the_question_is_asked_once_and_the_minutes_are_read_from_both_clocks(
    three: tuple[Store, Store, Store], fast: Path, monkeypatch: pytest.MonkeyPatch, right: str, laptop_: str, seconds: float
) -> None:
    a, b, _ = three
    act(b, 3, lambda d: acts.note(d, "by b"))
    hand(b, a, fast / "1.zip")
    act(a, 4, lambda d: acts.note(d, "by a, who had read it"))
    hand(b, a, fast / "b.zip")
    answers = Answers(**{"clock": [right], "clock-minutes": ["seven", "0", "7"]})
    assert a.laptop == "aaaaaa"
    ctx = Context(a.home, from_environment(), lambda: None, Out(StringIO(), "en", True), Out(StringIO(), "en", True), Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]
    monkeypatch.setattr(Context, "ask", answers)
    with Bundle(str(fast / "b.zip"), REGISTERS) as bundle:
        for _ in range(2):
            put_right(ctx, Keepers(a.home), bundle.manifest, None, False)
    assert answers.asked == ["clock", "clock-minutes", "clock-minutes", "clock-minutes"]
    (said,) = [e.event for e in one(a).entries if isinstance(e.event, ev.ClockOff)]
    assert (said.laptop, said.seconds) == (laptop_, seconds)


@pytest.mark.parametrize("minutes", ["nan", "inf", "-inf", "1e300", "-99999999999"])
def test_a_clock_that_no_computer_has_is_refused_before_anything_is_taken_in(
    three: tuple[Store, Store, Store], fast: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch, minutes: str
) -> None:
    a, b, _ = three
    act(b, 8, lambda d: acts.note(d, "from b"), "wang")
    out(b, fast / "b.zip")
    monkeypatch.setenv("KIT_HOME", a.home)
    before = len(one(a).entries)
    said = kit("import", str(fast / "b.zip"), "--yes", f"--clock={minutes}")
    assert said.code == 2 and "MINUTES" in said.err, said.err
    assert len(one(a).entries) == before


@pytest.mark.parametrize("seconds", [1e300, 1e12, float("inf")])
def test_a_clock_that_no_computer_has_makes_no_log_unreadable(three: tuple[Store, Store, Store], seconds: float) -> None:
    a, b, _ = three
    log = one(a)
    log.store.record(log, at(5), "li", lambda d: d.add(ev.ClockOff(b.laptop, seconds, 3)))
    log.store.record(log, at(6), "li", lambda d: d.add(ev.ClockJumped(seconds, False)))
    log.store.record(log, at(7), "li", lambda d: d.add(ev.ClockOff(a.laptop, 60.0, 1)))
    again = Store(a.home)
    folder = again.load(again.all_found()[0])
    assert [e for e in folder.entries if e.kind == "note" or e.kind == "opened"]
    assert set_right(folder.entries)
