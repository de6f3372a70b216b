"""What is due is answered by a hand that does not look: its keys mean there what they mean at a step, what it said
once more counts, and what is recorded is not said to be missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.posed import Posed
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN


def arrives(begin: Begin, lang: str = "zh") -> Blind:
    """A report is late where somebody has come to this moment."""
    blind = begin(lang=lang)
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=6, seconds=blind.loop.now - began))  # type: ignore[method-assign]
    blind.session.refresh()
    blind.screen._fragments()
    return blind


def looked_at(begin: Begin, lang: str = "zh") -> Blind:
    blind = begin(lang=lang, minute=6)
    blind.screen._fragments()
    return blind


def said(blind: Blind) -> str:
    return "".join(text for _, text in blind.screen._fragments())


def presses(blind: Blind, keys: str, seconds: float = 0.25) -> None:
    for key in keys:
        blind.key(key, seconds)
    blind.rests()


def results(blind: Blind) -> list[str]:
    return [e.event.result for e in blind.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


def test_a_list_by_letters_takes_the_other_letter_of_an_option_too() -> None:
    posed = Posed()
    options = [Option("no-answer", "No answer", "n", "x"), Option("up", "Up", "+", "="), Option("none", "None")]
    posed.put(Question("due", "Due", options=options, lettered=True))
    assert [posed.meant(key) for key in ("x", "X", "n", "=", "", "z")] == ["no-answer", "no-answer", "no-answer", "up", None, None]


@pytest.mark.parametrize("key", ["x", "n"])
def test_nobody_answered_is_said_at_what_is_due_by_the_key_of_a_step(begin: Begin, key: str) -> None:
    """``x`` did nothing there, and the call stood nowhere behind the next note."""
    blind = looked_at(begin)
    presses(blind, "d")
    presses(blind, key)
    assert results(blind) == ["no-answer"] and blind.asked == "step"
    blind.words("工单系统部分恢复")
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["工单系统部分恢复"] and "没算" not in said(blind)


def test_enter_at_what_is_due_names_the_key_that_says_so(begin: Begin) -> None:
    blind = looked_at(begin, "en")
    presses(blind, "d")
    blind.key("enter", 3)
    assert not results(blind) and 'press r' in blind.screen.word, blind.screen.word


def test_words_behind_x_are_a_note_and_no_call(begin: Begin) -> None:
    blind = looked_at(begin)
    presses(blind, "d")
    blind.types("xiao wang lai le")
    blind.rests()
    assert blind.notes() == ["xiao wang lai le"] and not results(blind)


def test_what_was_recorded_on_the_second_try_is_not_said_to_be_unanswered(begin: Begin) -> None:
    blind = arrives(begin)
    presses(blind, "dr")
    assert blind.asked == "due-sure" and not results(blind)
    blind.key("d", 1)
    assert "没有答：到时：5分钟内报告" in said(blind)
    presses(blind, "r")
    assert results(blind) == ["reached"] and "没有答" not in said(blind) and "没算" not in said(blind)


@pytest.mark.parametrize(("rest", "counts"), [(0.6, 0), (4.0, 1)])
def test_the_same_answer_once_more_counts_for_a_hand_that_rested(begin: Begin, rest: float, counts: int) -> None:
    blind = arrives(begin)
    presses(blind, "dr")
    blind.key("r", rest)
    blind.rests()
    assert len(results(blind)) == counts and blind.asked == ("step" if counts else "due-sure")


@pytest.mark.parametrize("gap", [0.7, 3.0])
def test_the_key_that_led_there_leads_there_again_and_the_answer_behind_it_counts(begin: Begin, gap: float) -> None:
    """``d`` was refused there, and ``dr`` became a note."""
    blind = looked_at(begin)
    presses(blind, "d")
    blind.key("d", gap)
    presses(blind, "r")
    assert results(blind) == ["reached"] and not blind.line() and not blind.notes()


@pytest.mark.parametrize(("key", "opens"), [("j", "forecast-what"), ("g", "goto"), ("k", "customer"), ("e", "close")])
def test_where_nothing_is_due_a_key_that_opens_something_opens_it(begin: Begin, key: str, opens: str) -> None:
    """It was refused, and what was typed for it became notes."""
    blind = begin(lang="zh")
    presses(blind, "d")
    assert blind.asked == "due-none"
    before = blind.kinds()
    blind.key(key, 3)
    blind.rests()
    assert blind.asked not in ("due-none", "step", "note") and blind.kinds() == before, (opens, blind.asked)


@pytest.mark.parametrize("key", ["r", "x", "h", "s", "f", "l", "1", "enter"])
def test_where_nothing_is_due_no_answer_counts(begin: Begin, key: str) -> None:
    blind = begin(lang="zh", at="tell-tech")
    presses(blind, "d")
    before = blind.kinds()
    blind.key(key, 3)
    blind.rests()
    assert blind.asked == "due-none" and blind.kinds() == before and blind.screen.word


def test_escape_where_a_figure_is_asked_about_leads_to_the_step_and_the_figure_waits(begin: Begin) -> None:
    """It led back to the line, and the keys that followed stood in the note."""
    blind = begin(lang="zh", at="seats")
    blind.rests()
    blind.types("300")
    assert blind.asked == "number-typed"
    blind.key("escape", 2)
    assert blind.asked == "step" and "没有记下“300”" in said(blind)
    presses(blind, "d", 2)
    assert blind.asked == "due-none" and not blind.notes()
    blind.key("escape", 2)
    blind.key("n", 2)
    blind.key("up", 2)
    assert blind.line() == "300"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("gap", [0.7, 1.6, 4.0])
def test_behind_an_answer_that_did_not_count_another_one_is_no_answer_to_the_same_item(begin: Begin, lang: str, gap: float) -> None:
    """``d r`` did not count, and the ``d n`` meant for the next item said that the first one was called in vain."""
    blind = arrives(begin, lang)
    presses(blind, "dr")
    assert blind.asked == "due-sure" and not results(blind)
    first = blind.screen.posed.question.called.rpartition(" - ")[0]
    blind.key("d", gap)
    presses(blind, "n", 1.3)
    asked = blind.screen.posed.question
    assert asked.name == "due-sure" and first in asked.text and not results(blind)
    assert ("刚才对这一项的答复没算" if lang == "zh" else "The answer before did not count") in asked.text
    blind.key("y", 2)  # read by now, and meant
    blind.rests()
    assert results(blind) == ["no-answer"]
