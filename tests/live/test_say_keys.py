"""The keys for what is said: words with a promised update, and the first report read out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.play import Played, answer, at, press, seen
from tests.support.terminal import ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive
FIRST = {"zh": "> 通知全体：不得退出系统", "en": "> "}


def pick(t: Terminal, label: str) -> str:
    """The digit before an option."""
    return next(n for n in "123456789" if f"{n}  {label}" in t.text())


def to_customers(t: Terminal) -> None:
    """Words are there at the first key; those for customers at the second."""
    press(t, "w", "照着说：", "对客户说")
    press(t, pick(t, "对客户说"), "对客户照着说：")


def test_words_are_shown_to_be_read_out_and_the_promised_update_rings_with_its_words(
    drill: Played,
) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST["zh"])
        to_customers(t)
        press(t, pick(t, "定下次通报时间"), "几分钟后再通报")
        answer(t, "3", "照着说：", "预计恢复时间：还不确定", "10:03，3分钟后再通报")
        press(t, "1", "已记录 #", "已对客户说", "对客户的下一次通报")
        at(t, drill.clock, 3.2)
        t.see("! 对客户的下一次通报")
        press(t, "d", "y  现在说，给我原话")
        press(t, "y", "对客户照着说：")
        press(t, "1", "几分钟后再通报")
        answer(t, "0", "已记录 #", gone="对客户的下一次通报  ")
    said = [entry["data"] for entry in drill.log() if entry["kind"] == "announced"]
    assert [("next" in one) for one in said] == [True, False]
    assert drill.kinds().count("timer-answered") == 1


def test_the_time_of_restoration_can_be_filled_in_before_the_words_are_said(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST["zh"])
        to_customers(t)
        press(t, pick(t, "填预计恢复时间"), "预计几点恢复")
        answer(t, "10:40", "预计恢复时间：10:40")
        t.child.send(ESC)
        t.see(FIRST["zh"])
    assert "announced" not in drill.kinds()


def test_the_report_is_there_at_once_and_what_is_unknown_is_offered_first(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST["zh"])
        press(t, "r", "照此宣读", "我是值班组长", "影响：尚不清楚", "请您确认")
        number = next(n for n in "23456" if f"{n}  逐项补上" in t.text())
        press(t, number, "在哪里")
        t.child.send(ENTER)
        t.see("影响范围")
        answer(t, "全部座席", "是否得到控制")
        press(t, "2", "发展趋势")
        t.child.send(ENTER)
        t.see("地点：尚不清楚", "影响：全部座席", "部分得到控制", "请您确认")
        press(t, "1", "几分钟后再通报")  # to the supervisor, for whom a timer waits
        t.child.send(ENTER)
        t.see(FIRST["zh"], "对领导的下一次通报")
    words = [entry["data"] for entry in drill.log() if entry["kind"] == "announced"][-1]
    assert words["to"] == "leaders" and "影响：全部座席" in str(words["text"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_and_report_fit_a_small_screen_in_both_languages(tmp_path: Path, lang: str) -> None:
    drill = Played(tmp_path, lang, "fire")
    with Terminal(["guide"], drill.env) as t:
        t.see("> ")
        shown = press(t, "r", "照此宣读" if lang == "zh" else "read it out")
        space = "" if lang == "zh" else " "  # where a line ends
        read = space.join(line.strip() for line in shown.splitlines())
        assert ("请您确认" if lang == "zh" else "Please confirm") in read
        assert ("3  " in shown) and (" 1  " in shown)
        t.child.send(ESC)
        t.see("q 离开" if lang == "zh" else "q leave")
        assert seen(t)
