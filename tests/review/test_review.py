"""Learning apart: voices by question, each their own; what should have been is asked back once;
no time and no figure on the page, nobody ranked."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from kit.ground.base.words import has
from kit.ground.documents.page import Page
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.learnt import Voice
from kit.review.after_action.rules import AGAIN, LONG, SHORT, counterfactual, gathered
from kit.review.after_action.show import page
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.run import environment
from tests.support.run import kit as run_kit
from tests.support.terminal import ESC, Terminal

terminals = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")


def said(kit: Kit, ref: str, question: str, text: str, who: str = "Wu") -> None:
    done = kit("review", ref, "--question", question, "--say", text, "--by", who)
    assert done.code == 0, done.err


def voices(kit: Kit, ref: str) -> list[tuple[str, str, str]]:
    found = kit("review", ref, "--json").json["voices"]
    return [(v["question"], v["who"], v["text"]) for v in found]


def shown(kit: Kit, ref: str, lang: str = "en") -> Page:
    return page(Store(str(kit.home)).pick(ref).incident, [], lang)


# ---- voices -------------------------------------------------------------------------------


def test_a_second_person_adds_and_overwrites_nothing(over: tuple[Kit, str]) -> None:
    kit, ref = over
    said(kit, ref, "well", "nobody logged off", "Wu")
    said(kit, ref, "well", "reported at once", "Zhao")
    said(kit, ref, "well", "and told the hall", "Wu")
    assert voices(kit, ref) == [
        ("well", "Wu", "nobody logged off"), ("well", "Wu", "and told the hall"), ("well", "Zhao", "reported at once"),
    ]  # fmt: skip


def test_words_are_whose_they_are_and_who_wrote_them_down_is_said(over: tuple[Kit, str]) -> None:
    kit, ref = over
    assert kit("review", ref, "--question", "hard", "--say", "one number only", "--who", "Zhao", "--by", "Clerk").code == 0
    assert voices(kit, ref) == [("hard", "Zhao", "one number only")]
    assert "Zhao: one number only (written down by Clerk)" in kit("review", ref).out


def test_the_page_asks_in_the_order_of_the_review_whatever_was_said_first(over: tuple[Kit, str]) -> None:
    kit, ref = over
    for question in reversed(LONG):
        said(kit, ref, question, f"about {question}")
    assert [section.name for section in shown(kit, ref).sections] == list(LONG)
    assert [name for name in LONG if name in SHORT] == list(SHORT), "the short form is part of the long one"


def test_every_topic_that_the_plan_names_is_asked_for() -> None:
    """Power-outage plan 6.2: the plan itself, effect of measures, people, supplies, communication,
    problems, commendation."""
    assert {"plan", "measures", "people", "supplies", "communication", "hard", "commend"} <= set(LONG)
    assert all(has(f"learnt.{kind}-{name}") and has(f"timeline.review-{name}") for name in LONG for kind in ("ask", "heading"))


def test_there_is_no_time_and_no_figure_on_the_page(over: tuple[Kit, str]) -> None:
    kit, ref = over
    said(kit, ref, "happened", "the lamps went out, then the screens")
    said(kit, ref, "well", "nobody logged off", "Zhao")
    kit("redline", ref, "seats", "unclear", "which seats")
    kit("action", "add", "second number", "-i", ref, "--owner", "Wu", "--due", "2026-04-01")
    out = kit("review", ref).out.replace(ref, "")
    assert not re.search(r"\d", out), out
    assert "rank" in out and "second number" in out and "which seats" in out


def test_an_open_incident_is_not_reviewed_yet(bare: Kit) -> None:
    log = opened(bare.at(0).home, drill=True)
    refused = bare("review", log.ref, "--question", "well", "--say", "x")
    assert refused.code == 3 and "kit note" in refused.err
    assert bare("review", log.ref).code == 0, "the page itself may be looked at"


def test_without_a_reference_the_one_closed_last_is_meant(over: tuple[Kit, str]) -> None:
    kit, ref = over
    assert kit("review", "--json").json["ref"] == ref


def test_undo_takes_back_all_that_was_said_at_once(over: tuple[Kit, str], tmp_path: Path) -> None:
    kit, ref = over
    said(kit, ref, "well", "stays")
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"who": "Zhao", "answers": {"plan": "complete", "commend": "Wu", "hard": " "}}), encoding="utf-8-sig")
    assert kit("review", ref, "--file", str(file)).code == 0
    assert voices(kit, ref) == [("well", "Wu", "stays"), ("plan", "Zhao", "complete"), ("commend", "Zhao", "Wu")]
    assert kit("undo", "-i", ref).code == 0
    assert voices(kit, ref) == [("well", "Wu", "stays")]
    assert kit("redo", "-i", ref).code == 0
    assert len(voices(kit, ref)) == 3


@pytest.mark.parametrize(
    "text", ['{"answers": {"gossip": "x"}}', "[]", "{", '{"answers": {}}', '{"answers": {"well": 3}}', "[" * 9999]
)
def test_a_file_that_is_no_review_is_refused_and_nothing_is_recorded(over: tuple[Kit, str], tmp_path: Path, text: str) -> None:
    kit, ref = over
    file = tmp_path / "answers.json"
    file.write_text(text, encoding="utf-8")
    done = kit("review", ref, "--file", str(file))
    assert done.code == 2 and len(done.err.strip().splitlines()) == 1 and "Traceback" not in done.err
    assert voices(kit, ref) == []
    assert kit("review", ref, "--file", str(tmp_path / "none")).code == 4


def test_a_long_answer_is_kept_whole(over: tuple[Kit, str]) -> None:
    kit, ref = over
    text = "很长的话 " * 700
    said(kit, ref, "hard", text)
    kept = "".join(t.replace(" ", "") for _, _, t in voices(kit, ref))
    assert kept == text.replace(" ", "")


# ---- what should have been ----------------------------------------------------------------

ASKED_BACK = (
    "我们应该早点报告", "本应先打119", "要是早一分钟报就好了", "如果当时有人看着就不会这样", "早知道就不等了", "本来可以更快", "他不该挂电话",
    "当时就该停下来", "没有及时上报", "we should have called", "They shouldn't have waited", "if only we had known", "could have been faster",
    "If we had a second number it would have worked", "nobody would've noticed", "He failed to report",
)  # fmt: skip
NOT_ASKED = (
    "先打119，再疏散", "应急灯亮了", "本应用没有响应", "不应答", "应该是运营商的问题", "主要是人手不够", "只要是来电都登记", "灯灭了，屏幕黑了",
    "we called at once", "the lamps went out", "she had it repaired", "the screen should be visible from the door", "had two phones",
    "按预案报告主管，对方说知道了",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED_BACK)
def test_what_should_have_been_is_recognised(text: str) -> None:
    assert counterfactual(text), text


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_was_is_not_taken_for_it(text: str) -> None:
    assert counterfactual(text) == "", counterfactual(text)


@pytest.mark.parametrize(("lang", "text", "word"), [("zh", "应该早点报告", "应该"), ("en", "we should have called", "should have")])
def test_by_command_it_is_recorded_as_said_and_asked_back_in_a_line(over: tuple[Kit, str], lang: str, text: str, word: str) -> None:
    kit, ref = over
    kit.env("KIT_LANG", lang)
    done = kit("review", ref, "--question", "hard", "--say", text)
    assert done.code == 0 and word in done.err and f"--question {AGAIN}" in done.err
    assert [t for _, _, t in voices(kit, ref)] == [text]
    again = kit("review", ref, "--question", AGAIN, "--say", text)
    assert f"--question {AGAIN}" not in again.err, "asked once"


# ---- at a terminal ------------------------------------------------------------------------


def over_at_a_terminal(tmp_path: Path, lang: str) -> tuple[dict[str, str], str]:
    env = environment(tmp_path / "home", lang) | {"KIT_PLAIN": "1"}
    ref = json.loads(run_kit(env, "start", "application-outage", "--profile", "hotline", "--json"))["ref"]
    run_kit(env, "close", "--yes")
    return env, str(ref)


def words(env: dict[str, str], ref: str) -> list[tuple[str, str, str]]:
    found = json.loads(run_kit(env, "review", ref, "--json"))["voices"]
    return [(v["question"], v["who"], v["text"]) for v in found]


@terminals
def test_the_form_asks_one_question_after_the_other_and_asks_back_once(tmp_path: Path) -> None:
    env, ref = over_at_a_terminal(tmp_path, "zh")
    run_kit(env, "review", ref, "--question", "well", "--say", "没有人退出", "--by", "王五")
    with Terminal(["review", ref], env) as t:
        t.see("谁在说")
        t.line("张三")
        t.see("发生了什么", "1/6")
        t.line("屏幕黑了")
        t.see("当时你看到")
        t.line("")
        t.see("已说", "王五：没有人退出")
        t.line("")
        t.see("难在哪里")
        t.line("应该早点打给主管")
        t.see("说的是没有发生的事")
        t.line("电话一直占线")
        t.see("为什么会发生")
        t.line("线路断")
        t.see("要表彰谁")
        t.line("")
        t.see("看整页")
        assert t.end() == 0
    assert words(env, ref) == [
        ("happened", "张三", "屏幕黑了"), ("told", "张三", "电话一直占线"), ("well", "王五", "没有人退出"),
        ("hard", "张三", "应该早点打给主管"), ("causes", "张三", "线路断"),
    ]  # fmt: skip


@terminals
def test_enter_alone_records_nothing_and_leaving_keeps_what_was_said(tmp_path: Path) -> None:
    env, ref = over_at_a_terminal(tmp_path, "en")
    with Terminal(["review", ref, "--long", "--who", "Wu"], env) as t:
        t.see("1 of 11")
        t.line("the screens went dark")
        t.see("2 of 11")
        t.line("")
        t.see("3 of 11")
        t.press(ESC)
        again = "Question 2 of 11"
        while t.text().count(again) < 2:
            t.read(0.1)
        t.press(ESC, "Said so far")
        t.press(ESC)
        assert t.end() == 0
    assert words(env, ref) == [("happened", "Wu", "the screens went dark")]


# ---- merged, hostile, redacted ------------------------------------------------------------


def test_two_laptops_voices_stand_side_by_side_in_either_order(over: tuple[Kit, str], tmp_path: Path) -> None:
    kit, ref = over
    other = tmp_path / "other"
    shutil.copytree(kit.home, other)
    (other / "laptop").unlink(missing_ok=True)
    said(kit, ref, "well", "one", "Wu")
    kit.env("KIT_HOME", str(other))
    said(kit.at(61), ref, "well", "two", "Zhao")
    said(kit.at(62), ref, "hard", "three", "Wu")
    found = []
    for number, (first, second) in enumerate(((kit.home, other), (other, kit.home))):
        merged = tmp_path / f"merged{number}"
        shutil.copytree(first, merged)
        for path in Path(second).glob("closed/*/*/*.jsonl"):
            target = merged / path.relative_to(second)
            if not target.exists() or target.stat().st_size < path.stat().st_size:
                shutil.copy(path, target)
        kit.env("KIT_HOME", str(merged))
        found.append(voices(kit, ref))
    assert found[0] == found[1] == [("well", "Wu", "one"), ("well", "Zhao", "two"), ("hard", "Wu", "three")]


def test_a_question_of_a_newer_kit_is_shown_by_its_own_name() -> None:
    found = gathered([Voice(TEN, "li", "li", "weather", "rain"), Voice(TEN, "li", "li", "well", "x")])
    assert [each.question for each in found] == ["well", "weather"]


def test_a_redacted_page_names_nobody(over: tuple[Kit, str]) -> None:
    kit, ref = over
    kit("review", ref, "--question", "commend", "--say", "Ms Example-One, who called", "--who", "Example-Two", "--by", "Example-Three")
    for argv in ((), ("--json",)):
        out = kit("review", ref, "--redact", *argv).out
        assert out and not any(name in out for name in ("Example-One", "Example-Two", "Example-Three")), out


def test_the_page_is_a_file_in_the_faces_that_there_are(over: tuple[Kit, str], tmp_path: Path) -> None:
    kit, ref = over
    said(kit, ref, "well", "reported at once")
    for face in ("md", "txt", "html"):
        file = tmp_path / f"page.{face}"
        assert kit("review", ref, "-o", str(file)).code == 0
        assert "reported at once" in file.read_text(encoding="utf-8")
        assert kit("review", ref, "-o", str(file)).code != 0, "never over what is there"
