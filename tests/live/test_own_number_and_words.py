"""What stands behind the number of a step's own line, what is typed straight into it, a list that was narrowed, a
code that closes nothing: nothing of it becomes a note unasked, and no answer is refused for what is not so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.numbered import Play, fresh, new, notes, take_up, typed, values


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines, twelve seconds before each, at a step of an incident."""
    return lambda step, *lines, **how: typed(fresh(tmp_path), monkeypatch, *lines, at=take_up(step), listed=False, **how)


@pytest.mark.parametrize("words", ["car park east", "police have the video", "Bai", "张伟"])
def test_words_behind_the_number_of_a_step_that_was_read_are_its_answer_at_once(play: Play, words: str) -> None:
    """It was asked each time, so that ``1 words`` and ``y`` became one word, said to steps that nobody had seen."""
    done = play("assembly", f"1 {words}")
    assert values(done) == [words] and notes(done) == [] and "did not count" not in done.screens[-1], done.screens[-1]
    soon = play("assembly", (1.0, f"1 {words}"))
    assert new(soon) == [] and f"Yes, its answer is: {words}" in soon.screens[-1], soon.screens[-1]


def test_to_a_step_that_has_only_just_come_no_yes_is_said_with_the_words_as_one_motion(play: Play) -> None:
    line = (1.0, "1 sergeant Bai")
    quick = play("assembly", line, (1.75, "y"))
    assert new(quick) == [] and "came too quickly" in quick.screens[-1], quick.screens[-1]
    assert values(play("assembly", line, (1.75, "y"), (2.5, "y"))) == values(play("assembly", line, (2.5, "y"))) == ["sergeant Bai"]
    again = play("assembly", "1 Bai", (4.0, "uu"), (1.5, "1 sergeant Bai"))
    assert values(again)[-1] == "sergeant Bai" and new(again)[-1] == "step-done", "whose answer was taken back was read"


@pytest.mark.parametrize("step", ["assembly", "counted"])
def test_a_note_with_its_word_in_front_is_one_in_the_line_of_an_answer_too_which_stands(play: Play, step: str) -> None:
    """"[n technician Ma comes in 20 min]" was where the water is."""
    answer = "car park" if step == "assembly" else "36"
    guide = play(step, "1", "n technician Ma comes in 20 min", answer)
    assert notes(guide) == ["technician Ma comes in 20 min"] and values(guide) == [answer], guide.screens[-1]
    assert "Note: technician Ma" in guide.screens[2] and guide.screens[2].endswith(":"), guide.screens[2]


@pytest.mark.parametrize("line", ["1 15", "1 they sit on the lawn"])
def test_back_from_what_is_asked_of_a_line_records_nothing(play: Play, line: str) -> None:
    """``0`` made "1 15" a note."""
    guide = play("assembly", (1.0, line), (3.0, "0"), (3.0, "0"))
    assert new(guide) == [] and guide.question == "step", guide.screens[-1]
    assert ("ot recorded" in guide.screens[2] or "othing was recorded" in guide.screens[2]), guide.screens[2]
    form = play("assembly", (1.0, "13"), (1.0, "y"), (1.0, "they sit on the lawn"), (3.0, "0"))
    assert new(form) == [] and "ot recorded: \"they sit" in form.screens[-1], form.screens[-1]


@pytest.mark.parametrize("words", ["3 cm at desk 4", "30", "19:30", "man at the gate"])
def test_what_may_count_behind_the_number_of_a_line_for_words_is_asked_about(play: Play, words: str) -> None:
    line = f"1 {words}"
    asked = play("assembly", line)
    assert new(asked) == [] and f"Yes, its answer is: {words}" in asked.screens[-1], asked.screens[-1]
    done = play("assembly", line, "y")
    assert values(done) == [words] and notes(done) == [], done.screens[-1]
    assert notes(play("assembly", line, "#")) == [line]


