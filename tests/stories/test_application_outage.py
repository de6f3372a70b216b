"""An application outage at a hotline, from its first second to its review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.play import (
    CJK,
    Lines,
    answer,
    at,
    code_in,
    english_in,
    press,
    ref_of,
    rung,
    seen,
    summary,
)
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

START = ["start", "application-outage", "--drill", "--profile", "hotline"]


def first_quarter(t: Terminal, clock: ClockFile) -> None:
    """Minutes 0 to 15: reported in time, the manager reached late; left at the step 'order'."""
    t.see("立即动作 1/3", "> 通知全体", "【演练】", "注意：", "红线：")
    press(t, ENTER, "> 打电话通知系统运维专员立即处理")
    at(t, clock, 1)
    press(t, ENTER, "> 打电话报告呼叫中心主管")
    at(t, clock, 4)
    press(t, ENTER, "> 检查员工日志：时间和现象已记录", "报告 1/")
    press(t, ENTER, "> 核实并记录故障系统名称")
    press(t, ENTER, "填写：")
    answer(t, "工单系统", "> 清点不能使用的座席")
    press(t, ENTER, "数字（个座席）：")
    answer(t, "许多", "数字（个座席）：", "许多")
    t.child.send("\x15")
    answer(t, "12", "> 询问系统运维专员：10分钟内能否恢复")
    at(t, clock, 5)
    press(t, "2", "> 立即打电话报告运营主管", "工单系统从10:00起不能使用，12个座席受影响，短时间不能恢复")
    at(t, clock, 6)
    press(t, ENTER, "刚插进来另一步", "y  是：打通了")  # the answer put this call in front of what was announced
    press(t, "y", "> 立即打电话报告中心经理")
    at(t, clock, 7)
    press(t, "x", "已记录 #", "未接通")
    at(t, clock, 9)
    press(t, "x", "两次未接通，改打：主管领导")


def ring_while_typing(t: Terminal, clock: ClockFile) -> None:
    """The manager's timer falls due in the middle of a note; nothing typed is lost."""
    press(t, "n", "备注：")
    t.child.send("经理电话一直占")
    t.see("经理电话一直占")
    bells = t.bells  # what was no number was heard
    clock.at(10)
    t.see("! 最迟第10分钟报告中心经理", "按 d 回答", "备注：经理电话一直占")
    rung(t, bells + 1)
    t.child.send("线")
    t.see("备注：经理电话一直占线")
    press(t, ENTER, "经理电话一直占线", "> 立即打电话报告中心经理", gone="Esc 返回")
    press(t, "d", "r  已告知：主管领导", "n  未接通：主管领导", "s  稍后再提醒")
    press(t, "s", "原因：")
    answer(t, "经理在开会，散会就打", "几分钟后再提醒（直接回车 = 5）：")
    answer(t, "5", "> 立即打电话报告中心经理", gone="Esc 返回")
    rung(t, bells + 1)


