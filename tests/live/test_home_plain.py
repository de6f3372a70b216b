"""The home screen as numbered lines: what falls due while it waits is told there as on the drawn one."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from kit.incidents.incident.files.store import Store
from tests.support.play import Lines, Played, rung, seen_since
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal

pytestmark = pytest.mark.exhaustive


def home_of(tmp_path: Path, *types: str, lang: str = "en") -> tuple[dict[str, str], ClockFile]:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", lang, clock)
    for type_ in types:
        kit(env, "start", type_, "--drill", "--profile", "hotline", "--json")
    return env, clock


@pytest.mark.parametrize(("lang", "said"), [("en", "Due: [DRILL]"), ("zh", "到时：【演练】")])
def test_a_timer_that_falls_due_at_the_home_s_prompt_is_told_with_its_number_and_rings_again(
    tmp_path: Path, lang: str, said: str
) -> None:
    """A leader who waited at the numbered home heard nothing and read nothing: each minute, then every three."""
    env, clock = home_of(tmp_path, "application-outage", lang=lang)
    with Terminal(["--plain"], env, rows=60, cols=120) as t:
        p = Lines(t)
        p.see("编号" if lang == "zh" else "Number:")
        assert t.bells == 0
        for bells, minute in ((1, 5), (2, 6), (3, 7)):
            p.mark = len(t.raw)
            clock.at(minute)
            p.see(said, "键入 1 处理" if lang == "zh" else "Type 1 to deal with it", "编号" if lang == "zh" else "Number:")
            rung(t, bells)
        p.say("1", "> ", ask="编号" if lang == "zh" else "Number:")


def test_what_is_due_when_the_home_opens_is_told_above_the_list(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path, "application-outage")
    clock.at(8)
    with Terminal(["--plain"], env, rows=60) as t:
        Lines(t).see("Due: [DRILL]", "Type 1 to deal with it", "1 Resume", "Number:")
        rung(t, 1)


def test_the_line_that_is_being_typed_stands_below_what_fell_due(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        t.child.send("lights are o")
        p.see("Number: lights are o")
        p.mark = len(t.raw)
        clock.at(5)
        p.see("Type 1 to deal with it", "Number: lights are o")
        t.child.send("ut\n")
        p.see("Power outage")


def test_an_incident_that_another_terminal_opened_gets_a_number_and_is_told(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("1 Resume", "51 ", "Number:")
        p.mark = len(t.raw)
        ref = json.loads(kit(env, "start", "fire", "--drill", "--profile", "hotline", "--json"))["ref"]
        clock.at(1)
        p.see("every number stays", f"Resume {ref}", "Number:")
        p.mark = len(t.raw)
        clock.at(6)
        p.see("Fire", "to deal with it")
        told = re.findall(rf"{ref}[^.]*\. Type (\d) to deal", seen_since(t, p.mark))
        number = re.findall(rf"(\d) Resume {ref}", seen_since(t, 0))[-1]
        assert told and set(told) == {number}


def test_a_silent_incident_rings_nothing_at_home(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path, "robbery")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        clock.at(30)
        p.say("?", ask="Number:")
        assert t.bells == 0 and "Due:" not in t.text()


def test_a_call_that_the_register_owes_is_told_and_answered_by_its_number(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path)
    kit(env, "callback", "add", "Zhao Li", "--phone", "13800138001", "--promised", "20")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Zhao Li", "Calls owed", "Number:")
        p.mark = len(t.raw)
        clock.at(21)
        p.see("Due: ", "Zhao Li", "Type 52 to deal with it")
        p.say("52", "Zhao Li")
        p.say("1", "r Reached", ask="Letter:")
        p.say("r", "Is it settled", "y Settled", ask="Letter:")
        p.say("y", "Zhao Li 13800138001: reached", "51 Start an incident")
        t.child.send("0\n")
        assert t.end() == 0
    assert "Zhao Li" not in kit(env, "callback", "list")


def test_which_incident_asked_in_numbered_lines_tells_what_falls_due(tmp_path: Path) -> None:
    env, clock = home_of(tmp_path, "application-outage", "call-surge")
    with Terminal(["guide", "--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Which incident", "Number:")
        p.mark = len(t.raw)
        clock.at(5)
        p.see("Due: [DRILL]", "to deal with it", "Number:")


def test_while_one_looks_for_a_list_at_home_what_falls_due_is_told_without_a_number_of_home(tmp_path: Path) -> None:
    """"Type 1 to deal with it" stood under a list whose 1 opened another incident."""
    env, clock = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        p.say("the lights went out", "Power outage")
        p.mark = len(t.raw)
        clock.at(5)
        p.see("Due: [DRILL]", "Go back to the home screen to deal with it", "Number:")
        assert "Type 1 to deal" not in seen_since(t, p.mark)
        rung(t, 2)  # one for what was typed and stands in no log


def test_in_the_shift_log_what_falls_due_and_a_command_for_it_name_the_way_by_home_s_number(tmp_path: Path) -> None:
    """"Answer it with kit guide -i REF", and that line was refused: this was kit already."""
    env, clock = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        p.say("l", "Shift log", ask="Letter:")
        p.mark = len(t.raw)
        clock.at(5)
        p.see("Due: [DRILL]", "Go back to the home screen (q), then type 1 to deal with it", "Letter:")
        (log,) = Store(env["KIT_HOME"]).open_logs()
        p.say(f"kit guide -i {log.ref}", "takes no commands", "Go back to the home screen (q), then type 1", ask="Letter:")


def test_a_sentence_typed_at_home_is_said_not_to_be_recorded_and_n_makes_it_a_note(tmp_path: Path) -> None:
    """A note typed without looking searched, found anything, and was gone."""
    env, _ = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        p.say("reserve staff come at 7", 'Not recorded: "reserve staff come at 7"', "type n")
        p.say("n", "1 Resume")
    (open_,) = json.loads(kit(env, "list", "--json"))["incidents"]
    log = [json.loads(x) for x in kit(env, "log", open_["ref"], "--json").splitlines()]
    assert [e["data"]["text"] for e in log if e["kind"] == "note"] == ["reserve staff come at 7"]


def test_a_digit_behind_a_list_nobody_can_have_read_is_asked_about_at_home(tmp_path: Path) -> None:
    """A sentence and 1 within a second opened a real incident of what the search made of it."""
    env, _ = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env | {"KIT_PAUSE": "0.5"}, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        p.say("fire", "68 Fire")
        p.say("68", 'Start "Fire"?', ask="Letter:")
        p.say("n", "68 Fire")
        p.say("0", "1 Resume")
        p.say("two of the agents feel faint", "Not recorded")
        number = re.findall(r"(\d\d+) [A-Z][^-]+ - ", seen_since(t, p.mark))[0]
        time.sleep(1.5)
        p.say(number, "was not recorded. Start", "n No, make it a note of", "two of the agents feel faint", ask="Letter:")
        p.say("n", "1 Resume")
    assert len(json.loads(kit(env, "list", "--json"))["incidents"]) == 1


def test_a_single_letter_at_home_never_searches(tmp_path: Path) -> None:
    """``y`` searched, and the 1 behind it opened what it had found."""
    env, clock = home_of(tmp_path, "application-outage")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        p.say("y", "y means nothing on the home screen", "1 Resume")
        p.say("d", "Nothing is due", "1 Resume")
        p.say("fire", "68 Fire")
        p.say("x", "x means nothing on the home screen", "68 Fire")
        p.say("0", "1 Resume")
        clock.at(8)
        p.see("Due: [DRILL]")
        p.say("d", "> ", "Answer what is due")


def test_played_alone_the_home_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    played = Played(tmp_path, "en")
    with Terminal(["--plain"], played.env, rows=60) as t:
        p = Lines(t)
        p.see("Number:")
        t.child.send("0\n")
        assert t.end() == 0


@pytest.mark.parametrize(("lang", "asked", "number"), [("zh", "备注记到值班日志", "编号"), ("en", "a note for the shift's log", "Number:")])
def test_a_note_while_no_incident_is_open_stands_in_the_shift_s_log(tmp_path: Path, lang: str, asked: str, number: str) -> None:
    """It was refused in one line, and where to note was not said."""
    env = environment(tmp_path / "home", lang)
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see(number)
        p.say("n", asked, ask=asked)
        p.say("二号空调异响", "二号空调异响", ask=number)
        p.say("n", asked, ask=asked)
        t.child.send("\x1b")
        p.see(number)
    notes = json.loads(kit(env, "shift", "show", "--json"))["shift"]["notes"]
    assert [note["text"] for note in notes] == ["二号空调异响"]
