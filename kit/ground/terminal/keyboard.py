"""The keyboard, key by key, and what else may end the wait for one."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TextIO

from kit.ground.machine.alarm import LOOK, Alarm, Notice
from kit.ground.machine.here import wall
from kit.ground.terminal.lines import ENTER, LEAVE

ESCAPE = "\x1b"
ALONE = 0.1  # seconds behind Esc within which the rest of an arrow's sequence comes
SPECIAL = ("\x00", "\xe0")  # in front of what is no character, on Windows
OURS_ALONE = [getattr(signal, n) for n in ("SIGWINCH", "SIGTSTP") if hasattr(signal, n)]
LONG = 4096  # characters of a sequence that nobody's terminal sends
WHOLE = re.compile(
    "\x1b+(?:\\[M.{3}|\\[\\[?[0-?]*[ -/]*[@-~]|O.|[\\]PX^_].*?(?:\x07|\x1b\\\\)"
    "|[^\x1b\\[O\\]PX^_])",
    re.DOTALL,
)
BEGUN = re.compile("\x1b+(?:\\[M.{0,2}|\\[\\[?[0-?]*[ -/]*|O|[\\]PX^_].*)?\\Z", re.DOTALL)


class Keyboard:
    """Keys without echo while inside; the terminal's settings are restored afterwards. Where
    nobody's keys come in, no key comes.

    What else ended the last wait: ``told`` files changed (always, where the system cannot tell),
    ``jumped`` the clock was set or the machine woke, ``resized`` another window size or a key that
    is no character (an arrow, the mouse's wheel, Ctrl-L), so that everything is drawn anew,
    ``stopped`` Ctrl-Z, which whoever draws must answer with ``stop``."""

    def __init__(self) -> None:
        self.alarm = Alarm()
        self.notice = Notice()
        self.told = True
        self.jumped = self.resized = self.stopped = False
        self._saved: list[Any] = []
        self._keys = self._pipe = self._write = -1
        self._fds: list[int] = []
        self._before: dict[int, Any] = {}
        self._size = _size()

    def __enter__(self) -> Keyboard:
        for name, handler in (
            ("SIGTERM", _end),
            ("SIGHUP", _end),
            ("SIGQUIT", _end),  # Ctrl-\\ reaches us, too, and would leave the picture standing
            ("SIGINT", signal.default_int_handler),  # ignored where a background job opened us
            ("SIGWINCH", self._resized),
            ("SIGTSTP", self._stopped),
        ):
            if hasattr(signal, name):
                number = int(getattr(signal, name))
                self._before[number] = signal.signal(number, handler)
        if sys.platform != "win32":
            # A signal alone does not end a select; the byte that Python writes here for it does.
            self._pipe, self._write = os.pipe()
            os.set_blocking(self._pipe, False)
            os.set_blocking(self._write, False)
            signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
            self._keys = sys.stdin.fileno() if sys.stdin.isatty() else -1
            self._fds = [self._keys, self._pipe, self.alarm.fd, self.notice.fd]
            self._fds = [fd for fd in self._fds if fd >= 0]
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()
        self.alarm.close()
        self.notice.close()
        if self._pipe >= 0:
            signal.set_wakeup_fd(-1)
            os.close(self._pipe)
            os.close(self._write)
        # What comes after us in this run hears its own signals: Ctrl-Z at the home screen stops it.
        for number, handler in self._before.items():
            if number in OURS_ALONE and handler is not None:
                signal.signal(number, handler)

    def take(self) -> None:
        """Keys one by one, from now on."""
        if sys.platform != "win32" and self._keys >= 0:
            import termios
            import tty

            self._saved = termios.tcgetattr(self._keys)
            tty.setcbreak(self._keys)
        elif sys.platform == "win32":
            self._saved = _escapes_understood()

    def give_back(self) -> None:
        """The terminal as it was."""
        if sys.platform != "win32" and self._saved:
            import termios

            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._saved)
        elif sys.platform == "win32" and self._saved:
            _escapes_as_before(self._saved)

    def aside(self, out: TextIO) -> None:
        """To the background, the shell's own screen in front meanwhile; drawn anew afterwards."""
        out.write(LEAVE)
        out.flush()
        self.stop()
        out.write(ENTER)
        self.resized = True

    def stop(self) -> None:
        """To the background, until the shell brings us back."""
        self.stopped = False
        if sys.platform != "win32":
            self.give_back()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0, signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, self._stopped)
            self.take()

    def wait(self, until: float) -> str:
        """The next key, or "" when there is something else to do. ``until``: at the latest, in
        seconds since 1970."""
        self.told, self.jumped = self.notice.fd < 0, False
        seconds = max(0.0, until - wall())
        if sys.platform == "win32":
            return self._character(_windows(min(seconds, LOOK), self._another_size))
        import select

        trusted = self.alarm.set(until)
        most = seconds + 1 if trusted else min(seconds, LOOK)
        ready, _, _ = select.select(self._fds, [], [], most)
        if self._pipe in ready:
            os.read(self._pipe, 64)
        if self.alarm.fd in ready:
            self.jumped = self.alarm.clear()
        if self.notice.fd in ready:
            self.told = self.notice.clear()
        if self._keys >= 0 and self._keys in ready:
            return self._character(self._read())
        return ""

    def _read(self) -> str:
        """What came, to the end of what an arrow or a function key sends."""
        import select

        # A terminal that is gone gives nothing, and for ever.
        text = os.read(self._keys, 64).decode("utf-8", "replace") or "q"
        while BEGUN.search(text) and len(text) < LONG:
            if not select.select([self._keys], [], [], ALONE)[0]:
                break
            text += os.read(self._keys, 64).decode("utf-8", "replace") or "\x07"
        return text

    def _character(self, text: str) -> str:
        """The first character of it that is one; Esc where that stands alone. Of anything else all
        that can be meant is that the picture be seen again."""
        if text and not text.strip(ESCAPE):
            return ESCAPE
        left = BEGUN.sub("", WHOLE.sub("", text))[:1]
        if text and not (left.isprintable() and left) and left not in ("\r", "\n", "\t"):
            left = ""
        self.resized = self.resized or bool(text and not left)
        return left

    def _another_size(self) -> bool:
        """Whether the window has another size than at the last look, where no signal tells."""
        before, self._size = self._size, _size()
        self.resized = self.resized or self._size != before
        return self._size != before

    def _resized(self, number: int, _: FrameType | None) -> None:
        self.resized = True

    def _stopped(self, number: int, _: FrameType | None) -> None:
        self.stopped = True


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _size() -> tuple[int, int]:
    """Of the window; nothing where there is none."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
        return (size.columns, size.lines)
    except (OSError, ValueError):
        return (0, 0)


def _windows(seconds: float, another_size: Callable[[], bool]) -> str:
    """The console has no descriptor to wait on: look five times a second. What is no character
    comes in two parts, of which the second is a letter (PageDown: ``Q``): it is given as what a
    terminal sends for it."""
    import msvcrt
    import time

    pressed, read = getattr(msvcrt, "kbhit"), getattr(msvcrt, "getwch")  # noqa: B009
    for _ in range(max(1, int(seconds / 0.2))):
        if pressed():
            key = str(read())
            if key in SPECIAL and pressed():
                read()
                return f"{ESCAPE}[~"
            return key
        if another_size():
            return ""
        time.sleep(min(0.2, seconds))
    return ""


def _escapes_understood() -> list[Any]:
    """Have the console of Windows take what we write as more than characters; what it did before,
    nothing where it knows no such thing."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    handle, mode = kernel.GetStdHandle(-11), ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return []
    kernel.SetConsoleMode(handle, mode.value | 0x0004)
    return [handle, mode.value]


def _escapes_as_before(saved: list[Any]) -> None:
    import ctypes

    handle, mode = saved
    getattr(ctypes, "windll").kernel32.SetConsoleMode(handle, mode)  # noqa: B009
