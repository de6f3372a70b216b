"""``kit guide`` with several open incidents: digits on the screen, numbers in plain mode."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.play import press, seen
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ESC, Terminal

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


def test_esc_opens_none_and_says_how_to_go_on(env: dict[str, str]) -> None:
    with Terminal(["guide"], env) as t:
        t.see("哪个事件：", "2  【演练】")
        press(t, ESC)
        assert t.end() == 130
        assert "kit guide" in seen(t)


def test_plain_mode_lists_them_by_number(env: dict[str, str]) -> None:
    with Terminal(["guide", "--plain"], env) as t:
        t.see("  1  【演练】", "  2  【演练】", "编号")
        t.line("2", "> 通知全体：不得退出系统")
        assert b"\x1b" not in t.raw
