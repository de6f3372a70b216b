"""``kit guide`` with several open incidents: digits on the screen, numbers in plain mode."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.play import Lines, press, seen
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import CTRL_C, ESC, Terminal

pytestmark = pytest.mark.exhaustive


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    env = environment(tmp_path / "home", "zh", ClockFile(tmp_path / "clock"))
    for type_ in ("application-outage", "fire"):
        kit(env, "start", type_, "--drill", "--profile", "hotline", "--json")
    return env


def test_a_digit_opens_the_incident_and_what_is_due_stands_above(env: dict[str, str]) -> None:
    with Terminal(["guide"], env) as t:
        shown = t.see("哪个事件：", "1  【演练】", "2  【演练】", "火灾", "业务系统故障", "还剩")
        assert shown.index("火灾") < shown.index("业务系统故障"), "the gravest is the first"
        press(t, "2", "> 通知全体：不得退出系统")


@pytest.mark.parametrize("plain", [False, True])
def test_esc_opens_none_and_leads_home(env: dict[str, str], plain: bool) -> None:
    """What was typed behind it went to the shell."""
    with Terminal(["guide", *(["--plain"] if plain else [])], env, 80, 60) as t:
        if plain:
            Lines(t).see("哪个事件：", "2 【演练】", "编号：")
            t.child.send(ESC + "\r")
            t.see("51  开始一个事件", "0  离开")
            t.child.send("0\n")
        else:
            t.see("哪个事件：", "2  【演练】")
            press(t, ESC, "b 计时总览", gone="哪个事件：")
            press(t, "q")
        assert t.end() == 0
    for ref in [each["ref"] for each in json.loads(kit(env, "list", "--json"))["incidents"]]:
        assert "guide-resumed" not in kit(env, "log", ref, "--json")


def test_ctrl_c_there_leaves_the_program(env: dict[str, str]) -> None:
    with Terminal(["guide"], env) as t:
        t.see("哪个事件：", "2  【演练】")
        press(t, CTRL_C)
        assert t.end() == 130
        assert "kit guide" in seen(t)


def test_plain_mode_lists_them_by_number(env: dict[str, str]) -> None:
    with Terminal(["guide", "--plain"], env) as t:
        t.see("  1  【演练】", "  2  【演练】", "编号")
        t.line("2", "> 通知全体：不得退出系统")
        assert b"\x1b" not in t.raw
