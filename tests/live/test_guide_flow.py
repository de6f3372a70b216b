"""What the guide's keys record, asked through a real terminal and read back from the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.hands import Hands
from tests.support.play import Played, answer, at, press, rung, seen, still
from tests.support.run import environment, kit, run
from tests.support.terminal import CTRL_C, ENTER, ESC, Terminal

pytestmark = pytest.mark.exhaustive
FIRST = "> 通知全体：不得退出系统"
SECOND = "> 打电话通知系统运维专员立即处理"


def last(drill: Played, kind: str) -> dict[str, object]:
    """The newest entry of a kind: its own data."""
    entry = [e for e in drill.log() if e["kind"] == kind][-1]
    return dict(entry.get("data") or entry)


# ---- home and search ---------------------------------------------------------------------------


def test_home_leads_to_the_first_instruction_in_three_keys(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal([], env) as t:
        t.see("没有未关闭的事件", "s 全部", "q 离开")
        press(t, "s", "看到什么：", " 1  ", "2  ")
        t.child.send("2")
        t.see("立即动作 1/", "> ", "s 跳过")
        still(t)
        t.child.send(CTRL_C)
        assert t.end() == 130


@pytest.mark.parametrize("typed", ["停电", "td", "power"])
def test_home_finds_a_type_by_what_is_typed(tmp_path: Path, typed: str) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        t.see("没有未关闭的事件")
        press(t, "s", "看到什么：")
        t.child.send(typed)
        t.see("   停电  -")
        press(t, ENTER, "选一张开始", " > 1  停电")
        press(t, ENTER, "停电", "立即动作 1/")


@pytest.mark.parametrize("typed", ["停电", "td", "power"])
def test_start_picks_the_type_by_what_is_typed(drill: Played, typed: str) -> None:
    with Terminal(["start", typed, "--drill"], drill.env) as t:
        t.see("【演练】停电", "立即动作 1/")


def test_start_with_words_that_fit_nothing_lets_one_choose(drill: Played) -> None:
    with Terminal(["start", "zzzz", "--drill"], drill.env) as t:
        t.see("看到什么：")
        still(t)
        t.child.send(ESC)
        t.see(" 1  【演练】", "q 离开")  # one is open: what is left leads home
        still(t)
        t.child.send("q")
        assert t.end() == 0
    assert run(drill.env, "start", "zzzz", "--drill").returncode == 4


def test_home_goes_back_to_one_of_two_open_incidents(drill: Played) -> None:
    drill.start("fire")
    with Terminal([], drill.env) as t:
        t.see(" 1  【演练】", " 2  【演练】", "火灾", "业务系统故障")
        shown = t.text()
        key = "2" if shown.index("火灾") < shown.index("业务系统故障") else "1"
        press(t, key, "已恢复", FIRST)
    refused = run(drill.env, "note", "给谁的")
    assert refused.returncode == 2 and drill.ref in refused.stderr
    with Terminal(["guide", "-i", drill.ref], drill.env) as t:
        t.see(FIRST)


def test_the_guide_asks_which_of_two_open_incidents(drill: Played) -> None:
    drill.start("fire")
    with Terminal(["guide"], drill.env) as t:
        t.see("哪个事件", "火灾", "业务系统故障")


def test_home_writes_a_note(drill: Played) -> None:
    with Terminal([], drill.env) as t:
        t.see("业务系统故障", "q 离开")
        press(t, "n", "备注：")
        answer(t, "从首页写的", "已记下 1 条备注", "q 离开")
        press(t, "q")
        assert t.end() == 0
    assert "从首页写的" in kit(drill.env, "log", drill.ref)


# ---- the step's keys ----------------------------------------------------------------------------


def test_skip_wants_a_reason_and_back_brings_the_step_again(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "s", "原因：")
        t.child.send(ENTER)
        still(t)
        assert "原因：" in t.text()
        press(t, ESC, FIRST, gone="原因：")
        assert "step-skipped" not in drill.kinds()
        press(t, "s", "原因：")
        answer(t, "没有人登录", SECOND, "跳过")
        press(t, "b", FIRST)
        press(t, ENTER, SECOND)
    kinds = drill.kinds()
    assert kinds.index("step-skipped") < kinds.index("undone") < kinds.index("step-done")
    assert "没有人登录" in kit(drill.env, "log", drill.ref)


def test_later_comes_back_before_the_phase_closes(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "l", SECOND)
        at(t, drill.clock, 1)  # what is done behind it is done after it was put off
        press(t, ENTER, "> 打电话报告呼叫中心主管")
        press(t, ENTER, FIRST, "稍后")
        press(t, ENTER, "> 检查员工日志")


def test_not_applicable_moves_on(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "g", "去哪一步")
        answer(t, "5", "> 核实并记录故障系统名称", gone="去哪一步")
        press(t, "a", FIRST, "不适用")
    assert "step-not-applicable" in drill.kinds()


def test_hand_names_somebody_and_asks_when_the_time_is_up(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "h", "交给谁：")
        answer(t, "小刘 3分钟 已复述", SECOND, "小刘办完了吗")
        at(t, drill.clock, 3)
        t.see("! 小刘办完了吗：通知全体：不得退出系统")
        rung(t, 1)
        press(t, "d", "y  是", "n  还没有")
        press(t, "y", SECOND, gone="n  还没有")
    kinds = drill.kinds()
    assert "step-handed" in kinds and "step-done" in kinds and "timer-answered" in kinds


def test_level_keys_raise_at_once_and_lower_with_a_reason(tmp_path: Path) -> None:
    drill = Played(tmp_path, "zh", "call-surge")
    with Terminal(["guide"], drill.env) as t:
        t.see("一级支持", "+ - 级别")
        press(t, "+", "二级支持  历时")
        press(t, "+", "三级支持  历时")
        press(t, "+", "3级已经到头")
        assert "三级支持  历时" in t.text()
        press(t, "-", "改级别的原因")
        answer(t, "回落了", "二级支持  历时")
    levels = json.loads(kit(drill.env, "summary", drill.ref, "--json"))["level_changes"]
    assert [c["level"] for c in levels] == ["1", "2", "3", "2"]
    assert levels[-1]["reason"] == "回落了"


def test_all_steps_can_be_looked_at_and_gone_to(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "g", "去哪一步", "  1  未做")
        answer(t, "5", "> 核实并记录故障系统名称", gone="去哪一步")
        press(t, ENTER, "填写：")
        answer(t, "工单", FIRST)


def test_a_call_to_anybody_is_recorded_with_what_was_said(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "c", "打给谁：", "2  ! 呼叫中心主管")
        press(t, "2", "打通了吗？")
        press(t, "1", "对方说了什么")
        answer(t, "马上到", "对方复述了吗？")
        press(t, "y", FIRST, "已记录 #", gone="对方复述了吗")
        assert "5分钟内报告" not in t.text()
    assert "马上到" in kit(drill.env, "log", drill.ref)


def test_another_plan_joins_and_brings_its_own_steps_and_levels(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "p", "加哪张清单")
        answer(t, "话务激增", "一级支持", "+ - 级别")
    assert "plan-added" in drill.kinds()


def test_leaving_says_how_to_go_on_and_resuming_what_was_last_done(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST, "已恢复。还没有完成的步骤。")
        press(t, ENTER, SECOND)
        press(t, "q", "已离开，记录都在", f"kit guide -i {drill.ref}")
    with Terminal(["guide"], drill.env) as t:
        t.see(SECOND, "已恢复。上次做到：通知全体：不得退出系统（10:00）")


def test_closing_lists_what_is_open_and_no_letter_confirms_it(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "e", "项没做完）：", "未完成的步骤", "始终没有告知：呼叫中心主管、中心经理")
        press(t, ENTER, "项没做完）：")
        answer(t, "y", "没有结束")
        press(t, ESC, FIRST, gone="项没做完")
    assert "closed" not in drill.kinds()


def test_a_number_that_is_none_is_asked_again(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "g", "去哪一步")
        answer(t, "6", "> 清点不能使用的座席", gone="去哪一步")
        press(t, ENTER, "数字（个座席）：")
        t.child.send("很多" + ENTER)
        t.see("很多")
        still(t)
        assert "数字（个座席）：" in t.text()
        press(t, ESC, "> 清点不能使用的座席", gone="数字（个座席）：")


def test_the_snooze_figure_is_typed_without_deleting_the_proposal(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        at(t, drill.clock, 5)
        press(t, "d", "s  稍后再提醒")
        press(t, "s", "原因：")
        answer(t, "主管在路上", "几分钟后再提醒（直接回车 = 5）：")
        answer(t, "10", "10:15 再提醒")
        at(t, drill.clock, 6)
        press(t, "t", "回答哪个计时")
        press(t, "1", "s  稍后再提醒")
        press(t, "s", "原因：")
        answer(t, "再等等", "几分钟后再提醒")
        press(t, ESC, "原因：再等等")
        answer(t, "", "几分钟后再提醒")
        answer(t, "", "10:11 再提醒")


def test_after_two_unanswered_calls_the_screen_asks_whom_the_next_was_to(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "g", "去哪一步")
        answer(t, "3", "> 打电话报告呼叫中心主管", gone="去哪一步")
        press(t, "x", "未接通")
        press(t, "x", "两次未接通，改打：中心经理", "改打：中心经理  号码未填")
        press(t, ENTER, "打的是谁", "y  中心经理", "#  呼叫中心主管")
        press(t, "y", gone="打的是谁")
    (notice,) = [
        n
        for n in json.loads(kit(drill.env, "summary", drill.ref, "--json"))["notices"]
        if n["timer"] == "report-5"
    ]
    assert (notice["role"], notice["status"]) == ("manager", "in-time")


def test_two_guides_on_one_incident_lose_nothing(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as one, Terminal(["guide"], drill.env) as two:
        one.see(FIRST)
        two.see(FIRST)
        press(one, "n", "备注：")
        press(two, "n", "备注：")
        answer(one, "第一台", "已记录 #", "第一台")
        answer(two, "第二台", "已记录 #", "第二台")
        press(one, ENTER, SECOND)
        drill.clock.at(1)
        two.see(SECOND)
    text = kit(drill.env, "log", drill.ref)
    assert "第一台" in text and "第二台" in text
    assert "1 个事件" in kit(drill.env, "verify")


def test_the_guide_over_a_closed_incident_is_refused(drill: Played) -> None:
    kit(drill.env, "close", "--yes")
    with Terminal(["guide", "-i", drill.ref], drill.env) as t:
        assert t.end() in (3, 4)
        t.see("已关闭", "kit reopen")
        assert "Traceback" not in seen(t)


def test_full_width_keys_of_a_chinese_input_method_count_and_others_do_nothing(
    drill: Played,
) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see(FIRST)
        press(t, "²", "输入法开着")
        press(t, "０", "0 在这里不起作用")
        press(t, "ｇ", "去哪一步")
        answer(t, "７", "> 询问系统运维专员：10分钟内能否恢复", gone="去哪一步")
        press(t, "２", FIRST, "不能恢复")


@pytest.mark.parametrize(
    ("lang", "acts_", "said"),
    [
        ("zh", ("skip", "没有座席"), "上次处理：通知全体：不得退出系统：跳过（10:00）"),
        ("en", ("skip", "nobody there"), "Last dealt with: "),
        ("zh", ("done",), "上次做到：通知全体：不得退出系统（10:00）"),
    ],
)
def test_resuming_calls_no_step_done_that_was_skipped(tmp_path: Path, lang: str, acts_: tuple[str, ...], said: str) -> None:
    from kit.live.guide.talk.flow import _resumed

    hands = Hands(tmp_path, lang)
    hands.press(*acts_)
    text = _resumed(hands.session)
    assert said in text and (acts_ == ("done",)) == ("上次做到" in text or "Last done" in text)


def test_resuming_names_no_step_that_is_open_again(tmp_path: Path) -> None:
    from kit.live.guide.talk.flow import _resumed

    hands = Hands(tmp_path, "en")
    hands.press("done")
    first = _resumed(hands.session)
    hands.press("done")
    assert _resumed(hands.session) != first
    hands.press("back")
    assert _resumed(hands.session) == first
