"""What did not count, looked at in a terminal by a hand as fast as one with a telephone at its ear."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.live.test_typing_on_screen import (
    FIRST,
    at_the_call,
    guide,
    hand,
    new,
    notes,
    pressed,
    rest,
)
from tests.support.play import Played
from tests.support.run import kit
from tests.support.terminal import ENTER, ESC

pytestmark = pytest.mark.exhaustive  # every test waits for a hand as slow as a real one


@pytest.mark.parametrize(("lang", "cols", "rows"), [("zh", 60, 18), ("en", 80, 24)])
def test_a_call_that_did_not_count_is_told_still_beside_the_note_behind_it(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    """A note, Enter for the call at once, a second note: the refusal was gone before anybody looked."""
    said = {"zh": "前面没算：回车", "en": "Not counted before: Enter"}[lang]
    drill = Played(tmp_path, lang)
    with guide(drill, cols=cols, rows=rows) as t:
        t.see("> ")
        rest(t)
        pressed(t, ENTER, "#")
        before = drill.kinds()
        hand(t, f"nxiaozhao{ENTER}")
        hand(t, ENTER, 0.65)
        hand(t, f"ngate b{ENTER}")
        t.see(said, "gate b")
        rest(t, 4)
        assert said in t.text() and new(drill, before) == ["note"] * 2
        hand(t, ENTER)
        t.see("#", gone=said)
        rest(t)
    assert notes(drill) == ["xiaozhao", "gate b"] and "called" in drill.kinds()


def test_u_twice_takes_back_what_was_named_and_escape_in_between_does_not(drill: Played) -> None:
    with guide(drill) as t:
        at_the_call(t)
        pressed(t, f"nwrong{ENTER}", "wrong")
        hand(t, "uu")
        t.see("撤回 #", "u 撤回：停手就算")
        hand(t, ESC)
        t.see("没有记下")
        rest(t)
        assert "undone" not in drill.kinds()
        pressed(t, ESC, gone="u  撤回")
        rest(t, 1.2)
        pressed(t, "uu", "已记录 #", "（y 恢复）")
        assert "undone" in drill.kinds()


def test_a_hand_that_believes_itself_at_the_step_loses_nothing_in_a_form(drill: Played) -> None:
    """A time that could be two, Esc twice, and on with notes: they had grown in the form's lines."""
    with guide(drill) as t:
        t.see(FIRST)
        rest(t)
        before = drill.kinds()
        pressed(t, "k", "客户姓名")
        for text in ("li", "13911112222", "tui fei", "9:30"):
            hand(t, text + ENTER)
        t.see("是哪一个时间")
        rest(t)
        hand(t, ESC + ESC)
        t.see(FIRST, "没有记下“li 13911112222 tui fei 9:30”")
        rest(t)
        hand(t, f"nda ping hei le{ENTER}")
        hand(t, f"dian hua tong le{ENTER}")
        t.see("dian hua tong le")
        rest(t)
        assert new(drill, before) == ["note"] * 2
        assert notes(drill) == ["da ping hei le", "dian hua tong le"]


@pytest.mark.parametrize("gap", [0.7, 1.03, 1.1, 1.3])
def test_words_and_enter_behind_the_key_for_another_incident_are_a_note_and_tick_nothing(drill: Played, gap: float) -> None:
    """While the other guide came the words were dropped, and their Enter said of its first step that it was done."""
    kit(drill.env, "start", "fire", "--drill", "--no-guide")
    with guide(drill, "-i", drill.ref) as t:
        t.see("> ")
        rest(t, 2)
        hand(t, "o")
        rest(t, gap)
        t.child.send("客户都在问")  # in one piece, as an input method sends it
        hand(t, ENTER, 0.3)
        rest(t, 2)
        text = t.text()
    assert "客户都在问" in text
    logs = [entries(drill, ref) for ref in refs(drill)]
    done = [e for log in logs for e in log if e["kind"] in ("step-done", "called")]
    assert not done
    if gap > 1:
        (note,) = [e for e in logs[0] + logs[1] if e["kind"] == "note"]
        assert note["data"]["text"] == "客户都在问" and note in next(x for x in logs if x[0]["data"]["type"] == "fire")


def refs(drill: Played) -> list[str]:
    return [one["ref"] for one in json.loads(kit(drill.env, "list", "--json"))["incidents"]]


def entries(drill: Played, ref: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kit(drill.env, "log", ref, "--json").splitlines()]
