"""An answer's number and words on one line of the numbered guide; figures that count people."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.live.guide.talk.number_and_words import is_count
from tests.support.numbered import Play, fresh, new, notes, take_up, typed, values


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines, twelve seconds before each, at the step of a fire."""
    return lambda step, *lines, **how: typed(fresh(tmp_path), monkeypatch, *lines, at=take_up(step), listed=False, **how)


@pytest.mark.parametrize(("lang", "words", "asked"), [("en", "smoke on stairs B", "did not count yet. Is it"), ("zh", "二号楼梯有烟", "还没算。是“")])
def test_a_number_with_words_is_the_answer_with_that_note_or_all_of_it_a_note(play: Play, lang: str, words: str, asked: str) -> None:
    """``1 smoke on stairs B`` became a note with "1" in front, and the step stood undone."""
    line = f"1 {words}"
    guide = play("evacuate", line, lang=lang)
    assert new(guide) == [] and asked in guide.screens[-1] and words in guide.screens[-1], guide.screens[-1]
    both = play("evacuate", line, "y", lang=lang)
    assert "step-done" in new(both) and notes(both) == [words]
    done, noted = [f" #{e.n}" for e in both.entries() if e.event.kind in ("step-done", "note")]
    said = both.screens[-1]  # one acknowledgement for both, the answer first
    assert -1 < said.find(done) < said.find(noted) < 400 and words in said, said
    assert notes(play("evacuate", line, "#", lang=lang)) == [line]
    over = play("evacuate", line, (1.0, "the lift stands still"), lang=lang)
    assert notes(over) == [line, "the lift stands still"] and "step-done" not in new(over)


def test_words_behind_the_number_of_a_step_that_wants_words_are_its_answer(play: Play) -> None:
    guide = play("assembly", "1 car park east", "y")
    assert values(guide) == ["car park east"] and notes(guide) == []


@pytest.mark.parametrize(
    ("number", "words", "counts"),
    [("2", "engines are here", True), ("1", "man with a knife", True), ("3", "men", True), ("1", "个人受伤", True),
     ("1", "he is awake", False), ("2", "is Tom here", False), ("1", "王编一，茶水间", False), ("2", "smoke", False)],
)  # fmt: skip
def test_a_number_that_says_how_many_is_the_beginning_of_the_note(number: str, words: str, counts: bool) -> None:
    assert is_count(number, words) is counts


@pytest.mark.parametrize(("lang", "line"), [("en", "36 people out"), ("en", "36 out"), ("zh", "到场三十六"), ("zh", "36人出来")])
def test_a_head_count_in_words_answers_the_step_that_asks_for_it_by_one_key(play: Play, lang: str, line: str) -> None:
    """It was a note, and the step asked on."""
    guide = play("counted", line, "y", lang=lang)
    assert values(guide) == ["36"] and notes(guide) == [line], guide.screens[-1]
    assert notes(play("counted", line, "#", lang=lang)) == [line]


@pytest.mark.parametrize("line", ["smoke on floor 3", "36 came, 1 is missing", "3楼有烟"])
def test_a_sentence_with_another_figure_is_a_note_and_nothing_is_asked(play: Play, line: str) -> None:
    assert notes(play("counted", line, lang="en")) == [line]


def test_a_count_typed_straight_behind_its_number_is_taken_where_no_act_has_that_number(play: Play) -> None:
    """``1``, ``36``: *asked only just now*, and the next note left it unanswered."""
    assert values(play("counted", "1", (0.3, "36"))) == ["36"]
    asked = play("counted", "1", (0.3, "12"))
    assert values(asked) == [] and "asked only just now" in asked.screens[-1], asked.screens[-1]


def test_a_head_count_that_is_typed_again_takes_the_first_one_s_place(play: Play) -> None:
    """``37``, ``36``: the second was not understood, and ``y`` would have recorded the first."""
    guide = play("counted", "37", "36", "y")
    assert values(guide) == ["36"], guide.screens[-1]
    assert notes(play("counted", "37", "99", "#")) == ["99"]


@pytest.mark.parametrize(("lang", "said"), [("en", "# makes it a note"), ("zh", "# 记成备注")])
def test_a_figure_that_names_nothing_at_a_step_is_a_note_by_one_key(play: Play, lang: str, said: str) -> None:
    guide = play("evacuate", "99", lang=lang)
    assert said in guide.screens[-1] and new(guide) == []
    assert notes(play("evacuate", "99", "#", lang=lang)) == ["99"]
    assert notes(play("evacuate", "99", "x", "#", lang=lang)) == []
