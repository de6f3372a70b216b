"""A digit or a letter in front of what an input method gives, whose words need a second or three to be
composed: the digit may be the first of them, the letter never is."""

from __future__ import annotations

import msgspec
import pytest

from kit.ground.terminal.ask import Option
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def at_choice(begin: Begin, type_: str, lang: str = "zh") -> Blind:
    """At a question that digits answer, looked at."""
    blind = begin(type_, lang)
    if blind.asked == "silent":
        blind.key("enter", 3)
        blind.rests()
    view = next(v for v in blind.session.incident.views() if v.step.answer == "choice" and len(v.step.choices) > 1)
    blind.session.moved(lambda d: acts.take_up(d, view.key))
    blind.key("v")
    blind.key("escape")
    blind.loop.pass_(8)
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == view.key
    return blind


def composed(blind: Blind, key: str, gap: float, *words: str) -> None:
    """A key, the time that composing takes, and the words, chunk by chunk."""
    blind.key(key)
    blind.loop.pass_(gap - 0.25)
    for chunk in words:
        blind.words(chunk)
        blind.loop.pass_(1.2)
    blind.key("enter")
    blind.rests()


@pytest.mark.parametrize("gap", [1.25, 1.35, 2.0, 2.9])
@pytest.mark.parametrize(("type_", "words"), [("robbery", ["人拿刀", "跑了"]), ("fire", ["人咳嗽"]), ("robbery", ["他拿刀"])])
def test_a_digit_before_words_that_took_seconds_to_compose_is_asked_about(begin: Begin, type_: str, words: list[str], gap: float) -> None:
    """``2``, 1.25 s, 人拿刀: it was recorded that they had explosives, and the note had lost its 2."""
    blind = at_choice(begin, type_)
    composed(blind, "2", gap, *words)
    assert blind.asked == "apart" and "step-done" in blind.kinds() and not blind.notes()
    blind.key("enter", 2)
    blind.rests()
    assert blind.asked == "apart" and not blind.notes()
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == ["2" + "".join(words)] and blind.kinds()[-1] == "undone"
    assert "2 记的已撤回" in blind.session.message


def test_a_digit_that_was_the_answer_stays_one_by_its_letter(begin: Begin) -> None:
    blind = at_choice(begin, "robbery")
    composed(blind, "2", 1.25, "人拿刀", "跑了")
    blind.key("y", 2)
    blind.rests()
    assert blind.notes() == ["人拿刀跑了"] and "step-done" in blind.kinds() and "undone" not in blind.kinds()


def test_a_digit_long_before_the_words_is_an_answer_and_nothing_is_asked(begin: Begin) -> None:
    blind = at_choice(begin, "robbery")
    composed(blind, "2", 4, "人拿刀")
    assert blind.asked == "step" and blind.notes() == ["人拿刀"] and "step-done" in blind.kinds()


@pytest.mark.parametrize("gap", [0.8, 1.3, 2.5])
def test_a_digit_that_did_nothing_is_the_first_of_the_words(begin: Begin, gap: float) -> None:
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    composed(blind, "7", gap, "个人被困")
    assert blind.notes() == ["7个人被困"]


@pytest.mark.parametrize("gap", [0.65, 0.9, 1.05, 2.0])
@pytest.mark.parametrize("key", ["x", "f"])
def test_a_letter_before_words_is_a_key_and_nothing_is_asked(begin: Begin, key: str, gap: float) -> None:
    """The question whether it was one held back the Enter behind it and a telephone number."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    composed(blind, key, gap, "她在桥上")
    assert blind.notes() == ["她在桥上"] and blind.kinds().count("called") == 1 and blind.asked == "step"


@pytest.mark.parametrize("key", ["x", "o", "d"])
def test_a_letter_in_one_breath_with_words_is_no_part_of_them_and_is_said_not_to_count(begin: Begin, key: str) -> None:
    """``o`` and 水是三楼下来的 became ``o水是三楼下来的``."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    composed(blind, key, 0.4, "水是三楼下来的")
    assert blind.notes() == ["水是三楼下来的"] and "called" not in blind.kinds()
    assert f"前面没算：{key}" in blind.screen.prose.breath.remarks.said()


def test_a_letter_that_a_place_is_called_by_is_asked_about_still(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    composed(blind, "x", 0.8, "座三楼有烟")
    assert blind.asked == "apart"


@pytest.mark.parametrize("gap", [0.3, 0.7, 0.85])
def test_the_key_for_notes_behind_one_that_leads_to_another_incident_opens_an_empty_line(begin: Begin, gap: float) -> None:
    """``dn`` stood in the line, and in the note."""
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    posed = blind.screen.posed
    options = [Option("due-there", "", "d", leaves=True), *posed.question.options]
    posed.question = msgspec.structs.replace(posed.question, options=options)
    blind.key("d")
    blind.key("n", gap)
    blind.loop.pass_(1)
    assert blind.asked == "note" and blind.line() == "" and "前面没算：d" in blind.screen.prose.breath.remarks.said()


@pytest.mark.parametrize("gap", [0.3, 0.8, 2.0])
@pytest.mark.parametrize("figure", ["2", "２", "12"])
def test_a_letter_that_counted_and_a_figure_with_words_leave_the_words_whole_and_ask_nothing(begin: Begin, figure: str, gap: float) -> None:
    """``x``, ``2`` and 个人晕倒: it was asked whether the x was meant; behind a second the note had lost its 2."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    blind.key("x")
    for number, char in enumerate(figure):
        blind.key(char, 0.25 if number else 0.8)
    blind.loop.pass_(gap - 0.25)
    blind.words("个人晕倒")
    blind.key("enter")
    blind.rests()
    assert blind.asked == "step" and blind.notes() == [f"{figure}个人晕倒"]
    assert blind.kinds().count("called") == 1


@pytest.mark.parametrize("words", ["２号柜台有人晕倒", "2楼有烟", "3座有烟"])
def test_a_letter_and_a_figure_that_a_place_is_called_by_are_asked_about_as_a_whole(begin: Begin, words: str) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    composed(blind, "f", 0.8, words)
    assert blind.asked == "apart" and [o.label[-len(words) :] for o in blind.screen.posed.question.options] == [words, words]


@pytest.mark.parametrize("gap", [0.4, 0.8, 2.0])
@pytest.mark.parametrize(("key", "words"), [("d", "楼漏水"), ("t", "分钟后没电"), ("c", "个人晕倒")])
def test_a_digit_in_a_list_before_words_that_count_stays_in_their_note(begin: Begin, key: str, words: str, gap: float) -> None:
    """``d``, ``2`` and 楼漏水, composed in two seconds: 楼漏水 alone was the note; ``c`` lost it as well."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    blind.key(key)
    composed(blind, "2", gap, words)
    (note,) = blind.notes()
    assert note.endswith("2" + words)


def test_a_digit_that_chose_a_report_before_words_that_are_no_time_begins_their_note(begin: Begin) -> None:
    """``r``, ``2`` and 个人: 个人 stood in the line that wants minutes, and the 2 nowhere."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    blind.key("r")
    composed(blind, "2", 1.5, "个人晕倒了")
    assert blind.asked == "note" and blind.line().endswith("2个人晕倒了") and not blind.notes()


def test_minutes_in_words_behind_the_digit_of_a_report_are_its_answer(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(8)
    blind.key("r")
    composed(blind, "2", 1.5, "十分钟")
    assert "announced" in blind.kinds() and not blind.notes()
