"""When an act happened, and the times that it names: read against its own time, bounded, read back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.base.typed.times import PAST, Ask, read
from kit.ground.machine.clock import Now, walls
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts.steps import checked_value
from kit.incidents.incident.show.entries import entry_line
from kit.incidents.incident.show.texts import clock
from kit.plans.checklists.rules.format import Step
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.machine import NEW_YORK, in_zone
from tests.support.world import minute_of

DAY = f"{TEN:%Y-%m-%d}"


def promised(folder: Log) -> datetime | None:
    return next(iter(folder.incident.callbacks.values())).promised


def test_a_promise_that_is_noted_late_is_read_against_the_time_at_which_it_was_made(kit: Kit) -> None:
    answer = kit.at(11)("callback", "add", "LI", "--promised", "10:08", "--at", "10:06")
    assert answer.code == 0
    assert promised(kit.folder()) == TEN + timedelta(minutes=8)
    assert "10:08, 3 min ago" in answer.err
    due = [t for t in kit.folder().incident.running() if t.key.startswith("promise:")]
    assert [t.due for t in due] == [TEN + timedelta(minutes=8)]  # late at once: it rings


def test_minutes_of_a_promise_count_from_the_act(kit: Kit) -> None:
    kit.at(11)("callback", "add", "LI", "--promised", "15分钟后", "--at", "10:06")
    assert promised(kit.folder()) == TEN + timedelta(minutes=21)


@pytest.mark.parametrize(
    ("line", "kind", "field"),
    [
        (("hand", "no-logout", "Wang", "--until", "10:08"), "step-handed", "until"),
        (("say", "staff", "--words", "wait", "--next", "10:08"), "announced", "next"),
        (("report", "--restore", "10:08"), "fact", "time"),
        (("forecast", "vendor", "10:08"), "forecast-given", "due"),
        (("say", "staff", "--restore", "10:08"), "fact", "time"),
    ],
)
def test_every_time_to_come_is_read_against_its_own_act(
    kit: Kit, line: tuple[str, ...], kind: str, field: str
) -> None:
    assert kit.at(11)(*line, "--at", "10:06").code == 0
    entry = [e for e in kit.folder().entries if e.event.kind == kind][-1]
    assert getattr(entry.event, field) == TEN + timedelta(minutes=8)
    assert entry.at == TEN + timedelta(minutes=6)


def test_what_was_understood_is_read_back_on_stderr(kit: Kit) -> None:
    assert "10:25, in 14 min" in kit.at(11)("hand", "no-logout", "Wang", "--until", "14 min").err
    assert "10:04, 7 min ago" in kit("answer", "began", "7分钟前").err
    assert kit("note", "x").err == ""


def test_a_text_that_is_no_time_is_said_as_it_is_but_a_time_that_has_passed_is_not(kit: Kit) -> None:
    assert kit.at(11)("report", "--restore", "this afternoon perhaps").code == 0
    assert kit.folder().incident.facts["restore"].text == "this afternoon perhaps"
    answer = kit("report", "--restore", "-15")
    assert (answer.code, "has passed" in answer.err) == (2, True)
    for slip in ("9999", "24:01", "25:70"):  # it was read out: "Expected to be restored: 25:70"
        assert (kit("report", "--restore", slip).code, slip in kit("report").out) == (2, False)


# ---- far off ------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["2025-03-02 10:04", f"{TEN - timedelta(hours=20):%Y-%m-%d %H:%M}", "-900"])
def test_a_time_far_off_is_refused_until_its_day_is_said_apart(kit: Kit, at: str) -> None:
    answer = kit.at(11)("note", "x", "--at", at)
    assert answer.code == 2
    day = answer.err.split("--date ")[1][:10]
    assert kit("note", "x", "--at", at, "--date", day).code == 0


def test_an_incident_is_not_opened_years_ago_by_a_slip(kit: Kit) -> None:
    early = ("start", "application-outage", "--drill", "--no-guide", "--at", "2023-06-25 06:20")
    assert kit.at(0)(*early).code == 2
    started = kit(*early, "--date", "2023-06-25", "--json")
    assert started.code == 0
    ref = started.json["ref"]
    # Near what the incident itself knows nothing is far: its notes are typed in on the next day.
    assert kit("answer", "began", "06:24", "--at", "2023-06-25 06:30", "-i", ref).code == 0
    began = kit.folder(ref).incident.steps["began"].value
    assert datetime.fromisoformat(began).replace(tzinfo=None) == datetime(2023, 6, 25, 6, 24)


def test_a_step_that_asks_when_it_began_wants_a_time(kit: Kit) -> None:
    assert kit.at(42)("tick", "began").code == 2
    assert "began" not in kit.folder().incident.steps or not kit.folder().incident.steps["began"].answered
    assert kit("tick", "restored").code == 0  # now is what is meant there


@pytest.mark.parametrize("value", ["2025-03-02 10:04", "21:30"])
def test_a_value_far_off_is_refused_until_its_day_is_said_apart(kit: Kit, value: str) -> None:
    answer = kit.at(11)("answer", "began", value)
    assert answer.code == 2
    day = answer.err.split("--date ")[1][:10]
    assert kit("answer", "began", value, "--date", day).code == 0
    assert kit.folder().incident.steps["began"].value.startswith(day)


def test_a_time_that_is_corrected_the_next_day_is_read_from_when_the_wrong_one_was_written(kit: Kit) -> None:
    wrong = kit.at(5)("answer", "began", "09:48", "--json").json["entries"][0]["n"]
    answer = kit.at(25 * 60)("note", "--amend", str(wrong), "09:58")
    assert answer.code == 0
    assert kit.folder().incident.steps["began"].value.startswith(f"{DAY}T09:58")
    assert "03-02 09:58, 25 h 2 min ago" in answer.err


def test_what_is_taken_of_a_range_is_said(kit: Kit) -> None:
    step = next(v for v in kit.folder().incident.views() if v.step.answer == "number")
    answer = kit("answer", step.key, "15-20")
    assert answer.code == 0 and kit.folder().incident.steps[step.key].value == "15"
    assert 'Of "15-20" the lower, 15, is taken' in answer.err


def test_an_act_before_the_opening_says_so(kit: Kit) -> None:
    kit.at(11)("note", "lights flickered", "--at", "09:18")
    folder = kit.folder()
    line = entry_line(folder.incident, folder.entries[-1], "en")
    assert line.endswith("(42 min before the opening) (written 10:11)")
    assert "事件开始前 42 分" in entry_line(folder.incident, folder.entries[-1], "zh")


# ---- an hour that the wall clock shows twice ------------------------------------------------------


@pytest.fixture
def new_york() -> Iterator[None]:
    with in_zone(NEW_YORK):
        yield


SUMMER, WINTER = timezone(timedelta(hours=-4)), timezone(timedelta(hours=-5))


def test_an_hour_shown_twice_is_asked_back_and_printed_with_its_offset_and_read_again(new_york: None, tmp_path: Path) -> None:
    now = datetime(2026, 11, 1, 3, 0, tzinfo=WINTER)
    found = read("1:30", PAST, now, walls(now))
    assert isinstance(found, Ask) and found.why == "twice"
    assert [at.utcoffset() for at in found.times] == [SUMMER.utcoffset(None), WINTER.utcoffset(None)]
    folder = opened(tmp_path, "fire", at=datetime(2026, 11, 1, 0, 40, tzinfo=SUMMER))
    second = datetime(2026, 11, 1, 1, 0, tzinfo=WINTER)
    assert clock(folder.incident, second) == "01:00-05:00"
    for at in (second, second - timedelta(hours=1), second + timedelta(hours=1)):
        assert read(clock(folder.incident, at), PAST, now, walls(now)) == at


def test_a_first_hour_is_meant_while_the_second_has_not_got_there(new_york: None) -> None:
    now = datetime(2026, 11, 1, 1, 20, tzinfo=WINTER)
    assert read("01:52", PAST, now, walls(now)) == datetime(2026, 11, 1, 1, 52, tzinfo=SUMMER)


def test_commands_know_the_machines_own_zone(new_york: None, tmp_path: Path, kit: Kit) -> None:
    os.environ.pop("KIT_CLOCK", None)
    folder = opened(kit.home, "fire", at=datetime(2026, 11, 1, 0, 40, tzinfo=SUMMER), drill=True)
    folder.store.record(folder, Now(datetime(2026, 11, 1, 0, 45, tzinfo=SUMMER)), "li", lambda d: acts.note(d, "x"))
    kit.env("KIT_CLOCK", f"file:{tmp_path / 'now'}")
    (tmp_path / "now").write_text("2026-11-01T03:00:00-05:00", encoding="ascii")
    answer = kit("note", "x", "-i", folder.ref, "--at", "1:30")
    assert answer.code == 2
    assert "01:30-04:00" in answer.err and "01:30-05:00" in answer.err
    assert kit("note", "x", "-i", folder.ref, "--at", "01:30-05:00").code == 0
    (tmp_path / "now").write_text("2026-03-08T04:00:00-04:00", encoding="ascii")
    assert "skips" in kit("note", "x", "-i", folder.ref, "--at", "2:30").err


def test_only_a_time_with_its_day_and_its_offset_has_been_asked_about_already() -> None:
    """A day far off without one is asked back as any other."""
    step = Step("began", Text("起", "Began"), answer="time")
    now = minute_of(0)
    said = (now - timedelta(days=400)).isoformat(timespec="seconds")
    assert checked_value(step, said, now) == said
    with pytest.raises(Refused):
        checked_value(step, said[:16], now)


@pytest.mark.parametrize("typed", ["85%", "85 %", "８５％", "85％", "85 percent", "百分之八十五", "八十五", "85"])
def test_a_share_is_read_however_its_sign_is_typed(bare: Kit, typed: str) -> None:
    """A full-width sign, as an input method makes it, was no number; ``85 people`` was one."""
    log = opened(bare.home, "call-surge", drill=True)
    assert bare.at(1)("answer", "rate-start", typed).code == 0
    assert bare.folder(log.ref).incident.steps["rate-start"].value == "85"
    for wrong, code in (("150%", "out of bounds"), ("百分之一百五", "out of bounds"), ("85 人", "not a number")):
        refused = bare("answer", "rate-start", wrong)
        assert refused.code == 2 and code in refused.err


@pytest.mark.parametrize(("at", "day", "code"), [("-15", "2026-02-28", 2), ("02-28 10:01", "2026-03-02", 2), ("24:00", "2026-03-01", 0), ("-1", "2026-03-02", 0)])
def test_a_time_that_is_of_another_day_than_the_one_that_is_said_is_not_taken(kit: Kit, at: str, day: str, code: int) -> None:
    """The day was passed over, and a call of that day was recorded as of today."""
    said = kit("note", "x", "--at", at, "--date", day)
    assert said.code == code and (("is not of" in said.err) == bool(code)), said.err