def test_a_hotline_outage_in_chinese(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "zh", clock)
    with Terminal(START, env) as t:
        first_quarter(t, clock)
        ring_while_typing(t, clock)
        at(t, clock, 12)
        t.see("改打：主管领导", "10:15 再提醒")
        press(t, ENTER, "打的是谁", "y  主管领导", "#  中心经理")
        press(t, "#", "> 让客户服务代表按纸质和本地资料答复客户")
        at(t, clock, 14)
        press(t, ENTER, "> 确定是否手工受理")
        press(t, "1", "> 指定专人发放、回收手工登记表")
        press(t, ENTER, "姓名：")
        answer(t, "李娜", "> 指定专人维持现场秩序")
        at(t, clock, 15)
        press(t, ENTER, "姓名：")
        t.child.send("王")
        t.see("姓名：王")
        t.kill()
        first_seen = seen(t)
    clock.at(16)
    with Terminal(["guide"], env) as t:
        t.see("> 指定专人维持现场秩序", "已恢复。上次做到：指定专人发放、回收手工登记表（10:14）")
        press(t, ENTER, "姓名：")
        answer(t, "王强", "> 记录故障开始时间")
        press(t, ENTER, "几点开始（22:04")
        answer(t, "9:58", "> 选择当前现象")
        press(t, "1", "> 登记待回电客户")
        at(t, clock, 20)
        press(t, ENTER, "客户姓名")
        answer(t, "张三", "电话（")
        answer(t, "13800001111", "什么事")
        answer(t, "退费", "答应几点")
        answer(t, "11:20", "已记录 #", gone="答应几点")
        press(t, ENTER, "客户姓名")
        answer(t, "", "> 确定人员调配")
        press(t, "2", "> 跟踪修复：系统目前情况")
        bells = t.bells
        at(t, clock, 60)
        t.see("! 满60分钟未恢复：请主管领导决定")
        rung(t, bells + 1)
        at(t, clock, 61)
        press(t, "d", "r  已告知：主管领导")
        press(t, "r", "> 记录主管领导的决定", gone="r  已告知：主管领导")
        press(t, "1", "> 打电话请系统供应商支援")
        at(t, clock, 62)
        press(t, ENTER, "刚插进来另一步", "y  是：打通了")
        press(t, "y", "> 跟踪修复：系统目前情况")
        at(t, clock, 70)
        press(t, "1", "> 记录恢复时间")
        press(t, ENTER, "时间（22:04")
        answer(t, "", "> 向现场全体人员通报：系统已恢复")
        at(t, clock, 71)
        press(t, ENTER, "系统已恢复", "> 打电话通知")
        for who in ("系统运维专员", "呼叫中心主管", "运营主管", "中心经理", "主管领导", "系统供应商"):
            t.see(f"> 打电话通知{who}：系统已恢复", "工单系统于11:10恢复")
            press(t, ENTER, gone=f"> 打电话通知{who}")
        t.see("> 给张三回电，办结其事项")
        at(t, clock, 75)
        press(t, "1", "> 补录手工登记表")
        press(t, ENTER, "数字（张）：")
        answer(t, "23", "> 报请呼叫中心主管同意结束响应")
        press(t, ENTER, "姓名：")
        answer(t, "孙主管", "> 询问系统运维专员：故障原因")
        at(t, clock, 80)
        press(t, ENTER, "填写：")
        answer(t, "数据库磁盘满，已扩容", "> 核对系统故障情况处理表")
        press(t, ENTER, "姓名：")
        answer(t, "赵敏", "> 口头宣布“系统故障处置结束”")
        # What our own plan does not ask for waits behind a key until now.
        press(t, ".", "> 简要记录：做得好的")
        press(t, ENTER, "填写：")
        answer(t, "报告及时，经理难找", "> 确定改进措施")
        press(t, ENTER, "改进措施")
        answer(t, "经理留第二个号码", "谁负责")
        answer(t, "运营主管", "已记录 #", gone="谁负责（")
        press(t, ENTER, "改进措施（")
        answer(t, "", "> 口头宣布“系统故障处置结束”")
        press(t, ENTER, "时间（22:04")
        answer(t, "", "清单已全部完成")
        press(t, ENTER, "全部做完，键入")
        answer(t, ref_of(env)[-4:], "怎么结束的")
        press(t, "v", "事件已关闭")
        t.child.send(ENTER)
        assert t.end() == 0
        t.see("事件已关闭。收尾码", "kit summary")
        second_seen = seen(t)
    assert english_in(first_seen + second_seen, *code_in(ref_of(env))) == set()
    ref = ref_of(env)
    check_numbers(summary(env, ref), "经理在开会，散会就打")
    for face in faces(env, ref, tmp_path):
        for cell in ("10:05", "10:04", "10:10", "10:12", "11:00", "11:01", "逾期达 1 分", "逾期达 2 分"):
            assert cell in face, cell
        for cell in ("11:20", "已回电 11:15", "开始前 2 分", "1 时 10 分", "1 时 12 分", "1 时 22 分"):
            assert cell in face, cell
        for part in ("打了 3 次", "中心经理", "改报主管领导", "经理在开会，散会就打"):
            assert part in face, part
    form = kit(env, "form", ref)
    for text in ("工单系统", "一个系统不能使用", "12 个座席", "2026-03-02 09:58:00", "10:12 (12 分)  中心经理"):
        assert text in form
    for text in ("2026-03-02 11:10:00", "数据库磁盘满，已扩容", "张三 13800001111 退费", "赵敏", "经理电话一直占线"):
        assert text in form
    assert "1 个事件" in kit(env, "verify")
    assert english_in(form, "tester") == set()


def faces(env: dict[str, str], ref: str, folder: Path) -> list[str]:
    """The summary as on a wide terminal and as the Markdown file."""
    path = folder / "summary.md"
    kit(env, "summary", ref, "-o", str(path))
    with Terminal(["summary", ref, "--full"], env, cols=240, rows=50) as t:
        assert t.end() == 0
        shown = seen(t)
    return [shown, path.read_text(encoding="utf-8")]


def told(found: dict[str, Any], timer: str) -> tuple[int, int, int, str, list[tuple[int, str]]]:
    """Planned and actual second, seconds late, who, and the calls made for one notification."""
    line = next(n for n in found["notices"] if n["timer"] == timer)
    tries = [(one["after"], one["result"]) for one in line["tries"]]
    return line["due_after"], line["answered_after"], line["late_seconds"], line["role"], tries


