"""Who records: shown in the heading, asked where nobody knows, changed by a key, kept in the log."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from kit.ground.terminal.fragments import text_of
from kit.live.guide.show.parts import Extras, header
from tests.support.constants import TEN
from tests.support.hands import Hands
from tests.support.kit import opened
from tests.support.play import Played, answer, press, ref_of
from tests.support.run import environment, kit
from tests.support.terminal import ENTER, ESC, Terminal

NOBODY = {"KIT_BY": "", "USER": "", "USERNAME": ""}


def test_the_heading_names_who_records_and_the_key_that_changes_it(tmp_path: Path) -> None:
    """Who is recording is never hidden."""
    incident = opened(tmp_path).incident
    for lang, cols in (("zh", 60), ("en", 60), ("zh", 80), ("en", 120)):
        shown = text_of([header(incident, TEN, lang, cols, Extras(3, 80, by="王组长"))])[0]
        assert "m 王组长" in shown and incident.ref in shown
    assert "m 记录人？" in text_of([header(incident, TEN, "zh", 80, Extras(3, by="-"))])[0]


def test_another_recorder_is_one_key_and_an_entry_of_his_own(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        t.see("m tester")
        press(t, "m", "现在由谁记录")
        answer(t, "王组长", "m 王组长", "已记录")
        press(t, "n", "备注：")
        answer(t, "接手", "已记录")
        press(t, "q")
        assert t.end() == 0
    log = drill.log()
    changed = next(e for e in log if e["kind"] == "recorder-set")
    assert changed["by"] == "王组长" and changed["data"]["name"] == "王组长"
    assert next(e for e in log if e["kind"] == "note")["by"] == "王组长"
    assert "记录人：王组长" in kit(drill.env, "log", drill.ref)
    with Terminal(["guide"], drill.env) as t:  # still him, when the guide is taken up again
        t.see("m 王组长")


def test_escape_at_the_name_changes_nothing(drill: Played) -> None:
    before = drill.kinds()
    with Terminal(["guide"], drill.env) as t:
        t.see("m tester")
        press(t, "m", "现在由谁记录")
        t.child.send("王")
        press(t, ESC, "m tester", gone="现在由谁记录")
        press(t, "q")
        assert t.end() == 0
    assert [k for k in drill.kinds()[len(before) :] if k != "joined"] == ["guide-resumed", "guide-left"]


@pytest.mark.parametrize("typed", ["王组长", ""])
def test_where_nobody_knows_the_guide_asks_once_before_the_first_act(tmp_path: Path, typed: str) -> None:
    """No entry says "-" where somebody could be asked; left empty it is asked no more today."""
    env = environment(tmp_path / "home", "zh") | NOBODY
    kit(env, "start", "call-surge", "--no-guide")
    with Terminal(["guide"], env) as t:
        answer(t, typed, "m 王组长" if typed else "m 记录人？", gone="谁在记录")
        press(t, ENTER, "已记录")
        press(t, "q")
        assert t.end() == 0
    log = [json.loads(x) for x in kit(env, "log", ref_of(env), "--json").splitlines()]
    done = [e["by"] for e in log if e["kind"] in ("step-done", "called")]
    assert done == ["王组长" if typed else "-"]


def test_nobody_is_asked_for_a_name_while_a_life_is_at_stake(tmp_path: Path) -> None:
    """Fire: the first key is the alarm, the name waits; closing asks for it."""
    hands = Hands(tmp_path, "zh", "fire")
    hands.ctx.me = msgspec.structs.replace(hands.ctx.me, by="-")
    hands.session.incident.by = "-"
    assert hands.question.name == "step"
    assert hands.press("close").name == "recorder"
    hands.press("王组长")
    assert hands.session.by() == "王组长"


def test_guide_and_start_take_the_recorders_name(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "call-surge", "--by", "李副"], env) as t:
        t.see("m 李副")
        press(t, ENTER, "已记录")
        press(t, "q")
        t.end()
    with Terminal(["guide", "--by", "王组长"], env) as t:
        t.see("m 王组长")
        press(t, "q")
        t.end()
    found = json.loads(kit(env, "list", "--json"))["incidents"][0]["ref"]
    entries = [json.loads(x) for x in kit(env, "log", found, "--json").splitlines()]
    assert next(e["by"] for e in entries) == "李副"
    assert [e["by"] for e in entries][-1] == "王组长"
    assert not [e for e in entries if e["by"] == "tester"]


def test_a_note_from_another_terminal_is_by_whom_the_guide_said(tmp_path: Path) -> None:
    """The quick door looks at who wrote last and leaves the question to the slow one."""
    env = environment(tmp_path / "home", "zh")
    kit(env, "start", "call-surge", "--no-guide")
    with Terminal(["guide", "--by", "王组长"], env) as t:
        t.see("m 王组长")
        press(t, "q")
        t.end()
    kit(env, "note", "第二个窗口")
    found = json.loads(kit(env, "list", "--json"))["incidents"][0]["ref"]
    last = [json.loads(x) for x in kit(env, "log", found, "--json").splitlines()][-1]
    assert (last["kind"], last["by"]) == ("note", "王组长")
