"""What a spoken report calls done, what it names, and what it says comes next."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import filled
from kit.incidents.say.rules.deeds import is_deed
from kit.incidents.say.rules.reports import report
from kit.incidents.say.show.reports import spoken, written
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS


def done(view: StepView, value: str) -> acts.Act:
    if view.step.answer == "call":
        return lambda d: acts.call(d, view.role or view.who or "li", "reached", step=view.key)
    choices = [choice.id for choice in view.step.choices]
    usual = {"number": "12", "minutes": "27", "time": "10:00", "text": "未定", "name": "张某（虚构）"}
    return lambda d: acts.tick(d, view.key, value or (choices or [usual.get(view.step.answer, "")])[0])


def walked(folder: Log, steps: int, **values: str) -> Log:
    """The first steps done, one a minute; ``values``: what to answer where it is not the usual."""
    for minute in range(1, steps + 1):
        view = folder.incident.current()
        assert view is not None
        value = values.get(view.key.replace("-", "_"), "")
        folder.store.record(folder, Now(TEN + timedelta(minutes=minute)), "li", done(view, value))
    return folder


def said(folder: Log, lang: str = "zh") -> list[str]:
    return spoken(folder.incident, report(folder.incident, folder.entries, TEN + timedelta(hours=1)), lang)


def line(lines: list[str], head: str) -> str:
    return next((each for each in lines if each.startswith(head)), "")


def test_what_was_only_written_down_is_never_said_to_be_done(tmp_path: Path) -> None:
    """"Done: record when the power is expected back: not decided" was read out to superiors."""
    lines = said(walked(opened(tmp_path, "power-outage", "customer-service-dept"), 14))
    assert "记录" not in line(lines, "已做：") and "预计恢复供电" not in line(lines, "已做：")
    assert any("停电类别：" in each for each in lines)
    assert "恢复时间尚不清楚。" in lines and not any("未定" in each for each in lines)  # said once, by itself


def test_all_that_must_not_be_missed_is_named_and_everybody_who_was_told(tmp_path: Path) -> None:
    """Only the last three deeds were named: nobody heard that everybody had been led out."""
    lines = said(walked(opened(tmp_path, "fire"), 16))
    for deed in ("高喊", "带领全体人员", "派一人到路口迎接消防车：张某（虚构）"):
        assert deed in line(lines, "已做：")
    assert all(post in line(lines, "已报告和通知：") for post in ("呼叫中心主管", "中心经理", "上级领导"))
    assert "打电话" not in line(lines, "已做：")  # said by whom it was to


def test_what_is_asked_or_counted_is_said_with_what_it_is_about(tmp_path: Path) -> None:
    lines = said(walked(opened(tmp_path, "fire"), 10))
    assert any("到场人数：12 人；是否全部撤出：全部撤出" in each for each in lines)


def test_the_next_step_is_a_deed_from_here_on(tmp_path: Path) -> None:
    """Superiors heard "next: record the assembly point" and, with the outage long over, the step
    that an earlier phase had left open; or, while it went on, that it is announced to be over."""
    folder = opened(tmp_path, "application-outage", "call-centre-b")
    walked(folder, 3)
    coming = line(said(folder), "下一步：")
    assert coming and "记录" not in coming and "清点" not in coming
    walked(folder, 8)
    assert "已恢复" not in line(said(folder), "下一步：")


def test_with_it_over_nothing_of_the_time_before_comes_next(tmp_path: Path) -> None:
    folder = walked(opened(tmp_path, "application-outage"), 2)
    restored = folder.incident.view("restored")
    assert restored is not None
    folder.store.record(folder, Now(TEN + timedelta(minutes=20)), "li", done(restored, "10:00"))
    left = {view.phase for view in folder.incident.open_views()}
    assert "respond" in left
    made = report(folder.incident, folder.entries, TEN + timedelta(hours=1))
    nexts = [folder.incident.view(key) for key in made.further]
    assert nexts and all(view is not None and view.phase == "recover" for view in nexts)


def test_the_written_form_tells_deeds_and_findings_apart_too(tmp_path: Path) -> None:
    folder = walked(opened(tmp_path, "power-outage", "customer-service-dept"), 14)
    made = report(folder.incident, folder.entries, TEN + timedelta(hours=1))
    lines = written(folder.incident, made, "zh")
    deeds = next(each for each in lines if each.strip().startswith("已做："))
    assert "记录" not in deeds and any("现场记录：" in each and "停电类别：" in each for each in lines)
    lines = written(folder.incident, made, "en")
    assert not any("record" in each.lower() for each in lines if each.strip().startswith("Done:"))


@pytest.mark.parametrize(("type_", "step", "deed"), [
    ("fire", "guide", True), ("fire", "withdraw", True), ("fire", "assembly", False),
    ("fire", "fire-state", False), ("power-outage", "back-at", False), ("complaint", "other-way", True),
    ("staff-accident", "who", False), ("application-outage", "order", True),
])  # fmt: skip
def test_a_deed_is_told_from_a_record(type_: str, step: str, deed: bool) -> None:
    found = LISTS.checklist(type_).step(step)
    assert found is not None and is_deed(found) is deed


def test_a_call_that_reached_somebody_else_is_not_said_to_have_reached_the_post(tmp_path: Path) -> None:
    """The specialist never answered, the manager was told instead: "done: phone the specialist" was read out."""
    folder = opened(tmp_path, "application-outage", "hotline")
    folder.store.record(folder, Now(TEN + timedelta(minutes=3)), "li", lambda d: acts.call(d, "manager", "reached", step="tell-tech"))
    assert folder.incident.steps["tell-tech"].status == "done"
    assert "系统运维专员" not in line(said(folder), "已做：")
    made = report(folder.incident, folder.entries, TEN + timedelta(hours=1))
    (deed,) = [each for each in written(folder.incident, made, "zh") if "打电话通知系统运维专员" in each]
    assert "（实际告知中心经理）" in deed, deed
    folder = opened(tmp_path / "own", "application-outage", "hotline")
    folder.store.record(folder, Now(TEN + timedelta(minutes=3)), "li", lambda d: acts.call(d, "tech", "reached", step="tell-tech"))
    made = report(folder.incident, folder.entries, TEN + timedelta(hours=1))
    assert not any("实际告知" in each for each in written(folder.incident, made, "zh"))


def test_words_to_say_name_the_beginning_that_was_found_out(tmp_path: Path) -> None:
    """The fault began at 09:41, said so at 10:03; the manager was told "down since 10:00"."""
    folder = opened(tmp_path, "application-outage", "hotline")
    step = folder.incident.checklist.step("tell-operations")
    assert step.say is not None and "{opened}" in step.say.zh
    assert "从10:00起" in filled(folder.incident, step.say.zh, None, "zh")
    began = (TEN - timedelta(minutes=19)).isoformat()
    folder.store.record(folder, Now(TEN + timedelta(minutes=3)), "li", lambda d: acts.tick(d, "began", began))
    assert "从09:41起" in filled(folder.incident, step.say.zh, None, "zh")
