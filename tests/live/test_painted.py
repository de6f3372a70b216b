"""A countdown while nobody types, in a real terminal: seconds are painted into the picture, and what
stands there is what a whole drawing shows."""

from __future__ import annotations

import os
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.cells import left
from tests.support.play import Played, press, still
from tests.support.run import PATIENCE
from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="a drawing is asked for by a signal")


def cells(t: Terminal) -> tuple[list[list[Any]], tuple[int, int, bool]]:
    """Every cell with its look (of a space that is bold nobody sees it), and the cursor."""
    every = [[t.vt.buffer[row][col] for col in range(t.cols)] for row in range(t.rows)]
    every = [[cell._replace(bold=False) if cell.data == " " else cell for cell in line] for line in every]
    return every, (t.vt.cursor.x, t.vt.cursor.y, t.vt.cursor.hidden)


def rested(t: Terminal, *texts: str) -> None:
    t.see(*texts)
    end = time.monotonic() + PATIENCE
    while not t.rests():
        assert time.monotonic() < end, t.text()


def whole(t: Terminal) -> None:
    """Have all drawn anew."""
    before = len(t.raw)
    os.kill(t.child.pid, signal.SIGWINCH)
    end = time.monotonic() + PATIENCE
    while b"\x1b[J" not in t.raw[before:]:
        assert t.read(0.05) and time.monotonic() < end
    rested(t)


def counts_down(t: Terminal, played: Played, due: datetime, seconds: list[int], lang: str) -> None:
    """Each of these seconds before it is due is painted, and a whole drawing changes no cell."""
    for second in seconds:
        before = len(t.raw)
        played.clock.at((due - timedelta(seconds=second) - played.clock.start).total_seconds() / 60)
        rested(t, left(due, played.clock.now, lang))
        assert b"\n" not in t.raw[before:], "a drawing goes from row to row by new lines"
        there, cursor = cells(t)
        whole(t)
        drawn, at = cells(t)
        differ = [(row, col, there[row][col], cell) for row, line in enumerate(drawn) for col, cell in enumerate(line) if cell != there[row][col]]
        assert (differ, cursor) == ([], at), t.text()


@pytest.mark.parametrize(("lang", "cols", "rows", "mono"), [("zh", 80, 24, False), ("en", 60, 18, True)])
def test_seconds_are_painted_beside_a_half_typed_note_and_a_list_and_all_is_as_if_drawn_whole(
    lang: str, cols: int, rows: int, mono: bool, tmp_path: Path
) -> None:
    played = Played(tmp_path, lang)
    due = min(datetime.fromisoformat(e["data"]["due"]) for e in played.log() if e["kind"] == "timer-started")
    played.clock.at((due - played.clock.start).total_seconds() / 60 - 119 / 60)
    env = played.env | ({"NO_COLOR": "1"} if mono else {})
    with Terminal(["guide", "-i", played.ref], env, cols, rows) as t:
        still(t)
        counts_down(t, played, due, [110, 109], lang)
        press(t, "n", {"zh": "备注", "en": "Note"}[lang])
        t.child.send("水 on the flo")
        rested(t, "水 on the flo")
        counts_down(t, played, due, [100, 99], lang)
        t.child.send("or\r")
        rested(t, "水 on the floor")
        still(t)
        press(t, "c", {"zh": "按数字选", "en": "Press"}[lang])
        if rows == 24:  # a small window has no room for timers beside a list
            counts_down(t, played, due, [90, 71], lang)
        press(t, "\x1b")
        still(t)
        before = len(t.raw)
        played.clock.at((due - played.clock.start).total_seconds() / 60)
        rested(t, left(due, due, lang))
        assert b"\n" in t.raw[before:] and t.bells, "what falls due is a picture of its own"
