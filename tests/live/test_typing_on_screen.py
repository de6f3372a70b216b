"""A hand that types on, looked at in a terminal: what the screen says of a key that waits, of a
sentence, of a text that is read back, and how everything is taken back."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from tests.support.play import Lines, Played, at, ref_of, still
from tests.support.run import environment, kit
from tests.support.terminal import ENTER, ESC, UP, Terminal

pytestmark = pytest.mark.exhaustive  # every test waits for a hand as slow as a real one
FIRST = "> 通知全体：不得退出系统"
CALL = "> 打电话通知系统运维专员"
READ = 1.1
PACE = 0.25


def guide(drill: Played, *more: str, cols: int = 80, rows: int = 24) -> Terminal:
    """With hands that rest as they really do."""
    return Terminal(["guide", *more], drill.env | {"KIT_PAUSE": "0.5"}, cols, rows)


def hand(t: Terminal, keys: str, pace: float = PACE) -> None:
    """Keys one by one, as fast as a hand is; nobody looks."""
    for key in keys:
        end = time.monotonic() + pace
        while (left := end - time.monotonic()) > 0:
            t.read(left)
        t.child.send(key)


def rest(t: Terminal, seconds: float = 0.8) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        t.read(left)
    still(t)


def pressed(t: Terminal, keys: str, *after: str, gone: str = "") -> str:
    """Keys, then a hand that rests; one that answers what is asked has read it."""
    hand(t, keys, READ if keys in ("y", "#") else PACE)
    shown = t.see(*after, gone=gone)
    rest(t)
    return shown


def at_the_call(t: Terminal, *, called: bool = False) -> None:
    """``called``: it is long enough ago that somebody was dialled and heard."""
    t.see(FIRST)
    rest(t)
    pressed(t, ENTER, CALL)
    if called:
        rest(t, 6.2)


def new(drill: Played, before: list[str]) -> list[str]:
    passing = ("joined", "guide-resumed", "guide-left", "timer-started")
    return [kind for kind in drill.kinds()[len(before) :] if kind not in passing]


def notes(drill: Played) -> list[str]:
    return [e["data"]["text"] for e in drill.log() if e["kind"] == "note"]


def letter_of(t: Terminal, label: str) -> str:
    """How an incident ended is answered by letters: a figure may be a step's."""
    found = re.search(rf"([a-z])  {label}", t.text())
    assert found is not None, t.text()
    return found[1]


# ---- keys and sentences --------------------------------------------------------------------------


def test_a_sentence_at_a_call_step_is_a_note_and_no_telephone_was_off(drill: Played) -> None:
    """``fire is out``: the f is no "phone off", the i no improvement."""
    with guide(drill) as t:
        at_the_call(t)
        before = drill.kinds()
        hand(t, "fire is out")
        t.see("备注：fire is out", "连着打的字不当按键：写在备注栏里，回车记下")
        pressed(t, ENTER, "已记录 #", CALL)
        assert new(drill, before) == ["note"] and notes(drill) == ["fire is out"]


def test_a_key_that_records_waits_until_the_hand_rests_and_says_so(drill: Played) -> None:
    with guide(drill) as t:
        at_the_call(t, called=True)
        before = drill.kinds()
        t.child.send("x")
        t.see("x 未接通：停手就算，回车马上算，Esc 不算")
        t.see("已记录 #", "未接通 1 次")
        rest(t, 6.2)
        pressed(t, "x" + ENTER, "改打：")
        rest(t, 6.2)
        hand(t, "x" + ESC)
        t.see("没有记下")
        rest(t)
        assert [k for k in new(drill, before) if k == "called"] == ["called"] * 2


@pytest.mark.parametrize(("key", "asked"), [("h", "交给谁："), ("m", "现在由谁记录："), ("s", "原因："), ("k", "客户姓名")])
def test_what_is_typed_in_one_breath_with_its_key_is_a_note(drill: Played, key: str, asked: str) -> None:
    """``huo mie le``: nobody of that name, and no question that a later key would answer."""
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        hand(t, f"{key}uo mie le{ENTER}")
        t.see("已记录 #", f"备注：{key}uo mie le", f"{key} 之后没停手", FIRST, gone=asked)
        rest(t)
        assert new(drill, before) == ["note"] and notes(drill) == [f"{key}uo mie le"]


def test_what_is_read_back_is_a_note_by_a_key_of_its_own_and_no_other(drill: Played) -> None:
    """``n`` is the key for notes, and a hand that does not look presses it for another one."""
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        hand(t, "h")
        t.see("交给谁")
        rest(t, 0.45)
        hand(t, f"uo mie le{ENTER}")
        t.see("打得太快，请看一眼：", "#  不是，记成备注：huo mie le")
        rest(t)
        pressed(t, "x", "打得太快，请看一眼：", "x 没算")
        pressed(t, ENTER, "打得太快，请看一眼：", "回车 没算")
        pressed(t, "#", "已记录 #", FIRST)
        assert new(drill, before) == ["note"] and notes(drill) == ["huo mie le"]


