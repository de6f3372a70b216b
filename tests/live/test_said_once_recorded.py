"""What stands in an entry is not said to be missing beneath it; a note's own key is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind, Loop


def said(blind: Blind) -> str:
    return blind.screen.prose.breath.remarks.said()


def test_words_are_said_to_be_missing_no_more_once_they_are_recorded_typed_anew_or_brought_back(begin: Begin) -> None:
    """"Not recorded: technicians pump 0040" stood beneath the record of that very note."""
    blind = begin(at="no-logout")
    for again in ("typed", "brought back"):
        words = f"pump comes at noon {again}"
        for _ in range(2):
            for char in f"n{words}":
                blind.key(char)
            blind.key("escape")
            blind.loop.pass_(2)
        assert words in said(blind)
        blind.key("n", 2)
        if again == "typed":
            blind.types(words)
        else:
            blind.key("up", 2)
            blind.key("enter", 2)
        assert blind.notes()[-1] == words and words not in said(blind), said(blind)


def test_a_digit_that_did_not_count_is_said_no_more_once_it_did(begin: Begin) -> None:
    """"Not counted before: 2" stood beneath the record of that very 2."""
    blind = begin("fire", at="all-out")
    blind.loop.pass_(20)
    blind.screen.prose.breath.remarks.missed("2")
    blind.loop.pass_(2)
    blind.key("2", 2)
    blind.rests()
    assert "step-done" in blind.kinds() and "2" not in said(blind)


@pytest.mark.parametrize("text", ["3", "300"])
def test_a_short_figure_that_is_left_for_another_key_becomes_no_note_unsaid(begin: Begin, text: str) -> None:
    """``3``, Enter, and at once ``cam 1``: a note "3" was recorded, and named nowhere."""
    blind = begin("call-surge", "en")
    step = next(view.key for view in blind.session.incident.views() if view.step.answer == "number")
    from kit.incidents.incident.rules import acts

    blind.session.moved(lambda d: acts.take_up(d, step))
    for key in ("v", "escape"):
        blind.key(key)
    blind.loop.pass_(5)
    blind.types(text)
    assert blind.asked == "number-typed"
    blind.types("cam 1 and 2")
    blind.rests()
    assert text not in blind.notes()
    assert f"{text} was typed" in said(blind) + blind.screen.posed.question.text


def test_the_key_for_notes_is_no_part_of_a_note_where_nobody_need_type(loop: Loop, tmp_path: Path) -> None:
    """"ntwo men knife took bag" stood in the log; the Enter behind an elbow's keys was named nowhere."""
    blind = Blind(tmp_path, "en", "robbery", loop)
    loop.pass_(5)
    for key in "x4n":
        blind.key(key)
    blind.key("enter", 1)
    assert blind.asked == "silent" and not blind.notes() and "x, 4, n, Enter" in said(blind)
    blind.types("ntwo men knife took bag")
    blind.loop.pass_(2)
    blind.types("nurse is hurt")
    assert blind.notes() == ["two men knife took bag", "nurse is hurt"]


def test_behind_words_that_were_kept_in_the_line_its_key_begins_another_note(begin: Begin) -> None:
    """"小王没出来n风往东吹" stood in the log."""
    blind = begin("fire", "zh", at="all-out")
    blind.loop.pass_(20)
    blind.key("2", 2)
    blind.loop.pass_(0.55)
    blind.words("小王没出来")
    blind.key("enter", 0.5)
    assert blind.asked == "apart", blind.asked
    while blind.asked != "note" and blind.asked != "step":
        blind.key("escape", 2)
    assert blind.asked == "note" and blind.line(), blind.asked
    kept = blind.line()
    blind.key("n", 2)
    blind.words("风往东吹")
    blind.key("enter", 0.6)
    blind.rests()
    assert blind.notes() == ["风往东吹"] and kept in said(blind)
