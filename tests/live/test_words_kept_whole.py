"""Words typed behind a key that meant nothing there: they are a note whole, or what is no part of it is said."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind

WHOLE = ["only two left", "once more", "under water", "vpn is down", "qq lights", "no time"]


def typed(blind: Blind, text: str) -> None:
    """Keys, and what an input method gives behind them; Enter."""
    keys = text[: next((i for i, char in enumerate(text) if not char.isascii()), len(text))]
    for key in keys:
        blind.key(key)
    if text != keys:
        blind.words(text[len(keys) :])
    blind.key("enter")
    blind.rests()


@pytest.mark.parametrize("text", WHOLE)
def test_where_nothing_is_due_a_word_keeps_its_letters(begin: Begin, text: str) -> None:
    """``only`` lost two: an o that answered nothing, and the key for notes."""
    blind = begin(at="seats")
    blind.key("d", 4)
    blind.loop.pass_(3)
    assert blind.asked == "due-none"
    typed(blind, text)
    assert blind.notes() == [text] and "没算" not in blind.screen.word


@pytest.mark.parametrize("at", ["seats", "tell-tech", "no-logout"])
@pytest.mark.parametrize("key", ["q", "x"])
def test_a_key_in_front_of_words_that_begin_as_a_place_does_is_no_part_of_them(begin: Begin, at: str, key: str) -> None:
    """``q座席不够`` kept its key, and said that it had not counted."""
    blind = begin(at=at)
    blind.loop.pass_(4)
    typed(blind, f"{key}座席不够")
    assert blind.notes() == ["座席不够"] and f"Not counted before: {key}" in blind.screen.prose.breath.remarks.said()


@pytest.mark.parametrize("text", ["a座电梯停了", "2座席不够"])
def test_a_place_and_a_figure_stay(begin: Begin, text: str) -> None:
    blind = begin(at="seats")
    blind.loop.pass_(4)
    typed(blind, text)
    if blind.asked == "apart":
        blind.key("#", 2)
        blind.rests()
    assert blind.notes() == [text]
