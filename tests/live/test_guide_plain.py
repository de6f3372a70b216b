"""Numbered questions: the answers understood, and the guide played through without redrawing."""

from __future__ import annotations

import re
import termios
from pathlib import Path

import pytest

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.plain import understand
from kit.live.guide.talk.numbers import BESIDE
from tests.support.hands import printed
from tests.support.play import Lines, Played, rung, seen_since
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal, settings, untouched

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
        ("s", None),
        ("skip", "skip"),
        ("DONE", "done"),
        ("enter", None),
        ("0", None),
        ("3", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("1 1", None),
    ],
)
def test_a_line_means_one_of_the_options_or_nothing(typed: str, meant: str | None) -> None:
    assert understand(printed(CHOICE), typed) == meant


def test_the_program_s_own_word_for_an_option_is_no_answer() -> None:
    """``told`` typed at a list in Chinese told somebody: only what was printed acts."""
    chinese = Question(
        "due", "", options=[Option("told", "已告知：主管", "r"), Option("no", "还没有")]
    )
    unlisted = Question("step", "", options=[*CHOICE.options, Option("leave", "Leave")], first=1)
    assert [understand(printed(chinese), text) for text in ("told", "no", "还没有")] == [
        None,
        None,
        "no",
    ]
    assert understand(printed(unlisted), "leave") is None, "it was not printed yet"
    lettered = Question("due", "", options=[Option("yes", "Yes", "y")], lettered=True)
    assert [understand(printed(lettered), text) for text in ("yes", "y")] == [None, "yes"]


def test_a_choice_with_two_keys_is_meant_by_either() -> None:
    lettered = Question(
        "undo", "", options=[Option("yes", "Take it back", "u", "y")], lettered=True
    )
    assert [understand(printed(lettered), key) for key in "uyz"] == ["yes", "yes", None]


def test_an_empty_line_answers_only_where_it_may() -> None:
    assert understand(printed(TEXT), "") is None
    assert understand(printed(Question("note", "", "text", optional=True)), "") == ""
    assert understand(printed(Question("note", "", "text", default="5")), "") == "5"
    assert understand(printed(TEXT), "1") == "1"


def test_a_line_that_is_no_number_is_asked_again_and_does_nothing(drill: Played) -> None:
    before = drill.kinds()
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("99", "99 means nothing here and was not counted")
        p.say("", "Not understood; type a number.")
        p.say("0", "? More")
        p.say("15", "15 means nothing here and was not counted")
        p.say("?", "Note", "Close the incident", "Leave")
        t.child.send("q\n0\n")
        assert t.end() == 0
        t.see("Left; everything is recorded", f"kit guide -i {drill.ref}")
    new = drill.kinds()[len(before) :]
    assert [k for k in new if k != "joined"] == ["guide-resumed", "guide-left"]


