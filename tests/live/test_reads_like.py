"""A note that reads like another danger: it is recorded, and one line says which list is there for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.plans.finder.files import model
from kit.plans.finder.rules.beside import asked_there, beside
from tests.live.conftest import Begin
from tests.support.numbered import Numbered
from tests.support.play import Played, answer, leave, press
from tests.support.terminal import ENTER, Terminal


def fits(text: str, *there: str) -> str:
    found = model()
    assert found is not None
    return beside(text, found.shares, there)


@pytest.mark.parametrize(
    ("text", "list_"),
    [
        ("water is coming in", "flood"), ("机房进水了", "flood"), ("有人晕倒", "customer-ill"),
        ("someone collapsed in the hall", "customer-ill"), ("二楼有人拿刀", "armed-attack"), ("楼下有火光", "fire"),
        ("no smoke, but a man collapsed", "customer-ill"),
        ("官网已发", ""), ("公告已发布", ""), ("the notice is posted", ""), ("楼下已发生火灾", "fire"), ("系统恢复，通知各组", ""), ("已通知主管领导", ""), ("没有人受伤", ""), ("nobody is trapped", ""), ("ambulance arrived", ""),
        ("一切正常", ""), ("the generator is running", ""), ("保安到了", ""), ("3人未到集合点", ""), ("没有明火", ""), ("Li is on the way", ""),
    ],
)  # fmt: skip
def test_only_what_is_named_or_clearly_first_speaks(text: str, list_: str) -> None:
    assert fits(text, "power-outage") == list_


@pytest.mark.parametrize(
    "text",
    [
        "他说半小时", "tom runs", "老刘", "又排60人", "13912345678 Wang", "女60岁", "5 Hill Road", "called at 15:18 already", "35 calls waiting",
        "60 waiting, 12 seats manned", "shut the valve", "空调关了", "fire door open", "two freed from lift", "小王去了",
        "lift man calm", "电梯里的人很冷静", "child is calmer",
        "hospital says he is stable", "police hold him safe", "doctor says she is fine", "病情稳定", "她安全了",
    ],
)  # fmt: skip
def test_who_when_how_long_how_many_wait_and_where_are_no_danger_by_themselves(text: str) -> None:
    """Half an hour was a bomb threat, a runner an infection, and a surname somebody who is missing."""
    assert fits(text) == ""


@pytest.mark.parametrize(
    ("text", "list_"),
    [
        ("抢劫", "robbery"), ("小孩在厅里和妈妈走散", "missing-person"), ("earthquake", "natural-disaster"), ("twin missing", "missing-person"),
        ("老王晕倒了", "staff-accident"), ("电话里说放了炸弹，半小时后响", "bomb-threat"), ("smoke on floor 3, 20 waiting", "fire"),
    ],
)  # fmt: skip
def test_a_danger_is_named_however_short_and_whoever_and_how_long_stand_beside_it(text: str, list_: str) -> None:
    assert fits(text) == list_


def test_a_caller_s_own_list_asks_whether_the_line_is_cut() -> None:
    assert fits("电话断了") == "comms-failure"
    assert "comms-failure" in asked_there({"self-harm-caller"}, []) and "self-harm-on-site" in asked_there({"self-harm-caller"}, [])


def test_what_is_at_work_already_says_nothing() -> None:
    assert fits("楼下有火光", "fire") == "" and fits("someone collapsed", "staff-accident") == ""


def types(blind: Any, text: str) -> None:
    blind.key("n", 3)
    blind.loop.pass_(3)
    blind.words(text)
    blind.key("enter")
    blind.loop.pass_(4)


@pytest.mark.parametrize(("lang", "text", "said"), [("zh", "有人晕倒", "这条像是“客户突发疾病”：p，再键入 "), ("en", "someone collapsed", 'This reads like "Customer taken ill": p, then ')])
def test_the_drawn_screen_says_it_once_behind_the_note(begin: Begin, lang: str, text: str, said: str) -> None:
    blind = begin(lang=lang, type_="power-outage")
    types(blind, text)
    assert blind.notes() == [text] and said in blind.session.alarm() and blind.asked == "step"
    types(blind, text)
    assert len(blind.notes()) == 2 and said not in blind.session.alarm(), "once is enough"


def test_a_silent_incident_says_nothing_of_the_kind(begin: Begin) -> None:
    blind = begin(lang="zh", type_="power-outage")
    blind.session.waiting = True
    types(blind, "有人晕倒")
    assert not blind.session.hint


@pytest.mark.parametrize(("lang", "text"), [("zh", "有人晕倒"), ("en", "someone collapsed")])
def test_the_number_that_numbered_lines_name_adds_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, text: str
) -> None:
    found: list[str] = []

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        if len(found) == 1:
            return 9.0, text
        if len(found) > 3:
            return None
        mark = "再键入 " if lang == "zh" else ", then "
        line = next(each for each in found if mark in each)
        before, _, behind = line.partition(mark)
        return 9.0, before.split()[-1].rstrip("，").rpartition("：")[2] if len(found) == 2 else behind.replace("，", " ").replace(",", " ").split()[0]

    guide = Numbered(tmp_path, lang, "power-outage", monkeypatch, says)
    guide.run()
    assert [plan.checklist.id for plan in guide.session.incident.plans] == ["power-outage", "customer-ill"], found[-2:]


@pytest.mark.exhaustive
def test_the_keys_that_the_screen_names_add_it(tmp_path: Path) -> None:
    played = Played(tmp_path, type_="power-outage")
    with Terminal(["guide"], played.env) as t:
        t.see("q 离开")
        press(t, "n", "备注：")
        shown = answer(t, "机房进水了", "这条像是“")
        number = shown.partition("再键入 ")[2].split("，")[0]
        press(t, "p", "加哪张清单")
        t.child.send(number)
        t.see(f"> {number}")
        t.child.send(ENTER)
        t.see("加开清单：防汛")
        leave(t)
    assert "plan-added" in played.kinds()
