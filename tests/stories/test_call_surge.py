"""A call surge at a hotline: three levels of support, thirty minutes each, then stood down."""

from __future__ import annotations

from pathlib import Path

from tests.support.play import answer, at, english_in, press, ref_of, rung, seen, summary
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import DOWN, ENTER, Terminal

START = ["start", "call-surge", "--drill", "--profile", "hotline"]


def level_one(t: Terminal, clock: ClockFile) -> None:
    t.see("一级支持", "> 叫所有客户服务代表改接呼入电话")
    press(t, ".", "已展开")
    press(t, ENTER, "> 打电话报告呼叫中心主管")
    at(t, clock, 2)
    press(t, ENTER, "> 看大屏：记下排队人数")
    press(t, ENTER, "数字（人）：")
    answer(t, "45", "> 看大屏：记下接通率")
    press(t, ENTER, "数字（%）：")
    answer(t, "60", "> 记下来电开始猛增的时间")
    press(t, ENTER, "几点开始（22:04")
    answer(t, "-7", "> 问两个客户服务代表")
    press(t, "2", "> 定一句统一答复")
    press(t, ENTER, "填写：")
    answer(t, "停水抢修，今晚八点恢复", "> 指定一个人统一指挥接听", "统一答复：停水抢修，今晚八点恢复")
    press(t, ENTER, "姓名：")
    answer(t, "周涛", "> 数一数现在有多少人接呼入")
    press(t, ENTER, "数字（人）：")
    answer(t, "20", "> 记下答应回电的客户")
    press(t, ENTER, "客户姓名")
    answer(t, "", "> 再看大屏", "开始时是45人")
    press(t, ENTER, "数字（人）：")
    answer(t, "60", "> 记下来电压住的时间")


def test_a_call_surge_through_all_three_levels(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(START, env) as t:
        level_one(t, clock)
        assert t.bells == 0
        at(t, clock, 30)
        t.see("! 一级支持30分钟，看压住没有")
        rung(t, 1)
        press(t, "d", "看大屏：来电压住了吗？", "y  是", "n  还没有", "+  升到：二级支持")
        press(t, "+", "> 打电话叫候补人员赶来", "二级支持", gone="升到：二级支持")
        at(t, clock, 33)
        press(t, ENTER, "> 记下有几个候补人员能来")
        press(t, ENTER, "数字（人）：")
        answer(t, "8", "> 记下来电压住的时间")
        at(t, clock, 60)
        t.see("! 二级支持30分钟，看压住没有")
        press(t, "d", "+  升到：三级支持")
        press(t, "n", "> 记下来电压住的时间", gone="升到：三级支持")
        press(t, "+", "> 定下应急方案启动到哪一步", "三级支持")
        press(t, ENTER, "填写：")
        answer(t, "管理处八人接账单类电话到二十点", "> 打电话叫职能人员启动应急方案")
        t.see("请启动应急方案：管理处八人接账单类电话到二十点")
        at(t, clock, 62)
        press(t, ENTER, "> 记下来电压住的时间")
        at(t, clock, 85)
        press(t, ENTER, "时间（22:04")
        answer(t, "", "> 看大屏：记下现在的接通率")
        press(t, ENTER, "数字（%）：")
        answer(t, "95", "> 大声告诉全场：解除支援")
        at(t, clock, 86)
        press(t, ENTER, "> 打电话告诉呼叫中心主管：压住了，支援解除")
        press(t, ENTER, "> 打电话告诉候补人员：压住了，支援解除", "来电在11:25压住了")
        press(t, ENTER, "> 打电话告诉职能人员：压住了，支援解除")
        press(t, ENTER, "> 写一句：哪里做得好")
        at(t, clock, 90)
        press(t, ENTER, "填写：")
        answer(t, "二级加得及时", "> 列出要改进的事")
        press(t, ENTER, "改进措施")
        answer(t, "", "> 大声说：话务激增处置完毕")
        press(t, ENTER, "时间（22:04")
        answer(t, "", "清单全部走完")
        press(t, ENTER, "结束这个事件吗？")
        press(t, DOWN, "> y  是")
        press(t, ENTER, "怎么结束的", "4  解除")
        t.press("4")
        assert t.end() == 0
        assert english_in(seen(t)) == set()
    ref = ref_of(env)
    found = summary(env, ref)
    assert (found["outcome"], found["level"], found["seconds"]) == ("stood-down", "3", 5400)
    assert [(c["after"], c["level"], c["level_before"]) for c in found["level_changes"]] == [
        (0, "1", ""),
        (1800, "2", "1"),
        (3600, "3", "2"),
    ]
    assert found["level_changes"][1]["reason"] == "一级支持30分钟，看压住没有"
    checks = {d["timer"]: (d["due_after"], d["failed"]) for d in found["deadlines"]}
    assert checks == {"surge-1": (1800, [1800]), "surge-2": (3600, [3600]), "surge-3": (5400, [])}
    (report,) = found["notices"]
    assert (report["timer"], report["due_after"], report["answered_after"]) == ("first-report", 300, 120)
    assert not any(row["late"] + row["never"] for name, row in found["kept"].items() if name.startswith("told"))
    times = {d["milestone"]: (d["from_opening"], d["from_detection"]) for d in found["durations"]}
    assert times["detected"] == (-300, 0)
    assert times["restored"] == (5100, 5400)
    assert times["closed"] == (5400, 5700)
    face = kit(env, "summary", ref)
    for text in ("30 分 (10:30)", "1 时 (11:00)", "二级支持", "三级支持", "解除"):
        assert text in face
    assert "1 个事件" in kit(env, "verify")
