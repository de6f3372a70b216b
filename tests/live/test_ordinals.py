"""A digit that belongs to a word: ``2nd floor`` typed at a choice answers nothing, however the hand pauses in it."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_digit_and_words import at_choice

BREATHS = [0.2, 0.25, 0.35, 0.45]


@pytest.mark.parametrize("gap", BREATHS)
@pytest.mark.parametrize("words", ["2nd floor full of smoke", "1st floor clear", "3rd man out"])
def test_an_ordinal_in_one_breath_records_nothing_but_its_note(begin: Begin, words: str, gap: float) -> None:
    """``2n`` was an answer and the key for notes: somebody was missing, and the note said ``d floor``."""
    blind = at_choice(begin, "fire", "en")
    for char in words:
        blind.key(char, gap)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == [words] and "step-done" not in blind.kinds() and blind.asked == "step"


@pytest.mark.parametrize(("first", "second"), [(0.25, 0.6), (0.6, 0.25), (0.9, 0.25), (1.3, 0.25), (2.0, 0.25)])
@pytest.mark.parametrize("words", ["2nd floor full of smoke", "1st floor clear", "3rd man out"])
def test_an_ordinal_with_a_pause_in_it_takes_back_what_its_digit_recorded_and_says_so(
    begin: Begin, words: str, first: float, second: float
) -> None:
    blind = at_choice(begin, "fire", "en")
    blind.key(words[0])
    blind.key(words[1], first)
    blind.key(words[2], second)
    for char in words[3:]:
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == [words] and blind.asked == "step"
    if "step-done" in blind.kinds():  # the hand had rested: the digit was an answer for a while
        assert blind.kinds()[-1] == "undone" and f"What {words[0]} recorded is taken back" in blind.session.message


@pytest.mark.parametrize("second", [0.25, 0.6])
def test_an_answer_and_the_key_for_notes_stay_two_keys(begin: Begin, second: float) -> None:
    blind = at_choice(begin, "fire", "en")
    blind.key("2")
    blind.key("n", second)
    for char in "car park":
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == ["car park"] and "step-done" in blind.kinds() and "undone" not in blind.kinds()


def test_an_answer_the_key_for_notes_and_a_word_with_d_are_asked_about(begin: Begin) -> None:
    blind = at_choice(begin, "fire", "en")
    for char in "2ndoor open":
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.asked == "apart" and "step-done" not in blind.kinds()
    blind.key("y", 2)
    blind.rests()
    assert blind.notes() == ["door open"] and "step-done" in blind.kinds()


def test_an_ordinal_long_behind_an_answer_takes_nothing_back(begin: Begin) -> None:
    blind = at_choice(begin, "fire", "en")
    blind.key("2")
    blind.loop.pass_(5)
    blind.key("n")
    for char in "d block":
        blind.key(char)
    blind.key("enter", 1)
    blind.rests()
    assert blind.notes() == ["d block"] and "undone" not in blind.kinds()
