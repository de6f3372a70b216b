"""A key that records, the key for notes and a sentence, in one go: the act and the note are both
kept, however fast the hand was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.conftest import Begin
from tests.support.blind import PACE

GAPS = (0.1, 0.25, 0.4, 0.49, 0.51, 0.55, 0.6, 0.64, 0.66, 0.8, 0.9, 1.05)
TEXTS = ("she will call the press office", "经理正从家里赶来，3号线也要", "two men", "of the room, all out")


def types(blind: object, text: str) -> None:
    (blind.types if text.isascii() else lambda t: (blind.words(t), blind.key("enter")))(text)  # type: ignore[attr-defined]
    blind.rests()  # type: ignore[attr-defined]


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("text", TEXTS)
def test_told_and_a_note_behind_it_are_both_recorded(begin: Begin, gap: float, text: str) -> None:
    """Answered at the due list with ``r``; then a note that begins with the letter of an act."""
    blind = begin(minute=6)
    before = len(blind.kinds())
    blind.key("d")
    blind.rests()
    if blind.asked == "due-list":
        blind.key("f")
        blind.rests()
    assert blind.asked == "due"
    blind.key("r" if any(o.key == "r" for o in blind.screen.posed.question.options) else "y")
    blind.key("n", gap)
    types(blind, text)
    made = [k for k in blind.kinds()[before:] if k != "timer-started"]
    assert blind.notes() == [text]
    assert made[-1] == "note" and len(made) > 1
    assert not {"undone", "step-skipped", "step-deferred", "step-not-applicable"} & set(made)


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("key", ["x", "f", "l"])
def test_a_key_at_a_call_and_a_note_behind_it_are_both_recorded(begin: Begin, gap: float, key: str) -> None:
    blind = begin()
    views = blind.session.incident.views()
    blind = begin(at=next(v.key for v in views if v.step.answer == "call"))
    before = len(blind.kinds())
    blind.key(key)
    blind.key("n", gap)
    types(blind, "engaged, she will try again")
    made = [k for k in blind.kinds()[before:] if k != "timer-started"]
    assert blind.notes() == ["engaged, she will try again"]
    assert len(made) == 2 and made[-1] == "note"


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("text", ["急救员到了，2楼", "two men"])
def test_a_choice_and_a_note_behind_it_are_both_recorded(begin: Begin, gap: float, text: str) -> None:
    blind = begin()
    views = blind.session.incident.views()
    blind = begin(at=next(v.key for v in views if v.step.answer == "choice"))
    before = len(blind.kinds())
    blind.key("2")
    blind.key("n", gap)
    types(blind, text)
    made = [k for k in blind.kinds()[before:] if k != "timer-started"]
    assert blind.notes() == [text]
    assert made[0] == "step-done" and "undone" not in made


@pytest.mark.parametrize("gap", GAPS)
def test_an_answer_before_a_menu_is_not_taken_back_by_a_sentence_behind_it(begin: Begin, gap: float) -> None:
    blind = begin(minute=6)
    views = blind.session.incident.views()
    step = next(v.key for v in views if v.step.answer == "choice")
    from kit.incidents.incident.rules import acts

    blind.session.moved(lambda d: acts.take_up(d, step))
    blind.key("v")
    blind.key("escape")
    blind.rests()
    before = len(blind.kinds())
    blind.key("1")
    blind.key("d", 1.05)
    blind.key("b", 1.05)
    blind.key("n", gap)
    types(blind, "she is here")
    made = blind.kinds()[before:]
    assert "step-done" in made and "undone" not in made and blind.notes()


@pytest.mark.parametrize("gap", [0.51, 0.6, 0.85, 1.05])
@pytest.mark.parametrize(("key", "kind"), [("a", "step-not-applicable"), ("l", "step-deferred"), ("b", "undone"), ("x", "called")])
@pytest.mark.parametrize("picked", ["#", "y", "电话通了"])
def test_words_of_an_input_method_behind_a_letter_that_recorded_are_asked_about(
    begin: Begin, gap: float, key: str, kind: str, picked: str
) -> None:
    """``a``, a breath, 座没电了: the step was said not to apply, and the note was without its place."""
    blind = begin(lang="zh")
    views = blind.session.incident.views()
    simple = next(v.key for v in views if not v.step.critical and v.step.answer != "call")
    blind = begin(lang="zh", at=simple if key == "a" else "tell-tech")
    if key == "b":
        blind.key("enter")
        blind.rests()
        blind.rests()
    blind.key(key)
    blind.loop.pass_(gap - 0.25)
    blind.words("座没电了")
    blind.key("enter")
    made = blind.kinds().count("undone")
    assert kind in blind.kinds() and blind.asked == "apart" and not blind.notes()
    blind.rests()
    if len(picked) > 1:
        blind.words(picked)
        blind.key("enter")
        assert blind.notes() == [picked] and blind.asked == "apart", "it stands beside a note"
        blind.key("d", 2)
        assert blind.asked.startswith("due") and "没有答" in blind.screen.prose.breath.remarks.said() + blind.screen.word
        blind.key("escape", 3)
    else:
        blind.key(picked)
        blind.rests()
    whole = f"{key}座没电了"
    assert blind.notes() == {"#": [whole], "y": ["座没电了"]}.get(picked, [picked, whole])
    assert blind.kinds().count("undone") == made + (picked == "#")
    assert blind.asked == "step"


@pytest.mark.parametrize(("text", "asked"), [("2号柜台被抢", True), ("柜台被抢", True), ("号柜台被抢", False)])
def test_a_digit_that_recorded_and_a_number_behind_it_are_asked_about(begin: Begin, text: str, asked: bool) -> None:
    """``1``, a breath, 2号柜台被抢: the note was of counter 12, and the answer was taken back."""
    blind = begin(lang="zh")
    blind = begin(lang="zh", at=next(v.key for v in blind.session.incident.views() if v.step.answer == "choice"))
    before = blind.kinds()
    blind.key("1")
    blind.loop.pass_(0.4)
    blind.words(text)
    blind.key("enter")
    assert (blind.asked == "apart") is asked
    if asked:
        blind.rests()
        blind.key("y")
        blind.rests()
        assert blind.notes() == [text] and "undone" not in blind.kinds()[len(before):] and "step-done" in blind.kinds()[len(before):]
    else:
        assert blind.notes() == [f"1{text}"] and "undone" in blind.kinds()


@pytest.mark.parametrize("gap", [0.7, 1.0])
@pytest.mark.parametrize("on", ["u", "k", "n", "另一句"])
def test_a_digit_whose_question_is_left_counts_once_as_a_key_and_stands_in_no_note(begin: Begin, gap: float, on: str) -> None:
    """The answer stood and the note had the digit, too: 14号窗口, where window 4 was meant."""
    blind = begin(lang="zh")
    blind = begin(lang="zh", at=next(v.key for v in blind.session.incident.views() if v.step.answer == "choice"))
    blind.key("1", 4)
    blind.loop.pass_(gap - 0.25)
    blind.key("4")
    blind.words("号窗口有人骂人")
    blind.key("enter")
    assert blind.asked == "apart"
    blind.key("enter", 2)
    blind.loop.pass_(1.5)
    if len(on) > 1 or on == "n":
        blind.key("n") if on == "n" else None
        blind.rests()
        blind.words("另一句")
        blind.key("enter")
        assert blind.asked == "apart" and blind.notes() == ["另一句"]
    blind.key("k" if on != "u" else "u", 2)
    blind.rests()
    assert blind.notes()[-1] == "4号窗口有人骂人" and blind.kinds().count("step-done") == 1
    assert "undone" not in blind.kinds() and "1 是什么没有答" in blind.session.message


def test_a_digit_that_answered_goes_into_no_note_over_the_key_of_a_form(begin: Begin) -> None:
    """``1``, ``k赵阿姨手机关机打不通``: what was offered as a note began with the 1."""
    blind = begin(lang="zh")
    blind = begin(lang="zh", at=next(v.key for v in blind.session.incident.views() if v.step.answer == "choice"))
    blind.key("1", 4)
    blind.loop.pass_(0.4)
    blind.key("k")
    blind.words("赵阿姨手机关机打不通")
    blind.key("enter")
    assert blind.asked == "read-back" and "1" not in " ".join(o.label for o in blind.screen.posed.question.options)


FIGURES = ("4楼没有人", "2号窗口的人找到了，都没事", "2 cleaners found, both well")


def at_due(begin: Begin, key: str, gap: float) -> tuple[Any, list[str]]:
    """A call that is due, answered by its letter, and the hand rests."""
    blind = begin(lang="zh", minute=6)
    blind.loop.pass_(4)
    blind.key("d")
    blind.key(key, 0.9)
    assert blind.asked == "due"
    before = blind.kinds()
    blind.loop.pass_(gap - PACE)
    return blind, before


@pytest.mark.parametrize("key", ["r", "n"])
@pytest.mark.parametrize(
    ("gap", "text", "then"),
    [(gap, text, "u") for gap in (0.6, 0.87, 1.05) for text in FIGURES] + [(0.87, FIGURES[0], then) for then in "y#k"],
)
def test_a_figure_behind_a_letter_that_recorded_is_asked_about_and_takes_back_nothing(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, key: str, gap: float, text: str, then: str
) -> None:
    """The call, its deadline and its step were withdrawn unasked, and the note read r4楼没有人."""
    blind, before = at_due(begin, key, gap)
    rung: list[str] = []
    monkeypatch.setattr(blind.screen, "bell", lambda: rung.append(blind.asked))
    if text.isascii():
        blind.types(text)
    else:
        blind.words(text)
        blind.key("enter")
    made = blind.kinds()[len(before) :]
    assert blind.asked == "apart" and "apart" in rung and made and not {"undone", "note"} & set(made)
    blind.key(then, 2)
    blind.rests()
    assert blind.notes() == [key + text if then == "#" else text]
    assert ("undone" in blind.kinds()) is (then == "#")
    assert (f"{key} 是什么没有答" in blind.session.message) is (then in "uk")


def test_a_figure_that_did_nothing_behind_such_a_letter_begins_the_note(begin: Begin) -> None:
    """An input method sends the figure at once, and its words when they are chosen."""
    blind, before = at_due(begin, "r", 0.8)
    blind.key("9")
    blind.loop.pass_(0.55)
    blind.words("个保洁找到了")
    blind.key("enter")
    blind.rests()
    assert blind.asked != "apart" and "undone" not in blind.kinds(), "what only counts goes on from no letter"
    assert blind.notes() == ["9个保洁找到了"] and "called" in blind.kinds()[len(before) :]


def test_no_figure_goes_on_from_two_letters_that_recorded(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    for key in "xx":
        blind.loop.pass_(7)  # long enough for a call
        blind.key(key, 0.8)
    blind.loop.pass_(0.5)
    blind.words("2个保洁找到了")
    blind.key("enter")
    blind.rests()
    assert blind.asked == "step"
    assert blind.notes() == ["2个保洁找到了"] and blind.kinds().count("called") == 2 and "undone" not in blind.kinds()
