"""Whom somebody called is chosen by typing the post or the name, as well as by its digit."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def typed_at_the_list(begin: Begin, lang: str, words: str) -> Blind:
    """``c``, a look, the words and Enter."""
    blind = begin("application-outage", lang, at="tell-tech")
    blind.loop.pass_(8)
    blind.key("c")
    blind.loop.pass_(0.6)
    blind.entered_in(lang, words)
    return blind


@pytest.mark.parametrize(
    ("lang", "words", "asked"),
    [("en", "manager", "centre manager: did"), ("en", "Centre man", "centre manager: did"), ("zh", "运维", "系统运维专员：")],
)
def test_words_that_one_line_holds_choose_it(begin: Begin, lang: str, words: str, asked: str) -> None:
    """``c`` and a name became a note, and the call stood nowhere."""
    blind = typed_at_the_list(begin, lang, words)
    assert blind.asked == "call-result" and blind.screen.posed.question.text.startswith(asked)
    assert not blind.notes() and not blind.screen.prose.breath.remarks.asked
    blind.key("x", 3)
    blind.rests()
    assert blind.kinds()[-1] == "called"


@pytest.mark.parametrize(("lang", "words", "said"), [("en", "supervisor", "2 fit"), ("zh", "主管", "符合的有 3 项")])
def test_words_that_several_lines_hold_choose_none(begin: Begin, lang: str, words: str, said: str) -> None:
    blind = typed_at_the_list(begin, lang, words)
    assert blind.asked == "call-who" and blind.screen.word.startswith(said) and "called" not in blind.kinds()


@pytest.mark.parametrize(("lang", "words"), [("en", "Manager is not there"), ("en", "Zzz said no"), ("zh", "主管不在")])
def test_a_sentence_stays_a_note_and_the_list_is_said_to_be_left(begin: Begin, lang: str, words: str) -> None:
    blind = typed_at_the_list(begin, lang, words)
    assert blind.asked == "step" and blind.notes() == [words] and "called" not in blind.kinds()
    assert blind.screen.prose.breath.remarks.asked
