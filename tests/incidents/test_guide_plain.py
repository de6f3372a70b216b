"""Numbered questions: the answers understood, and the guide played through without redrawing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.plain import understand
from tests.support.play import Lines, Played
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal

pytestmark = pytest.mark.exhaustive
CHOICE = Question("step", "", "choice", [Option("done", "Done"), Option("skip", "Skip", "s")])
TEXT = Question("note", "Note:", "text")


@pytest.fixture
def drill(tmp_path: Path) -> Played:
    return Played(tmp_path, "en")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", "done"),
        ("2", "skip"),
        ("２", "skip"),
        ("s", "skip"),
        ("S", "skip"),
        ("skip", "skip"),
        ("0", None),
        ("3", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("1 1", None),
    ],
)
def test_a_line_means_one_of_the_options_or_nothing(typed: str, meant: str | None) -> None:
    assert understand(CHOICE, typed) == meant


def test_an_empty_line_answers_only_where_it_may() -> None:
    assert understand(TEXT, "") is None
    assert understand(Question("note", "", "text", optional=True), "") == ""
    assert understand(Question("note", "", "text", default="5"), "") == "5"
    assert understand(TEXT, "1") == "1"


def test_a_line_that_is_no_number_is_asked_again_and_does_nothing(drill: Played) -> None:
    before = drill.kinds()
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("> Tell the whole floor", "Number:")
        p.say("what?", "Not understood; type a number.")
        p.say("99", "Not understood; type a number.")
        p.say("", "Not understood; type a number.")
        p.say("0", "Note", "Close the incident", "Leave")
        t.child.send("q\n")
        assert t.end() == 0
        t.see("Left; everything is recorded", f"kit guide -i {drill.ref}")
    new = drill.kinds()[len(before) :]
    assert [k for k in new if k != "joined"] == ["guide-resumed", "guide-left"]


def test_pasted_lines_answer_one_question_only(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("> Tell the whole floor", "Number:")
        p.say("1\n1\n1\n1\n1", "> Phone the system operations specialist")
        p.say("n", "Note:", ask="Note:")
    assert drill.kinds().count("step-done") == 1


def test_end_of_input_leaves_with_one_line(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env) as t:
        t.see("> Tell the whole floor", "Number:")
        t.child.send("\x04")
        assert t.end() == 130
        t.see(f"kit guide -i {drill.ref}")
        assert b"Traceback" not in t.raw


def test_skip_level_and_back_work_by_number_and_by_key(tmp_path: Path) -> None:
    drill = Played(tmp_path, "en", "call-surge")
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("Level 1 support", "> Call all", "Number:")
        p.say("+", "Level 2 support")
        p.say("-", ask="(may be empty):")
        p.say("calmer", "Level 1 support")
        p.say("s", ask="Reason:")
        p.say("none here", "> Phone the call centre supervisor")
        p.say("b", "> Call all")
    assert "none here" in kit(drill.env, "log", drill.ref)


def test_a_silent_type_rings_no_bell_in_plain_lines(tmp_path: Path) -> None:
    drill = Played(tmp_path, "en", "robbery")
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("press Enter and record what happened")
        drill.clock.at(90)
        p.say("", "1:30 elapsed")
        assert t.bells == 0


def test_where_one_types_stands_below_the_rings(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    kit(env, "start", "power-outage", "--drill", "--profile", "hotline", "--json")
    with Terminal(["guide", "--plain"], env) as t:
        t.see("Number:")
        clock.at(61)
        t.see("Answer it with d.")
        for _ in range(600):
            if t.text().rstrip().endswith("Number:"):
                break
            t.read(0.05)
        else:
            raise AssertionError(t.text())
