"""A bare figure in the numbered guide is no act that nobody read there; what is asked about is not lost by a note."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.live.guide.talk import told
from tests.support.constants import TEN
from tests.support.numbered import Play, fresh, new, notes, take_up, typed, up_to


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines, twelve seconds before each, at the first step, or at the first call that can wait (``later``)."""
    waits = up_to(lambda view: view.phase != "immediate" and view.step.answer == "call")
    return lambda *lines, later=False, step="", at=None, **how: typed(
        fresh(tmp_path), monkeypatch, *lines, at=take_up(step) if step else waits if later else at, listed=False,
        as_printed=True, **how,
    )  # fmt: skip


@pytest.mark.parametrize("number", ["11", "12", "13", "14", "29", "30", "32", "40", "45", "47", "４７"])
@pytest.mark.parametrize(("lang", "asked", "behind"), [("zh", "还没算。是“", "人在楼梯口"), ("en", "did not count yet. Is it", "they sit on the lawn")])
def test_a_figure_that_is_no_number_of_the_step_asks_and_what_is_typed_behind_it_is_a_note(
    play: Play, number: str, lang: str, asked: str, behind: str
) -> None:
    """``12`` people put the alarm off, ``47`` left the guide."""
    guide = play("1", number, behind, lang=lang, type_="power-outage")
    assert asked in guide.screens[-2], guide.screens[-2]
    assert new(guide) == ["step-done", "note"] and notes(guide) == [behind]
    assert guide.question == "step" and not guide.session.ended


@pytest.mark.parametrize(("number", "kind"), [("12", "step-deferred"), ("47", "guide-left")])
def test_a_yes_does_it_and_a_sign_makes_the_figure_a_note(play: Play, number: str, kind: str) -> None:
    assert kind in new(play(number, "y"))
    guide = play(number, "#")
    assert new(guide) == ["note"] and notes(guide) == [number]
    assert new(play(number, "b")) == []


def test_what_the_list_printed_just_now_counts_and_only_there(play: Play) -> None:
    assert play("?", "22").question == "note"
    assert play("?", "22", "he is safe", "22").question == "step"


@pytest.mark.parametrize("number", ["46", "４６"])
def test_the_number_that_the_head_of_the_screen_shows_counts_and_a_sentence_behind_it_is_no_name(play: Play, number: str) -> None:
    """``46 who records?`` stood there, ``46`` did not count, and the name behind it was a note."""
    guide = play("1", number, "Wang Li", type_="power-outage")
    assert "46 who" in guide.screens[0] or "46 li" in guide.screens[0], guide.screens[0]
    assert new(guide)[-1] == "recorder-set" and notes(guide) == [], guide.screens[-1]
    said = play("1", number, "they sit on the lawn", "n", type_="power-outage")
    assert notes(said) == ["they sit on the lawn"] and "recorder-set" not in new(said)
    assert "did not count yet" in play(number, step="counted").screens[-1]


def test_what_leaves_a_step_later_on_is_printed_there_and_counts(play: Play) -> None:
    assert new(play("12", type_="power-outage", later=True)) == ["step-deferred"]


@pytest.mark.parametrize(("lang", "still"), [("zh", "还没有记：完成"), ("en", "Not recorded yet: done")])
def test_an_act_that_is_asked_about_is_asked_again_below_a_note(play: Play, lang: str, still: str) -> None:
    """``1`` too soon, the note, and the step was not done: that it was not stood above twenty lines."""
    guide = play("1", (0.5, "1"), (3.0, "三楼有人吗"), (3.0, "y"), lang=lang, type_="power-outage")
    last = guide.screens[-2].strip().splitlines()[-2].strip("\a")
    assert last.startswith(still), guide.screens[-2]
    assert new(guide) == ["step-done", "note", "step-done"]


def test_whom_was_called_is_asked_again_below_a_note(play: Play) -> None:
    at = {"type_": "power-outage", "later": True}
    guide = play("2", "2", "1", "they are on the stairs", **at)  # the ladder has moved on
    assert "on the stairs" in notes(guide)[0] and "whom did you call" in guide.screens[-1]
    sure = play("2", "2", "1", "they are on the stairs", "y", **at)
    assert [e.event.result for e in sure.entries() if e.event.kind == "called"] == ["no-answer", "no-answer", "reached"]


