"""A form that a key opens takes one thing: the Enter of whoever thinks that it asks for another one
deals with no step."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.live.test_typing_on_screen import FIRST, guide, hand, new, pressed, rest
from tests.support.constants import TEN
from tests.support.play import Played
from tests.support.terminal import ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive


def one_customer(t: Terminal) -> None:
    pressed(t, "k", "客户姓名（直接回车 = 不记）")
    for typed, asked in (("Zhang", "电话（"), ("5550100", "什么事"), ("bill", "答应几点")):
        pressed(t, typed + ENTER, asked)
    pressed(t, ENTER, "已记录 #", "Zhang 5550100", FIRST)


def test_the_enter_that_was_to_end_the_form_ticks_no_step(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        one_customer(t)
        rest(t, 2)
        pressed(t, ENTER, "已记一个，这次回车不算完成步骤", "k", FIRST)
        assert new(drill, before) == ["callback-added"]
        pressed(t, ENTER, "已记录 #", "> 打电话通知系统运维专员")
        assert new(drill, before) == ["callback-added", "step-done"]


def test_another_key_in_between_and_enter_is_the_steps_again(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        one_customer(t)
        pressed(t, f"nwater{ENTER}", "water", FIRST)
        rest(t, 1.2)
        pressed(t, ENTER, "> 打电话通知系统运维专员")
        assert new(drill, before) == ["callback-added", "note", "step-done"]


def test_a_form_that_was_left_empty_takes_no_enter_from_the_step(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        pressed(t, "k", "客户姓名")
        pressed(t, ESC, FIRST, gone="客户姓名")
        rest(t, 1.2)
        pressed(t, ENTER, "> 打电话通知系统运维专员")
        assert new(drill, before) == ["step-done"]


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (60, 18)])
def test_the_same_behind_an_improvement_in_every_window(tmp_path: Path, cols: int, rows: int) -> None:
    drill = Played(tmp_path, "en")
    with guide(drill, cols=cols, rows=rows) as t:
        t.see("> Call out")
        rest(t)
        before = drill.kinds()
        pressed(t, "i", "Enter alone = none")
        pressed(t, f"spare phone{ENTER}", "Who owns it")
        pressed(t, ENTER, "Recorded #", "> Call out")
        rest(t, 2)
        hand(t, ENTER)
        t.see("this Enter does no step", "> Call out")
        rest(t)
        assert new(drill, before) == ["action-added"]


@pytest.mark.parametrize("note", [False, True])
def test_an_enter_a_while_behind_the_form_or_behind_a_note_is_the_steps(begin: Begin, note: bool) -> None:
    """It was refused eighteen seconds later, and behind a note that stood between them."""
    blind = begin(at="tell-tech")
    seconds = [0.0]
    blind.hands.now = lambda: Now(TEN + timedelta(seconds=seconds[0]))  # type: ignore[method-assign]
    blind.key("k")
    blind.rests()
    blind.types("li 5550177 refund 15:00")
    blind.rests()
    assert blind.kinds()[-2:] == ["callback-added", "timer-started"] and blind.asked == "step"
    if note:
        blind.loop.pass_(1)
        blind.types("the lift is stuck")
        blind.rests()
        assert blind.notes() == ["the lift is stuck"]
    seconds[0] = 1 if note else 3.1
    before = blind.kinds()
    blind.key("enter", 3.1)
    blind.rests()
    assert "called" in blind.kinds()[len(before):], blind.session.alert


def test_an_enter_right_behind_the_form_is_not(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.key("k")
    blind.rests()
    blind.types("li 5550177 refund 15:00")
    before = blind.kinds()
    blind.key("enter", 2.5)
    blind.rests()
    assert blind.kinds() == before and "no step" in blind.session.alert
