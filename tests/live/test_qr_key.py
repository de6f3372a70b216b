"""The guide's key for codes: the report or words to say go onto a phone."""

from __future__ import annotations

import pytest

from tests.support.codes import of_screen, read
from tests.support.play import Played, press, still
from tests.support.terminal import ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive


def test_a_key_of_the_guide_shows_the_report_and_what_falls_due_takes_no_key(drill: Played) -> None:
    before = drill.kinds()
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, "Q", "哪一段做成二维码", "1  报告：初报")
        press(t, "1", "1/", "用手机相机", gone="哪一段做成二维码")  # Esc stood there before, too
        still(t)
        assert read(of_screen(t.vt, 46, 23))[0].startswith("1/")
        drill.clock.at(6)
        t.see("! 5分钟内", "Esc 返回")
        t.child.send(ESC)
        t.see("哪一段做成二维码")
        t.child.send(ESC)
        t.see("> 通知全体：不得退出系统")
    assert drill.kinds()[: len(before)] == before and "announced" not in drill.kinds()


def test_with_numbers_the_words_come_before_the_code(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, 100, 120) as t:
        t.see("编号：")
        t.child.send("?" + ENTER)
        t.see("39  ")
        t.child.send("39" + ENTER)
        t.see("哪一段做成二维码")
        t.child.send("1" + ENTER)
        t.see("第1页")