def test_pasted_lines_answer_one_question_only(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("1\n1\n1\n1\n1", "> Phone the system operations specialist")
        p.say("n", "Note:", ask="Note:")
    assert drill.kinds().count("step-done") == 1


def test_end_of_input_leaves_with_one_line(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env) as t:
        t.see("> Call out: stay logged on", "Number:")
        t.child.send("\x04")
        assert t.end() == 130
        t.see(f"kit guide -i {drill.ref}")
        assert b"Traceback" not in t.raw


def test_skip_level_and_back_work_by_number(tmp_path: Path) -> None:
    drill = Played(tmp_path, "en", "call-surge")
    with Terminal(["guide", "--plain"], drill.env | {"KIT_PAUSE": "0"}) as t:
        p = Lines(t)
        p.see("Level 1 support", "> Have all customer service", "Number:")
        p.say("35", 'Is it "Raise the level"?', ask="sign:")
        p.say("b")
        p.say("?", "35 Raise the level")
        p.say("35", "Level 2 support")
        p.say("?", "36 Lower the level")
        p.say("36", ask="(may be empty):")
        p.say("calmer", "Level 1 support")
        p.say("11", 'Is it "Skip', ask="sign:")
        p.say("y", ask="Reason:")
        p.say("none here", "> Phone the call centre supervisor")
        p.say("?", "25 Back to the last step")
        p.say("25", "> Have all customer service")
    assert "none here" in kit(drill.env, "log", drill.ref)


def test_a_silent_type_rings_no_bell_in_plain_lines(tmp_path: Path) -> None:
    drill = Played(tmp_path, "en", "robbery")
    with Terminal(["guide", "--plain"], drill.env) as t:
        p = Lines(t)
        p.see("Touch nothing now. When people are safe, press Enter.")
        drill.clock.at(90)
        p.say("", "running 1:30")
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


def test_a_number_typed_while_a_timer_falls_due_answers_what_was_asked(drill: Played) -> None:
    """The due line is printed, the number is the step's; d is answered by letters, not digits."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.mark = len(t.raw)
        drill.clock.at(5)
        p.see("Due: Report to call centre supervisor in 5 min. Answer it with d.", "Number:")
        rung(t, 1)
        p.say("1", "> Phone the system operations specialist", "DUE NOW")
        p.mark = len(t.raw)
        drill.clock.at(6)
        p.see("Answer it with d.", "Number:")
        rung(t, 2)
        p.say("d", "r Told: call centre supervisor", "s Remind me later", ask="Letter:")
        p.say("8", "Not understood; type one of r n h", ask="Letter:")
        p.say("r", "Recorded", "> Phone the system operations specialist")
    kinds = drill.kinds()
    assert kinds.count("step-done") == 2 and kinds.count("called") == 1


def test_a_plain_menu_for_what_another_terminal_answered_is_closed(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.mark = len(t.raw)
        drill.clock.at(5)
        p.see("Answer it with d.")
        p.say("d", "r Told", ask="Letter:")
        kit(drill.env, "timer", "report-5", "--told")
        p.see("Dealt with at another terminal", "Number:")
        p.asked()
        p.say("q", "Left; everything is recorded", ask=drill.ref)
    assert drill.kinds().count("called") == 1


def test_what_is_due_elsewhere_is_printed_and_gone_to_and_q_leads_home(drill: Played) -> None:
    other = drill.start("call-surge")
    with Terminal(["guide", "--plain", "-i", drill.ref], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.mark = len(t.raw)
        drill.clock.at(5)
        p.see(f"Due elsewhere: [DRILL] {other} Call surge", "Go there with o.", "Number:")
        p.say("?", "Go to another open incident")
        p.say("o", "> Have all customer service")
        p.say("q", "Left; everything is recorded", "Resume")
        p.mark = len(t.raw)
        t.child.send("0\n")
        assert t.end() == 0


def test_words_typed_at_a_number_are_a_note_and_a_short_number_is_asked_again(
    drill: Played,
) -> None:
    """Text typed at a numbered question vanished; nobody who does not look types it again."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("caller crying", "Recorded", "> Call out: stay logged on")
        p.say("13800138000", "Recorded")
        p.say("85", "85 means nothing here and was not counted")
        p.say("1", 'Is it "done: Call out')
        p.say("y", "> Phone the system operations specialist")
    notes = [e["data"]["text"] for e in drill.log() if e["kind"] == "note"]
    assert notes == ["caller crying", "13800138000"]


def test_what_is_half_typed_stands_below_what_fell_due(drill: Played) -> None:
    """A ring pushed the half of a note off the screen; whoever typed on did not see what."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("n", ask="Note:")
        t.child.send("missing man is fo")
        t.see("Note: missing man is fo")
        p.mark = len(t.raw)
        drill.clock.at(5)
        p.see("Answer it with d.", "Note: missing man is fo")
        t.child.send("\x7f\x7ffound\n")
        p.see("Note: missing man is found", "Number:")
        p.say("q", "Left; everything is recorded", ask=drill.ref)
    notes = [e["data"]["text"] for e in drill.log() if e["kind"] == "note"]
    assert notes == ["missing man is found"]


def test_the_terminal_echoes_again_after_the_numbered_guide(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env) as t:
        Lines(t).see("> Call out: stay logged on", "Number:")
        assert not settings(t.child.child_fd)[3] & termios.ECHO
        t.child.send("q\n0\n")
        assert t.end() == 0
        assert settings(t.child.child_fd) == untouched()


def test_a_thing_keeps_its_number_while_the_step_stands(drill: Played) -> None:
    """A key that came or went between two prints gave all behind it other numbers."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("?", "Leave")
        before = numbers(seen_since(t, p.mark))
        p.say("n", ask="Note:")
        p.say("a note", "Recorded")
        p.say("u", ask="Letter:")
        p.say("u", "Taken back")
        p.say("?", "Leave")
        after = numbers(seen_since(t, p.mark))
    assert before["Leave"] == after["Leave"] and len(after) == len(before) + 1


def test_what_stands_beside_a_step_has_the_same_number_at_every_step(drill: Played) -> None:
    """A hand learns one number for the note: it changed with each step's own choices."""
    seen = []
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("?", "Leave")
        seen.append(numbers(seen_since(t, p.mark)))
        p.say("1", "> Phone the system operations specialist")
        p.say("?", "Leave")
        seen.append(numbers(seen_since(t, p.mark)))
    beside = [{w: n for w, n in each.items() if int(n) > BESIDE} for each in seen]
    both = beside[0].keys() & beside[1].keys()
    assert len(both) > 12 and {"Leave", "Note"} <= both
    assert {w: beside[0][w] for w in both} == {w: beside[1][w] for w in both}


def test_a_number_that_was_not_printed_is_asked_about_and_one_that_was_answers(drill: Played) -> None:
    """Typed without ``?`` first a number was not understood, and the digits behind it hit the step."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("?", "Leave")
        all_ = numbers(seen_since(t, p.mark))
        note, back = all_["Note"], all_["Back to the last step"]
        p.say("1", "> Phone the system operations specialist")
        p.say(note, 'Is it "Note"', ask="sign:")
        p.say("y", ask="Note:")
        p.say("rain", "Recorded")
    assert drill.kinds().count("note") == 1
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Phone the system operations specialist", "Number:")
        p.say(back, 'Is it "Back to the last step"', ask="sign:")
        p.say("b", "Number:")
        p.say("?", "Back to the last step")
        p.say(note, ask="Note:")
        p.say("wind", "Recorded")
        p.say("?", "Back to the last step")
        p.say(back, "> Call out: stay logged on")


@pytest.mark.parametrize("text", ["0", "<", "\x1b", "?", "d", "u"])
def test_no_key_is_a_reason_or_a_name(drill: Played, text: str) -> None:
    """``0``, which leads back everywhere, was why a step was skipped; ``d``, which a ring names, where
    people gather."""
    drill.clock.at(30)
    with Terminal(["guide", "--plain"], drill.env | {"KIT_PAUSE": "0"}, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("11", 'Is it "Skip', ask="sign:")
        p.say("y", "0 Back", ask="Reason:")
        t.child.send(f"{text}\n")
        if text == "?":
            p.see("Reason:")
        elif text == "d":
            p.see("Letter:")
        else:
            p.see("> Call out: stay logged on", "Number:")
    assert "step-skipped" not in drill.kinds()


def test_a_line_behind_one_that_was_not_understood_or_typed_twice_records_nothing(drill: Played) -> None:
    """``1`` twice reached the supervisor; ``31``, ``1`` meant to take back and reached somebody."""
    with Terminal(["guide", "--plain"], drill.env | {"KIT_PAUSE": "5"}, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("1", "Too quick: that was not counted")
        p.say("31", "31 means nothing here and was not counted")
        p.say("1", "Too quick")
        p.say("no light here", "Recorded")
    assert [k for k in drill.kinds() if k in ("step-done", "called", "note")] == ["note"]


def test_two_characters_of_chinese_are_a_note(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("没人", "Recorded")
    assert "note" in drill.kinds()


def test_a_sentence_where_a_code_closes_is_a_note_and_enter_alone_is_no_answer(drill: Played) -> None:
    """Nothing but the end of input led out, and sentences typed there were nowhere."""
    with Terminal(["guide", "--plain"], drill.env, rows=90) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("e", ask=":")
        p.say("abc", "Not closed", ask=":")
        p.say("", "> Call out: stay logged on")
        p.say("e", ask=":")
        p.say("guard is at lift A", "Recorded", "> Call out: stay logged on")
    assert "note" in drill.kinds() and "closed" not in drill.kinds()


def test_phone_off_has_one_number_in_every_menu(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("1", "3 Phone off", "2 No answer")
        p.say("?", "23 Call someone")
        p.say("23", "Whom:", "18 more")
        p.say("1", "3 Phone off", "2 No answer", "0 Back")
        p.say("0", "Whom:")
        p.say("0", "> Phone the system operations specialist")
    assert "called" not in drill.kinds()


def numbers(text: str) -> dict[str, str]:
    """Of the options of a menu that was printed, by their words."""
    found = re.findall(r"(?<= )(\d{1,2})  ?([A-Z][A-Za-z ,():/]+?)(?= \d{1,2} | Number:)", text)
    return {re.sub(r" \([a-z/]+\)$", "", words): number for number, words in found}
