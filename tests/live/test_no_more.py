"""A form that is asked again and again: words that say that there is no more are no entry of it, nor a part of one."""

from __future__ import annotations

import pytest

from kit.live.guide.talk.no_more import more
from tests.live.conftest import Begin
from tests.live.test_customer_in_one_line import owed, says, shown


@pytest.mark.parametrize("text", ["none", "None left", "no more.", "没有了", "没有", "无", " NONE "])
def test_it_says_what_an_empty_line_says(text: str) -> None:
    assert more(text) == ""


@pytest.mark.parametrize("text", ["none of them answers", "nobody hurt", "没有灯", "no more than 3 calls", "Nunn", "无线网", ""])
def test_words_that_tell_more_than_that_stay(text: str) -> None:
    assert more(text) == text


@pytest.mark.parametrize(("lang", "none"), [("en", "none left"), ("zh", "没有了")])
def test_a_customer_gets_no_matter_by_it_and_no_customer_is_called_so(begin: Begin, lang: str, none: str) -> None:
    """"Peter, none left, promised for 17:30" stood on the list."""
    blind = begin(lang=lang, at="tell-tech")
    blind.loop.pass_(4)
    blind.key("k", 2)
    says(blind, "Peter", "5550144", none)
    blind.rests()
    assert [shown(back)[:3] for back in owed(blind)] == [("Peter", "5550144", "")] and blind.asked == "step"
    blind.loop.pass_(4)
    blind.key("k", 2)
    says(blind, none)
    blind.rests()
    assert len(owed(blind)) == 1 and blind.asked == "step" and blind.notes() == []


@pytest.mark.parametrize(("lang", "none"), [("en", "none"), ("zh", "没有了")])
def test_no_improvement_is_called_so_and_nobody_is_asked_to_own_it(begin: Begin, lang: str, none: str) -> None:
    blind = begin(lang=lang, at="tell-tech")
    blind.loop.pass_(4)
    blind.key("i", 2)
    says(blind, none)
    blind.rests()
    assert "action-added" not in blind.kinds() and blind.asked == "step" and blind.notes() == []
