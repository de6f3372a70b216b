"""The disk refuses while the guide is open: what somebody did or typed is not lost on the screen,
and nobody leaves with "everything is recorded"."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.live.test_folder_away import away, back
from tests.proofs.harm import fill, small_disk
from tests.support.play import Played, answer, lifted, press
from tests.support.run import run
from tests.support.terminal import ENTER, Terminal

NOTE = "the sprinkler in hall two went off"


def numbered(t: Terminal, line: str, *after: str) -> str:
    """A line, once the program has printed what it had to."""
    lifted(t)
    t.child.send(f"{line}{ENTER}")
    return t.see(*after)


def test_a_note_that_was_refused_stands_there_and_is_no_more_missing_once_it_is_recorded(tmp_path: Path) -> None:
    played = Played(tmp_path, "en")
    with Terminal(["guide"], played.env, 120, 40) as t:
        press(t, "", "Call out: stay")
        home, spare = away(played, mount=False)
        press(t, "n", "Note:")
        answer(t, NOTE, "is gone", f"NOT recorded: {NOTE}")
        back(home, spare)
        press(t, "n", "Note:")
        answer(t, NOTE, "Recorded", gone="NOT recorded")
        press(t, "q", "Left; everything is recorded")
        assert t.end() == 0
    assert [entry["data"]["text"] for entry in played.log() if entry["kind"] == "note"] == [NOTE]


def test_who_leaves_with_something_refused_is_told_what_and_can_make_it_a_note(tmp_path: Path) -> None:
    """Not "everything is recorded": a step and a note are missing, and home keeps both."""
    played = Played(tmp_path, "en")
    with Terminal(["guide"], played.env, 120, 40) as t:
        press(t, "", "Call out: stay")
        home, spare = away(played, mount=False)
        press(t, ENTER, "NOT recorded: Done: Call out: stay")
        press(t, "n", "Note:")
        answer(t, NOTE, f"NOT recorded: {NOTE} (and 1 before it)")
        back(home, spare)
        press(t, "q", "NOT recorded (2)", NOTE, gone="everything is recorded")
        t.see(f"Not recorded: {NOTE} (n: make it a note)")
    assert "step-done" not in played.kinds()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_disk_that_fills_while_the_guide_is_open_is_said_and_recording_goes_on_with_room(
    tmp_path: Path, lang: str
) -> None:
    """Numbered lines, on a real file system: the same sentence, the note's text, and then on."""
    lost, kept, ask = {
        "en": ("NOT recorded: ", "Recorded #", "Number:"),
        "zh": ("没有记上：", "已记录 #", "编号："),
    }[lang]
    with small_disk(tmp_path / "small") as small:
        played = Played(small, lang)
        with Terminal(["--plain", "guide"], played.env, 120, 60) as t:
            t.see(ask)
            os.unlink(small / "home" / "reserve")
            fill(small)
            while run(played.env, "note", "y" * 100).returncode == 0:
                pass
            numbered(t, "n", "0  ")
            shown = numbered(t, NOTE, f"{lost}{NOTE}")
            assert "KB" in shown
            os.unlink(small / "ballast")
            numbered(t, "n", "0  ")
            numbered(t, NOTE, kept)
            numbered(t, "q", "kit guide -i")
        assert [e["data"]["text"] for e in played.log() if e["kind"] == "note"].count(NOTE) == 1
