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
        answer(t, "王组长", "m 王组长", "已记录 #")
        press(t, "n", "备注：")
        answer(t, "接手", "已记录 #")
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


def test_who_records_is_never_asked_unasked(tmp_path: Path) -> None:
    """The question came up by itself and took a note for a name; now the heading asks, and a key
    answers."""
    env = environment(tmp_path / "home", "zh") | NOBODY
    kit(env, "start", "call-surge", "--no-guide")
    with Terminal(["guide"], env) as t:
        t.see("m 记录人？", "> ")
        press(t, ENTER, "已记录 #")
        press(t, "m", "现在由谁记录")
        answer(t, "王组长", "m 王组长")
        press(t, "q")
        assert t.end() == 0
    log = [json.loads(x) for x in kit(env, "log", ref_of(env), "--json").splitlines()]
    assert [e["by"] for e in log if e["kind"] in ("step-done", "called")] == ["-"]


@pytest.mark.parametrize(("plain", "by"), [(False, "m"), (True, "46")])
def test_closing_says_that_nobody_is_named_and_asks_for_no_name(tmp_path: Path, plain: bool, by: str) -> None:
    """By the key of the drawn screen, or the number of the numbered lines."""
    hands = Hands(tmp_path, "zh", "fire")
    hands.ctx.me = msgspec.structs.replace(hands.ctx.me, by="-", plain=plain)
    hands.session.incident.by = "-"
    question = hands.press("close")
    assert question.name == "close" and question.lines[-1] == f"记录人还没有填（Esc 返回后按 {by}）"


def test_the_first_report_names_who_records_by_now(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh")
    hands.press("recorder", "王组长")
    assert "王组长" in hands.press("report").lines[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("by", ["-", "王组长", "Christopher Longname"])
def test_the_type_stands_in_the_heading_however_long_the_name_is(tmp_path: Path, lang: str, by: str) -> None:
    incident = opened(tmp_path, "self-harm-on-site").incident
    shown = text_of([header(incident, TEN, lang, 60, Extras(123, 80, by=by))])[0]
    assert shown.startswith("现场人员" if lang == "zh" else "Person on") and incident.ref in shown
    assert "m " in shown


def test_guide_and_start_take_the_recorders_name(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal(["start", "call-surge", "--by", "李副"], env) as t:
        t.see("m 李副")
        press(t, ENTER, "已记录 #")
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
