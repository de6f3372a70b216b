"""A question that the screen asks by itself, and a sentence typed over it: the sentence is a note,
the question stays unanswered and is named, and the flow never hears the name of an option."""

from __future__ import annotations

import pytest

from kit.ground.terminal.ask import Option, Question
from tests.live.conftest import Begin
from tests.support.blind import Blind

GAPS = [0.3, 0.6, 1.2]


def so_soon(begin: Begin) -> Blind:
    """Two Enters, a second apart, the second one at a call."""
    blind = begin(lang="zh")
    blind.rests()
    blind.rests()
    blind.key("enter")
    blind.key("enter", 1.2)
    assert blind.asked == "so-soon"
    return blind


def read_back(begin: Begin, reason: str = "3号机房断电") -> Blind:
    """A reason that came before anybody could look."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("s")
    blind.loop.pass_(0.35)
    blind.words(reason)
    blind.key("enter")
    assert blind.asked == "read-back"
    return blind


def note_over(blind: Blind, first: str, words: str, gap: float) -> None:
    """A key for notes, or none, and a note."""
    for char in first:
        blind.key(char, gap)
        gap = 0.25
    blind.words(words)
    blind.key("enter")
    blind.rests()


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("behind", ["enter", "q", "y", "n"])
@pytest.mark.parametrize("first", ["n", "ｎ", ""])
def test_a_note_typed_over_the_question_of_a_second_enter_is_that_note_whatever_comes_behind_it(
    begin: Begin, first: str, behind: str, gap: float
) -> None:
    """The note was lost, and the next key stood in the log by its name: "备注：done"."""
    blind = so_soon(begin)
    note_over(blind, first, "路口有人接", gap)
    assert blind.notes() == ["路口有人接"] and blind.asked == "so-soon"
    assert "called" not in blind.kinds()
    blind.key(behind, 1)
    if behind != "q":
        blind.rests()
    if behind == "y":  # words were typed at it: it asks by name
        assert "called" not in blind.kinds() and blind.asked == "so-soon"
        blind.key(behind, 2)
        blind.rests()
    assert blind.notes() == ["路口有人接"] and ("called" in blind.kinds()) is (behind == "y")


@pytest.mark.parametrize("gap", GAPS)
def test_a_note_typed_over_what_is_read_back_is_one_and_so_is_the_text_and_it_stands(begin: Begin, gap: float) -> None:
    blind = read_back(begin)
    note_over(blind, "n5", "号车到了", gap)
    assert blind.notes() == ["3号机房断电", "5号车到了"] and blind.asked == "read-back"
    blind.key("enter")
    blind.rests()
    assert blind.asked == "read-back" and "step-skipped" not in blind.kinds()
    blind.key("#")
    blind.rests()
    assert blind.asked == "step" and blind.notes() == ["3号机房断电", "5号车到了"]


def test_a_sentence_without_its_key_over_what_is_read_back_is_a_note_of_its_own(begin: Begin) -> None:
    blind = read_back(begin)
    note_over(blind, "", "王经理说马上到", 1.2)
    assert blind.notes() == ["3号机房断电", "王经理说马上到"] and blind.asked == "read-back"


def test_what_the_flow_did_not_ask_cannot_be_answered_into_it(begin: Begin) -> None:
    """Whatever poses a question and forgets to take its answer: the name of an option is no text."""
    blind = begin()
    blind.key("n")
    blind.rests()
    assert blind.asked == "note"
    blind.screen.pose(Question("other", "?", options=[Option("done", "Done", "y")], lettered=True))
    blind.rests()
    blind.key("y")
    blind.rests()
    assert blind.notes() == [] and blind.asked == "note"
    blind.screen.answer("gate b")
    assert blind.notes() == ["gate b"]


def test_yes_to_what_is_read_back_and_to_the_question_of_a_second_enter_still_counts(begin: Begin) -> None:
    blind = read_back(begin)
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "step-skipped" in blind.kinds()
    blind = so_soon(begin)
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "called" in blind.kinds() and blind.notes() == []


@pytest.mark.parametrize("first", ["n", ""])
def test_a_number_that_is_asked_about_and_left_stays_unanswered_and_is_no_note(begin: Begin, first: str) -> None:
    """It became a note of that number by itself."""
    blind = begin(lang="zh", at="seats")
    blind.rests()
    for char in "300":
        blind.key(char)
    blind.key("enter")
    assert blind.asked == "number-typed"
    note_over(blind, first, "路口有人接", 1.2)
    assert blind.notes() == ["路口有人接"] and blind.asked == "number-typed"
    assert "step-done" not in blind.kinds()


# ---- the key is no part of the note ------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0.25, 0.7])
def test_a_key_and_a_number_typed_on_are_read_back_without_the_key(begin: Begin, gap: float) -> None:
    """``s9号席…`` stood in the log with the letter."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("s")
    blind.key("9", gap)
    blind.words("号席没有人")
    blind.key("enter")
    assert blind.asked == "read-back"
    blind.rests()
    blind.key("#")
    blind.rests()
    assert blind.notes() == ["9号席没有人"] and "step-skipped" not in blind.kinds()


# ---- taking back ----------------------------------------------------------------------------------------


def noted_twice(begin: Begin) -> Blind:
    blind = begin(lang="zh", at="tell-tech")
    for text in ("门口有人", "二楼进水"):
        blind.rests()
        blind.key("n")
        blind.words(text)
        blind.key("enter")
        blind.rests()
    blind.key("u")
    blind.rests()
    assert blind.asked == "undo" and "二楼进水" in blind.screen.posed.question.text
    return blind


def test_b_takes_nothing_back_and_escape_goes_back(begin: Begin) -> None:
    """It took back another entry at once."""
    blind = noted_twice(begin)
    blind.key("b")
    blind.rests()
    assert blind.asked == "undo" and "undone" not in blind.kinds()
    blind.key("escape")
    assert blind.asked == "step" and "undone" not in blind.kinds()


def test_the_entry_before_the_one_named_is_offered_also_where_it_is_a_note(begin: Begin) -> None:
    blind = noted_twice(begin)
    offered = {o.key: o.label for o in blind.screen.posed.question.options}
    assert "门口有人" in offered["#"] and len(offered) == 2
    blind.key("#")
    blind.rests()
    assert "undone" in blind.kinds() and blind.asked == "step"
    from kit.incidents.incident.rules.withdrawal import in_force

    there = [e.event.text for e in in_force(blind.session.folder.entries) if e.event.kind == "note"]  # type: ignore[attr-defined]
    assert there == ["二楼进水"]
