"""What was left unanswered is asked again behind what it was left for: the one that is named, and no other, with what
had been typed by then."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_read_back_once import blindly
from tests.support.blind import Blind


def said(blind: Blind) -> str:
    return blind.screen.prose.breath.remarks.said()


def text(blind: Blind) -> str:
    return blind.screen.posed.question.text


def whom(begin: Begin) -> Blind:
    """Two calls in vain, and one that was answered: by whom is asked."""
    blind = begin(lang="zh", at="tell-tech")
    for _ in range(2):
        blind.key("x", 6)
        blind.rests()
    blind.loop.pass_(4)
    blind.key("enter", 2.3)
    blind.rests()
    assert blind.asked == "call-who" and text(blind).startswith("打通了")
    return blind


def customer(blind: Blind, line: str) -> None:
    """``k`` and a line, by somebody who looks."""
    blind.key("k", 3)
    blind.loop.pass_(4)
    assert blind.asked == "customer"
    blind.words(line)
    blind.key("enter", 1)
    blind.loop.pass_(1.5)


def test_of_two_that_wait_the_one_is_opened_that_is_named(begin: Begin) -> None:
    """The newer one was named, ``y`` opened the older one, and its ``#`` recorded a call that nobody had made."""
    blind = whom(begin)
    customer(blind, "王女士 账单 20")
    assert blind.asked == "customer-which" and "“20”" in text(blind)
    kinds = blind.kinds()
    blind.key("k", 3)
    blind.loop.pass_(4)
    assert "callback-added" in blind.kinds()[len(kinds) :]  # it is recorded without its time
    blind.key("escape", 3)
    blind.loop.pass_(4)
    assert text(blind) == "没有答：" + "打通了：打的是谁：", text(blind)
    blind.key("y", 3)
    blind.rests()
    assert blind.asked == "call-who" and text(blind).startswith("打通了")
    blind.key("y", 3)
    blind.rests()
    assert blind.kinds().count("callback-added") == 1 and blind.kinds().count("called") == 3


def leaves_by_k(blind: Blind) -> None:
    """For a customer, and back from him."""
    blind.key("k", 3)
    blind.loop.pass_(4)
    blind.key("escape", 3)
    blind.loop.pass_(4)


def test_both_are_asked_again_the_newer_one_first_where_neither_was_recorded(begin: Begin) -> None:
    blind = whom(begin)
    blind.key("@", 3)
    blind.loop.pass_(4)
    blind.words("9点")
    blind.key("enter", 1)
    blind.loop.pass_(4)
    assert blind.asked == "earlier-which"
    newer = text(blind)
    leaves_by_k(blind)
    assert text(blind) == f"没有答：{newer}"
    blind.key("y", 3)
    blind.loop.pass_(2)
    assert (blind.asked, text(blind)) == ("earlier-which", newer)
    blind.key("y", 3)
    blind.loop.pass_(4)
    assert text(blind).startswith("没有答：打通了"), "the older one is named once the newer one is answered"
    calls = blind.kinds().count("called")
    blind.key("y", 3)
    blind.loop.pass_(2)
    assert blind.asked == "call-who" and blind.kinds().count("called") == calls


WORDS = "订单系统全都打不开了谁也进不去一直转圈"


def typed_at_once(begin: Begin) -> Blind:
    """A sentence at a line that Enter opened two seconds behind the way to the incident."""
    blind = begin(lang="zh", at="which-system")
    blind.screen.prose.arrived()
    blind.loop.pass_(1)
    blind.key("enter", 1)
    blind.loop.pass_(0.6)
    blindly(blind, WORDS)
    return blind


def read_back(begin: Begin) -> Blind:
    """The words of an answer that came before anybody could look, left by ``k``."""
    blind = typed_at_once(begin)
    assert blind.asked == "read-back"
    leaves_by_k(blind)
    assert text(blind).startswith("没有答：打得太快") and WORDS in text(blind)
    return blind


def test_what_was_read_back_comes_back_with_its_words_and_not_as_an_empty_field(begin: Begin) -> None:
    blind = read_back(begin)
    blind.key("y", 3)
    blind.loop.pass_(4)
    assert blind.asked == "read-back" and WORDS in text(blind) and blind.line() == ""
    assert "step-done" not in blind.kinds()
    blind.key("y", 3)
    blind.rests()
    assert blind.asked == "step" and blind.kinds()[-1] == "step-done" and f"[{WORDS}]" in blind.session.message


