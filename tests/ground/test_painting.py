"""Seconds painted into a picture: cell by cell what a whole drawing would have shown."""

from __future__ import annotations

import asyncio
import io
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.application.current import set_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import DummyInput
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output.vt100 import Vt100_Output

from kit.ground.base.cells import EXACT, left, left_until, width
from kit.ground.terminal.application import application
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.fragments import Counted, Line
from kit.ground.terminal.painting import Painting
from kit.ground.terminal.posed import Posed
from kit.ground.terminal.screen import _styled
from kit.ground.terminal.session import Moment

TEN = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=8)))
NOTE = Question("note", "备注 note: ", "text", typed="水 on the flo")
LISTED = Question("which", "Which?", options=[Option("a", "One"), Option("b", "Two")])
STYLES = ("", "late", "warn", "timer", "title", "selected")
WHATS = ("tell the operations specialist", "15分钟内报告主管领导", "x")


LOOP = asyncio.Runner()


class Shown:
    """A picture by a clock that is moved by hand, drawn by prompt_toolkit itself into a terminal that
    keeps its cells."""

    def __init__(self, timers: list[tuple[datetime, str, str]], lang: str, cols: int, rows: int, question: Question, cells: int = 14) -> None:
        self.now, self.timers, self.lang, self.in_cells = TEN, timers, lang, cells
        self.size, self.written = Size(rows=rows, columns=cols), io.StringIO()
        self.vt = pyte.Screen(cols, rows)
        self.stream = pyte.Stream(self.vt)
        self.posed = Posed(None)
        self.posed.put(question)
        self.whole = self.looks = 0
        with create_app_session(input=DummyInput(), output=Vt100_Output(self.written, lambda: self.size, term="xterm")):
            self.app = application(self.posed, self.fragments, lambda: question.text, KeyBindings())
        self.app.invalidate = self.drawn_later  # type: ignore[method-assign]
        breath: Any = SimpleNamespace(remarks=SimpleNamespace(until=float("inf")))
        session: Any = SimpleNamespace(moment=self.moment, next_change=lambda: 1.0)
        self.painting = Painting(self.app, session, self.looked, breath)
        self.draw()

    def moment(self) -> Moment:
        return Moment(self.now, TEN + timedelta(hours=9), 0.0)

    def lines(self) -> list[Line]:
        room = self.size.columns - 20
        return [
            [(style, f" {what}".ljust(room - width(what) + len(what))), (style, Counted.of(due, self.now, self.lang, self.in_cells)), (style, " 10:30")]
            for due, style, what in self.timers
        ]  # fmt: skip

    def fragments(self) -> Any:
        lines = self.lines()
        self.painting.drawn(lines)
        return _styled(lines)

    def looked(self) -> None:
        self.looks += 1

    def drawn_later(self) -> None:
        self.whole += 1

    def draw(self) -> None:
        LOOP.run(self.drawing())
        self.fed()

    async def drawing(self) -> None:
        self.app.render_counter += 1
        with set_app(self.app):
            self.app.renderer.render(self.app, self.app.layout)

    def fed(self) -> None:
        self.stream.feed(self.written.getvalue())
        self.written.seek(0)
        self.written.truncate()

    def beat(self, seconds: float) -> None:
        """So many seconds later: painted, or whole where it has to be."""
        self.now = TEN + timedelta(seconds=seconds)
        before = self.whole
        with set_app(self.app):
            self.painting.beat()
        self.fed()
        if self.whole != before:
            self.draw()

    def cells(self) -> Any:
        every = [[self.vt.buffer[row][col] for col in range(self.size.columns)] for row in range(self.size.rows)]
        return every, (self.vt.cursor.x, self.vt.cursor.y, self.vt.cursor.hidden, self.vt.cursor.attrs)


dues = st.tuples(st.integers(-7300, 300), st.sampled_from(STYLES), st.sampled_from(WHATS))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(dues, min_size=1, max_size=4), st.lists(st.floats(0.0, 200.0), min_size=1, max_size=12),
    st.sampled_from(["zh", "en"]), st.sampled_from([(80, 24), (60, 18)]), st.sampled_from([NOTE, LISTED]), st.booleans(),
)  # fmt: skip
def test_after_painted_seconds_every_cell_and_the_cursor_are_those_of_a_whole_drawing(
    timers: list[tuple[int, str, str]], seconds: list[float], lang: str, size: tuple[int, int], question: Question, mono: bool
) -> None:
    with pytest.MonkeyPatch.context() as env:
        env.setenv("NO_COLOR", "1") if mono else env.delenv("NO_COLOR", raising=False)
        made = [(TEN + timedelta(seconds=due), style, what) for due, style, what in timers]
        shown = Shown(made, lang, *size, question)
        for at in sorted(seconds):
            shown.beat(at)
            fresh = Shown(made, lang, *size, question)
            fresh.now = shown.now
            fresh.draw()
            assert shown.cells() == fresh.cells(), at
        shown.draw()  # what it writes is what differs from what it takes to be there
        assert shown.cells() == fresh.cells()


def test_a_countdown_is_drawn_whole_only_where_its_words_get_another_width() -> None:
    due = TEN + timedelta(seconds=EXACT)
    shown = Shown([(due, "late", "x"), (due - timedelta(minutes=10), "late", "x")], "en", 80, 24, NOTE, 0)
    for second in range(1, EXACT):
        shown.beat(second)
    assert (shown.whole, shown.painting.painted) == (0, EXACT - 1)
    shown.beat(EXACT)
    assert shown.whole == 1, "DUE NOW is narrower than 0:01 left, LATE 10 min wider than LATE 9 min"


def test_nothing_is_painted_over_what_stands_elsewhere_by_now() -> None:
    shown = Shown([(TEN + timedelta(seconds=90), "warn", "x")], "en", 80, 24, NOTE)
    shown.size = Size(rows=20, columns=70)
    shown.now += timedelta(seconds=3)
    shown.painting.beat()
    assert (shown.whole, shown.painting.painted) == (1, 0), "the window has another size"
    shown = Shown([(TEN + timedelta(seconds=90), "warn", "x")], "en", 80, 24, NOTE)
    screen = shown.app.renderer.last_rendered_screen
    assert screen is not None
    screen.data_buffer[0].clear()
    shown.now += timedelta(seconds=3)
    shown.painting.beat()
    assert (shown.whole, shown.painting.painted) == (1, 0), "the drawing cut it off"


def test_the_clock_set_back_is_drawn_whole_and_a_picture_that_is_over_is_looked_at() -> None:
    shown = Shown([(TEN + timedelta(seconds=90), "warn", "x")], "en", 80, 24, NOTE)
    shown.now -= timedelta(seconds=3)
    shown.painting.beat()
    assert (shown.whole, shown.looks) == (1, 0)
    shown.now += timedelta(hours=10)
    shown.painting.beat()
    assert (shown.whole, shown.looks) == (2, 1)


@given(st.integers(-100_000, 100_000), st.floats(0.0, 59.0), st.sampled_from(["zh", "en"]))
def test_what_is_left_says_the_same_until_it_is_said_to_and_another_thing_then(seconds: int, off: float, lang: str) -> None:
    now = TEN + timedelta(seconds=off)
    due = TEN + timedelta(seconds=seconds)
    until = left_until(due, now)
    assert until > now
    assert left(due, until - timedelta(microseconds=1), lang) == left(due, now, lang)
    if abs(seconds) < EXACT:
        assert left(due, until, lang) != left(due, now, lang)