def check_numbers(found: dict[str, Any], reason: str) -> None:
    """The summary's figures are exactly those played, in either language."""
    assert found["drill"] and found["outcome"] == "resolved" and found["seconds"] == 80 * 60
    assert [n["timer"] for n in found["notices"]] == [
        "report-5",
        "forecast-10-manager",
        "forecast-10-operations",
        "long-60",
    ]
    assert told(found, "report-5") == (300, 240, 0, "supervisor", [(240, "reached")])
    assert told(found, "forecast-10-operations") == (600, 360, 0, "operations", [(360, "reached")])
    assert told(found, "forecast-10-manager") == (
        600,
        720,
        120,
        "manager",
        [(420, "no-answer"), (540, "no-answer"), (720, "reached")],
    )
    assert told(found, "long-60") == (3600, 3660, 60, "executive", [(3660, "reached")])
    late = found["notices"][1]
    assert [(r["after"], r["role"], r["role_before"]) for r in late["rungs"]] == [
        (540, "executive", "manager")
    ]
    assert [(p["after"], p["reason"]) for p in late["pauses"]] == [(600, reason)]
    assert late["pauses"][0]["until"] == "2026-03-02T10:15:00+08:00"
    deadlines = {d["kind"]: d for d in found["deadlines"]}
    assert set(deadlines) == {"promise", "check"}, "called back, and stable before the end"
    promise = deadlines["promise"]
    assert (promise["due_after"], promise["answered_after"], promise["late_seconds"]) == (4800, 4500, 0)
    rows = [row for name, row in found["kept"].items() if name.startswith("told")]
    counts = {name: sum(row[name] for row in rows) for name in ("fell_due", "in_time", "brief", "late", "never")}
    assert counts == {"fell_due": 4, "in_time": 2, "brief": 0, "late": 2, "never": 0}
    assert max(row["late_worst"] or 0 for row in rows) == 120
    assert (found["nobody_reached"], found["escalations"]) == (0, 1)
    assert found["kept"]["promises"]["in_time"] == 1
    assert {d["milestone"]: (d["from_opening"], d["from_detection"]) for d in found["durations"]} == {
        "detected": (-120, 0),
        "reported": (240, 360),
        "responded": (60, 180),
        "restored": (4200, 4320),
        "closed": (4800, 4920),
    }
    (owed,) = found["callbacks"]
    assert (owed["phone"], owed["settled"]) == ("13800001111", "reached")
    assert owed["settled_at"] == "2026-03-02T11:15:00+08:00"
    assert found["callbacks_owed"] == 0 and found["actions_open"] == 1
    assert sum(p["open_steps"] + p["skipped"] for p in found["phases"]) == 0
    back = [s["step"] for p in found["phases"] for s in p["steps"] if s["step"].startswith("told-back@")]
    assert [key.partition("@")[2] for key in back] == [
        "tech",
        "supervisor",
        "operations",
        "manager",
        "executive",
        "supplier",
    ]
    assert found["closing_code"] and not found["damages"]


# ---- the same, in English and without redrawing ------------------------------------------------