def test_a_second_y_and_a_sentence_behind_it_are_no_text_of_the_field(begin: Begin) -> None:
    """"ys来电人不愿意" stood there as the answer."""
    blind = read_back(begin)
    blind.key("y", 3)
    blind.loop.pass_(1.5)
    assert blind.asked == "read-back"
    blind.key("s", 1)
    blind.words("来电人不愿意")
    blind.key("enter", 1)
    blind.rests()
    assert "step-done" not in blind.kinds() and "step-skipped" not in blind.kinds()
    assert [note for note in blind.notes() if "来电人不愿意" in note] and not any(note.startswith("y") for note in blind.notes())


def test_what_a_form_recorded_when_it_was_left_is_not_gone_through_twice(begin: Begin) -> None:
    """Its customer would stand there once more: only that the time was not answered is said."""
    blind = begin(lang="zh", at="tell-tech")
    customer(blind, "王女士 13800000000 账单 20")
    blind.loop.pass_(2)
    assert blind.asked == "customer-which"
    blind.key("i", 3)
    blind.loop.pass_(4)
    assert "没有答：王女士：“20”" in said(blind)
    blind.key("escape", 3)
    blind.loop.pass_(4)
    assert blind.asked == "step" and blind.kinds().count("callback-added") == 1


def test_where_the_same_answers_lead_to_something_else_by_now_nothing_is_opened(begin: Begin) -> None:
    blind = read_back(begin)
    posed = blind.screen.prose.breath.aside
    assert posed is not None and posed.stood is not None
    blind.screen.prose.breath.aside = posed._replace(behind=(("customer", "li"),))
    before = blind.kinds()
    blind.key("y", 3)
    blind.loop.pass_(4)
    assert blind.asked == "step" and blind.kinds() == before and "没有答：打得太快" in said(blind)


def test_words_that_were_noted_meanwhile_and_are_the_answer_too_are_said_to_stand_there_twice(begin: Begin) -> None:
    """A note typed on made one of the words that waited; ``y`` recorded them once more, and nothing was said."""
    blind = typed_at_once(begin)
    assert blind.asked == "read-back"
    blind.loop.pass_(2)
    blindly(blind, "门口来了两个人")
    assert blind.notes() == [WORDS, "门口来了两个人"] and blind.asked == "read-back"
    blind.key("y", 3)
    blind.rests()
    assert blind.kinds()[-1] == "step-done" and "已记成备注" in blind.screen.word and WORDS[:8] in blind.screen.word
    blind.loop.pass_(3)
    assert blind.screen.word, "it stands there until the next key"


def test_of_words_that_are_the_answer_alone_nothing_of_the_sort_is_said(begin: Begin) -> None:
    blind = typed_at_once(begin)
    assert blind.asked == "read-back"
    blind.loop.pass_(2)
    blind.key("y", 3)
    blind.rests()
    assert blind.kinds()[-1] == "step-done" and not blind.notes() and "备注" not in blind.screen.word


@pytest.mark.parametrize("then", ["note", "key"])
def test_words_that_stand_as_a_note_are_asked_about_once_more_and_no_oftener(begin: Begin, then: str) -> None:
    """Five times in a minute their question came back over the step, and took the Enter meant for it."""
    blind = read_back(begin)
    assert text(blind).startswith("没有答：") and "已记成备注 #" in text(blind)
    blind.loop.pass_(2)
    if then == "note":
        blindly(blind, "门口来了两个人")
    else:
        leaves_by_k(blind)
    assert blind.asked == "step" and "没有答：打得太快" in said(blind)
    leaves_by_k(blind)
    leaves_by_k(blind)
    assert blind.asked == "step" and WORDS in blind.notes() and "没有答" not in said(blind)


def test_whom_a_call_was_to_is_not_asked_again_once_it_was_recorded_in_another_way(begin: Begin) -> None:
    blind = whom(begin)
    leaves_by_k(blind)
    assert text(blind).startswith("没有答：打通了")
    blind.key("c", 3)
    blind.loop.pass_(2)
    blind.session.record(lambda d: acts.call(d, "supervisor", "no-answer"))
    blind.key("escape", 3)
    blind.loop.pass_(4)
    assert blind.asked == "step" and "打的是谁" not in said(blind)
