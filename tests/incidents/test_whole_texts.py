"""Nothing that somebody typed is lost without a word: too long, pasted, in another encoding."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.ground.base.clean import MAX_TEXT, pieces
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, kept
from tests.support.kit import Kit
from tests.support.play import Played, press
from tests.support.run import environment, run
from tests.support.terminal import ENTER, Terminal
from tests.support.world import World, minute_of


def noted(kit: Kit) -> list[str]:
    return [e.event.text for e in kit.folder().entries if isinstance(e.event, ev.Noted)]


@pytest.mark.parametrize("text", ["水" * 4500, "water in the hall, " * 300, "a" * 2000, "x。" * 1001])
def test_a_note_over_the_limit_becomes_several_entries(kit: Kit, text: str) -> None:
    done = kit("note", text)
    assert done.code == 0
    parts = noted(kit)
    assert len(parts) == -(-len(text.strip()) // MAX_TEXT) or len(parts) > 1
    assert all(len(part) <= MAX_TEXT for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_a_reason_over_its_limit_keeps_its_rest_as_a_note(kit: Kit) -> None:
    reason = "".join(f"because {n}, " for n in range(150)).strip()
    view = kit.folder().incident.current()
    assert view is not None and kit("skip", view.key, *reason.split()).code == 0
    said = [e.event.reason for e in kit.folder().entries if isinstance(e.event, ev.StepSkipped)]
    whole = " ".join([*said, *(part.removeprefix("… ") for part in noted(kit))])
    assert whole.replace(" ", "") == reason.replace(" ", "")


def test_pieces_part_at_the_end_of_a_sentence_or_word_and_lose_nothing() -> None:
    text = "第一句。" * 30
    parts = pieces(text, 50)
    assert "".join(parts) == text and all(part.endswith("。") for part in parts)
    assert pieces("", 50) == [] and pieces("a" * 120, 50) == ["a" * 50, "a" * 50, "a" * 20]


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are no bytes there")
def test_argument_bytes_in_gb18030_are_read_and_others_refused(tmp_path: Path) -> None:
    """A terminal that still writes GBK."""
    env = environment(tmp_path / "home", "en")
    run(env, "start", "fire", "--profile", "hotline")
    done = run(env, "note", "三号柜台漏水".encode("gb18030"))
    assert done.returncode == 0, done.stderr
    assert "三号柜台漏水" in run(env, "log").stdout
    refused = run(env, "note", b"water \xff\xff")
    assert refused.returncode == 2 and "nothing was recorded" in refused.stderr
    assert "\ufffd" not in run(env, "log").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize("plain", [False, True])
def test_lines_pasted_without_brackets_are_one_note_and_press_no_key(tmp_path: Path, plain: bool) -> None:
    played = Played(tmp_path, "en")
    before = played.kinds()
    with Terminal(["guide", *["--plain"] * plain], played.env, 120, 40) as t:
        if plain:
            t.see("Number:")
            t.child.send("n\r")
            t.see("Note:")
            t.child.send("first line\rsecond 2\rthird line\r")
            t.see("third line", "Recorded")
        else:
            press(t, "n", "Note:")
            t.child.send("first line\rsecond 2\rthird line")
            t.see("first line second 2 third line")
            press(t, ENTER, "Recorded")
    log = played.log()
    notes = [str(entry) for entry in log if entry["kind"] == "note"]
    assert len(notes) == 1 and "first line second 2 third line" in notes[0]
    kinds = played.kinds()
    assert [k for k in kinds[len(before) :] if k not in ("note", "guide-resumed")] == []
    assert os.name == "posix"


def test_what_a_reason_does_not_hold_fits_into_its_notes_with_the_mark_in_front() -> None:
    draft = Draft(World().incident, minute_of(1), "li")
    assert kept(draft, "a" * (500 + 2 * MAX_TEXT), 500) == "a" * 500
    notes = [event.text for event, _ in draft.events if isinstance(event, ev.Noted)]
    assert max(map(len, notes)) == MAX_TEXT and sum(note.count("a") for note in notes) == 2 * MAX_TEXT