def test_in_a_low_window_what_was_left_stands_in_the_last_lines(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "rows", lambda: 24)
    guide = play("41", "they sit on the lawn")
    last = guide.screens[-1].strip().splitlines()[-4:]
    assert "Note: they sit" in last[0] and "then 21, adds its list" in last[1], last
    assert "Left without an answer" in last[2], last


@pytest.mark.parametrize(("pause", "done"), [(0.3, False), (0.9, True)])
def test_a_yes_before_anybody_can_have_read_to_what_does_not_count(play: Play, pause: float, done: bool) -> None:
    """``1 y 1 y``, typed as it always asks, recorded a choice that nobody had read."""
    guide = play("1", (0.5, "1"), (pause, "y"), type_="power-outage")
    assert (new(guide) == ["step-done", "step-done"]) is done
    assert done or "came too quickly" in guide.screens[-1]
    guide = play("12", (pause, "y"))
    assert (new(guide) == ["step-deferred"]) is done


@pytest.mark.parametrize(("lang", "text"), [("zh", "通话结束"), ("zh", "消防队准许返回"), ("en", "call is over")])
def test_a_sentence_typed_on_into_a_name_is_asked_about(play: Play, lang: str, text: str) -> None:
    """``[通话结束]`` was who stands by."""
    guide = play("13", "y", (0.3, text), (3.0, "n"), lang=lang)
    assert notes(guide) == [text] and "step-handed" not in new(guide)


@pytest.mark.parametrize(("lang", "text"), [("zh", "小王"), ("zh", "中心经理"), ("en", "Chen Li")])
def test_a_name_typed_at_once_counts(play: Play, lang: str, text: str) -> None:
    guide = play("13", "y", (0.3, text), "", "1", lang=lang)
    assert notes(guide) == [] and "step-handed" in new(guide)


@pytest.mark.parametrize(("number", "lang", "who"), [("119", "zh", "消防队"), ("120", "en", "Ambulance")])
def test_the_number_of_who_rescues_names_them_and_asks_how_the_call_went(play: Play, number: str, lang: str, who: str) -> None:
    guide = play(number, lang=lang, type_="power-outage")
    assert who.lower() in guide.screens[-1].lower() and new(guide) == []
    called = play(number, "y", "2", lang=lang, type_="power-outage")
    assert [e.event.result for e in called.entries() if e.event.kind == "called"] == ["no-answer"]
    found = play("23", "y", number, lang=lang, type_="power-outage").screens[-1]
    assert who.lower() in found.lower() and "没看懂" not in found and "Not understood" not in found


def test_a_third_bare_digit_is_no_note(play: Play) -> None:
    """``n``, ``1``, ``23``, and ``3`` was the note."""
    guide = play("n", "1", "23", "3", "99")
    assert notes(guide) == [] and guide.question == "note"


@pytest.mark.parametrize(("lang", "offered"), [("zh", "恢复刚才撤回的：#5 完成"), ("en", "Restore what was taken back: #5 Done")])
def test_what_was_taken_back_last_can_be_restored_where_one_takes_back(play: Play, lang: str, offered: str) -> None:
    """The only way back was a number that no screen shows."""
    guide = play("he is safe", "1", "uu", "u", "r", lang=lang)
    assert offered.replace("#5", "#6") in guide.screens[-2], guide.screens[-2]
    assert new(guide) == ["note", "step-done", "undone", "undone"] and guide.entries()[-1].event.restores


@pytest.mark.parametrize("before", ["99", "7"])
def test_uu_behind_a_digit_that_did_not_count_asks_first(play: Play, before: str) -> None:
    """The digit may be what it is meant for."""
    assert new(play("1", before, "uu")) == ["step-done"]
    assert new(play("1", before, "uu", "y")) == ["step-done", "undone"]
    asked = play("1", (0.5, "1"), (2.0, "uu"), type_="power-outage")  # it may be meant for what is asked about
    assert new(asked) == ["step-done"]


@pytest.mark.parametrize(("lang", "who"), [("zh", "消防队"), ("en", "Fire brigade")])
def test_what_is_asked_of_a_call_names_whom(play: Play, lang: str, who: str) -> None:
    """*Is it "Reached"?* named nobody."""
    number = next(line.split()[0] for line in play("23", "y", lang=lang, type_="power-outage").screens[-1].splitlines() if who.lower() in line.lower())
    way = ("23", "y", number)
    asked = play(*way, (0.3, "1"), lang=lang, type_="power-outage").screens[-1]
    assert who.lower() in asked.lower(), asked
    said = play(*way, "1", "they come", lang=lang, type_="power-outage").screens
    assert all(who.lower() in each.lower() for each in said[-2:]), said[-2:]


