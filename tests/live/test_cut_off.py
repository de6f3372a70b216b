"""Half a note, and a signal ends the program: the window was closed. What stood in the line waits for the next start."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.live.test_home_notes import home_of, notes
from tests.support.run import kit
from tests.support.terminal import ESC, Terminal

UP = "\x1b[A"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_half_a_note_of_the_drawn_guide_is_offered_at_its_next_start(tmp_path: Path, number: int) -> None:
    """It was neither in the log nor anywhere else."""
    env, (ref,) = home_of(tmp_path, "zh", "fire")
    with Terminal(["guide"], env) as t:
        t.ready()
        t.press("n", "备注：")
        t.press("二楼还有两个", "二楼还有两个")
        os.kill(t.child.pid, number)
        assert t.end() == 128 + number
    assert notes(env, ref) == []
    kept = json.loads((tmp_path / "home" / "cut-off.json").read_bytes())
    assert [(line["text"], line["of"]) for line in kept] == [("二楼还有两个", ref)]
    with Terminal(["guide"], env) as t:
        t.ready()
        t.see("二楼还有两个")
        t.press("n", "备注：")
        t.press(UP, "二楼还有两个")
        t.press("\r", "已记录")
        t.press(ESC)
    assert notes(env, ref) == ["二楼还有两个"] and not (tmp_path / "home" / "cut-off.json").exists()


def test_a_closed_window_keeps_it_for_home_which_asks_where_it_belongs(tmp_path: Path) -> None:
    env, (ref,) = home_of(tmp_path, "zh", "fire")
    with Terminal(["guide"], env) as t:
        t.ready()
        t.press("n", "备注：")
        t.press("三号门开了", "三号门开了")
        t.close()
    assert notes(env, ref) == []
    with Terminal([], env) as t:
        t.see("没有记下：三号门开了")
        os.kill(t.child.pid, signal.SIGTERM)
        t.end()
    with Terminal([], env) as t:  # it was looked at, and cut off once more
        t.see("没有记下：三号门开了")
    kit(env, "note", "三号门开了", "-i", ref)


def test_half_a_line_of_the_numbered_guide_is_told_at_its_next_start(tmp_path: Path) -> None:
    env, (ref,) = home_of(tmp_path, "en", "fire")
    with Terminal(["--plain", "guide"], env, rows=60) as t:
        t.see("Number:")
        t.child.send("the lift door is open")
        t.see("the lift door is open")
        os.kill(t.child.pid, signal.SIGHUP)
        assert t.end() == 128 + signal.SIGHUP
    assert notes(env, ref) == []
    with Terminal(["--plain", "guide"], env, rows=60) as t:
        t.see("the lift door is open", "Number:")
