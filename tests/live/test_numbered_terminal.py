"""The numbered guide in a real terminal: Esc, numbers before their list, narrow windows."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from kit.ground.base.cells import width
from tests.support.play import ESCAPES, Lines, Played
from tests.support.terminal import Terminal, settings, untouched

pytestmark = pytest.mark.exhaustive


@pytest.fixture
def drill(tmp_path: Path) -> Played:
    return Played(tmp_path, "en")


def notes(drill: Played) -> list[str]:
    return [e["data"]["text"] for e in drill.log() if e["kind"] == "note"]


def test_esc_alone_leaves_a_note_with_text_at_once_records_nothing_and_says_so(drill: Played) -> None:
    """``n``, a word, Esc Esc, ``@``: the note was still open, and read customer30."""
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("n", ask="Note:")
        p.mark = len(t.raw)
        t.child.send("customer")
        p.see("customer")
        t.child.send("\x1b")
        p.see('Not recorded: "customer"', "> Call out: stay logged on", "Number:")
        p.mark = len(t.raw)
        t.child.send("\x1b")
        p.see("Number:")
        p.say("@", ask="(22:04, -17 min; empty = now):")
        p.say("0", "nothing was recorded")
        assert notes(drill) == []
        p.say("n", "Typed before: customer", ask="Note:")
        p.say("", "Recorded")
    assert notes(drill) == ["customer"]


def test_esc_before_text_leaves_and_the_text_is_a_note_of_its_own(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env | {"KIT_PAUSE": "0"}, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("13", 'Is it "Hand', ask="sign:")
        p.say("y", ask="Hand to:")
        p.mark = len(t.raw)
        t.child.send("\x1b")
        p.see("nothing was recorded", "Number:")
        p.say("two men at the door", "Recorded")
    assert notes(drill) == ["two men at the door"] and "step-handed" not in drill.kinds()


def test_arrow_keys_are_no_esc(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("n", ask="Note:")
        p.say("smoke \x1b[Din\x1b[A the hall", "Recorded")
    assert notes(drill) == ["smoke in the hall"]


def test_esc_leaves_lists_and_single_questions_too(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        for number, asked in (("23", "Whom"), ("32", "withdraw"), ("28", "Go to step")):
            p.say("?", f"{number} ")
            p.say(number, asked, ask=":")
            p.mark = len(t.raw)
            t.child.send("\x1b")
            p.see("> Call out: stay logged on", "Number:")
        t.child.send("q\n0\n")
        assert t.end() == 0
    with Terminal(["--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("1 Resume", "Number:")
        p.mark = len(t.raw)
        t.child.send("\x1b")
        p.see("Number:")
        p.say("53", ask="Letter:")
        p.mark = len(t.raw)
        t.child.send("\x1b")
        p.see("1 Resume", "Number:")


def test_leave_counts_before_any_list_was_shown(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        Lines(t).see("> Call out: stay logged on", "Number:")
        t.child.send("q\n0\n")
        assert t.end() == 0
    assert drill.kinds()[-1] == "guide-left"


def test_what_is_due_or_taken_back_holds_nobody_and_a_form_can_be_opened_from_there(drill: Played) -> None:
    """``40`` was refused, the telephone number behind it was nowhere and the rest became notes."""
    drill.clock.at(6)
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        p = Lines(t)
        p.see("> Call out: stay logged on", "Number:")
        p.say("d", "r Told", ask="Letter:")
        p.say("40", "nothing was recorded", 'Is it "Customer to call back"?', ask="sign:")
        p.say("0")
        p.say("?", "40 Customer to call back")
        p.say("40", ask="none):")
        p.say("13912345678", "is kept", ask="not known):")
        p.say("Tom Li", ask="may be empty):")
        p.say("refund", ask="may be empty):")
        p.say("20", "Recorded", "Tom Li 13912345678")
        p.say("u", ask="Letter:")
        p.say("1", 'Is it "done')
        p.say("y", "Recorded", "> Phone")
    assert "undone" not in drill.kinds() and drill.kinds().count("step-done") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", ["power-outage", "robbery"])
def test_in_a_small_window_no_line_is_broken_by_its_edge_and_no_colour_is_used(
    tmp_path: Path, lang: str, type_: str
) -> None:
    played = Played(tmp_path, lang, type_)
    ask = "编号：" if lang == "zh" else "Number:"
    with Terminal(["guide", "--plain"], played.env | {"NO_COLOR": "1"}, cols=60, rows=18) as t:
        p = Lines(t)
        if type_ == "robbery":
            p.see("1")
            t.child.send("\n")
        p.see(ask)
        for line in ("?", "23", "0", "d", "0", "99", "11", "0", "45", "0"):
            p.mark = len(t.raw)
            t.child.send(f"{line}\n")
            p.asked()
        p.see(ask)
        raw = t.raw.decode("utf-8", "replace")
    assert "\x1b[" not in raw
    wide = [line for line in re.split(r"\r?\n", ESCAPES.sub("", raw)) if width(line.replace("\a", "").rstrip("\r")) > 60]
    assert not wide, wide




@pytest.mark.parametrize("stop", ["SIGTERM", "SIGHUP", "SIGQUIT"])
@pytest.mark.parametrize("args", [["--plain"], ["shift", "start", "--plain"], ["guide", "--plain"]])
def test_numbered_lines_give_the_terminal_back_however_they_are_ended(
    drill: Played, args: list[str], stop: str
) -> None:
    """Told to end, home and the forms left a terminal that showed nothing of what was typed next."""
    with Terminal(args, drill.env) as t:
        t.see("Number:" if args != ["shift", "start", "--plain"] else ":")
        t.child.send("half a line")
        t.see("half a line")
        assert settings(t.child.child_fd) != untouched()
        os.kill(t.child.pid, getattr(signal, stop))
        assert t.end() == 128 + getattr(signal, stop)
        assert settings(t.child.child_fd) == untouched()
        assert "Traceback" not in t.text()
