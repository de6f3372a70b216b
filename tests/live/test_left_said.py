"""What leads away from a question that waits: where it leads to it is said what was recorded of it, and what was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.live.guide.talk.leftover import parting
from kit.live.guide.talk.session import Session
from tests.live.conftest import Begin
from tests.live.test_asked_again import whom
from tests.live.test_not_counted import shown
from tests.live.test_other_incident import beside
from tests.support.blind import Blind
from tests.support.kit import opened
from tests.support.play import Played, at, press
from tests.support.terminal import ENTER, Terminal


def away(blind: Blind, key: str) -> str:
    """The key, and what is said where it leads to."""
    ended: list[object] = []
    blind.screen.app.exit = lambda **how: ended.append(how)  # type: ignore[method-assign]
    blind.key(key, 3)
    blind.loop.pass_(4)
    assert ended
    return parting(blind.session)


def with_another(blind: Blind) -> Blind:
    opened(Path(blind.hands.ctx.home), "fire")
    blind.session.refresh()
    return blind


def number_typed(begin: Begin) -> Blind:
    blind = begin(lang="zh", at="seats")
    blind.loop.pass_(4)
    for char in "120":
        blind.key(char)
    blind.key("enter")
    assert blind.asked == "number-typed"
    return blind


@pytest.mark.parametrize("key", ["o", "q"])
def test_a_figure_that_became_a_note_as_it_was_left_is_said_to_be_one_and_not_the_answer(begin: Begin, key: str) -> None:
    """"120" stood in the log as a note, and nothing was said."""
    blind = with_another(number_typed(begin))
    said = away(blind, key)
    assert blind.notes() == ["120"] and "step-done" not in blind.kinds()
    assert blind.session.incident.ref in said and "备注：120" in said and "没有答：键入了 120" in said
    beside = parting(blind.session, f"kit guide -i {blind.session.incident.ref}")
    assert blind.session.incident.ref not in beside and "系统" in beside and "备注：120" in beside, "it is named once"


@pytest.mark.parametrize("key", ["o", "q"])
def test_that_a_call_was_not_recorded_is_said_where_it_leads_to(begin: Begin, key: str) -> None:
    blind = with_another(whom(begin))
    calls = blind.kinds().count("called")
    said = away(blind, key)
    assert blind.kinds().count("called") == calls
    assert "那一项没有记：打通了：打的是谁" in said and blind.session.incident.ref in said


def test_what_was_left_before_by_another_key_is_named_once(begin: Begin) -> None:
    blind = with_another(whom(begin))
    blind.key("@", 3)
    blind.loop.pass_(4)
    blind.words("9点")
    blind.key("enter", 1)
    blind.loop.pass_(4)
    assert blind.asked == "earlier-which"
    said = away(blind, "o")
    assert said.count("打的是谁") == 1 and said.count("早于事件开始") == 1


@pytest.mark.parametrize("key", ["o", "q"])
def test_where_nothing_waited_nothing_is_said(begin: Begin, key: str) -> None:
    blind, ended = beside(begin, "fire")
    blind.key("n", 3)
    blind.loop.pass_(3)
    blind.words("门口有人")
    blind.key("enter")
    blind.loop.pass_(4)
    assert away(blind, key) == "" and not ended


def test_of_a_silent_type_nothing_is_read_elsewhere_but_that_it_was_recorded(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = with_another(number_typed(begin))
    monkeypatch.setattr(Session, "silent", True)
    said = away(blind, "o")
    assert "已记录 #" in said and "120" not in said


def a_time_that_is_refused(t: Terminal) -> None:
    """It waits in its line."""
    t.see("q 离开")
    t.child.send("@")
    t.see("下一条几点发生")
    t.child.send("1点" + ENTER)
    t.see("早于事件开始")


@pytest.mark.parametrize(("key", "there"), [("o", "高喊"), ("q", "已离开。继续")])
def test_the_screen_that_one_comes_to_says_it(drill: Played, key: str, there: str) -> None:
    """Another incident's, and home."""
    ref = drill.ref
    opened(drill.env["KIT_HOME"], "fire")
    with Terminal(["guide", "-i", ref], drill.env) as t:
        a_time_that_is_refused(t)
        press(t, key, "那一项没有记：")
        t.see(there, ref)


def test_it_goes_from_the_other_incident_s_screen_once_it_can_have_been_read(drill: Played) -> None:
    """It stood there 24 minutes, and what was said of this incident stood behind it."""
    ref = drill.ref
    opened(drill.env["KIT_HOME"], "fire")
    with Terminal(["guide", "-i", ref], drill.env) as t:
        a_time_that_is_refused(t)
        press(t, "o", "那一项没有记：", "高喊")
        at(t, drill.clock, 2)
        assert "那一项没有记：" in t.text()
        at(t, drill.clock, 4)
        t.see("高喊", gone="那一项没有记：")


def test_a_sentence_left_elsewhere_goes_too_and_can_be_brought_back_all_the_same(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.screen.prose.lines.line.lost.append("二楼有烟")
    blind.screen.prose.breath.remarks.left_elsewhere(["二楼有烟"], blind.loop.time())
    blind.loop.pass_(20)
    blind.screen._fragments()
    assert "二楼有烟" in shown(blind)
    blind.loop.pass_(15)
    blind.screen._fragments()
    assert "二楼有烟" not in shown(blind)
    for key in ("n", "up"):
        blind.key(key, 2)
    assert blind.line() == "二楼有烟"
