"""What is typed before the guide stands there presses no key, and no half of it is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.live.conftest import Begin
from tests.support.play import Played, still
from tests.support.terminal import ENTER, ESC, UP, Terminal


def at_the_pace_of_a_hand(t: Terminal, text: str) -> None:
    for char in text:
        t.child.send(char)
        end = time.monotonic() + 0.2  # a hand, by its clock
        while time.monotonic() < end:
            t.read(0.02)


def test_a_sentence_begun_before_the_screen_stood_is_whole(tmp_path: Path) -> None:
    """``two men at door`` began with its fourth or tenth letter, whichever the screen was ready for."""
    drill = Played(tmp_path, "en")
    with Terminal(["guide"], {**drill.env, "KIT_PAUSE": "1"}) as t:
        t.see("At once 1/3")  # the first picture, which takes no keys yet
        at_the_pace_of_a_hand(t, "two men at the back door")
        t.see("Note: two men at the back door")
        still_line(t)
        t.child.send(ENTER)
        t.see("Recorded #7: Note: two men at the back door")


def still_line(t: Terminal) -> None:
    while not t.rests():
        pass


@pytest.mark.parametrize(("keys", "said"), [("two men" + ENTER, 'Not recorded: "two men"'), ("x", "Not counted before: x")])
def test_what_ended_before_the_screen_stood_is_named(tmp_path: Path, keys: str, said: str) -> None:
    drill = Played(tmp_path, "en")
    with Terminal(["guide"], drill.env) as t:
        t.child.send(keys)
        t.see("Typed before this screen stood", said)
        if "men" in keys:
            still(t)
            t.child.send("n")
            t.see("Note:")
            t.child.send(UP)
            t.see("Note: two men")
            t.child.send(ESC)
    assert not {"note", "called", "step-done"} & set(drill.kinds())


def test_a_space_at_the_end_of_what_was_taken_for_keys_stays_in_the_note(begin: Begin) -> None:
    """``ntwo men `` and ``at door`` became ``two menat door``."""
    blind = begin(at="tell-tech")
    blind.loop.pass_(8)
    blind.screen.prose.hand.run, blind.screen.prose.hand.odd = "ntwo men", True
    blind.screen.prose.hand.last = blind.loop.now
    for char in " at door":
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == ["two men at door"]
