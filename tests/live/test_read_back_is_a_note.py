"""Words that are read back, and stand as a note by then: the question says so, and `u` `u` takes that note back."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_asked_again import blindly
from tests.support.blind import Blind

NAME, NEXT = "订单系统全都打不开了谁也进不去一直转圈", "门口来了两个人"


def noted(begin: Begin, lang: str = "zh") -> Blind:
    """Words at a line that Enter opened as soon as somebody came there are read back; he types a note on."""
    blind = begin(lang=lang, at="which-system")
    blind.screen.prose.arrived()
    blind.loop.pass_(1)
    blind.key("enter", 1)
    blind.loop.pass_(0.6)
    for words in (NAME, NEXT):
        blindly(blind, words)
        assert blind.asked == "read-back"
        blind.loop.pass_(2)
    assert blind.notes() == [NAME, NEXT]
    return blind


def option(blind: Blind) -> str:
    return next(o.label for o in blind.screen.posed.question.options if o.key == "#")


def pair(blind: Blind) -> None:
    blind.key("u", 2)
    blind.key("u", 0.6)
    blind.rests()


def taken_back(blind: Blind) -> int:
    return blind.kinds().count("undone")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_reads_it_back_says_that_it_stands_as_a_note_and_leaves_it_so(begin: Begin, lang: str) -> None:
    """"# not this, record as note" stood there beside the note of these very words."""
    blind = noted(begin, lang)
    n = next(e.n for e in blind.session.folder.entries if e.event.kind == "note" and e.event.text == NAME)  # type: ignore[attr-defined]
    assert f"#{n}" in option(blind) and NAME not in option(blind)
    blind.key("#", 2)
    blind.rests()
    assert blind.asked == "step" and blind.notes() == [NAME, NEXT] and not taken_back(blind)


def test_the_pair_that_takes_back_takes_the_note_beside_it_and_then_the_words_themselves(begin: Begin) -> None:
    """The second pair said that nothing had been recorded, and the note stayed."""
    blind = noted(begin)
    pair(blind)
    assert taken_back(blind) == 1 and "已记成备注 #" in blind.screen.posed.question.text
    pair(blind)
    assert taken_back(blind) == 2
    pair(blind)
    assert taken_back(blind) == 2, "nothing of it is left, and nothing true before it goes"


def test_a_figure_that_did_not_count_there_is_what_the_pair_means_and_no_note_before_it(begin: Begin) -> None:
    """``26``, Enter, ``u`` ``u`` took a true note back."""
    blind = noted(begin)
    blind.loop.pass_(1.5)
    blind.types("26")
    pair(blind)
    assert not taken_back(blind) and "26" in blind.screen.posed.question.text


def test_a_letter_behind_keys_of_another_question_answers_none(begin: Begin) -> None:
    """``t`` and ``2`` did nothing where it was asked whether a call was repeated back, and ``y`` recorded that it was."""
    blind = begin("call-surge", "en")
    blind.loop.pass_(8)
    for key in ("c", "1", "1"):
        blind.key(key, 2)
    blind.rests()
    blind.key("enter", 3)
    assert blind.asked == "call-repeated", blind.asked
    notes = len(blind.notes())
    for key in ("t", "2", "y"):
        blind.key(key, 1.1)
    blind.rests()
    assert len(blind.notes()) == notes and blind.asked == "call-repeated" and "t" in blind.screen.word
    blind.key("y", 2)
    blind.rests()
    assert len(blind.notes()) == notes + 1
    assert blind.session.message.count("(") < blind.session.message.count("Recorded") + 3
    assert "(Recorded" not in blind.session.message, "one sentence behind the other, none inside it"
