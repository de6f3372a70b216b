"""A power outage from the first dark screen to its review."""

from __future__ import annotations

import re
from pathlib import Path

from tests.stories.figures import milestones, minutes
from tests.support.play import CJK, answer, at, due_letter, press, ref_of, rung, say, seen, summary
from tests.support.run import ClockFile, environment
from tests.support.terminal import ENTER, Terminal


def answers(t: Terminal, shown: str) -> None:
    """``d``; what fell due this moment is named in a list first."""
    text = press(t, "d", "Esc 返回")
    row = re.search(r"^ *([a-z])  \d\d:\d\d  ", text, re.MULTILINE)
    if shown not in text and row:
        press(t, row[1], shown)
    else:
        t.see(shown)



def test_the_mains_fails_and_the_generator_comes_late(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(["start", "停电", "--drill", "--profile", "hotline"], env) as t:
        t.see("立即动作 1/3", "打开手电")
        press(t, ENTER, "立即动作 2/3")
        press(t, ENTER, "立即动作 3/3")
        at(t, clock, 1)
        press(t, ENTER, "报告 1/", "> 打电话通知系统运维专员")
        at(t, clock, 2)
        press(t, ENTER, "报告 2/", "> 核实走廊和邻近单位是否有电")
        # Taken for the house's own wiring at first: the supervisor is told so.
        at(t, clock, 3)
        press(t, "2", "> 打电话报告呼叫中心主管", "本单位线路故障")
        at(t, clock, 4)
        press(t, ENTER, "刚插进来另一步", "y  是：打通了")  # the answer put this call in front
        press(t, "y", "> 打电话报告中心经理")
        assert "发电机7至10分钟内供电" not in t.text()
        at(t, clock, 4.5)
        press(t, "g", "去哪一步")
        answer(t, "5", "已处理过：核实走廊和邻近单位是否有电", "y  重新打开")
        press(t, "y", "> 核实走廊和邻近单位是否有电", "报告", gone="去哪一步")
        press(t, "1", "原因：市电停电", "> 打电话报告中心经理")
        t.see("发电机7至10分钟内供电", "还剩 6 分      10:10")
        at(t, clock, 4.75)
        # Other plans than ours have the supplier asked; ours wants the time, so the call is shown.
        press(t, ENTER, "刚插进来另一步", "y  是：打通了")
        press(t, "y", "> 打电话询问供电部门", "步其他")
        press(t, ".", "> 打电话询问供电部门", gone="步其他")  # a key shows the other plans' steps
        at(t, clock, 6)
        press(t, "x", "未接通")
        press(t, "l", "> 记录预计恢复供电时间")
        at(t, clock, 6.5)  # what was put off comes again behind what was done since
        press(t, ENTER, "填写：")
        answer(t, "未定", "> 打电话询问供电部门", gone="填写：")
        press(t, ENTER, "刚插进来另一步")  # what was put off was not what was announced
        press(t, "y", "> 读取 UPS 面板")
        at(t, clock, 7)
        press(t, ENTER, "分钟数：")
        answer(t, "许多", "分钟数：", "不是数字")
        t.child.send("\x15")
        answer(t, "十五", "UPS 剩余供电时间", "还剩 15 分     10:22")
        press(t, ENTER, "> 检查发电机是否已供电")
        at(t, clock, 8)
        press(t, "2", "> 清点能接听的座席")
        press(t, ENTER, "数字（个）：")
        answer(t, "18", "> 按范围、影响、时长确定级别")
        press(t, "2", "> 打电话报告主管领导", "18个")
        press(t, "x", "未接通")
        at(t, clock, 9)
        press(t, "x", "两次未接通，改打：上级领导")
        press(t, ENTER, "y  上级领导", "#  主管领导")
        press(t, "y", "维持服务 1/")
        bells = t.bells
        # Two timers at minute 10; which one first is chosen.
        at(t, clock, 10)
        t.see("到时 2 项：按 d 回答")
        rung(t, bells + 1)
        press(t, "d", "d  全部到时的")
        press(t, "d", "10:10  10分钟内告知客户", "10:10  发电机7至10分钟内供电")
        press(t, due_letter(t, "10分钟内告知客户"), "到时：10分钟内告知客户", "停电公告是否已发布")
        press(t, "y", "到时 1 项：按 d 回答", "发电机7至10分钟内供电")
        press(t, "d", "发电机是否已供电", "升到：一级")
        press(t, "n", "1分钟内通知系统运维专员启动发电机", gone="发电机是否已供电")
        at(t, clock, 11)
        t.see("到时 2 项（1 项待再提醒）：按 d 回答")
        press(t, "d", "r  已告知：系统运维专员")
        press(t, "r", gone="催发电机")
        at(t, clock, 12)
        press(t, "d", "d  全部到时的")
        press(t, "d", "10:10  发电机7至10分钟内供电", "10:22  UPS 剩余供电时间")
        press(t, due_letter(t, "发电机7至10分钟内供电"), "发电机是否已供电")
        press(t, "+", "一级  ", gone="发电机是否已供电")
        t.see("到时 2 项（1 项待再提醒）：按 d 回答", "UPS 剩余供电时间")
        press(t, "d", "UPS 是否仍在供电", "请立即存盘")
        press(t, "y", "分钟数：")
        answer(t, "8", "UPS 剩余供电时间                                         还剩 8 分      10:20")
        at(t, clock, 14)
        press(t, "d", "发电机是否已供电")
        press(t, "s", "原因：")
        answer(t, "油在路上", "几分钟后再提醒")
        answer(t, "", "10:19 再提醒", gone="键入后按回车")
        at(t, clock, 19)
        t.see("* UPS 剩余供电时间", "还剩 1:00")
        press(t, "d", "发电机是否已供电")
        press(t, "y", "已供电", "不再计时：", gone="* UPS 剩余供电时间")
        for words in ("张三联络，李四修，王五客户，赵六安全",):
            press(t, ENTER, "填写：")
            answer(t, words, "> 将部分呼入电话转至备用线路")
        press(t, "3", "> 按统一口径答复客户")
        press(t, ENTER, "> 向客户发布停电公告")  # answered in time; by which channels is still asked
        press(t, ENTER, "填写：")
        answer(t, "官网、短信", "> 登记待回电客户")
        press(t, ENTER, "客户姓名")
        answer(t, "王女士", "电话（")
        answer(t, "13800138000", "什么事")
        answer(t, "改地址", "答应几点")
        answer(t, "", "已记录 #", gone="答应几点")
        press(t, ENTER, "客户姓名")
        answer(t, "", "> 为特殊客户指定专人")
        press(t, ENTER, "填写：")
        answer(t, "小周", "> 简化手续")
        press(t, ENTER, "> 打电话通知候补人员")
        at(t, clock, 20)
        answers(t, "到时：每20分钟向上级报告进展")
        press(t, "r", "还剩 20 分     10:40", "> 打电话通知候补人员", gone="到时：每20")
        press(t, ENTER, "恢复 1/")
        at(t, clock, 30)
        answers(t, "市电或发电机是否在供电")
        press(t, "y", gone="按字母选")
        # Recovery in its order; nothing reopens before the systems are in order.
        at(t, clock, 35)
        press(t, ENTER, "直接回车 = 现在")
        answer(t, "", "> 逐台检查设备")
        press(t, "1", "> 打电话通知系统运维专员监视系统恢复")
        press(t, ENTER, "> 按预定顺序逐台开机")
        press(t, ENTER, "直接回车 = 现在")
        answer(t, "", "> 向系统运维专员核实")
        press(t, "2", "系统不正常，每10分钟询问一次", "> 向系统运维专员核实")
        assert "逐项恢复服务" not in t.text()
        at(t, clock, 40)
        answers(t, "r  已告知：呼叫中心主管")
        press(t, "r", gone="到时 1 项")
        at(t, clock, 45)
        answers(t, "是否已修复")
        press(t, "y", "> 逐项恢复服务", gone="按字母选")
        press(t, ENTER, "填写：")
        answer(t, "咨询、报修、投诉", "> 告知客户服务已恢复")
        press(t, ENTER, "填写：")
        answer(t, "短信、官网", "打电话通知系统运维专员")
        at(t, clock, 46)
        for who in ("呼叫中心主管", "中心经理", "供电部门", "上级领导", "候补人员"):
            press(t, ENTER, f"> 打电话通知{who}：服务已恢复")
        press(t, ENTER, "> 给王女士回电")
        press(t, "2", "未接通")
        at(t, clock, 48)
        press(t, "1", "收尾 1/", "> 报请呼叫中心主管同意结束响应")
        press(t, ENTER, "姓名：")
        answer(t, "孙主管", "> 选择停电原因")
        press(t, "1", "> 补足油料")
        press(t, ENTER, "做得好的和需改进的")
        press(t, ENTER, "填写：")
        answer(t, "发电机慢", "确定改进措施")
        press(t, ENTER, "改进措施（")
        answer(t, "每月试一次发电机", "谁负责")
        answer(t, "李四", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "建议表彰")
        press(t, ENTER, "填写：")
        answer(t, "无", "总结报告撰写人")
        press(t, ENTER, "姓名：")
        answer(t, "张三", "> 口头宣布停电处置结束")
        press(t, ENTER, "直接回车 = 现在")
        answer(t, "", "清单已全部完成")
        at(t, clock, 50)
        answers(t, "恢复后是否一直正常")  # 15 minutes since the power came back
        press(t, "y", "清单已全部完成")
        press(t, ENTER, "全部做完")
        answer(t, ref_of(env)[-4:], "怎么结束的")
        press(t, "v", "事件已关闭")
        t.child.send(ENTER)
        assert t.end() == 0
    found = summary(env, ref_of(env))
    rows = minutes(found)
    assert rows["report-tech"] == (5, 2, "in-time", 0)
    assert rows["report-supervisor"] == (5, 4, "in-time", 0)
    assert rows["report-manager"] == (5, 4.75, "in-time", 0)
    assert rows["customer-notice"] == (10, 10, "in-time", 0)
    assert rows["generator-help"] == (11, 11, "in-time", 0)
    assert rows["generator 2"] == (10, 19, "late", 9)
    assert rows["ups-left"] == (22, None, "ended", 0)
    assert rows["ups-left 2"] == (20, None, "ended", 0)
    assert rows["report-executive"] == (15, 9, "in-time", 0)
    assert [rows[f"leader-update{n}"] for n in ("", " 2", " 3")] == [
        (20, 20, "in-time", 0),
        (40, 40, "in-time", 0),
        (60, None, "ended", 0),
    ]
    assert rows["systems-again"] == (45, 45, "in-time", 0)
    waits = next(r for r in found["deadlines"] if r["timer"] == "generator")
    assert waits["failed"] == [600, 720] and waits["pauses"][0]["reason"] == "油在路上"
    climbed = next(r for r in found["notices"] if r["timer"] == "report-executive")
    assert climbed["role"] == "superiors"
    assert [made["result"] for made in climbed["tries"]] == ["no-answer", "no-answer", "reached"]
    assert [(c["after"] // 60, c["level"]) for c in found["level_changes"]] == [(0, "2"), (12, "1")]
    assert milestones(found) == {
        "detected": 0,
        "reported": 2,
        "responded": 8,
        "restored": 35,
        "closed": 50,
    }
    customer = found["callbacks"][0]
    assert [made["result"] for made in customer["tries"]] == ["no-answer", "reached"]
    assert customer["settled_at"] == "2026-03-02T10:48:00+08:00"
    assert found["actions_open"] == 1 and found["callbacks_owed"] == 0
    assert all(phase["open_steps"] == 0 for phase in found["phases"])


def test_own_wiring_at_a_centre_without_a_manager(tmp_path: Path) -> None:
    """English, in plain lines, at call centre B: no generator there, three minimum computers."""
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    args = ["--plain", "start", "power-outage", "--drill", "--profile", "call-centre-b"]
    with Terminal(args, env, rows=60) as t:
        t.see("> By torchlight, call out", "Number:")
        assert "enerator" not in t.text()
        say(t, "1", "> Send someone to check lifts")
        say(t, "1", "> Call out: leave computers on")
        say(t, "1", "> Phone the information department")
        clock.at(1)
        say(t, "1", "> Check: is there power in the corridor")
        say(t, "2", "> Report to the customer service manager by phone", "cause: our own")
        clock.at(4)
        say(t, "1", "> Call the building maintenance", "A failed circuit may still be live.")
        say(t, "1", "> Record when power is expected back")
        say(t, "1", "Answer:")
        say(t, "16:00", "> Read the UPS panel")
        say(t, "1", "Minutes:")
        say(t, "soon", "number", "Minutes:")
        say(t, "30", "The line before did not count", "y  Yes, that is meant")
        say(t, "y", "> Have agents close every program", "UPS time left")
        say(t, "1", "> Count the three minimum computers")
        say(t, "1", "Number (computers):")
        say(t, "3", "> Count the positions")
        say(t, "1", "Number (positions):")
        say(t, "6", "> Set the level")
        say(t, "4", "> Publish an outage notice")
        assert "executive in charge" not in t.text().rpartition("Level 4  ")[2]
        say(t, "?", "Close the incident")
        shown = t.text().rpartition("Number:")[0]
        number = next(
            line.split()[0] for line in reversed(shown.splitlines()) if line.endswith("Close the incident (e)")
        )
        clock.at(6)
        t.child.send(f"{number}\n")
        t.see("to close (still open:")
        say(t, ref_of(env)[-4:], "How did it end")
        say(t, "4", "32  Take back the last entry", "0  Leave")
        t.child.send("\n")
        assert t.end() == 0
        assert not CJK.search(seen(t))
    found = summary(env, ref_of(env))
    rows = minutes(found)
    assert rows["report-tech"] == (5, 1, "in-time", 0)
    assert rows["report-supervisor"] == (5, 4, "in-time", 0)
    assert rows["ups-left"] == (34, None, "ended", 0)
    assert "generator" not in rows and "report-manager" not in rows
    assert found["outcome"] == "stood-down" and found["level"] == "4"
    assert [phase["open_steps"] for phase in found["phases"] if phase["phase"] == "recover"] != [0]
