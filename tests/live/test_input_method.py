"""A Chinese input method that is on while single keys are pressed."""

from __future__ import annotations

import pytest

from kit.ground.terminal.keys import half_width
from tests.support.play import Played, leave, press, still
from tests.support.terminal import ENTER, ESC, Terminal


@pytest.mark.parametrize(
    ("sent", "meant"), [("ｎ", "n"), ("Ｎ", "N"), ("１", "1"), ("？", "?"), ("＋", "+"), ("、", "/"), ("—", "-"), ("n", "n"), ("备", "备")]
)
def test_full_width_characters_are_the_keys_that_were_pressed(sent: str, meant: str) -> None:
    assert half_width(sent) == meant


def test_one_character_of_an_input_method_presses_nothing_and_stands_in_a_note(drill: Played) -> None:
    """Keys pressed with the input method on did nothing, without a word; and a rest behind the first
    character of a sentence lost it, so that Enter meant for it was taken for the step's."""
    before = len(drill.kinds())
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        still(t)
        t.child.send("备")
        t.see("备注：备", "输入法开着")
        press(t, ESC, "没有记下“备”")
        press(t, ESC, gone="备注：")
        press(t, "ｎ", "备注：", gone="输入法开着")
        press(t, ESC, gone="备注：")
        t.child.send("火")
        t.see("备注：火")
        still(t)
        press(t, ENTER, "已记录 #", gone="备注：火\n")
        assert leave(t) == 0
    made = [e for e in drill.log()[before:] if e["kind"] != "joined"]
    assert [e["kind"] for e in made] == ["guide-resumed", "note", "guide-left"]
    assert made[1]["data"]["text"] == "火"


@pytest.mark.parametrize("sent", ["备注", "停电了，二楼有人被困"])
def test_several_words_are_a_sentence_and_stand_in_a_note(drill: Played, sent: str) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        still(t)
        t.child.send(sent)
        t.see(f"备注：{sent}", "写在备注栏里")
        still(t)
        press(t, ENTER, "已记录 #", gone="备注：" + sent + "\n")
        assert leave(t) == 0
    (note,) = [e["data"]["text"] for e in drill.log() if e["kind"] == "note"]
    assert note == sent
