"""A note at home, in numbered lines and on the drawn screen: keys are none, sentences are not lost, and
nothing is recorded that did not stand there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.ground.terminal.ask import Question
from kit.ground.terminal.noting import no_note, note_line
from tests.support.play import Lines, press
from tests.support.run import environment, kit
from tests.support.terminal import ENTER, ESC, Terminal

KEYS = ("d", "2", "uu", "y", "ｎ", "+5")
WANTED = {"zh": "这里写文字", "en": "Words are wanted here"}
NOTE = {"zh": "备注：", "en": "Note:"}
NUMBER = {"zh": "编号：", "en": "Number:"}
LETTER = {"zh": "字母：", "en": "Letter:"}
BACK = {"zh": "0 返回", "en": "0 Back"}


def home_of(tmp_path: Path, lang: str, *types: str) -> tuple[dict[str, str], list[str]]:
    env = environment(tmp_path / "home", lang)
    made = [kit(env, "start", type_, "--drill", "--profile", "hotline", "--json") for type_ in types]
    return env, [str(json.loads(each)["ref"]) for each in made]


def notes(env: dict[str, str], *refs: str) -> list[str]:
    logs = [json.loads(x) for ref in refs for x in kit(env, "log", ref, "--json").splitlines()]
    return [e["data"]["text"] for e in logs if e["kind"] == "note"]


def shift(env: dict[str, str]) -> list[str]:
    found = json.loads(kit(env, "shift", "list", "--json"))["shifts"]
    return [] if not found else [n["text"] for n in json.loads(kit(env, "shift", "show", "--json"))["shift"]["notes"]]


@pytest.mark.parametrize("text", KEYS)
def test_a_key_is_no_note(text: str) -> None:
    assert no_note(text) and not no_note("ok") and not no_note("119") and not no_note("断")


@pytest.mark.parametrize("plain", [True, False])
def test_zero_goes_back_in_numbered_lines_and_is_asked_back_on_a_screen(plain: bool) -> None:
    flow = note_line(Question("note", "Note: ", "text"), "en", plain)
    first = next(flow)
    assert ("  0  Back" in first.lines) == plain
    if plain:
        with pytest.raises(StopIteration) as stop:
            flow.send("0")
        assert stop.value.value is None
    else:
        assert flow.send("0").typed == "0"


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_key_is_taken_for_a_note_at_the_numbered_home_and_zero_records_nothing(tmp_path: Path, lang: str, count: int) -> None:
    """``备注：0``; and with no incident open a shift began for it."""
    env, refs = home_of(tmp_path, lang, *("fire", "flood")[:count])
    asked = NOTE[lang] if count else ("备注记到值班日志" if lang == "zh" else "a note for the shift's log")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see(NUMBER[lang])
        p.say("n", ask=LETTER[lang] if count == 2 else asked)
        if count == 2:
            p.say("f", BACK[lang], ask=asked)
        for key in ("d", "2", "uu", "y"):
            p.say(key, WANTED[lang], BACK[lang], ask=asked)
        p.say("0", "q", ask=NUMBER[lang])
    assert notes(env, *refs) == [] and shift(env) == []


@pytest.mark.exhaustive
def test_no_key_is_taken_for_a_note_in_the_shift_s_menu(tmp_path: Path) -> None:
    env, _ = home_of(tmp_path, "zh")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("编号：")
        p.say("l", "值班记录", ask="：")
        p.say("n", BACK["zh"], ask="备注：")
        p.say("d", WANTED["zh"], ask="备注：")
        p.say("0", "没有记录", ask="：")
        p.say("n", BACK["zh"], ask="备注：")
        p.say("二号空调异响", "二号空调异响", ask="：")
    assert shift(env) == ["二号空调异响"]


@pytest.mark.exhaustive
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_where_the_incident_is_asked_for_is_the_note_and_the_incident_is_asked_again(tmp_path: Path, lang: str) -> None:
    env, refs = home_of(tmp_path, lang, "fire", "flood")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see(NUMBER[lang])
        p.say("n", ask=LETTER[lang])
        p.say("d", ask=LETTER[lang])
        p.say("保安到了三个人", f"{NOTE[lang]} 保安到了三个人" if lang == "en" else "备注：保安到了三个人", "f", ask=LETTER[lang])
        p.say("1", "f j b", ask=LETTER[lang])
        p.say("f", ask=NUMBER[lang])
    assert notes(env, *refs) == ["保安到了三个人"]


@pytest.mark.exhaustive
def test_a_note_that_was_given_up_begins_no_later_one(tmp_path: Path) -> None:
    """It came back glued to the next, which asked once more instead of being recorded."""
    env, refs = home_of(tmp_path, "zh", "fire", "flood")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("编号：")
        p.say("n", ask="字母：")
        p.say("有人丢了一把红伞", "备注：有人丢了一把红伞", ask="字母：")
        p.say("0", "没有记下“有人丢了一把红伞”", ask="编号：")
        p.say("n", ask="字母：")
        p.say("那把蓝伞已经找到", "备注：那把蓝伞已经找到", ask="字母：")
        p.say("j", ask="编号：")
    assert notes(env, *refs) == ["那把蓝伞已经找到"]


@pytest.mark.exhaustive
def test_a_sentence_at_a_home_without_incidents_is_said_not_to_be_recorded_and_n_keeps_both(tmp_path: Path) -> None:
    env, _ = home_of(tmp_path, "zh")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("编号：")
        p.say("今天早班来了十一个人", "没有记下“今天早班来了十一个人”", "键入 n", ask="编号：")
        p.say("二号空调今天有点异响", "没有记下“二号空调今天有点异响”", ask="编号：")
        p.say("n", ask="编号：")
    assert shift(env) == ["今天早班来了十一个人", "二号空调今天有点异响"]


@pytest.mark.exhaustive
@pytest.mark.parametrize("then", ["", "0", "保安到了"])
def test_a_line_left_by_zero_stands_in_the_prompt_and_wants_enter_again(tmp_path: Path, then: str) -> None:
    env, refs = home_of(tmp_path, "zh", "fire", "flood")
    held = "今天早班来了十一个人"
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("编号：")
        p.say(held, f"没有记下“{held}”", ask="编号：")
        p.say("0", f"没有记下“{held}”", "键入 n", ask="编号：")
        p.say("n", "哪个事件", ask="字母：")
        p.say("j", f"刚才键入：{held}", BACK["zh"], ask="备注：")
        assert notes(env, *refs) == []
        said = [f"没有记下“{held}”"] if then else []
        p.say(then, *said, ask="编号：")
    assert notes(env, *refs) == {"": [held], "0": [], "保安到了": ["保安到了"]}[then]


@pytest.mark.exhaustive
def test_no_key_is_taken_for_a_note_on_the_drawn_home(tmp_path: Path) -> None:
    env, refs = home_of(tmp_path, "zh", "fire")
    with Terminal([], env) as t:
        t.see("9 回到事件")
        press(t, "n", "备注：")
        press(t, "0")
        press(t, ENTER, WANTED["zh"])
        press(t, ESC, "9 回到事件", gone="备注：")
    assert notes(env, *refs) == []


@pytest.mark.exhaustive
def test_the_drawn_home_takes_the_words_first_asks_whose_by_letters_and_stays(tmp_path: Path) -> None:
    """It asked for the incident under the hand, where a figure of the sentence chose one, and ended behind it."""
    env, refs = home_of(tmp_path, "zh", "fire", "flood")
    with Terminal([], env) as t:
        t.see("9 回到事件")
        press(t, "n", "备注：")
        press(t, "2号门保安到了")
        press(t, ENTER, "记到哪个事件", "备注：2号门保安到了")
        press(t, "2", "2 在这里不起作用")
        press(t, "v", "已记下 1 条备注", "9 回到事件")
        press(t, "q")
        assert t.end() == 0
    assert notes(env, refs[0]) == ["2号门保安到了"] and notes(env, refs[1]) == []
