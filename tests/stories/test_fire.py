"""A fire: people first, then who must know, then the way back."""

from __future__ import annotations

from pathlib import Path

from tests.stories.figures import milestones, minutes
from tests.support.play import (
    CJK,
    answer,
    at,
    due_letter,
    english_in,
    leave,
    press,
    ref_of,
    rung,
    say,
    seen,
    summary,
)
from tests.support.run import ClockFile, environment, kit, run
from tests.support.terminal import ENTER, Terminal


def test_somebody_is_missing_and_found(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(["start", "着火了", "--drill", "--profile", "hotline"], env) as t:
        t.see("立即动作 1/3", "高喊“着火了，立即撤离！”")
        t.see("2. = 打119报火警", "5分钟内报告呼叫中心主管", "5分钟内报告中心经理")
        press(t, ENTER, "立即动作 2/3", "> 打119报火警", "号码：119")
        press(t, ENTER, "立即动作 3/3", "> 带领全体人员由最近的安全出口撤离", "注意：烟比火先到")
        at(t, clock, 2)
        press(t, ENTER, "报告 1/", "集合点")
        press(t, ENTER, "填写：")
        answer(t, "南门停车场", "> 清点并记录到场人数")
        at(t, clock, 3)
        press(t, ENTER, "数字（人）：")
        answer(t, "23", "> 人员全部撤出了吗？")
        press(t, "2", "1分钟内通知消防队谁未撤出", "> 记录未撤出人员和最后位置")
        press(t, ENTER, "填写：")
        answer(t, "小陈，三楼机房", "> 通知消防队：有人未撤出", "说：可能还有人未撤出：小陈，三楼机房")
        at(t, clock, 4)
        press(t, ENTER, "> 有人受伤或吸入烟气吗？", gone="1分钟内通知消防队谁未撤出")
        press(t, "2", "> 打120叫救护车")
        press(t, ENTER, "刚插进来另一步", "y  是：打通了")  # the answer put this call in front
        press(t, "y", "> 打电话报告呼叫中心主管", "是否全部撤出：有人")
        # Both reports and the roll call fall due at minute 5.
        at(t, clock, 5)
        t.see("到时 3 项：按 d 回答", "> 打电话报告呼叫中心主管")
        press(t, "d", "已清点")  # the most urgent; once more leads to all that is due
        press(t, "d", "10:05  清点：人员是否全部撤出", "10:05  5分钟内报告中心经理")
        press(t, due_letter(t, "5分钟内报告中心经理"), "到时：5分钟内报告中心经理")
        press(t, "n", "未接通", gone="按字母选")
        t.see("5分钟内报告中心经理 - 10:07 再提醒")
        press(t, "d", "已清点")
        press(t, "d", "10:05  5分钟内报告呼叫中心主管")
        press(t, due_letter(t, "5分钟内报告呼叫中心主管"), "r  已告知：呼叫中心主管")
        press(t, "r", "> 打电话报告中心经理", "到时 2 项（1 项待再提醒）：按 d 回答")
        press(t, "d", "已清点")
        press(t, "n", "> 打电话报告中心经理", gone="按 d 回答")
        at(t, clock, 7)
        press(t, "d", "到时：5分钟内报告中心经理")
        press(t, "r", "处置 1/", "> 核实火势")
        at(t, clock, 8)
        press(t, "d", "已清点")
        press(t, "y", "> 通知消防队：人员已找到", "立即通知消防队：人员已找到")
        press(t, ENTER, "> 打电话报告中心经理：人员已找到", gone="立即通知消防队：人员已找到")
        press(t, ENTER, "> 核实火势")
        press(t, "1", "> 命令灭火人员全部撤出")
        press(t, ENTER, "数字（人）：")
        answer(t, "2", "> 派一人到路口迎接消防车")
        press(t, ENTER, "姓名：")
        answer(t, "小刘", "> 无危险才断总电源：是否已断？")
        press(t, "2", "> 派人在外值守出入口")
        t.see("记住：总电源不得自行合闸：等楼宇公司技工检查")
        press(t, ENTER, "填写：")
        answer(t, "小马、小林", "> 在安全处打电话报告上级领导", "人员已撤到南门停车场")
        at(t, clock, 12)
        press(t, ENTER, "交接和服务安排 2/", "> 迎接消防队并说明情况")
        press(t, ENTER, "姓名：")
        answer(t, "张队长", "> 确定服务安排")
        press(t, "1", "> 发布服务公告")
        press(t, ENTER, "填写：")
        answer(t, "官网", "> 登记需回电的客户")
        press(t, ENTER, "客户姓名")
        answer(t, "", "> 记录事态走势")
        press(t, ENTER, "填写：")
        answer(t, "机房停两天", "恢复 1/", "> 等待消防队放行")
        at(t, clock, 25)
        press(t, "d", "到时：每20分钟向呼叫中心主管报告一次")
        press(t, "r", gone="按字母选")
        at(t, clock, 40)
        press(t, ENTER, "姓名：")
        answer(t, "张队长", "> 通知楼宇公司技工检查线路后恢复供电")
        press(t, ENTER, "> 按操作规程开机")
        press(t, ENTER, "数字（台）：")
        answer(t, "20", "> 记录伤亡、损失和影响范围")
        press(t, ENTER, "填写：")
        answer(t, "一人吸入烟气，已送医", "> 记录同意结束处置的人")
        press(t, ENTER, "姓名：")
        answer(t, "李主管", "> 记录恢复服务的时间")
        press(t, ENTER, "时间")
        answer(t, "", "> 打电话通知呼叫中心主管：服务已恢复")
        press(t, ENTER, "> 打电话通知中心经理：服务已恢复")
        press(t, ENTER, "> 打电话通知上级领导：服务已恢复")
        press(t, ENTER, "收尾 1/")
        press(t, ENTER, "填写：")
        answer(t, "小陈去医院", "> 安排三天内回访：责任人、日期")
        press(t, ENTER, "改进措施")
        answer(t, "回访小陈", "谁负责")
        answer(t, "李主管", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "> 记录起火原因和经过")
        for text, after in (
            ("待定", "> 简要记录：做得好的和需改进的"),
            ("点名快", "> 确定改进措施、责任人、完成期限"),
        ):
            press(t, ENTER, "填写：")
            answer(t, text, after)
        press(t, ENTER, "改进措施")
        answer(t, "机房加烟感", "谁负责")
        answer(t, "小马", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "> 核对突发事件报告")
        press(t, ENTER, "姓名：")
        answer(t, "李主管", "> 报告和总结存档")
        press(t, ENTER, "填写：")
        answer(t, "档案柜", "> 口头宣布“火灾处置结束”")
        press(t, ENTER, "清单已全部完成")
        at(t, clock, 45)
        press(t, ENTER, "全部做完")
        answer(t, ref_of(env)[-4:], "怎么结束的")
        assert not english_in(t.text())
        press(t, "v", "事件已关闭")
        t.child.send(ENTER)
        assert t.end() == 0
    found = summary(env, ref_of(env))
    rows = minutes(found)
    assert rows["report-supervisor"] == (5, 5, "in-time", 0)
    assert rows["report-manager"] == (5, 7, "late", 2)
    assert rows["missing-told"] == (4, 4, "in-time", 0)
    assert rows["roll-call"] == (5, 8, "late", 3)
    assert rows["superiors"] == (13, 12, "in-time", 0)
    assert rows["update"] == (25, 25, "in-time", 0)
    assert milestones(found) == {
        "detected": 0,
        "reported": 5,
        "responded": 2,
        "restored": 40,
        "closed": 45,
    }
    values = {s["step"]: s["value"] for phase in found["phases"] for s in phase["steps"]}
    assert values["all-out"] == "yes" and values["counted"] == "23"
    assert any(s["hidden"] for p in found["phases"] for s in p["steps"] if s["step"] == "missing-who")


def test_two_minutes_at_a_centre_without_a_manager(tmp_path: Path) -> None:
    """English, in plain lines, at call centre B."""
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    args = ["--plain", "start", "fire", "--drill", "--profile", "call-centre-b"]
    with Terminal(args, env, rows=60) as t:
        t.see("> Shout 'Fire, everyone out!' and press the fire alarm", "Tell the customer service manager within 2 min")
        assert "centre manager" not in t.text()
        say(t, "1", "> Phone 119, the fire brigade")
        say(t, "1", "> Lead everyone out by the nearest exit")
        say(t, "1", "> Phone the customer service manager")
        bells = t.bells
        clock.at(3)
        t.see("Answer it with d")
        rung(t, bells + 1)
        say(t, "d", "r  Told: customer service manager")
        say(t, "r", "> Record the assembly point")
        say(t, "?", "Call someone")
        say(t, "n", "Note:")
        say(t, "alarm bell weak", "Recorded")
        t.child.sendeof()
        assert t.end() in (0, 130)
        assert not CJK.search(seen(t))
    kit(env, "close", "--yes", "--outcome", "false-alarm")
    rows = minutes(summary(env, ref_of(env)))
    assert rows["report-early"] == (2, 3, "late", 1)
    assert "report-manager" not in rows


def test_the_hall_thinks_of_power_vault_and_the_safety_department(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    kit(env, "start", "fire", "--drill", "--profile", "service-hall", "--no-guide")
    for step in ("alarm", "call-119", "evacuate", "assembly=car park", "counted=12", "all-out=yes"):
        key, _, value = step.partition("=")
        kit(env, *(["answer", key, value] if value else ["tick", key]))
    clock.at(5)
    for step in ("hurt=none", "tell-supervisor", "tell-manager", "fire-state=small"):
        key, _, value = step.partition("=")
        kit(env, *(["answer", key, value] if value else ["tick", key]))
    assert run(env, "tick", "withdraw").returncode != 0
    with Terminal(["guide"], env) as t:
        t.see("> Leave only two who can use extinguishers", "Caution: A small fire can block the exit")
        press(t, ENTER, "Answer:")
        answer(t, "Ann and Bob", "> Send one person to the road to meet the fire engine")
        at(t, clock, 7)
        press(t, "d", "Is it out? If not, order the two out.")
        press(t, "y", "> Send one person to the road to meet the fire engine", gone="Press a letter")
        press(t, ENTER, "Name:")
        answer(t, "Carl", "> Cut the main power only if safe", "Caution: With the power go lights")
        press(t, "2", "> Move cash, vouchers, books only if")
        t.see("Keep in mind: Main power stays off until checked by building maintenance")
        press(t, "1", "> Post people outside at the entrances", "Guard vault and counters")
        press(t, ENTER, "Answer:")
        answer(t, "Dora", "> From a safe place, phone the general manager", "Fire: It is out")
        press(t, ENTER, "> Meet and brief the fire brigade")
        assert leave(t) == 0
    open_steps = kit(env, "show")
    assert "safety supervision manager" in open_steps
    kit(env, "close", "--yes", "--outcome", "resolved")
    rows = minutes(summary(env, ref_of(env)))
    assert rows["report-supervisor"] == (5, 5, "in-time", 0)
    assert rows["report-manager"] == (5, 5, "in-time", 0)
    assert rows["leading-group"] == (10, 7, "in-time", 0)
    assert rows["small-fire"] == (7, 7, "in-time", 0)
    assert "superiors" not in rows