def test_what_is_read_back_and_meant_goes_on_with_one_key(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        hand(t, "h")
        t.see("交给谁")
        rest(t, 0.45)
        hand(t, f"uang liu{ENTER}")
        t.see("交给谁：uang liu", "y  对，就是这项")
        pressed(t, "y", "交给uang liu", gone="打得太快")


def test_a_pause_behind_the_first_letter_is_mended_by_the_note_and_says_so(drill: Played) -> None:
    """``f``, a breath, ``ire is out``: the telephone was off, said the log for ever."""
    with guide(drill) as t:
        at_the_call(t, called=True)
        before = drill.kinds()
        hand(t, "f")
        rest(t, 0.6)
        hand(t, "ire is out" + ENTER)
        t.see("f 记的已撤回。", "备注：fire is out", "（y 恢复）", CALL)
        rest(t)
        assert new(drill, before) == ["called", "note", "undone"] and notes(drill) == ["fire is out"]
        pressed(t, "y", "已记录 #", "恢复 #", "关机")


def test_a_text_that_escape_leaves_is_brought_back_by_n(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        pressed(t, "s", "原因：")
        hand(t, "lou xia you ren")
        pressed(t, ESC, FIRST, "没有记下“lou xia you ren”（按 n 再按 ↑ 找回）")
        pressed(t, "n", "备注：")
        t.child.send(UP)
        t.see("备注：lou xia you ren")
        pressed(t, ENTER, "已记录 #")
        assert notes(drill) == ["lou xia you ren"]


def test_a_number_that_is_none_stays_to_be_put_right(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        pressed(t, "g", "去哪一步")
        pressed(t, "6" + ENTER, "> 清点不能使用的座席")
        pressed(t, ENTER, "数字（个座席）：")
        hand(t, "shi er" + ENTER)
        t.see("数字（个座席）：shi er", "“shi er”")
        pressed(t, "\x7f" * 6 + "12" + ENTER, "已记录 #", gone="数字（个座席）：")


def test_a_list_says_that_u_takes_back_there_too(drill: Played) -> None:
    """Wrong in a menu: ``u`` need not be pressed from the step."""
    with guide(drill) as t:
        at_the_call(t)
        pressed(t, "c", "打给谁：")
        pressed(t, "u", "撤回 ", "u  撤回", gone="打给谁：")
        pressed(t, "u", FIRST)
        assert "undone" in drill.kinds()


def test_a_finger_that_bounces_answers_no_second_question(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        at(t, drill.clock, 5)
        before = drill.kinds()
        hand(t, "rr")
        t.see("照此宣读", "没算")
        pressed(t, ESC, FIRST)
        hand(t, f"n ok{ENTER}{ENTER}")
        t.see("已记录 #", "回车 按了两下，只算了第一下", FIRST)
        assert new(drill, before) == ["note"]


# ---- what is due -----------------------------------------------------------------------------------


def test_d_before_the_timer_falls_due_opens_a_list_where_f_means_nothing(drill: Played) -> None:
    with guide(drill) as t:
        at_the_call(t)
        before = drill.kinds()
        pressed(t, "df", "没有到时的计时。", "5分钟内报告", "b  返回", "f 没算：这个事件没有到时的计时")
        drill.clock.at(5)
        t.see("到时的有 1 项", "刚刚到时", gone="没有到时的计时。")
        rest(t)
        pressed(t, "b", CALL)
        assert new(drill, before) == []


def test_a_guide_for_victims_shows_what_is_due_elsewhere_without_a_bell(tmp_path: Path) -> None:
    """The robbery's first screen hid the fire's roll call."""
    drill = Played(tmp_path, "zh", "fire")
    robbery = drill.start("robbery")
    drill.clock.at(6)
    with guide(drill, "-i", robbery) as t:
        t.see("现在什么都不要操作", "! ", "火灾", "o 过去")
        rest(t)
        assert t.bells == 0
        pressed(t, "o", "火灾", "已恢复")


# ---- closing ---------------------------------------------------------------------------------------


def test_closing_wants_the_end_of_the_reference_and_is_taken_back_where_one_then_stands(drill: Played) -> None:
    """``e``, ``y`` and Enter closed a running incident."""
    code = drill.ref[-4:]
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        pressed(t, "e", f"键入 {code}", "未完成的步骤", "始终没有告知：呼叫中心主管")
        pressed(t, f"y{ENTER}", f"没有结束：只有键入 {code} 才结束", "项没做完）：y")
        assert "closed" not in drill.kinds()
        pressed(t, f"\x7f{code.lower()}{ENTER}", "移交他人")
        pressed(t, letter_of(t, "移交他人"), "移交给谁：")
        pressed(t, f"wang jingli{ENTER}", "打得太快，请看一眼：移交给谁：wang jingli")
        pressed(t, "y", "事件已关闭。关错了按 u u 撤回", "收尾码", "wang jingli", "u 撤回   回车或 q 离开")
        assert "closed" in drill.kinds()
        pressed(t, "u", "撤回 ", "u  撤回")
        pressed(t, "u", FIRST, gone="事件已关闭")
        assert drill.ref in kit(drill.env, "list")
        pressed(t, "e", f"键入 {code}")
        pressed(t, f"{code}{ENTER}", "移交他人")
        pressed(t, letter_of(t, "已解决"), "事件已关闭")
        rest(t)
        t.child.send(ENTER)
        assert t.end() == 0
    assert "wang jingli" in kit(drill.env, "log", drill.ref)


def test_a_sentence_that_begins_like_closing_is_a_note(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        hand(t, f"ey eye exam{ENTER}")
        t.see("备注：ey eye exam")
        pressed(t, ENTER, "已记录 #", FIRST)
        assert new(drill, before) == ["note"]


def test_the_log_after_closing_is_that_of_the_incident_closed_last(drill: Played) -> None:
    kit(drill.env, "close", "--yes")
    assert "事件关闭" in kit(drill.env, "log")


def test_what_another_terminal_took_back_is_no_longer_said_to_be_recorded(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        pressed(t, "n", "备注：")
        pressed(t, f"ting dian{ENTER}", "已记录 #", "ting dian")
        kit(drill.env, "undo")
        t.see("撤回", gone="备注：ting dian （u u 撤回）")


# ---- words, customers, what does not apply ---------------------------------------------------------


def test_w_shows_words_at_once_and_what_is_missing_is_filled_by_a_further_key(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        shown = pressed(t, "w", "对员工照着说：", "已告知", "定下次通报时间", "对客户说")
        assert "几分钟后再通报" not in shown
        number = next(n for n in "123456789" if f"{n}  对客户说" in t.text())
        pressed(t, number, "对客户照着说：", "还不确定")
        pressed(t, ESC, FIRST)


def test_k_is_one_dialogue_whether_or_not_somebody_is_owed_a_call(drill: Played) -> None:
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        pressed(t, "k", "客户姓名")
        for text, after in (("wang", "电话（"), ("138", "什么事"), ("refund", "答应几点"), ("", FIRST)):
            pressed(t, text + ENTER, after)
        pressed(t, "k", "1  wang  138  refund", "新客户姓名；上面的编号 = 那次回电怎样了")
        pressed(t, f"1{ENTER}", "给wang的回电怎么样", "r  打通了")
        pressed(t, "r", FIRST, "已记录 #")
        assert drill.kinds().count("callback-added") == 1


def test_a_critical_step_is_left_out_with_a_reason_only(tmp_path: Path) -> None:
    drill = Played(tmp_path, "zh", "fire")
    with guide(drill) as t:
        t.see("> ")
        rest(t)
        before = drill.kinds()
        t.child.send("a")
        t.see("原因：")
        rest(t)
        pressed(t, ESC, gone="原因：")
        assert new(drill, before) == []
        t.child.send("a")
        t.see("原因：")
        rest(t)
        pressed(t, f"yan wu{ENTER}", "打得太快，请看一眼：原因：yan wu")  # a life hangs on it: read back
        assert "step-not-applicable" not in drill.kinds()
        rest(t)
        pressed(t, "y", "不适用", gone="请看一眼")
    assert "step-not-applicable" in drill.kinds()


# ---- numbered lines ----------------------------------------------------------------------------------


def test_in_numbered_mode_a_sentence_is_a_note(tmp_path: Path) -> None:
    """At a step as in a list: Enter was pressed behind it."""
    env = environment(tmp_path / "home", "en", KIT_PLAIN="1")
    kit(env, "start", "application-outage", "--no-guide")
    with Terminal(["guide"], env, 100, 40) as t:
        t.see("Number:")
        lines = Lines(t)
        lines.say("reached nobody yet, water on floor 2", "Recorded")
        lines.say("?", "23 Call someone")
        lines.say("23", "Whom:")
        lines.say("the manager is on his way", "Recorded")
        lines.say("?", "23 Call someone")
        lines.say("23", "Whom:")
        lines.say("u", "Left without an answer")
        lines.say("u", "Take back", ask="sign:")
        lines.say("y", "Taken back")
        t.child.send("\x04")
    log = [json.loads(x) for x in kit(env, "log", ref_of(env), "--json").splitlines()]
    kinds = [e["kind"] for e in log if e["kind"] not in ("timer-started", "opened", "guide-resumed", "joined")]
    assert kinds == ["note", "note", "undone"]
