"""Waiting for a typed line: what ends it besides the line."""

from __future__ import annotations

import io
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

import pytest

from kit.ground.terminal.echo import Echo
from kit.ground.terminal.plain import Lines

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signal is sent to a thread there")


class Ended(Exception):
    """What the signal's handler raises."""


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Lines, int]]:
    """Lines that are typed into the end given beside them."""
    ours, theirs = os.pipe()
    with open(ours, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)

        def raised(number: int, frame: FrameType | None) -> None:
            raise Ended

        before = signal.signal(signal.SIGUSR1, raised)
        lines = Lines()
        try:
            yield lines, theirs
        finally:
            signal.signal(signal.SIGUSR1, before)
            os.close(theirs)
            for thread in threading.enumerate():  # it would read the next test's line
                if getattr(thread, "_target", None) == lines._read:
                    thread.join(60)


def stands_still(thread: threading.Thread) -> None:
    """Return once the thread has come no further between many looks: it waits."""
    last, same = (0, 0), 0
    while same < 50:
        frame = sys._current_frames()[thread.ident or 0]
        now = (id(frame), frame.f_lasti)
        same = same + 1 if now == last else 0
        last = now
        del frame
        time.sleep(0.002)  # between two looks


@pytest.mark.parametrize("timeout", [None, 600.0])
def test_a_signal_that_interrupts_nothing_ends_the_wait_for_a_line(
    typed: tuple[Lines, int], timeout: float | None
) -> None:
    """Told to end in the moment before the wait began, a form waited on for the next line: the system had
    handed the signal over, and nothing interrupted the wait. Given to the thread that reads, it does the same."""
    lines, keyboard = typed
    reader = next(t for t in threading.enumerate() if getattr(t, "_target", None) == lines._read)

    def given() -> None:
        stands_still(threading.main_thread())
        signal.pthread_kill(reader.ident or 0, signal.SIGUSR1)
        if not ended.wait(20):
            unheard.append("the signal")
            os.write(keyboard, b"nobody was told\n")

    unheard: list[str] = []
    ended = threading.Event()
    sender = threading.Thread(target=given)
    with pytest.raises(Ended):
        sender.start()
        assert lines.get(timeout) is None
    ended.set()
    sender.join()
    assert not unheard


def test_a_line_and_a_time_end_the_wait_and_a_line_taken_by_others_does_not(typed: tuple[Lines, int]) -> None:
    lines, keyboard = typed
    os.write(keyboard, b"one\ntwo\n")
    while lines.queue.qsize() < 2:
        lines._wait(60)
    assert lines.get(None) == "one\n"
    assert lines.typed_ahead() == ["two\n"]
    with pytest.raises(queue.Empty):
        lines.get(0)
    os.write(keyboard, b"three\n")
    assert lines.get(None) == "three\n"


def test_whoever_listened_for_signals_before_a_wait_does_so_after_it(typed: tuple[Lines, int]) -> None:
    lines, keyboard = typed
    before = signal.set_wakeup_fd(lines._tell, warn_on_full_buffer=False)
    try:
        os.write(keyboard, b"one\n")
        assert lines.get(None) == "one\n"
        assert signal.set_wakeup_fd(lines._tell) == lines._tell
    finally:
        signal.set_wakeup_fd(before)


class Slow(io.StringIO):
    """What stands here only once it may."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self.order = order
        self.begun, self.may = threading.Event(), threading.Event()

    def flush(self) -> None:
        self.begun.set()
        assert self.may.wait(60)
        self.order.append("echoed")


def test_a_terminal_is_given_back_once_what_is_being_echoed_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended in that moment, the interpreter died of a line that its thread had half written (3.13)."""
    near, far = os.openpty()
    order: list[str] = []
    slow = Slow(order)
    with open(far, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", slow)
        echo = Echo()
        echo.hold()
        typing = threading.Thread(target=echo._take, args=("x",))
        typing.start()
        assert slow.begun.wait(60)

        def later() -> None:
            stands_still(threading.main_thread())
            slow.may.set()

        looking = threading.Thread(target=later)
        looking.start()
        echo.give_back()
        order.append("given back")
        typing.join()
        looking.join()
    os.close(near)
    assert order == ["echoed", "given back"] and slow.getvalue() == "x"
