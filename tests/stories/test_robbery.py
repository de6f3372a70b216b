"""A robbery at a service hall: nothing during it, everything afterwards, and never a sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.figures import milestones, minutes
from tests.support.play import answer, at, due_letter, leave, press, ref_of, summary
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal


def start(tmp_path: Path, lang: str = "zh") -> tuple[ClockFile, dict[str, str], Terminal]:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", lang, clock)
    return clock, env, Terminal(["start", "robbery", "--drill", "--profile", "service-hall"], env)


def test_a_robbery_is_written_down_only_when_people_are_safe(tmp_path: Path) -> None:
    clock, env, t = start(tmp_path)
    with t:
        shown = t.see("现在什么都不要操作")
        for word in ("抢", "劫", "警", "按对方要求做", "红线"):
            assert word not in shown
        # Keys pressed during it do nothing, and time alone brings no question.
        at(t, clock, 5)
        for key in "nsec2":
            press(t, key)
        at(t, clock, 6)
        t.see("现在什么都不要操作")
        assert "何时起安全" not in t.text()
        at(t, clock, 8)
        press(t, ENTER, "> 人员安全后再继续：何时起安全？")
        press(t, ENTER, "时间")
        answer(t, "-1", "> 打110报警", "1分钟内报警")
        press(t, ENTER, "> 对方使用什么凶器？", gone="1分钟内报警")
        press(t, "1", "> 锁门")
        press(t, ENTER, "时间")
        answer(t, "", "> 是否有人受伤")
        press(t, "2", "> 打120叫救护车")
        press(t, ENTER, "刚插进来另一步")  # the answer put it in front of what was announced
        press(t, "y", "> 是否有人被扣或未出来？")
        press(t, "1", "> 派人在安全处劝阻来人")
        at(t, clock, 10)
        press(t, ENTER, "姓名：")
        answer(t, "老赵", "> 打电话报告客服中心经理")
        press(t, ENTER, "> 打电话报告部门负责人")
        # Late in silence: the general manager's quarter of an hour passes at minute 22.
        at(t, clock, 13)
        t.see("! 5分钟内报告部门负责人")
        press(t, "d", "到时：5分钟内报告部门负责人")
        press(t, "r", "> 封闭对方接触过的位置")
        press(t, ENTER, "填写：")
        answer(t, "二号柜台", "> 请目击者留下并分开就座")
        press(t, ENTER, "填写：")
        answer(t, "小李、小王、一位客户", "> 目击者各自书写并封存")
        press(t, ENTER, "数字（份）：")
        answer(t, "3", "> 保存监控录像")
        press(t, ENTER, "填写：")
        answer(t, "1至4号机位，9点到11点", "> 打电话报告总经理")
        at(t, clock, 24)
        press(t, "d", "10分钟内报告应急领导小组办公室", "15分钟内报告总经理")
        press(t, "d", "10分钟内报告应急领导小组办公室")
        press(t, due_letter(t, "10分钟内报告应急领导小组办公室"), "到时：")
        press(t, "r", gone="按字母选")
        press(t, "d", "到时：")
        press(t, "r", "> 向警方移交证词和录像")
        press(t, ENTER, "姓名：")
        answer(t, "王警官", "> 发布停业公告")
        press(t, ENTER, "填写：")
        answer(t, "门口、官网", "> 登记需回电的客户")
        press(t, ENTER, "客户姓名")
        answer(t, "", "> 记录事态走势")
        press(t, ENTER, "填写：")
        answer(t, "停业一天", "> 等待警方放行现场")
        press(t, ENTER, "姓名：")
        answer(t, "王警官", "> 两人清点钱款和凭证")
        for text, after in (
            ("少两千元", "> 记录伤亡和影响范围"),
            ("一人擦伤", "> 检查门锁、安全门、报警器、备用手机"),
            ("门锁坏了", "> 询问谁能上岗"),
        ):
            press(t, ENTER, "填写：")
            answer(t, text, after)
        press(t, ENTER, "数字（人）：")
        answer(t, "4", "> 记录同意结束处置的人")
        press(t, ENTER, "姓名：")
        answer(t, "部门负责人", "> 恢复服务")
        press(t, ENTER, "时间")
        answer(t, "", "> 打电话通知客服中心经理：服务已恢复")
        press(t, ENTER, "> 打电话通知部门负责人：服务已恢复")
        press(t, ENTER, "> 打电话通知应急领导小组办公室：服务已恢复")
        press(t, ENTER, "> 打电话通知总经理：服务已恢复")
        press(t, ENTER, "> 与在场人员单独谈话")
        press(t, ENTER, "填写：")
        answer(t, "小李", "> 安排三天内回访：责任人、日期")
        press(t, ENTER, "改进措施")
        answer(t, "逐人回访", "谁负责")
        answer(t, "陈姐", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "> 记录原因、经过和处置")
        press(t, ENTER, "填写：")
        answer(t, "一人持枪", "> 简要记录：做得好的和需改进的")
        press(t, ENTER, "填写：")
        answer(t, "都冷静", "> 确定改进措施、责任人、完成期限")
        press(t, ENTER, "改进措施")
        answer(t, "换门锁", "谁负责")
        answer(t, "老赵", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "> 核对突发事件报告")
        press(t, ENTER, "姓名：")
        answer(t, "部门负责人", "> 将报告和总结交安全监察部经理")
        press(t, ENTER, "姓名：")
        answer(t, "周经理", "> 报告和总结存档")
        press(t, ENTER, "填写：")
        answer(t, "档案室", "> 口头宣布“抢劫处置结束”")
        press(t, ENTER, "清单已全部完成")
        at(t, clock, 60)
        press(t, ENTER, "全部做完")
        answer(t, ref_of(env)[-4:], "怎么结束的")
        press(t, "v", "事件已关闭")
        t.child.send(ENTER)
        assert t.end() == 0
        assert t.bells == 0
        assert b"\x1b]0;" not in t.raw and b"\x1b]2;" not in t.raw
        for line in t.lines()[:1]:
            assert "抢劫" not in line or "完成" in line  # the last of the log, which is closed
    found = summary(env, ref_of(env))
    rows = minutes(found)
    assert rows["police"] == (8, 8, "in-time", 0)
    assert rows["report-manager"] == (12, 10, "in-time", 0)
    assert rows["report-supervisor"] == (12, 13, "late", 1)
    assert rows["leading-group"] == (22, 24, "late", 2)
    assert milestones(found)["closed"] == 60
    values = {s["step"]: s["value"] for phase in found["phases"] for s in phase["steps"]}
    assert values["sealed"] == "3" and values["safe"] == "2026-03-02T10:07:00+08:00"
    assert all(phase["open_steps"] == 0 for phase in found["phases"])


@pytest.mark.parametrize(
    ("key", "next_", "hides"),
    [
        ("1", "Lock the doors", "Take everyone far outside"),
        ("2", "Take everyone far outside", "Lock the doors"),
        ("3", "Take everyone far outside", "Lock the doors"),
    ],
)
def test_gun_explosives_and_gas_each_have_their_own_way(
    tmp_path: Path, key: str, next_: str, hides: str
) -> None:
    clock, env, t = start(tmp_path, "en")
    with t:
        t.see("Touch nothing now")
        assert "obbery" not in t.text()
        at(t, clock, 2)
        press(t, ENTER, "since what time?")
        press(t, ENTER, "Time (")
        answer(t, "", "> Phone 110, the police")
        press(t, "x", "Call to police 110: no answer")
        press(t, ENTER, "> What did the robber use?")
        shown = press(t, key, f"> {next_}")
        assert hides not in shown
        if key == "3":
            press(t, ENTER, "Number (people)")
            answer(t, "9", "> Is anyone hurt, gassed or in shock?")
            press(t, "1", "> Is anyone held or not out?")
            press(t, "3", "> Tell the police who is held")
            press(t, ENTER, "Another step stands here")  # this call, too, came by the answer
            press(t, "y", "> Send all who breathed gas to a doctor")
            t.see("Keep in mind: Nobody goes in until the police have searched")
        assert leave(t) == 0
        assert t.bells == 0
        assert "\x1b]2;" not in t.raw.decode("utf-8", "replace")
    kit(env, "close", "--yes", "--outcome", "stood-down")
    found = summary(env, ref_of(env))
    assert found["drill"]


def test_who_sees_it_from_another_room_calls_the_police_at_once(tmp_path: Path) -> None:
    """Seen from elsewhere: the first question is whether one is with them, the next thing 110."""
    clock, env, t = start(tmp_path)
    with t:
        t.see("你和他们在一起吗？")
        press(t, "1", "> 打110报警")
        at(t, clock, 1)
        press(t, ENTER, "> 人员安全后再继续：何时起安全？", gone="> 打110报警")
        at(t, clock, 12)
        press(t, ENTER, "时间")
        answer(t, "", "> 对方使用什么凶器")
        assert "1分钟内报警" not in t.text()
        assert leave(t) == 0
    assert milestones(summary(env, ref_of(env)))["responded"] == 1
