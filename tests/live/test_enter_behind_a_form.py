"""A form that a key opens takes one thing: the Enter of whoever thinks that it asks for another one
deals with no step."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.test_typing_on_screen import FIRST, guide, hand, new, pressed, rest
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
