"""Taking back in the guide, in a real terminal: named first, one more key, then as if never recorded."""

from __future__ import annotations

import pytest

from tests.support.play import Played, answer, press, say
from tests.support.run import kit
from tests.support.terminal import ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive


def test_u_names_what_it_would_take_back_and_a_second_u_does_it(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, ENTER, "完成", gone="> 通知全体：不得退出系统")
        press(t, "u", "撤回 #", "通知全体：不得退出系统")
        shown = press(t, "u", "> 通知全体：不得退出系统", "撤回 #", "（y 恢复）")
        assert "（u u 撤回）" not in shown, "u would take back what came before"
        press(t, "q")
    assert "undone" in drill.kinds()


@pytest.mark.parametrize("key", [ESC, "n", ENTER, "1", "2"])
def test_any_other_key_takes_back_nothing(drill: Played, key: str) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, "n", "备注：")
        answer(t, "四楼还有人", "已记录 #")
        press(t, "u", "撤回 #")
        if key == ESC:
            press(t, key, gone="撤回 #")
        elif key == "n":  # a note beside it
            press(t, key, "备注：", gone="撤回 #")
            press(t, ESC, "撤回 #")
            press(t, ESC, gone="撤回 #")
        else:
            press(t, key)
            press(t, ESC, gone="撤回 #")
        press(t, "q", "已离开")
    assert "undone" not in drill.kinds()


def test_what_was_taken_back_is_restored_by_one_key(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, "n", "备注：")
        answer(t, "四楼还有人", "已记录 #")
        press(t, "u", "撤回 #")
        press(t, "u", "y 恢复")
        press(t, "y", "恢复 #", gone="y 恢复")
        press(t, "q", "已离开")
    log = kit(drill.env, "log", drill.ref)
    assert "四楼还有人\n" in log


def test_going_back_to_a_call_step_takes_back_what_the_call_answered(tmp_path_factory: pytest.TempPathFactory) -> None:
    fire = Played(tmp_path_factory.mktemp("fire"), "zh", "fire")
    before = kit(fire.env, "timer", "--json")
    with Terminal(["guide"], fire.env) as t:
        t.see("> 高喊")
        press(t, ENTER, "> 打119报火警")
        press(t, ENTER, "打电话给消防队", gone="> 打119报火警")
        press(t, "b", "> 打119报火警", "撤回 #")
        press(t, "q", "已离开")
    assert fire.kinds().count("called") == 1
    assert kit(fire.env, "show", "--json").count('"result": "reached"') == 0
    assert len(before) > 2


def test_numbered_mode_takes_back_by_the_same_words(drill: Played) -> None:
    env = {**drill.env, "KIT_LANG": "en"}
    with Terminal(["guide", "--plain"], env, rows=60) as t:
        say(t, "1", "Recorded")
        say(t, "u", "Take back #")
        t.child.send("u\n")
        t.see("Taken back #")
