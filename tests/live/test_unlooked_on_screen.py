"""A hand that does not look, in a real terminal: what the screen says of what it did not record."""

from __future__ import annotations

import pytest

from tests.live.test_typing_on_screen import guide, hand, notes, pressed, rest
from tests.support.play import Played
from tests.support.terminal import ENTER, ESC

pytestmark = pytest.mark.exhaustive  # it waits for a hand as slow as a real one


def test_what_was_not_recorded_is_said_and_nothing_true_goes(drill: Played) -> None:
    with guide(drill) as t:
        t.see("> 通知全体：不得退出系统")
        rest(t)
        hand(t, "queue 9" + ENTER)
        t.see("备注：queue 9")
        rest(t, 2)
        pressed(t, "x", "x 在这里不起作用")
        hand(t, "uu")
        t.see("x 没有记过。最后记录是 #", "还没有撤回：再按 u 撤回")
        assert "undone" not in drill.kinds()
        pressed(t, ESC, gone="还没有撤回")
        pressed(t, "x", "x 在这里不起作用")
        pressed(t, "u", "x 没有记过，不用撤。最后记录：#", "要撤的是这条")
        hand(t, "no time" + ENTER)
        t.see("备注：no time")
        rest(t)
        assert notes(drill) == ["queue 9", "no time"] and "undone" not in drill.kinds()
        pressed(t, "d", "这个事件没有到时的计时。")
        pressed(t, ESC, gone="没有到时的计时")
        for _ in range(2):
            rest(t, 2)
            hand(t, "u")
            t.see("再按 u")
            rest(t, 0.6)
            pressed(t, "u", "（y 恢复）")
        pressed(t, "y", "恢复 #", "备注：queue 9", "（y 再恢复 #")
        pressed(t, "y", "备注：no time")
        assert drill.kinds().count("undone") == 4


def test_a_refused_key_s_yes_answers_nothing_else(drill: Played) -> None:
    with guide(drill) as t:
        t.see("> 通知全体：不得退出系统")
        rest(t)
        pressed(t, "g", "去哪一步")
        hand(t, "6" + ENTER)
        t.see("> 清点不能使用的座席")
        rest(t, 6.2)
        hand(t, "12" + ENTER)
        t.see("键入了 12")
        rest(t, 2)
        pressed(t, "s", "s 没算")
        pressed(t, "y", "s 刚才没算，y 也没算。这里还在问")
        assert "step-done" not in drill.kinds()
        pressed(t, "y", "[12")
        assert "step-done" in drill.kinds()