def test_what_was_asked_beside_a_note_and_answered_is_not_said_to_be_left_and_names_whose_phone_it_was(play: Play) -> None:
    """``3``, a note, ``#``: *left without an answer*, while the call stood in the log."""
    at = {"type_": "power-outage", "later": True}
    guide = play("2", "2", "3", "they are on the stairs", "#", **at)
    called = [e.event for e in guide.entries() if e.event.kind == "called"]
    assert called[-1].result == "phone-off" and called[-1].role == called[0].role
    whom = guide.session.post(called[0].role)
    said = " ".join(guide.screens[-1].split())
    assert "Left without an answer" not in said and "whom did you call?" not in said, said
    assert f"Recorded #{guide.entries()[-1].n}" in said and f"Call to {whom}" in said and "phone off" in said, said
    left = play("2", "2", "3", "they are on the stairs", "b", **at)
    assert "Left without an answer" in left.screens[-1], left.screens[-1]


@pytest.fixture
def surge(play: Play) -> Play:
    """At the step of a call surge that asks when it began, which the hand does not look at."""
    begun = ("1", (12.0, "1"), "30", (2.0, "v"), (8.0, "80"), (2.0, "y"))

    def played(*lines: Any, lang: str = "en") -> Any:
        return play(*begun, *lines, lang=lang, type_="call-surge")

    return played


@pytest.mark.parametrize(("lang", "words", "more"), [("zh", "他说加人", "排队降到20"), ("en", "send more staff", "the queue is shorter")])
def test_an_act_named_where_a_time_was_asked_about_is_asked_once(surge: Play, lang: str, words: str, more: str) -> None:
    """``23`` was typed again by itself below every line that came behind it, took the ``y`` and hid ``uu``."""
    asked = ("1", (0.4, "19:20"), (2.0, "23"))
    guide = surge(*asked, (2.0, words), (2.0, more), (8.0, "uu"), lang=lang)
    assert notes(guide) == [words, more]
    number = "编号： 23" if lang == "zh" else "Number: 23"
    assert "".join(guide.screens).count("\n23\n") == 1 and number not in "".join(guide.screens)
    assert guide.question == "undo" and more in guide.screens[-1], guide.screens[-1]
    over = surge(*asked, (2.0, "uu"), (2.0, "b"), (8.0, words), lang=lang)
    assert over.session.step.key == guide.session.step.key and notes(over) == [words]


@pytest.mark.parametrize("first", ["1", "14", "19:20"])
@pytest.mark.parametrize("then", ["10:40", "25"])
def test_a_time_typed_where_another_line_for_it_is_asked_about_takes_its_place(surge: Play, first: str, then: str) -> None:
    guide = surge("1", (0.4, first), (3.0, then), (3.0, "y"), (3.0, "v"), (3.0, "y"))
    assert not notes(guide) and guide.session.step.step.answer != "time", guide.screens[-2:]


@pytest.mark.parametrize(("line", "note"), [
    ("22 customer is Mr Hu 61", "customer is Mr Hu 61"), ("22 客户叫胡先生", "客户叫胡先生"), ("22 Anna has fainted", "Anna has fainted"),
    ("22 customers wait outside", "22 customers wait outside"), ("22 个人在楼梯口", "22 个人在楼梯口"), ("22 of them are out", "22 of them are out"),
])  # fmt: skip
def test_behind_the_number_of_notes_the_words_alone_are_the_note(play: Play, line: str, note: str) -> None:
    """``22 customer is Mr Hu 61`` kept the number, as if so many were meant."""
    assert notes(play(line)) == [note]


def test_what_falls_due_behind_a_form_of_a_silent_incident_is_printed_with_the_next_prompt_and_rings_not(play: Play) -> None:
    """It stood nowhere until the form was left."""

    def at(guide: Any) -> None:
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=20 if guide.question == "note" else 0))
        guide.session.moved(lambda d: acts.tick(d, "safe", "10:00"))

    guide = play("?", "22", "x", "x", type_="robbery", at=at)
    late = [screen for screen in guide.screens if "Due: Call the police" in screen]
    assert guide.question == "note" and late == guide.screens[3:4] and "\a" not in late[0], guide.screens[2:]
