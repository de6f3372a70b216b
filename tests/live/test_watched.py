"""Pictures that are only watched (the board, the demonstration): what ends them, what draws them anew, and
how they leave the terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
import types
from pathlib import Path

import pytest

from kit.ground.terminal.keyboard import Keyboard, _windows
from tests.support.play import Played
from tests.support.run import PATIENCE, ClockFile, environment
from tests.support.terminal import CTRL_C, Terminal, settings, untouched

pytestmark = pytest.mark.exhaustive

CLEARED = b"\x1b[2J"
NO_CHARACTER = {
    "up, and the mouse's wheel": "\x1b[A", "F5": "\x1b[15~", "page down": "\x1b[6~", "delete": "\x1b[3~", "F1 of a console": "\x1b[[A",
    "a keypad's 1": "\x1bOq", "Alt and q": "\x1bq", "the window left": "\x1b[O", "a click": "\x1b[<0;10;10M", "an old click": "\x1b[M q!",
    "the terminal's colour": "\x1b]11;rgb:q/q/q\x07", "its answer": "\x1bP1+r544e=71\x1b\\", "Ctrl-L": "\x0c", "a letter": "z", "bytes of GBK": "停",
}  # fmt: skip


def drawn_anew(t: Terminal) -> None:
    """Wait until the whole picture was written once more."""
    before, end = t.raw.count(CLEARED), time.monotonic() + PATIENCE
    while t.raw.count(CLEARED) == before:
        assert t.read(0.05) and time.monotonic() < end, f"not drawn anew\n{t.text()}"


def test_no_key_but_q_and_esc_ends_the_board_and_every_other_one_mends_its_picture(drill: Played) -> None:
    """An arrow, and a mouse's wheel, which a terminal turns into one, begin with Esc."""
    with Terminal(["board"], drill.env) as t:
        shown = t.see("计时总览", "q 离开")
        for name, keys in NO_CHARACTER.items():
            t.stream.feed("\r\n系统管理员的广播：即将关机\r\n".encode() * 9)
            assert "计时总览" not in t.text()
            t.child.send(keys.encode("gbk") if name == "bytes of GBK" else keys)
            drawn_anew(t)
            assert t.see("计时总览", "q 离开", gone="广播")[:80] == shown[:80], name
        t.child.send("\x1b")
        assert t.end() == 0


@pytest.mark.parametrize("keys", ["q", "Q", "ｑ", "\x1b\x1b"])
def test_q_of_an_input_method_and_esc_twice_end_the_board(drill: Played, keys: str) -> None:
    with Terminal(["board"], drill.env) as t:
        t.see("计时总览", "q 离开")
        t.child.send(keys)
        assert t.end() == 0
        assert settings(t.child.child_fd) == untouched()


@pytest.mark.parametrize("args", [["board"], ["demo"]])
@pytest.mark.parametrize(
    ("stop", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("ctrl-\\", 131), (CTRL_C, 130)]
)
def test_a_watched_picture_leaves_no_trace_however_it_is_stopped(
    tmp_path: Path, args: list[str], stop: str, code: int
) -> None:
    clock = ClockFile(tmp_path / "clock")
    (tmp_path / "thrown").mkdir()
    env = environment(tmp_path / "home", "zh", clock) | {"TMPDIR": str(tmp_path / "thrown")}
    with Terminal(args, env) as t:
        t.see("计时总览" if args == ["board"] else "演示")
        if stop.startswith("SIG"):
            os.kill(t.child.pid, getattr(signal, stop))
        else:
            t.child.send("\x1c" if stop == "ctrl-\\" else stop)
        assert t.end() == code
        assert settings(t.child.child_fd) == untouched()
        for switched, on in ((b"\x1b[?1049l", b"\x1b[?1049h"), (b"\x1b[?25h", b"\x1b[?25l")):
            assert t.raw.rfind(switched) > t.raw.rfind(on)
    assert not list((tmp_path / "thrown").iterdir())


@pytest.mark.parametrize("args", [["board"], ["demo"]])
def test_where_the_window_tells_no_size_the_picture_is_whole(drill: Played, args: list[str]) -> None:
    """A serial line, a container: the board showed the hour and no incident."""
    with Terminal(args, drill.env) as t:
        t.see("计时总览" if args == ["board"] else "演示")
        t.child.setwinsize(0, 0)
        drawn_anew(t)
        t.see("还剩", "q 离开" if args == ["board"] else "演示")


def test_the_demonstration_follows_the_window_and_shows_no_key_that_is_typed(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh", ClockFile(tmp_path / "clock"))
    with Terminal(["demo"], env) as t:
        t.see("演示")
        t.child.send("zzzz")
        t.resize(100, 30)
        assert "zzzz" not in t.see("-" * 100)


def test_ctrl_z_is_the_terminals_own_again_once_the_picture_is_gone() -> None:
    """Home opens the board in the same run: what follows hears Ctrl-Z, and nothing stays open."""
    stops, free = signal.getsignal(signal.SIGTSTP), os.dup(0)
    os.close(free)
    ends = [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)]
    try:
        with Keyboard():
            assert signal.getsignal(signal.SIGTSTP) != stops
        assert signal.getsignal(signal.SIGTSTP) == stops
        again = os.dup(0)
        os.close(again)
        assert again == free
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT), ends, strict=True):
            signal.signal(number, handler)


@pytest.mark.parametrize(
    ("typed", "given"), [("\xe0Q", "\x1b[~"), ("\x00q", "\x1b[~"), ("q", "q"), ("\x1b", "\x1b"), ("\xe0", "\xe0")]
)
def test_on_windows_the_second_half_of_page_down_is_no_letter(
    monkeypatch: pytest.MonkeyPatch, typed: str, given: str
) -> None:
    left = list(typed)
    console = types.SimpleNamespace(kbhit=lambda: bool(left), getwch=lambda: left.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    assert _windows(0.0, lambda: False) == given
    assert not left


def test_on_windows_another_size_of_the_window_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(kbhit=lambda: False, getwch=str))
    keys = Keyboard()
    monkeypatch.setattr("kit.ground.terminal.keyboard._size", lambda: (132, 50))
    assert _windows(60.0, keys._another_size) == ""
    assert keys.resized
    keys.alarm.close()
    keys.notice.close()
