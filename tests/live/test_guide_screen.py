"""The screen and its terminal: signals, pasting, sizes, colours, rings, and who may talk to it."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import pytest

from tests.support.play import COLOR, Played, answer, at, due_letter, press, rung, seen, still
from tests.support.run import kit, run
from tests.support.terminal import CTRL_C, ENTER, ESC, Terminal, settings, untouched

pytestmark = pytest.mark.exhaustive


# ---- ending ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plain", "stop", "code"),
    [
        (False, "ctrl-c", 130),
        (False, "SIGINT", 130),
        (False, "SIGTERM", 143),
        (False, "SIGHUP", 129),
        (True, "ctrl-c", 130),
        (True, "SIGTERM", 143),
        (True, "SIGHUP", 129),
    ],
)
def test_a_stop_leaves_the_terminal_as_it_was_and_says_how_to_go_on(
    drill: Played, plain: bool, stop: str, code: int
) -> None:
    with Terminal(["guide", *(["--plain"] if plain else [])], drill.env) as t:
        t.see("> 通知全体：不得退出系统", "编号：" if plain else "q 离开")
        if not plain:
            assert settings(t.child.child_fd) != untouched()
            press(t, "n", "备注：")
            t.child.send("半句")
            t.see("半句")
        if stop == "ctrl-c":
            t.child.send(CTRL_C)
        else:
            os.kill(t.child.pid, getattr(signal, stop))
        assert t.end() == code
        *_, before, last = [line for line in t.lines() if line.strip()]
        if "没有记下“半句”" in last:  # what stood in the line is said, and kept for the next start
            last = before
        assert "已停止，记录都在" in last and f"kit guide -i {drill.ref}" in last
        assert "Traceback" not in seen(t)
        assert settings(t.child.child_fd) == untouched()
        if not plain:
            for switched in (b"\x1b[?1049l", b"\x1b[?2004l", b"\x1b[?25h"):
                on = switched[:-1] + (b"l" if switched.endswith(b"h") else b"h")
                assert t.raw.rfind(switched) > t.raw.rfind(on)
    assert kit(drill.env, "verify")
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")


def test_the_board_gives_the_terminal_back_too(drill: Played) -> None:
    for stop, code in ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)):
        with Terminal(["board"], drill.env) as t:
            t.see("计时总览")
            os.kill(t.child.pid, stop)
            assert t.end() == code
            assert settings(t.child.child_fd) == untouched()
            assert t.raw.rfind(b"\x1b[?1049l") > t.raw.rfind(b"\x1b[?1049h")
            assert "Traceback" not in seen(t)


@pytest.mark.parametrize(
    ("args", "shown"),
    [(["guide"], "q 离开"), (["guide", "--plain"], "编号："), (["--plain"], "编号："), (["board"], "q 离开")],
)
def test_ctrl_c_is_heard_where_a_background_job_opened_the_terminal(
    drill: Played, args: list[str], shown: str
) -> None:
    with Terminal(args, drill.env, deaf=True) as t:
        t.see(shown)
        t.child.send(CTRL_C)
        assert t.end() == 130


# ---- pasting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "burst",
    [
        "\x1b[200~第一行\r第二行 q s a\r\n\r\x1b[201~",
        "第一行\r第二行\rq\rs\ra\r\r",
        "\r\r\r\r\r\r",
        "qqqq\r\r",
    ],
)
def test_pasted_lines_press_no_keys_and_are_a_note(drill: Played, burst: str) -> None:
    """What is pasted where keys are pressed is text, and none of it is lost."""
    before = drill.kinds()
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        still(t)
        t.child.send(burst)
        # The screen is still at the same step and still takes keys: the note goes in.
        still(t)
        if "键入后按回车" in t.text():  # no Enter behind it has recorded it yet
            answer(t, "", "已记录 #", gone="键入后按回车")
        press(t, "n", "键入后按回车")
        answer(t, "粘贴之后", "备注：粘贴之后 （u u 撤回）", gone="键入后按回车")
        assert "> 通知全体：不得退出系统" in t.text()
    after = drill.kinds()[len(before) :]
    assert {k for k in after if k not in ("joined", "guide-resumed")} == {"note"}
    written = "".join(str(e["data"]["text"]) for e in drill.log() if e["kind"] == "note")
    assert all(char in written for char in "第一行二qsa" if char in burst)


def test_a_pasted_text_with_line_ends_becomes_one_line_of_a_note(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, "n", "备注：")
        t.child.send("\x1b[200~第一行\r\n第二行\x1b[31m\u202e红\r\n\x1b[201~")
        t.see("第二行")
        assert "> 通知全体：不得退出系统" in t.text()
        press(t, ENTER, "已记录 #", "第一行 第二行")
    note = next(e for e in drill.log() if e["kind"] == "note")
    text = json.dumps(note, ensure_ascii=False)
    assert "第一行 第二行" in text and "\\u001b" not in text and "\u202e" not in text


def test_a_window_that_tells_of_being_left_types_nothing(drill: Played) -> None:
    """A program that ended badly had asked for it: each look elsewhere began a note with ``[O``."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        still(t)
        t.child.send("\x1b[O\x1b[I")
        press(t, "n", "备注：")
        t.child.send("\x1b[O三号\x1b[I梯")
        t.see("备注：三号梯")
        press(t, ENTER, "已记录 #", "备注：三号梯", gone="[")
    assert [e["data"]["text"] for e in drill.log() if e["kind"] == "note"] == ["三号梯"]


# ---- sizes and colours --------------------------------------------------------------------------


def test_the_picture_follows_the_window_and_a_small_one_loses_nothing(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统", "q 离开")
        press(t, "n", "备注：")
        t.child.send("窗口变小前打的字")
        t.see("窗口变小前打的字")
        t.resize(120, 40)
        t.see("-" * 120, "窗口变小前打的字")
        t.resize(40, 10)
        t.see("窗口太小", "60x16")
        t.resize(80, 24)
        t.see("> 通知全体：不得退出系统", "-" * 80, "窗口变小前打的字", gone="窗口太小")
        t.child.send(ENTER)
        t.see("已记录 #", "窗口变小前打的字")
    assert "note" in drill.kinds()


@pytest.mark.parametrize("cols,rows", [(80, 24), (120, 40), (60, 16)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_step_and_the_way_out_stand_on_every_usual_size(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    drill = Played(tmp_path, lang, "power-outage")
    with Terminal(["guide"], drill.env, cols, rows) as t:
        t.see("q 离开" if lang == "zh" else "q leave")
        still(t)
        shown = t.lines()
        assert any(line.startswith("> ") for line in shown)
        assert shown[0].startswith("【演练】" if lang == "zh" else "[DRILL]")


@pytest.mark.parametrize("args", [["guide"], ["board"], []])
def test_no_color_means_no_colour_codes(drill: Played, args: list[str]) -> None:
    drill.clock.at(30)
    with Terminal(args, drill.env | {"NO_COLOR": "1"}) as t:
        t.see("晚了", "q 离开")
        assert not COLOR.search(t.raw)


def test_a_dumb_terminal_gets_numbered_questions_without_escapes(drill: Played) -> None:
    with Terminal(["guide"], drill.env | {"TERM": "dumb"}) as t:
        t.see("> 通知全体：不得退出系统", "编号：")
        assert b"\x1b" not in t.raw


def test_without_a_terminal_the_guide_says_so_in_one_line(drill: Played) -> None:
    done = run(drill.env, "guide")
    assert done.returncode == 3 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "kit show" in done.stderr


# ---- rings -------------------------------------------------------------------------------------


def test_a_due_timer_rings_each_minute_then_every_third_and_takes_no_key(drill: Played) -> None:
    """A timer that falls due stands at the top and rings; every key goes on doing what it does."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        at(t, drill.clock, 5)
        t.see("! 5分钟内报告呼叫中心主管", "到时 1 项：按 d 回答")
        assert t.bells == 1 and "! 5分钟内报告呼叫中心主管".encode() in t.raw
        press(t, ENTER, "> 打电话通知系统运维专员", "按 d 回答")
        for minute, bells in ((6, 2), (7, 3), (8, 4), (9, 5)):
            at(t, drill.clock, minute)
            still(t)
            assert t.bells == bells, minute
        press(t, "d", "r  已告知：呼叫中心主管", "n  未接通", "h  告知了其他人", "s  稍后", "b  返回")
        for key in ("1", "2", ENTER, "z"):
            press(t, key, "在这里不起作用")
        press(t, "b", "> 打电话通知系统运维专员", gone="r  已告知")
        assert "timer-answered" not in drill.kinds() and "called" not in drill.kinds()
        press(t, "d", "r  已告知：呼叫中心主管")
        press(t, "r", "> 打电话通知系统运维专员", gone="按 d 回答")
    assert "timer-answered" in drill.kinds()


def test_a_note_typed_while_a_timer_falls_due_is_kept_and_answers_nothing(drill: Played) -> None:
    """A hurried note with a digit, an Enter and blind keys after it: the note and the keys' own
    acts, and nobody told."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        press(t, "n", "备注：")
        t.child.send("李2号 ")
        at(t, drill.clock, 5)
        t.see("按 d 回答", "备注：李2号")
        for key in "1380":
            t.child.send(key)
            t.see(f"备注：李2号 {'1380'[: '1380'.index(key) + 1]}")
        press(t, ENTER, "已记录 #7：备注：李2号 1380")
        press(t, "1", "已在第 1 步")
        press(t, "r", "照此宣读")
        press(t, ESC, gone="照此宣读")
    kinds = drill.kinds()
    assert kinds.count("note") == 1 and not {"timer-answered", "called"} & set(kinds)
    assert [e["data"]["text"] for e in drill.log() if e["kind"] == "note"] == ["李2号 1380"]


def test_the_way_out_stays_open_while_a_timer_rings(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        at(t, drill.clock, 5)
        t.see("按 d 回答")
        press(t, "q", "已离开")
    assert "guide-left" in drill.kinds()


def test_a_list_of_what_is_due_is_answered_by_other_letters_than_a_timer(drill: Played) -> None:
    """``d`` opens the most urgent one, and ``d`` again the list, where a timer's answers tell nobody anything."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        at(t, drill.clock, 10)
        press(t, "d", "r  已告知：", "d  全部到时的（3 项）")
        press(t, "d", "到时的有 3 项", "10:05  5分钟内报告呼叫中心主管", "10:10", "b  返回")
        for key in "rosy":
            press(t, key, f"{key} 没算")
        press(t, "1", "1 在这里不起作用")
        press(t, due_letter(t, "最迟第10分钟报告中心经理"), "r  已告知：中心经理")
        press(t, ESC, gone="r  已告知：中心经理")
    assert "called" not in drill.kinds()


def test_a_menu_for_what_another_terminal_answered_closes_itself(drill: Played) -> None:
    """Two terminals: the menu goes at the next picture, and keys on their way to it do nothing."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        at(t, drill.clock, 5)
        press(t, "d", "r  已告知：呼叫中心主管")
        kit(drill.env, "timer", "report-5", "--told")
        t.see("别的终端已经处理", "> 通知全体：不得退出系统", gone="r  已告知")
        t.child.send("s")
        t.see("按得太快")
        assert "原因：" not in t.text()
    assert drill.kinds().count("called") == 1


def test_keys_belong_to_the_step_that_was_seen_not_to_the_one_another_terminal_led_to(drill: Played) -> None:
    """Another terminal does the step: an Enter on its way to it does nothing to the next one."""
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        still(t)
        kit(drill.env, "tick", "no-logout")
        t.see("> 打电话通知系统运维专员")
        t.child.send(ENTER)
        t.see("按得太快")
        press(t, ENTER, "> 打电话报告呼叫中心主管")
    assert drill.kinds().count("called") == 1


@pytest.mark.parametrize("cols,rows", [(80, 24), (60, 18)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_due_here_and_elsewhere_stands_on_the_screen_beside_the_red_lines(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    """The most urgent due line of the other open incidents stands in each guide and rings, a key
    goes there, and leaving leads home first; no red line goes for it."""
    drill = Played(tmp_path, lang, "fire")
    other = drill.start("call-surge")
    say = {
        "zh": ("红线：", "按 d 回答", "o 过去", "o 另一事件", "事件处置", "q 离开", "> 通知所有客户服务代表"),
        "en": ("Rule: ", "d answers", "o: go", "o other incident", "Incident kit", "q leave", "> Have all customer"),
    }[lang]
    with Terminal(["guide", "-i", drill.ref], drill.env, cols, rows) as t:
        t.see(say[0], say[3])
        at(t, drill.clock, 5)
        t.see(say[0], say[1], say[2], other)
        rung(t, 1)
        press(t, "o", say[6], say[1], say[2], drill.ref)
        press(t, "q", say[4], drill.ref, other)
        press(t, "q")
        assert t.end() == 0
    assert drill.kinds()[-1] == "guide-left"


def test_a_step_about_life_lets_a_lesser_timer_wait(tmp_path: Path) -> None:
    """While the alarm is to be given a report that is due has its line and its bell, no title."""
    drill = Played(tmp_path, "zh", "fire")
    with Terminal(["guide"], drill.env) as t:
        t.see("> 高喊“着火了，立即撤离！”")
        at(t, drill.clock, 5)
        t.see("! 清点：人员是否全部撤出", "! 5分钟内报告中心经理", "按 d 回答")
        titles = re.findall(rb"\x1b\]2;([^\x07]*)\x07", t.raw)
        assert [title.decode() for title in titles] == ["! 清点：人员是否全部撤出"]
        rung(t, 1)
        press(t, ENTER, "> 打119报火警")
    assert "called" not in drill.kinds()


def test_the_call_that_was_promised_says_number_and_matter(drill: Played) -> None:
    """A promised call falls due: whom, which number and about what stand in line and menu."""
    kit(drill.env, "callback", "add", "王女士", "--phone", "13800001111", "--matter", "退费", "--promised", "10:03")
    with Terminal(["guide"], drill.env) as t:
        t.see("> 通知全体：不得退出系统")
        at(t, drill.clock, 3)
        t.see("! 答应的回电打了吗：王女士  13800001111  退费")
        press(t, "d", "号码：13800001111  退费", "r  打通了", "n  未接通")


def test_a_silent_type_rings_no_bell_and_shows_no_title(tmp_path: Path) -> None:
    drill = Played(tmp_path, "zh", "robbery")
    with Terminal(["guide"], drill.env) as t:
        t.see("q 离开") if "q 离开" in t.text() else t.see(drill.ref)
        drill.clock.at(90)
        t.see("11:30")
        still_text = t.text()
        assert t.bells == 0
        assert "抢劫" not in still_text.splitlines()[0]
        assert "抢劫".encode() not in b"".join(re.findall(rb"\x1b\][^\x07]*\x07", t.raw))


def test_the_board_shows_all_incidents_and_rings_for_each_timer(drill: Played) -> None:
    drill.start("call-surge")
    with Terminal(["board"], drill.env) as t:
        t.see("未关闭事件 2", "业务系统故障", "话务激增", "还剩 5 分", "10:00")
        assert t.bells == 0
        drill.clock.at(5)
        t.see("10:05", "! 5分钟内报告呼叫中心主管")
        while t.bells < 2:
            assert t.read(0.05)
        drill.clock.at(6)
        t.see("10:06", "晚了 1 分")
        rung(t, 2)
        t.child.send("q")
        assert t.end() == 0


# ---- others at work ----------------------------------------------------------------------------


def test_what_a_second_terminal_records_shows_up(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        shown = t.see("> 通知全体：不得退出系统", "记录 #")
        number = int(re.findall(r"记录 #(\d+)", shown)[0])
        kit(drill.env, "tick", "no-logout")
        drill.clock.at(1)
        t.see("> 打电话通知系统运维专员", "10:01")
        kit(drill.env, "note", "第二个终端写的")
        drill.clock.at(2)
        t.see("10:02")
        assert int(re.findall(r"记录 #(\d+)", t.text())[0]) >= number + 2
    assert "第二个终端写的" in kit(drill.env, "log", drill.ref)


def test_home_shows_five_open_incidents_and_one_of_several_is_chosen_by_a_letter(drill: Played) -> None:
    """Five are open: none is left out, and from a guide one of the four others is picked."""
    refs = [drill.ref, *(drill.start(x) for x in ("call-surge", "fire", "power-outage", "flood"))]
    with Terminal([], drill.env) as t:
        t.see(*refs, "5  【演练】", "q 离开")
        still(t)
        number = next(line for line in t.lines() if drill.ref in line).split()[0]
        press(t, number, "> 通知全体：不得退出系统", "o 另一事件")
        press(t, "o", "f  【演练】", "v  【演练】", "b  返回", "哪个事件")
        press(t, "1", "1 在这里不起作用")
        letter = next(line for line in t.lines() if "火灾" in line and "人命关天" not in line).split()[0]
        press(t, letter, "> 高喊")
        press(t, "q", *refs)
        press(t, "q")
        assert t.end() == 0


def test_numbers_at_home_mean_the_incidents_that_stand_there(drill: Played) -> None:
    """A graver one is opened elsewhere: the list is counted anew before a number counts."""
    with Terminal([], drill.env) as t:
        t.see(" 1  【演练】", "业务系统故障")
        still(t)
        fire = drill.start("fire")
        t.see(fire, " 2  【演练】")
        press(t, "1", "> 高喊“着火了，立即撤离！”")
