"""A call surge at a hotline: three levels of support, thirty minutes each, then stood down."""

from __future__ import annotations

from pathlib import Path

from tests.support.play import answer, at, code_in, english_in, press, ref_of, rung, seen, summary
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

START = ["start", "call-surge", "--drill", "--profile", "hotline"]


def level_one(t: Terminal, clock: ClockFile) -> None:
    t.see("一级支持", "> 通知所有客户服务代表改接呼入电话")
    press(t, ENTER, "> 打电话报告呼叫中心主管")
    at(t, clock, 2)
    press(t, ENTER, "> 查看大屏，记录排队人数")
    press(t, ENTER, "数字（人）：")
    answer(t, "45", "> 查看大屏，记录接通率")
    press(t, ENTER, "数字（%）：")
    answer(t, "60", "> 记录呼入电话开始猛增的时间")
    press(t, ENTER, "几点开始（22:04")
    answer(t, "-7", "> 指定一人统一指挥接听，记录姓名", "+4 步其他，按 . 展开")
    press(t, ".", "> 询问两名客户服务代表")
    press(t, "2", "> 确定统一答复口径")
    press(t, ENTER, "填写：")
    answer(t, "停水抢修，今晚八点恢复", "> 指定一人统一指挥接听，记录姓名", "统一口径：停水抢修，今晚八点恢复")
    press(t, ENTER, "姓名：")
    answer(t, "周涛", "> 清点接听呼入电话的人数")
    press(t, ENTER, "数字（人）：")
    answer(t, "20", "> 登记待回电客户")
    press(t, ENTER, "客户姓名")
    answer(t, "", "> 再次查看大屏", "开始时45人")
    press(t, ENTER, "数字（人）：")
    answer(t, "60", "> 记录得到有效控制的时间")


def test_a_call_surge_through_all_three_levels(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(START, env) as t:
        level_one(t, clock)
        assert t.bells == 0
        at(t, clock, 30)
        t.see("! 一级支持满30分钟：是否得到有效控制")
        rung(t, 1)
        press(t, "d", "查看大屏：呼入电话是否得到有效控制？", "y  是", "n  还没有", "+  升到：二级支持")
        press(t, "+", "> 打电话通知候补人员到岗", "二级支持", gone="升到：二级支持")
        at(t, clock, 33)
        press(t, ENTER, "> 记录能到岗的候补人员人数")
        press(t, ENTER, "数字（人）：")
        answer(t, "8", "> 记录得到有效控制的时间")
        at(t, clock, 60)
        t.see("! 二级支持满30分钟：是否得到有效控制")
        press(t, "d", "+  升到：三级支持")
        press(t, "n", "> 记录得到有效控制的时间", gone="升到：三级支持")
        press(t, "+", "> 确定应急方案的启动范围", "三级支持")
        press(t, ENTER, "填写：")
        answer(t, "管理处八人接账单类电话到二十点", "> 打电话通知职能人员启动应急方案")
        t.see("请启动应急方案：管理处八人")
        at(t, clock, 62)
        press(t, ENTER, "> 记录得到有效控制的时间")
        at(t, clock, 85)
        press(t, ENTER, "时间（22:04")
        answer(t, "", "> 查看大屏，记录当前接通率")
        press(t, ENTER, "数字（%）：")
        answer(t, "95", "> 记录同意结束处置的人")
        press(t, ENTER, "姓名：")
        answer(t, "陈主管", "> 向现场全体人员通报：支援解除")
        at(t, clock, 86)
        press(t, ENTER, "> 打电话通知呼叫中心主管：支援解除")
        press(t, ENTER, "> 打电话通知候补人员：支援解除", "自11:25起得到有效控制")
        press(t, ENTER, "> 打电话通知职能人员：支援解除")
        press(t, ENTER, "> 简要记录：做得好的")
        at(t, clock, 90)
        press(t, ENTER, "填写：")
        answer(t, "二级加得及时", "> 确定改进措施")
        press(t, ENTER, "改进措施")
        answer(t, "", "> 口头宣布“话务激增处置结束”")
        press(t, ENTER, "时间（22:04")
        answer(t, "", "清单已全部完成")
        press(t, ENTER, "全部做完")
        answer(t, ref_of(env)[-4:], "怎么结束的", "p  解除")
        press(t, "p", "事件已关闭")
        t.child.send(ENTER)
        assert t.end() == 0
        assert english_in(seen(t), *code_in(ref_of(env))) == set()
    ref = ref_of(env)
    found = summary(env, ref)
    assert (found["outcome"], found["level"], found["seconds"]) == ("stood-down", "3", 5400)
    assert [(c["after"], c["level"], c["level_before"]) for c in found["level_changes"]] == [
        (0, "1", ""),
        (1800, "2", "1"),
        (3600, "3", "2"),
    ]
    assert found["level_changes"][1]["reason"] == "一级支持满30分钟：是否得到有效控制"
    checks = {d["timer"]: (d["due_after"], d["failed"]) for d in found["deadlines"]}
    assert checks.pop("relief") == (14400, [])
    assert checks == {"surge-1": (1800, [1800]), "surge-2": (3600, [3600]), "surge-3": (5400, [])}
    (report,) = found["notices"]
    assert (report["timer"], report["due_after"], report["answered_after"]) == ("first-report", 300, 120)
    assert not any(row["late"] + row["never"] for name, row in found["kept"].items() if name.startswith("told"))
    times = {d["milestone"]: (d["from_opening"], d["from_detection"]) for d in found["durations"]}
    assert times["detected"] == (-300, 0)
    assert times["restored"] == (5100, 5400)
    assert times["closed"] == (5400, 5700)
    face = kit(env, "summary", ref, "--full")
    for text in ("30 分 (10:30)", "1 时 (11:00)", "二级支持", "三级支持", "解除"):
        assert text in face
    assert "1 个事件" in kit(env, "verify")
