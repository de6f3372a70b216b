"""A form for words that an Enter opened right behind an act, and words typed at once: they may be its
answer, or a note at the step where the hand believes itself."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def typed(begin: Begin, text: str, gap: float = 1.65, rest: float = 0.25, lang: str = "zh") -> Blind:
    """Enter at the step before, Enter again, and words."""
    blind = begin(lang=lang, at="staff-log")
    blind.session.record(lambda d: acts.tick(d, "no-logout"))
    for role in ("tech", "supervisor"):
        blind.session.record(lambda d, who=role: acts.call(d, who, "reached"))  # type: ignore[misc]
    blind.session.moved(lambda d: acts.take_up(d, "staff-log"))
    blind.key("v", 5)
    blind.key("escape", 2)
    blind.key("enter", 4)
    assert blind.session.step is not None and blind.session.step.key == "which-system", blind.session.step
    blind.key("enter", gap)
    assert blind.asked == "value"
    blind.loop.pass_(rest - 0.25)
    if text.isascii():
        for char in text:
            blind.key(char)
    else:
        blind.words(text)
    blind.key("enter")
    return blind


@pytest.mark.parametrize("text", ["电梯里有三个人被困", "li ming is here"])
def test_a_sentence_typed_at_once_is_asked_about_and_is_a_note_or_the_answer(begin: Begin, text: str) -> None:
    """It stood in the log as the name of the system that had failed."""
    for letter, kind in (("y", "step-done"), ("#", "note")):
        blind = typed(begin, text)
        before = blind.kinds()
        assert blind.asked == "read-back" and text in blind.screen.posed.question.text
        blind.key(letter, 2)
        blind.rests()
        assert kind in blind.kinds()[len(before) :] and blind.asked == "step"
        assert (blind.notes() == [text]) is (letter == "#")


def test_nothing_of_it_is_lost_to_who_goes_on_without_an_answer(begin: Begin) -> None:
    blind = typed(begin, "电梯里有三个人被困")
    blind.key("n", 2)
    blind.words("保安到了")
    blind.key("enter")
    assert blind.notes() == ["电梯里有三个人被困", "保安到了"] and "step-done" not in blind.kinds()[-2:]


@pytest.mark.parametrize(("text", "gap", "rest"), [("CRM", 1.65, 0.25), ("工单系统", 3.1, 0.25), ("工单系统", 1.65, 3.2)])
def test_a_short_name_or_what_comes_after_a_look_is_the_answer_at_once(begin: Begin, text: str, gap: float, rest: float) -> None:
    blind = typed(begin, text, gap, rest)
    blind.rests()
    assert blind.asked == "step" and blind.session.incident.step_state("which-system").value == text


@pytest.mark.parametrize(("lang", "text"), [("en", "the lift is stuck with two people"), ("zh", "电梯里有三个人被困住了")])
@pytest.mark.parametrize("letter", ["y", "#"])
def test_a_sentence_over_a_search_adds_no_list_before_that_was_said(begin: Begin, lang: str, text: str, letter: str) -> None:
    """Enter took the list that the sentence had found, and the sentence was gone."""
    blind = begin(lang=lang)
    blind.key("p", 4)
    blind.loop.pass_(3)
    if text.isascii():
        for char in text:
            blind.key(char)
    else:
        blind.words(text)
    before = blind.kinds()
    blind.key("enter", 2)
    assert blind.asked == "read-back" and blind.kinds() == before
    blind.key(letter, 2)
    blind.rests()
    assert ("plan-added" in blind.kinds()) is (letter == "y") and (blind.notes() == [text]) is (letter == "#")
