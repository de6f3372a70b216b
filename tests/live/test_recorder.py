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
from tests.support.play import Played, answer, leave, press, ref_of
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
        assert leave(t) == 0
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
        assert leave(t) == 0
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
        assert leave(t) == 0
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
        assert leave(t) == 0
    with Terminal(["guide", "--by", "王组长"], env) as t:
        t.see("m 王组长")
        assert leave(t) == 0
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
        assert leave(t) == 0
    kit(env, "note", "第二个窗口")
    found = json.loads(kit(env, "list", "--json"))["incidents"][0]["ref"]
    last = [json.loads(x) for x in kit(env, "log", found, "--json").splitlines()][-1]
    assert (last["kind"], last["by"]) == ("note", "王组长")


def signed(hands: Hands) -> list[tuple[str, str, str]]:
    """Of every note its text, whose it is, and the mistaken name under it."""
    from kit.incidents.incident.show.entries import listed

    rows = listed(hands.session.folder.entries)
    return [(r["data"]["text"], r["by"], r["signed_as"] or "") for r in rows if r["kind"] == "note"]


def noted(hands: Hands, *texts: str) -> None:
    for text in texts:
        hands.press("note", text)


def test_what_was_signed_with_a_sentence_for_a_name_can_be_put_right_and_shows_both(tmp_path: Path) -> None:
    """A note typed at the question who records signed everything behind it, for good."""
    hands = Hands(tmp_path, "zh")
    noted(hands, "开始")
    hands.press("recorder", "大屏黑了三号")
    noted(hands, "李娜在查", "线路恢复")
    assert [by for _, by, _ in signed(hands)] == ["li", "大屏黑了三号", "大屏黑了三号"]
    question = hands.press("recorder", "王组长")
    assert question.name == "signed" and "2 条" in question.text
    hands.press("yes")
    assert "2 条已改回由 li 记" in hands.session.message and hands.session.by() == "王组长"
    noted(hands, "王来了")
    wrong = "大屏黑了三号"
    assert signed(hands) == [("开始", "li", ""), ("李娜在查", "li", wrong), ("线路恢复", "li", wrong), ("王来了", "王组长", "")]


def test_that_the_name_was_right_leaves_every_signature(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh")
    hands.press("recorder", "王组长")
    noted(hands, "一")
    hands.press("recorder", "李副", "no")
    noted(hands, "二")
    assert [row[1:] for row in signed(hands)] == [("王组长", ""), ("李副", "")]


def test_nothing_is_asked_where_nothing_was_signed_with_it(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh")
    hands.press("recorder", "大屏黑了")
    assert hands.press("recorder", "王组长").name == "step"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_timeline_report_and_figures_have_the_right_name_and_a_restoring_gives_the_old_one_back(
    tmp_path: Path, lang: str
) -> None:
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.withdrawal import in_force
    from kit.incidents.incident.show.entries import timeline
    from kit.review.forms.rules import _notes

    hands = Hands(tmp_path, lang)
    hands.press("recorder", "大屏黑了")
    noted(hands, "李娜在查")
    hands.press("done")
    folder = hands.session.folder
    set_ = next(e for e in folder.entries if e.kind == "recorder-set")
    hands.session.moved(lambda d: taking_back.take_back(folder, d, set_.id))
    noted(hands, "后来")
    lines = timeline(folder.incident, folder.entries, lang)
    (line,) = [x for x in lines if "李娜在查" in x]
    assert "  li" in line and ("误签“大屏黑了”" if lang == "zh" else 'signed "大屏黑了" by mistake') in line
    assert folder.incident.opened is not None
    assert [n.by for n in _notes(in_force(folder.entries), folder.incident.opened)] == ["li", "li"]
    assert {s.by for s in folder.incident.steps.values() if s.status == "done"} == {"li"}
    hands.session.moved(lambda d: taking_back.redo(folder, d))
    assert [row[1:] for row in signed(hands)] == [("大屏黑了", ""), ("li", "")]


def test_a_mistake_for_a_mistake_leads_back_to_who_it_really_was(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh")
    for name, text in (("大屏黑了", "一"), ("三楼没人", "二")):
        hands.press("recorder", name)
        if hands.question.name == "signed":
            hands.press("no")
        noted(hands, text)
    from kit.incidents.incident.files import taking_back

    folder = hands.session.folder
    for set_ in [e for e in folder.entries if e.kind == "recorder-set"]:
        hands.session.moved(lambda d, s=set_: taking_back.take_back(folder, d, s.id))
    assert [by for _, by, _ in signed(hands)] == ["li", "li"]
