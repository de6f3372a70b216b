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
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.cells import left, width
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import Counted, Line
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.dates import End
from tests.support.constants import TEN
from tests.support.hands import Hands
from tests.support.kit import opened
from tests.support.machine import fast_folder
from tests.support.play import Played, press, still
from tests.support.run import PATIENCE
from tests.support.terminal import Terminal

by_signal = pytest.mark.skipif(not hasattr(signal, "SIGWINCH"), reason="a drawing is asked for by a signal")


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


@by_signal
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


@by_signal
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_at_home_seconds_are_painted_as_well(lang: str, tmp_path: Path) -> None:
    """Each second was a drawing of the whole screen."""
    played = Played(tmp_path, lang)
    due = min(datetime.fromisoformat(e["data"]["due"]) for e in played.log() if e["kind"] == "timer-started")
    played.clock.at((due - played.clock.start).total_seconds() / 60 - 119 / 60)
    with Terminal([], played.env) as t:
        rested(t, played.ref, {"zh": "q 离开", "en": "q leave"}[lang])
        counts_down(t, played, due, [110, 109, 71], lang)
        before = len(t.raw)
        played.clock.at((due - played.clock.start).total_seconds() / 60)
        rested(t, left(due, due, lang))
        assert b"\n" in t.raw[before:], "what falls due is a picture of its own"


# ---- without a terminal ------------------------------------------------------------------------


class Seconds(Hands):
    """A guide by a clock of seconds; another incident is open, and a customer is to be called."""

    second = 0.0

    def __init__(self, home: Path, lang: str) -> None:
        super().__init__(home, lang)
        opened(home, "call-surge", at=TEN - timedelta(seconds=37))
        due = End(TEN + timedelta(minutes=13, seconds=23))
        fields = {"name": "Zhang", "phone": "0000-0001", "matter": "bill"}
        Registers(str(home)).record("callback", self.now(), "li", lambda d: acts.add(d, BOOKS["callback"], "Zhang", fields, due=due))
        self.session.refresh()

    def now(self) -> Now:
        return Now(TEN + timedelta(seconds=self.second))

    def shown(self, second: float, cols: int) -> list[list[tuple[str, str]]]:
        """The picture then, each line in pieces of one look."""
        self.second = second
        self.session.refresh()
        return [one_look(line) for line in self.session.picture(cols, 20)]


def one_look(line: Line, behind: float = 0.0) -> list[tuple[str, str]]:
    """With what is counted as of so many seconds later."""
    out: list[tuple[str, str]] = []
    for style, text in line:
        text = text.then(behind)[0] if isinstance(text, Counted) else text
        out = [*out[:-1], (style, out[-1][1] + text)] if out and out[-1][0] == style else [*out, (style, text)]
    return out


def painted(lines: list[Line], behind: float) -> bool:
    """Whether what is counted fills the very cells that it filled, so that it can be painted over."""
    counts = [text for line in lines for _, text in line if isinstance(text, Counted)]
    return all(list(map(width, text)) == list(map(width, text.then(behind)[0])) for text in counts)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.0, 1500.0), st.lists(st.floats(0.0, 1.0), min_size=1, max_size=4), st.sampled_from(["zh", "en"]), st.sampled_from([80, 60]))
def test_until_it_is_said_to_a_picture_stands_but_for_what_it_counts(at: float, parts: list[float], lang: str, cols: int) -> None:
    with fast_folder() as home:
        hands = Seconds(home, lang)
        hands.shown(at, cols)
        lines = hands.session.picture(cols, 20)
        moment = hands.session.moment()
        lasts = (moment.stays - moment.now).total_seconds()
        assert 0 < lasts <= 60
        for part in parts:
            behind = min(lasts * part, lasts - 0.001)
            if painted(lines, behind):  # else the screen has all drawn, as the cells are others
                assert hands.shown(at + behind, cols) == [one_look(line, behind) for line in lines], behind


def test_in_the_last_two_minutes_the_guide_wakes_for_a_picture_with_the_minute_only_and_as_it_falls_due(tmp_path: Path) -> None:
    hands = Seconds(tmp_path / "home", "en")
    hands.shown(0, 80)
    hands.second = 182.0  # of the five minutes of the first report
    assert hands.session.next_change() < 1.1
    assert 57 < hands.session.next_picture() < 58.1
    hands.second = 241.0
    assert hands.session.next_change() < 1.1
    assert hands.session.next_picture() == pytest.approx(22, abs=0.1), "the other incident rings"