def test_the_same_outage_in_english_with_numbered_questions(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    with Terminal([*START, "--plain"], env) as t:
        p = Lines(t)
        p.see("[DRILL]", "At once 1/3", "> Call out: stay logged on", "Number:")
        p.say("1", "> Phone the system operations specialist: start now")
        clock.at(1)
        p.say("1", "> Report to the call centre supervisor by phone")
        clock.at(4)
        p.say("1", "Check the staff log", "= our own plan HL-2.1b")
        p.say("1", "> Ask which system is down; record it")
        p.say("1", ask="Answer:")
        p.say("Ticket system", "> Count the positions")
        p.say("1", ask="Number (positions):")
        p.say("a dozen", "a dozen", ask="Number (positions):")
        p.say("12", "The line before did not count", "y Yes, that is meant", ask="Letter:")
        p.say("y", "back within 10 minutes?")
        clock.at(5)
        p.say("2", "> Report to the operations supervisor by phone now", "Ticket system has been down since 10:00, 12 positions")
        clock.at(6)
        p.say("1", "> Report to the centre manager by phone now")
        clock.at(7)
        p.say("2", "no answer", "> Report to the centre manager by phone now")
        clock.at(9)
        p.say("2", "Two calls unanswered; call next: executive in charge")
        p.say("n", ask="Note:")
        p.mark = len(t.raw)
        t.child.send("The manager is alw")
        p.see("alw")
        bells = t.bells  # what was no number was heard
        clock.at(10)
        p.see("Due: Report to centre manager by minute 10", "Answer it with d.", "Note:")
        rung(t, bells + 1)
        p.say("ays engaged", "Note: The manager is always engaged", "> Report to the centre manager by phone now")
        letter = "Letter:"
        p.say("d", "r Told: executive in charge", "n/x No answer", "s Remind me later", ask=letter)
        p.say("s", ask="Reason:")
        p.say("In a meeting until then", ask="(Enter alone = 5):")
        p.say("", "> Report to the centre manager by phone now")
        clock.at(12)
        p.say("1", "whom did you call:", "y executive in charge", "# centre manager", ask="Letter or sign:")
        p.say("#", "> Have customer service representatives answer from documents")
        clock.at(14)
        p.say("1", "> Decide whether to work calls by hand")
        p.say("1", "> Name one person to hand out")
        p.say("1", ask="Name:")
        p.say("Lina", "> Name one person to keep order")
        p.say("1", ask="Name:")
        t.child.send("Wa")
        t.kill()
        first_raw = t.raw
    clock.at(16)
    with Terminal(["guide", "--plain"], env) as t:
        p = Lines(t)
        p.see("Resumed. Last done: Name one person to hand", "(10:14)", "> Name one person to keep order")
        p.see("Number:")
        p.say(".", "All steps are shown")
        p.say("1", ask="Name:")
        p.say("Wang", "> Record when the fault began")
        p.say("1", ask="opening, 10:00):")
        p.say("9:58", "> Choose what you see")
        p.say("1", "> List customers to call back")
        clock.at(20)
        p.say("1", ask="step done):")
        p.say("Zhang San", ask="Number:")
        p.say("13800001111", ask="About what (may be empty):")
        p.say("Refund", ask="may be empty):")
        p.say("11:20", "Recorded")
        p.say("1", "1 Zhang San", ask="step done):")
        p.say("", "> Settle staffing")
        p.say("2", "> Follow the repair", "Still down after 60 minutes")
        p.mark = len(t.raw)
        bells = t.bells
        clock.at(60)
        p.see("Due: Down 60 min: executive in charge decides")
        rung(t, bells + 1)
        clock.at(61)
        p.say("d", "r Told: executive in charge", ask="Letter:")
        p.say("r", "> Record what the executive in charge decided")
        p.say("1", "> Phone the system supplier")
        clock.at(62)
        p.say("1", "> Follow the repair")
        clock.at(70)
        p.say("1", "> Record the time service was restored")
        p.say("1", ask="now):")
        p.say("", "> Inform everyone on site: the system is back")
        clock.at(71)
        p.say("1", "> Phone system operations specialist: the system is back", "back since 11:10")
        for who in (
            "call centre supervisor",
            "operations supervisor",
            "centre manager",
            "executive in charge",
            "system supplier",
        ):
            p.say("1", f"> Phone {who}: the system is back")
        p.say("1", "> Call Zhang San back")
        clock.at(75)
        p.say("1", "> Enter the paper sheets")
        p.say("1", ask="Number (sheets):")
        p.say("23", "> Ask the call centre supervisor to end the response")
        p.say("1", ask="Name:")
        p.say("Sun", "for cause and remedy")
        clock.at(80)
        p.say("1", ask="Answer:")
        p.say("Disk full, extended", "> Check the fault handling form")
        p.say("1", ask="Name:")
        p.say("Zhao Min", "> Record what went well")
        p.say("1", ask="Answer:")
        p.say("Reported in time", "> Set improvement actions")
        p.say("1", ask="step done):")
        p.say("A second number", ask="may be empty):")
        p.say("Ops", "Recorded")
        p.say("1", ask="step done):")
        p.say("", "> Announce")
        p.say("1", ask="now):")
        p.say("", "The checklist is complete")
        p.say("1", "All done. Type", ask="to close:")
        p.say(ref_of(env)[-4:], "How did it end:", "1 Resolved")
        p.say("1", "Take back the last entry", "0 Leave")
        t.child.send("\n")
        assert t.end() == 0
        t.see("Incident closed. Closing code")
        assert b"\x1b[2J" not in t.raw and b"\x1b[?1049h" not in t.raw
        assert not CJK.search((first_raw + t.raw).decode("utf-8", "replace"))
    ref = ref_of(env)
    check_numbers(summary(env, ref), "In a meeting until then")
    for face in faces(env, ref, tmp_path):
        for cell in ("10:05", "10:04", "10:10", "10:12", "11:00", "11:01", "2 min late", "1 min late"):
            assert cell in face, cell
        assert not CJK.search(face)
    form = kit(env, "form", ref)
    assert "Ticket system" in form and "12 positions" in form and "Disk full, extended" in form
    assert not CJK.search(form)
