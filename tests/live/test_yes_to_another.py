"""A letter that answers what another key asks is no answer to what stands there instead."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def figure(begin: Begin, lang: str = "zh") -> Blind:
    """It is asked whether a figure answers the step."""
    blind = begin(lang=lang, at="seats")
    blind.loop.pass_(8)
    for key in ("1", "2", "enter"):
        blind.key(key)
    blind.loop.pass_(1.5)
    assert blind.asked == "number-typed"
    return blind


def answered(blind: Blind) -> bool:
    return "step-done" in blind.kinds()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["s", "e", "p", "g"])
@pytest.mark.parametrize("gap", [0.7, 2.25, 8.0])
def test_a_yes_behind_a_key_that_was_refused_here_answers_nothing_until_it_is_typed_again(begin: Begin, lang: str, key: str, gap: float) -> None:
    """``z`` and its ``y`` ("down again?") answered a step by a figure that nobody thought of any more."""
    blind = figure(begin, lang)
    blind.key(key, 1)
    blind.key("y", gap)
    blind.loop.pass_(1)
    assert not answered(blind) and blind.asked == "number-typed"
    assert key in blind.screen.word and ("也没算" if lang == "zh" else "so did not y") in blind.screen.word
    blind.key("y", 2)
    blind.loop.pass_(1)
    assert answered(blind) and blind.asked == "step"


@pytest.mark.parametrize("key", ["7", "x"])
def test_behind_a_key_that_asks_nothing_the_yes_counts(begin: Begin, key: str) -> None:
    blind = figure(begin)
    blind.key(key, 1)
    blind.key("y", 2)
    blind.loop.pass_(1)
    assert answered(blind)


def test_a_minute_later_it_was_read(begin: Begin) -> None:
    blind = figure(begin)
    blind.key("s", 1)
    blind.key("y", 70)
    blind.loop.pass_(1)
    assert answered(blind)