@pytest.mark.parametrize(("step", "words"), [("counted", "police have the video"), ("counted", "36 people out"), ("evacuate", "30")])
def test_behind_the_step_s_own_number_nothing_is_a_note_unasked(play: Play, step: str, words: str) -> None:
    line = f"1 {words}"
    asked = play(step, line)
    assert new(asked) == [] and "did not count yet" in asked.screens[-1], asked.screens[-1]
    assert notes(play(step, line, "#")) == [line]
    done = play(step, line, "y")
    if step == "counted" and words[:1].isdecimal():
        assert values(done) == ["36"] and notes(done) == [words]


@pytest.mark.parametrize(("step", "type_"), [("owed", "fire"), ("counted", "fire")])
def test_words_that_were_said_to_be_a_note_are_one_before_the_form_opens_that_the_answer_asks_for(play: Play, step: str, type_: str) -> None:
    """The form opened without them, and they were offered in the other incident as its own note."""
    guide = play(step, "1 Sun and Lu", "y", "u", "", type_=type_)
    assert "Yes, and a note: Sun and Lu" in guide.screens[1], guide.screens[1]
    assert notes(guide) == ["Sun and Lu"], guide.screens[2:]
    assert "Note: Sun and Lu" in guide.screens[2] and "ot recorded: \"Sun" not in guide.screens[3]


def test_back_from_a_time_that_stood_with_an_answer_leads_to_the_step(play: Play) -> None:
    """It opened "at what time did the next line happen"."""
    guide = play("evacuate", "1 19:30", "b")
    assert guide.question == "step" and new(guide) == [], guide.screens[-1]


def test_a_figure_typed_straight_into_a_step_on_which_life_hangs_is_read_back(play: Play) -> None:
    """"2 boxes of pills", the next note, was where the caller is."""
    at = {"type_": "self-harm-caller"}
    asked = play("place", "1", (1.2, "2 boxes of pills"), **at)
    assert new(asked) == [] and "2 boxes of pills" in asked.screens[-1], asked.screens[-1]
    assert notes(play("place", "1", (1.2, "2 boxes of pills"), "n", **at)) == ["2 boxes of pills"]
    assert values(play("place", "1", (1.2, "2 boxes of pills"), "y", **at)) == ["2 boxes of pills"]
    assert values(play("place", "1", (9.0, "5 Hill Road"), **at)) == ["5 Hill Road"]
    assert values(play("place", "1", (1.2, "Hill Road 5"), **at)) == ["Hill Road 5"]


def test_the_step_whose_answer_was_taken_back_is_answered_anew_at_once(play: Play) -> None:
    """"The step before was recorded just now. Is it that, too?" refused the right answer three times."""
    guide = play("place", "1", (9.0, "2 boxes"), "2", (2.0, "?"), "uu", (2.6, "u"), (1.5, "1"), (1.2, "Hill Road"), type_="self-harm-caller")
    assert values(guide) == ["2 boxes", "Hill Road"] and notes(guide) == [], guide.screens[-3:]


def test_a_number_of_a_list_typed_behind_the_words_that_narrowed_it_counts(play: Play) -> None:
    """"The line before did not count": it had narrowed the list."""
    for narrowing in ("assembly", "gather"):
        listed = play("evacuate", "28", "y", narrowing)
        stands = re.findall(r"(?<!\S)(\d+) (?:open|later)", listed.screens[-1])
        if stands:
            break
    assert stands, listed.screens[-1]
    guide = play("evacuate", "28", "y", narrowing, (1.2, stands[0]))
    assert "did not count" not in guide.screens[-1] and guide.question == "step", guide.screens[-1]


def test_a_code_that_is_mistyped_where_one_closes_is_no_note(play: Play) -> None:
    guide = play("evacuate", "e", "ZZ9Z", "ZZ8Z", "ZZ7Z")
    assert notes(guide) == [] and "0 leads back" in guide.screens[-1], guide.screens[-1]
    assert guide.question == "close"
    guide = play("evacuate", "e", "ZZ9Z", "CODE")
    assert guide.question == "outcome" and notes(guide) == []
    assert notes(play("evacuate", "e", "the guard is here")) == ["the guard is here"]
