"""What was typed for a form, gone back to by Esc and typed over there; and how what it recorded is taken back."""

from __future__ import annotations

import pytest

from kit.ground.base.cells import width
from kit.ground.terminal import draw
from kit.ground.terminal.fragments import text_of
from tests.live.conftest import Begin
from tests.support.blind import Blind


def measured(begin: Begin, *lines: str) -> Blind:
    """The form of improvement measures; "" is Enter alone, "<" Esc."""
    blind = begin("flood", "zh", minute=6)
    blind.key("i", 3)
    for line in lines:
        blind.loop.pass_(4)
        if line == "<":
            blind.key("escape")
            continue
        blind.words(line)
        blind.key("enter", 2)
    blind.loop.pass_(4)
    return blind


def shown(blind: Blind) -> str:
    return "".join(text for _, text in blind.screen._fragments())


WORDS = "一个人开了柜台"


@pytest.mark.parametrize("over", ["uu", "换一个办法来做"])
def test_words_that_were_gone_back_to_and_typed_over_are_said_and_can_be_brought_back(begin: Begin, over: str) -> None:
    """The next key took their place, as what stands there for a correction gives way, and they stood nowhere."""
    blind = measured(begin, WORDS, "<")
    assert (blind.asked, blind.line()) == ("action", WORDS)
    blind.words(over)
    assert blind.line() == over
    blind.key("escape", 2)
    blind.loop.pass_(2)
    assert blind.asked == "step" and WORDS in shown(blind) and "没有记下" in shown(blind)
    blind.key("n", 2)
    blind.key("up", 1)
    assert WORDS in blind.line() and over in blind.line()


def test_what_was_typed_in_their_place_and_recorded_leaves_nothing_to_be_brought_back(begin: Begin) -> None:
    blind = measured(begin, WORDS, "<", "换一个办法来做", "李强")
    blind.key("escape", 2)
    blind.loop.pass_(2)
    assert blind.kinds().count("action-added") == 1 and "没有记下" not in shown(blind)


def test_while_a_line_is_typed_into_the_keys_that_take_back_are_said_to_stand_behind_esc(begin: Begin) -> None:
    """``u u`` was promised above a form that was opened once more, and went into its line."""
    blind = measured(begin, "周五李强回访", "李强")
    blind.key("i", 3)
    blind.loop.pass_(4)
    assert blind.asked == "action" and "Esc 后 u u 撤回" in shown(blind)
    blind.key("escape", 2)
    blind.loop.pass_(4)
    assert "Esc 后" not in shown(blind) and "u u 撤回" in shown(blind)
    for key in "uu":
        blind.key(key, 0.5)
    blind.rests()
    assert blind.kinds()[-1] == "undone"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_line_asks_stands_whole_above_it_where_the_window_is_narrow(begin: Begin, lang: str) -> None:
    """At 60 columns nobody could read that Enter alone is now."""
    blind = begin("power-outage", lang, at="power-back", minute=6)
    blind.key("enter", 3)
    blind.loop.pass_(4)
    assert blind.asked == "value"
    posed = blind.screen.posed
    now = {"zh": "直接回车 = 现在", "en": "Enter alone = now"}[lang]
    for cols, above in ((100, 0), (60, 1), (44, 1)):
        lines = text_of(draw.whole(blind.session, posed, [], cols, 18))
        area = "".join(line.replace(" ", "") for line in lines[-4:])
        assert (now.replace(" ", "") in area) == bool(above), lines
        assert len(lines) == 17 and all(width(line) <= cols for line in lines)
        assert (now in draw.prompt(posed, cols)) == (not above)
        assert draw.prompt(posed, cols).strip()[-1] in ":：" and ".." not in draw.prompt(posed, cols)
