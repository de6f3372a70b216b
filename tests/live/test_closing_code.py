"""The field for the closing code, and a hand that believes itself elsewhere: nothing typed there is swallowed, and
nothing leads back to it by itself. A figure that is asked about is kept the same way."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_customer_in_one_line import says
from tests.live.test_read_back_once import blindly
from tests.support.blind import Blind


def at_code(begin: Begin) -> tuple[Blind, str, list[str]]:
    """With the code, and the questions at which a bell rang."""
    blind = begin(lang="zh")
    rung: list[str] = []
    blind.screen.bell = lambda: rung.append(blind.asked)  # type: ignore[method-assign]
    blind.loop.pass_(4)
    blind.key("e", 1)
    blind.loop.pass_(3)
    assert blind.asked == "close"
    rung.clear()
    return blind, blind.session.incident.ref[-4:], rung


def said(blind: Blind) -> str:
    return blind.screen.prose.breath.remarks.said()


def other_than(code: str) -> str:
    return next(key for key in "drx" if key.upper() != code[0])


def test_a_key_that_no_code_begins_with_rings_and_is_said_not_to_count(begin: Begin) -> None:
    blind, code, rung = at_code(begin)
    key = other_than(code)
    blind.key(key, 1)
    blind.rests()
    assert rung == ["close"]
    blind.key("enter")
    blind.key(other_than(code[1:]), 1)
    assert f"没算：{key}" in said(blind) and blind.asked == "close"


def test_the_code_itself_rings_at_no_letter_of_it(begin: Begin) -> None:
    blind, code, rung = at_code(begin)
    for char in code.lower():
        blind.key(char, 1)
    assert not rung
    blind.key("enter")
    assert blind.asked == "outcome"


def test_what_is_no_slip_in_the_code_and_typed_over_is_kept(begin: Begin) -> None:
    blind, code, _ = at_code(begin)
    blindly(blind, "55667")
    blind.loop.pass_(1)
    blindly(blind, code)
    assert blind.asked == "outcome" and "55667" in said(blind)
    blind.key("escape", 3)
    blind.key("escape", 3)
    blind.key("n", 3)
    blind.loop.pass_(2)
    blind.key("up", 1)
    assert blind.line() == "55667"


@pytest.mark.parametrize("sentence", ["主管来了，一切正常", "zhuguan lai le", "k孙先生 13900000002 发票 30分钟"])
def test_a_sentence_is_a_note_and_is_not_said_to_be_lost(begin: Begin, sentence: str) -> None:
    blind, _, _ = at_code(begin)
    blindly(blind, sentence)
    assert blind.notes() == [sentence] and blind.asked == "step"
    assert "没有答" in said(blind) and "没有记下" not in said(blind)


def test_y_behind_another_form_never_leads_back_to_closing(begin: Begin) -> None:
    """What ended it was asked, ``k`` led away, and ``y`` opened the field for the code again."""
    blind, code, _ = at_code(begin)
    blindly(blind, code)
    assert blind.asked == "outcome"
    blind.key("k", 2)
    blind.loop.pass_(3)
    says(blind, "孙先生 13900000002 发票 30分钟")
    assert blind.asked == "step" and "没有答：怎么结束的" in said(blind)
    blind.key("y", 2)
    blind.rests()
    assert blind.asked == "step" and blind.session.incident.closed is None and "closed" not in blind.kinds()


@pytest.mark.parametrize("behind", ["主管到了现场", "zhuguan dao le", "n电话很多"])
@pytest.mark.parametrize("figure", ["5566", "12"])
def test_a_figure_that_is_asked_about_is_a_note_where_a_sentence_follows(begin: Begin, figure: str, behind: str) -> None:
    blind = begin(lang="zh", at="which-system")
    blind.loop.pass_(4)
    blind.key("enter", 1)
    blind.loop.pass_(3)
    blindly(blind, figure)
    assert blind.asked == "value-sure"
    blind.loop.pass_(1)
    blindly(blind, behind)
    assert blind.notes() == [figure, behind.removeprefix("n")] and "没有记下" not in said(blind)
    assert figure in blind.session.message and "step-done" not in blind.kinds()


def test_a_figure_that_is_taken_back_is_no_note(begin: Begin) -> None:
    blind = begin(lang="zh", at="which-system")
    blind.loop.pass_(4)
    blind.key("enter", 1)
    blind.loop.pass_(3)
    blindly(blind, "5566")
    blind.key("u", 3)
    blind.rests()
    blind.key("escape", 3)
    assert blind.notes() == []


def asked_to_whom(begin: Begin) -> Blind:
    """Handed over is chosen."""
    blind, code, _ = at_code(begin)
    blindly(blind, code)
    blind.loop.pass_(4)
    assert blind.asked == "outcome"
    letter = next(o.key for o in blind.screen.posed.question.options if o.name == "handed-over")
    blind.key(letter, 3)
    return blind


@pytest.mark.parametrize("soon", [0.6, 1.2, 2, 2.7])
@pytest.mark.parametrize("sentence", ["主管来了，一切正常", "zhuguan lai le", "门口有人"])
def test_a_sentence_begun_before_anybody_read_to_whom_is_asked_about_and_closes_nothing(begin: Begin, soon: float, sentence: str) -> None:
    """Two seconds behind the letter it was the name of who took over, in a closed incident."""
    blind = asked_to_whom(begin)
    blind.loop.pass_(soon)
    blindly(blind, sentence)
    assert blind.asked == "read-back" and "移交给谁" in blind.screen.posed.question.text
    assert blind.session.incident.closed is None
    blind.key("#", 2)
    blind.rests()
    assert blind.session.incident.closed is None and blind.notes() == [sentence]


def test_a_name_that_somebody_thought_about_closes_at_once_and_one_that_was_typed_soon_by_y(begin: Begin) -> None:
    blind = asked_to_whom(begin)
    blind.loop.pass_(4)
    blindly(blind, "王主任")
    assert blind.session.incident.outcome == "handed-over"
    blind = asked_to_whom(begin)
    blind.loop.pass_(2)
    blindly(blind, "王主任")
    assert blind.asked == "read-back"
    blind.key("y", 2)
    blind.rests()
    assert blind.session.incident.outcome == "handed-over"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_code_behind_an_incident_that_is_closed_by_then_asks_nobody_to_close_it(begin: Begin, lang: str) -> None:
    """Below "Incident closed" stood: to close, go back to the step, press e, then type the code."""
    blind = begin(lang=lang)
    code = blind.session.incident.ref[-4:]
    blind.loop.pass_(4)
    blind.key("e", 1)
    blind.loop.pass_(3)
    blindly(blind, code)
    blind.loop.pass_(4)
    blind.key("v", 2)
    blind.rests()
    assert blind.session.incident.outcome == "resolved"
    blind.loop.pass_(4)
    blind.key("n", 2)
    blindly(blind, code)
    text = " ".join([*blind.screen.posed.question.lines, blind.session.alert])
    assert code in text and {"zh": "已经关闭", "en": "closed already"}[lang] in text, text
    assert {"zh": "要关闭", "en": "To close"}[lang] not in text and blind.notes() == []
