"""Lines and objects made from entries; texts with their blanks filled."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.days import Public
from kit.ground.base.text import Text
from kit.ground.base.words import table
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.ground.machine.clock import Now
from kit.incidents.incident.command.record import find_entry
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show import entries as tl
from kit.incidents.incident.show import texts
from kit.incidents.incident.show.step_lines import answer_text
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.logs import ticked
from tests.support.world import World, minute_of


@pytest.fixture
def folder(tmp_path: Path) -> Log:
    return opened(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """One for all who only look."""
    return opened(tmp_path_factory.mktemp("home"))


def record(folder: Log, minute: float, act: acts.Act) -> list[Entry]:
    return folder.store.record(folder, Now(TEN + timedelta(minutes=minute)), "li", act)


def test_blanks_are_filled_from_the_profile(folder: Log) -> None:
    text = Text("{minutes:fault-report}分钟内报{role:manager}", "{role:manager}: {minutes:fault-report}")
    assert texts.fill(text, folder.incident, "zh") == "5分钟内报中心经理"
    assert texts.fill(text, folder.incident, "en") == "centre manager: 5"


def test_numbers_are_filled_and_an_unknown_one_is_said(folder: Log) -> None:
    assert texts.fill("{number:police}", folder.incident, "en") == "110"
    assert texts.fill("{number:manager}", folder.incident, "en") == "no number"
    assert texts.fill("{number:manager}", folder.incident, "zh") == "号码未填"


def test_answers_are_filled_by_their_kind(folder: Log) -> None:
    for step, value in (("forecast", "no"), ("seats", "32.0"), ("began", "09:58"), ("order", "Zhao")):
        record(folder, 3, ticked(step, value))
    text = "{answer:forecast}|{answer:seats}|{answer:began}|{answer:order}"
    assert texts.fill(text, folder.incident, "en") == "No, it cannot|32|09:58|Zhao"
    assert texts.fill(text, folder.incident, "zh").startswith("不能恢复|32|09:58")


def test_an_unanswered_blank_shows_that_it_is_open(folder: Log) -> None:
    assert texts.fill("{answer:seats}", folder.incident, "zh") == "……"
    assert texts.fill("{answer:seats} {who} {minutes:nothing}", folder.incident, "en") == "... ... ..."


def test_answers_of_a_second_plan_are_its_own(folder: Log) -> None:
    other = folder.store.checklists.checklist("call-surge")
    record(folder, 1, lambda draft: acts.add_plan(draft, other))
    record(folder, 2, ticked("call-surge/queue-start", "80"))
    filled = texts.fill("{answer:queue-start}", folder.incident, "en", prefix="call-surge/")
    assert filled == "80"
    assert texts.fill("{answer:queue-start}", folder.incident, "en") == "..."


def test_typed_text_is_never_filled_again(folder: Log) -> None:
    record(folder, 1, ticked("which-system", "{role:tech}"))
    assert texts.fill("{answer:which-system}", folder.incident, "en") == "{role:tech}"


def test_who_may_be_a_post_or_a_name(folder: Log) -> None:
    assert texts.fill("Phone {who}", folder.incident, "en", who="manager") == "Phone centre manager"
    assert texts.fill("Phone {who}", folder.incident, "en", who="Zhou") == "Phone Zhou"


def test_an_entry_of_the_next_day_carries_its_date(folder: Log) -> None:
    (entry,) = record(folder, 15 * 60, lambda draft: acts.note(draft, "late"))
    line = tl.entry_line(folder.incident, entry, "en")
    assert line == "#6  03-03 01:00  li  Note: late"


def test_times_are_shown_in_the_incidents_own_offset(folder: Log) -> None:
    from datetime import UTC

    entry = Entry(9, "x", (TEN + timedelta(minutes=5)).astimezone(UTC), "li", ev.Noted("x"))
    assert "10:05" in tl.entry_line(folder.incident, entry, "en")


def test_a_minute_between_happening_and_writing_is_marked(folder: Log) -> None:
    def line(seconds: int) -> str:
        entry = Entry(9, "x", TEN, "li", ev.Noted("x"), TEN + timedelta(seconds=seconds))
        return tl.entry_line(folder.incident, entry, "zh")

    assert line(59).endswith("备注：x")
    assert line(60).endswith("备注：x（10:01 补记）")


def test_json_keys_never_change(folder: Log) -> None:
    (entry,) = record(folder, 1, lambda draft: acts.note(draft, "x"))
    assert list(tl.entry_json(entry)) == ["n", "id", "at", "wrote", "by", "kind", "data", "journal"]
    assert tl.entry_json(entry)["data"] == {"text": "x"}
    assert msgspec.json.encode(tl.entry_json(folder.entries[0]))


def test_an_entry_of_a_newer_kit_is_shown_by_its_word(folder: Log) -> None:
    entry = Entry(9, "x", TEN, "li", Unknown("moon\x1b[31m", {"a": 1}))
    assert "moon[31m" in tl.entry_line(folder.incident, entry, "en")
    assert tl.entry_json(entry)["data"] == {"a": 1}


def test_entries_of_two_laptops_are_told_apart(folder: Log) -> None:
    one = Entry(7, "a", TEN, "li", ev.Noted("x"), journal="aaa")
    two = Entry(7, "b", TEN, "li", ev.Noted("y"), journal="bbb")
    assert tl.number(one, [one, two]) == "#7@aaa"
    assert find_entry([one, two], "7@bbb", "aaa") is two
    assert find_entry([one, two], "#7", "aaa") is one
    assert find_entry([one, two], "b", "aaa") is two
    assert find_entry([one, two], "7", "zzz") is None
    assert find_entry([one, two], "8", "aaa") is None


SAMPLES: list[Event] = [
    ev.StepDoing("seats"),
    ev.StepDone("seats", "12"),
    ev.StepSkipped("seats", "why"),
    ev.StepNotApplicable("seats"),
    ev.StepDeferred("seats"),
    ev.StepHanded("seats", "manager", TEN, True),
    ev.StepReopened("seats"),
    ev.StepAnew("seats", "seats"),
    ev.Noted("x"),
    ev.Amended("gone", "x"),
    ev.Called("Zhou", "busy", "manager", "8001", 2, "x", True, "seats"),
    ev.LevelSet("2", "1", "why"),
    ev.TimerStarted("report-5", TEN, 5),
    ev.DaysEntered(Public((2026,))),
    ev.TimerCountedAnew("report-5", TEN, 2027),
    ev.TimerAnswered("report-5", "told", "", "manager"),
    ev.TimerFailed("report-5", TEN),
    ev.TimerSnoozed("report-5", TEN, "why"),
    ev.TimerCancelled("report-5", "skipped"),
    ev.TimerStopped("report-5", "step:seats"),
    ev.Escalated("report-5", "manager", "supervisor"),
    ev.NobodyReachable("report-5"),
    ev.CallbackAdded("c1", "Chen", "138", "refund", TEN),
    ev.CallbackTried("c1", "given-up", "why"),
    ev.CallbackMoved("c1", TEN, "why", "Wang"),
    ev.DownAgain("restored", TEN, [], "why"),
    ev.ForecastGiven("f1", "tech", TEN, "switch", "soon"),
    ev.ForecastEnded("f1", "kept", "well"),
    ev.Prepared("order", "251120-AAA-0001", Text("先机房", "server room first"), minute_of(0)),
    ev.ActionAdded("a1", "x", "manager", "April"),
    ev.ActionDone("a1", "x", "zhao"),
    ev.ActionMoved("a1", "2026-05-01", "why"),
    ev.ActionGiven("a1", "tech"),
    ev.ActionChecked("a1", "sent-back", "why"),
    ev.ActionChecked("a1", "verified", "seen"),
    ev.ActionDropped("a1", "why"),
    ev.ActionSeen("a1", "yes", "the next drill", "well"),
    ev.CauseSet("mains-power", Text("市电停电", "Mains power failure"), "250101-AAA-0001", "why"),
    ev.Redlined("seats", "unclear", "which seats"),
    ev.Reviewed("told", "the lamps went out", "zhao"),
    ev.FactSet("effect", "40 seats"),
    ev.Announced("customers", "we are on it", "first", TEN),
    ev.ClockJumped(-90),
    ev.ClockOff("bbbbbb", 420),
    ev.Left(),
    ev.RecorderSet("wang", "aaaaaa", "li"),
    ev.Resumed(),
    ev.Joined(1, "R", "t"),
    ev.Closed("resolved", "x", ["seats"]),
    ev.Reopened("why"),
    ev.Undone("x2", ["x3"], "why"),
    ev.SignerCorrected("wang", "li", ["x2"]),
    ev.Forgotten(["c1"], {"x2": ["name"]}),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.kind)
def test_every_kind_of_entry_has_words(untouched: Log, event: Event, lang: str) -> None:
    entry = Entry(9, "x", TEN, "li", event)
    line = tl.entry_line(untouched.incident, entry, lang, hidden=True)
    assert line.partition("li  ")[2] != event.kind
    assert "{" not in line and len(line) > len("#9  10:00  li  ")


def test_every_kind_is_told_of_here() -> None:
    shown = {event.kind for event in SAMPLES} | {"opened", "plan-added", "step-added"}
    assert shown == set(ev.KINDS.words())


def test_kinds_that_only_the_guide_needs_are_hidden(folder: Log) -> None:
    for event in SAMPLES:
        line = tl.entry_line(folder.incident, Entry(9, "x", TEN, "li", event), "en")
        assert (line == "") == (event.kind in tl.HIDDEN)


def test_an_incident_with_nothing_known_can_still_be_told() -> None:
    for event in SAMPLES:
        entry = Entry(9, "x", TEN, "li", event)
        assert tl.entry_line(Incident(), entry, "zh", hidden=True)


def test_both_languages_have_the_same_blanks() -> None:
    import re

    for zh, en in table("timeline").values():
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en))


def test_a_customer_who_was_not_reached_is_put_off_in_words_of_the_readers_language() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Chen", "1001", "bill")
    world.do(2, acts.tick, "restored", minute_of(2).isoformat())
    world.do(3, acts.tick, "follow-up@k1", "unreached")
    view = world.incident.view("follow-up@k1")
    assert view is not None and view.state.status == "deferred"
    assert answer_text(world.incident, view, "zh") == "没通"
    shown = "\n".join(tl.timeline(world.incident, world.entries, "zh"))
    assert "没通" in shown and "unreached" not in shown


def test_a_log_whose_numbers_jump_says_how_many_it_leaves_out(kit: Kit) -> None:
    folder = kit.folder()
    for step in ("inform-agents", "tell-supervisor"):
        key = next((v.key for v in folder.incident.views() if v.key == step), folder.incident.views()[1].key)
        folder.store.record(folder, Now(TEN), "li", lambda draft, key=key: acts.take_up(draft, key))
    short, whole = kit("log"), kit("log", "--all")
    left_out = len(whole.out.splitlines()) - len(short.out.splitlines())
    assert left_out > 0 and f"The numbers jump: {left_out} entries" in short.err
    assert "numbers jump" not in whole.err and "numbers jump" not in kit("log", "--json").err
