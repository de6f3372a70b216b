"""A real pseudo-terminal for tests: keys go in, the screen's contents are looked at.

Nothing sleeps for a fixed time: ``see`` polls until the screen shows what it should.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from functools import cache
from pathlib import Path
from typing import Any

import pexpect
import pyte

from tests.support.constants import ROOT
from tests.support.run import PATIENCE, spelt

READY = ("q 离开", "q leave", "Esc 返回", "Esc goes back")
ENTER, ESC, UP, DOWN, CTRL_C = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x03"


def settings(fd: int) -> list[Any]:
    return termios.tcgetattr(fd)


@cache
def untouched() -> list[Any]:
    """What a terminal is set to before anything ran in it."""
    child = pexpect.spawn("cat", dimensions=(24, 80))
    try:
        return settings(child.child_fd)
    finally:
        child.close(force=True)


def heed_quit() -> None:
    """As a shell in front does; one that put the tests in the background made them deaf to it."""
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def ignore_ctrl_c() -> None:
    heed_quit()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Terminal:
    """``kit`` with ``args`` in a terminal of ``cols`` by ``rows``; ``deaf``: opened by a job that a
    shell put in the background, which ignores Ctrl-C."""

    alone = True  # the child is the kit itself
    size = (0, 0)  # of what was read off the screen last, and its rows
    shown: list[str] = []

    def __init__(
        self, args: list[str], env: dict[str, str], cols: int = 80, rows: int = 24, deaf: bool = False
    ) -> None:
        self.cols, self.rows = cols, rows
        self.vt = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.vt)
        self.bells = 0
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable, ["-m", "kit", *(spelt(word, env) for word in args)], env=env, dimensions=(rows, cols), cwd=str(ROOT),
            preexec_fn=ignore_ctrl_c if deaf else heed_quit,
        )  # fmt: skip
        self.child.delaybeforesend = None  # what is on the screen is waited for instead
        self.vt.write_process_input = lambda data: self.child.send(data)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Tear the window away; what does not end by that is told to, then killed. The library
        sleeps a tenth of a second for each: here its end is looked for."""
        held = self.child.ptyproc
        if not held.closed:
            held.fileobj.close()
            end = time.monotonic() + 2 * held.delayafterclose
            while self.child.isalive() and time.monotonic() < end:
                time.sleep(0.002)  # between two looks
            held.delayafterclose = 0
        self.child.close(force=True)

    def resize(self, cols: int, rows: int) -> None:
        """The window is drawn larger or smaller."""
        self.cols, self.rows = cols, rows
        self.vt.resize(rows, cols)
        self.child.setwinsize(rows, cols)

    def lines(self) -> list[str]:
        """What stands on the screen, one text per row (wide characters counted once); only rows that
        were written to since the last look are looked at again."""
        whole = range(self.rows)
        changed = {row - n for row in self.vt.dirty for n in (0, 1)}  # a mark may go to the row above
        if self.size != (self.rows, self.cols):
            self.size, self.shown, changed = (self.rows, self.cols), [""] * self.rows, set(whole)
        for row in changed.intersection(whole):
            cells = self.vt.buffer[row]
            self.shown[row] = "".join([cells[col].data for col in range(self.cols)]).rstrip()
        self.vt.dirty.clear()
        return [*self.shown]

    def text(self) -> str:
        return "\n".join(self.lines())

    def read(self, seconds: float) -> bool:
        """Take what the program wrote; False when it has ended and nothing is left."""
        ready, _, _ = select.select([self.child.child_fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.child.child_fd, 65536)
        except OSError:
            return False
        if not data:
            return False
        self.raw += data
        self.bells += data.count(b"\a") - data.count(b"\x1b]2;") - data.count(b"\x1b]0;")
        self.stream.feed(data)
        return True

    def rests(self) -> bool:
        """Whether all is drawn: nothing is there to be read, and the program sleeps. Where that cannot
        be looked at, or a shell stands between, it has to be silent for a twentieth of a second."""
        before = len(self.raw)
        asleep = self.sleeps()
        self.read(0.05 if asleep is None else 0.01)
        return len(self.raw) == before and (asleep is None or bool(asleep and self.sleeps()))

    def sleeps(self) -> bool | None:
        """Whether no thread of the program has anything to do; ``None`` where nobody can say."""
        tasks = f"/proc/{self.child.pid}/task"
        if not self.alone:
            return None
        try:
            each = [Path(tasks, task, "stat").read_text(encoding="utf-8", errors="replace") for task in os.listdir(tasks)]
        except OSError:
            return None
        return not any(stat.rpartition(") ")[2].startswith(("R", "D")) for stat in each)

    def see(self, *texts: str, gone: str = "") -> str:
        """Wait until all ``texts`` stand on the screen (and ``gone`` does not)."""
        deadline = time.monotonic() + PATIENCE
        alive = True
        while True:
            shown = self.text()
            flat = shown.replace("\n", "")
            if all(t in shown or t in flat for t in texts) and (not gone or gone not in shown):
                return shown
            if not alive or time.monotonic() > deadline:
                missing = [t for t in texts if t not in shown and t not in flat]
                raise AssertionError(
                    f"not on the screen: {missing}{' / still there: ' + gone if gone else ''}\n{shown}"
                )
            alive = self.read(0.05)

    def ready(self) -> None:
        """Wait until the screen takes keys."""
        deadline = time.monotonic() + PATIENCE
        while not any(mark in self.text() for mark in READY):
            if time.monotonic() > deadline or not self.read(0.05):
                raise AssertionError(f"the screen never took keys\n{self.text()}")

    def press(self, keys: str, *after: str, gone: str = "") -> str:
        """Press keys once the screen takes them, then wait for what should follow."""
        self.ready()
        self.child.send(keys)
        return self.see(*after, gone=gone) if after or gone else ""

    def type(self, text: str, *after: str, gone: str = "") -> str:
        """Type a line into the input and press Enter."""
        self.ready()
        self.child.send(text)
        if text:
            self.see(text[-20:])
        self.child.send(ENTER)
        return self.see(*after, gone=gone) if after or gone else ""

    def line(self, text: str, *after: str) -> str:
        """Plain mode: a whole line."""
        self.child.send(text + "\n")
        return self.see(*after) if after else ""

    def kill(self) -> None:
        """kill -9, as when the window is torn away."""
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def end(self) -> int:
        """Wait for the program's end; its exit code (128 + signal when killed by one)."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.1):
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end\n{self.text()}")
        self.child.wait()
        if self.child.signalstatus is not None:
            return 128 + int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)
