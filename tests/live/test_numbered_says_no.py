"""Numbered lines behind a question that nobody answered: a no is a no, what waits is named with whatever comes after
it, and words or a number that belong to what is asked about are its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.rules import events as ev
from kit.live.guide.talk import told
from tests.support.numbered import Line, Numbered, Play, fresh, new, notes, typed


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """In a window of 24 rows."""
    monkeypatch.setattr(told, "rows", lambda: 24)

    def played(*lines: Line, **how: Any) -> Numbered:
        return typed(fresh(tmp_path), monkeypatch, *lines, **{"listed": False, "as_printed": True, **how})

    return played


def last_lines(guide: Numbered) -> str:
    """What stands below the list of the last picture."""
    return guide.screens[-1].rpartition("\n  ?  ")[2]


@pytest.mark.parametrize(("lang", "no", "said"), [("zh", "不是", "没有记：打通了"), ("zh", "n", "没有记：打通了"), ("en", "no", "Not recorded: Reached")])
@pytest.mark.parametrize("pause", [2.0, 9.0])
def test_n_where_y_is_asked_is_no_and_opens_no_form(play: Play, lang: str, no: str, said: str, pause: float) -> None:
    """It opened the line for a note, and swallowed three digits behind it."""
    guide = play("1", (3.0, "1"), (pause, no), (2.0, "y"), lang=lang)
    assert said in guide.screens[-2] and guide.question == "step", guide.screens[-2:]
    assert new(guide) == ["step-done"] and notes(guide) == []


@pytest.mark.parametrize(("lang", "asked"), [("zh", "没有回答：打通了：打119报火警"), ("en", "Left without an answer: Reached: Phone 119")])
def test_a_call_that_waits_for_its_yes_is_named_behind_another_act_s_question(play: Play, lang: str, asked: str) -> None:
    """Only the question of ``23`` was named behind the note: nothing said that 119 had not been recorded."""
    guide = play("1", (3.0, "1"), (2.0, "23"), (2.0, "Chen is missing from the roll"), lang=lang)
    assert asked in last_lines(guide) and "23" in last_lines(guide), guide.screens[-1]


def test_a_step_that_a_hint_named_is_found_on_two_lines_too(play: Play) -> None:
    """``28`` was asked about, ``21`` refused there, and ``y`` opened the list without it."""
    power = {"type_": "power-outage", "lang": "en"}
    guide = play("power is back", "lamps are on", "all quiet", (2.0, "28"), (1.5, "21"), **power)
    assert new(guide)[-1] == "step-doing" and "restored" in guide.screens[-1].lower(), guide.screens[-1]
    other = play("power is back", "lamps are on", "all quiet", (2.0, "28"), (1.5, "20"), **power)
    assert new(other) == ["note"] * 3, other.screens[-1]


@pytest.mark.parametrize(("lang", "found", "out", "said"), [("zh", "张敏找到了", "24人全部撤出", "28 6"), ("en", "Min was found", "all 24 people are out", "28 6")])
def test_that_all_are_out_is_hinted_at_though_it_was_that_one_was_found(play: Play, lang: str, found: str, out: str, said: str) -> None:
    guide = play(found, out, found, lang=lang)
    assert [said in screen for screen in guide.screens[1:]] == [True, True, False], guide.screens


@pytest.mark.parametrize("line", [("11 no need",), ((1.0, "11"), (1.0, "no need")), ("14 no need",), ((1.0, "14"), (1.0, "no need"))])
def test_a_reason_typed_with_its_number_is_the_reason_where_that_is_said(play: Play, line: tuple[Line, ...]) -> None:
    """``11 no need`` was a note, and the step stood as it was."""
    made = play("1", *line, (2.0, "y"), lang="en").entries()
    skipped = [e.event for e in made if isinstance(e.event, ev.StepSkipped | ev.StepNotApplicable)]
    assert [(each.step, each.reason) for each in skipped] == [("call-119", "no need")]
    left = play("1", *line, (2.0, "#"), lang="en")
    assert new(left) == ["step-done", "note"] and notes(left)[0].endswith("no need"), left.screens[-1]


def test_a_name_behind_a_handing_over_that_is_asked_about_is_asked_about_with_it(play: Play) -> None:
    guide = play("1", (1.0, "13"), (1.0, "李华"), (2.0, "y"), "", "y", lang="zh")
    assert [e.event.to for e in guide.entries() if isinstance(e.event, ev.StepHanded)] == ["李华"], guide.screens[-3:]
    note = play("1", (1.0, "13"), (1.0, "李华"), (2.0, "#"), lang="zh")
    assert notes(note) == ["李华"] and "还没有记：交给他人" in last_lines(note), note.screens[-1]


@pytest.mark.parametrize("text", ["12 people out", "14 seats down", "11 楼有烟", "13 岁的孩子"])
def test_what_is_counted_behind_such_a_number_is_a_note_at_once(play: Play, text: str) -> None:
    assert notes(play(text, lang="en")) == [text]
    number, words = text.split(" ", 1)
    assert notes(play("1", (1.0, number), (1.0, words), lang="en")) == [words]


@pytest.mark.parametrize(("lang", "text", "end"), [("zh", "客户摔倒流血", "加上它的清单"), ("en", "a customer has fainted in the hall", "adds its list")])
def test_a_hint_stands_whole_above_where_one_types(play: Play, lang: str, text: str, end: str) -> None:
    """Its number was cut off: *then type 1..*"""
    guide = play(text, lang=lang)
    assert f"{end}\n" in last_lines(guide), guide.screens[-1]
