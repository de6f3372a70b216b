"""A window that has no room to show what a key would do: no key counts there, nothing typed is lost."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.support.play import Played, press, still
from tests.support.run import PATIENCE, ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

pytestmark = pytest.mark.exhaustive

TOLD = {"zh": ("窗口太小，哪个键都不算", "60x16", "Ctrl-C"), "en": ("Window too small, no key", "60x16", "Ctrl-C")}


def refused(t: Terminal, keys: str) -> None:
    """Send keys and wait until each one was heard not to count."""
    bells, end = t.bells + len(keys), time.monotonic() + PATIENCE
    for key in keys:
        t.child.send(key)
    while t.bells < bells:
        assert t.read(0.05) and time.monotonic() < end, t.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_does_a_step_that_the_window_never_showed(tmp_path: Path, lang: str) -> None:
    """A window beside others: Enter recorded the call-out to everybody as done, which nobody had read."""
    drill = Played(tmp_path, lang, "power-outage")
    before = drill.kinds()
    with Terminal(["guide"], drill.env, 30, 8) as t:
        t.see(*TOLD[lang])
        for key in (ENTER, "s", "n", "q", "1", "u"):
            refused(t, key)
            t.see(TOLD[lang][0])
        t.resize(20, 5)
        t.see("60x16")
        refused(t, ENTER)
        t.resize(80, 24)
        t.see("> 打开手电，通知全体" if lang == "zh" else "> By torchlight, call out")
        assert [kind for kind in drill.kinds()[len(before) :] if kind not in ("joined", "guide-resumed")] == []
        press(t, ENTER, "> 派人检查电梯" if lang == "zh" else "> Send someone to check lifts")
    assert drill.kinds().count("step-done") == 1


def test_what_is_found_in_a_window_too_small_to_list_it_opens_no_incident(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh", ClockFile(tmp_path / "clock"))
    with Terminal([], env) as t:
        press(t, "停电", "Esc 返回")
        t.resize(30, 8)
        t.see(*TOLD["zh"], "停电")
        refused(t, ENTER)
        t.resize(80, 24)
        t.see("停电", "Esc 返回", gone="窗口太小")
        still(t)
    assert json.loads(kit(env, "list", "--all", "--json"))["incidents"] == []


def test_a_figure_in_a_window_too_small_for_the_list_is_typed_and_chooses_nothing(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "g", "Esc 返回")
        t.resize(30, 8)
        t.see("60x16")
        t.child.send("3")
        t.see("3")
        t.resize(80, 24)
        t.see("Esc 返回", "：3", gone="窗口太小")


def test_what_is_typed_into_a_line_counts_there_as_it_is_seen(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "n", "备注：")
        t.resize(30, 8)
        shown = t.see("窗口太小", "60x16", "备注：")
        assert "哪个键都不算" not in shown
        t.child.send("梯内三人")
        t.see("备注：梯内三人")
        t.child.send(ENTER)
        t.see("哪个键都不算")
    assert [e["data"]["text"] for e in drill.log() if e["kind"] == "note"] == ["梯内三人"]
