"""The disk refuses while the guide is open: what somebody did or typed is not lost on the screen,
and nobody leaves with "everything is recorded"."""

from __future__ import annotations

from pathlib import Path

from tests.live.test_folder_away import away, back
from tests.support.play import Played, answer, press
from tests.support.terminal import ENTER, Terminal

NOTE = "the sprinkler in hall two went off"


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
        press(t, "q")
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
