"""The keyboard, key by key, and what else may end the wait for one."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

from kit.ground.machine.alarm import LOOK, Alarm, Notice
from kit.ground.machine.here import wall


class Keyboard:
    """Keys without echo while inside; the terminal's settings are restored afterwards.

    What else ended the last wait: ``told`` files changed (always, where the system cannot tell),
    ``jumped`` the clock was set or the machine woke, ``resized`` another window size, ``stopped``
    Ctrl-Z, which whoever draws must answer with ``stop``."""

    def __init__(self) -> None:
        self.alarm = Alarm()
        self.notice = Notice()
        self.told = True
        self.jumped = self.resized = self.stopped = False
        self._saved: list[Any] = []
        self._keys = self._pipe = -1
        self._fds: list[int] = []

    def __enter__(self) -> Keyboard:
        for name, handler in (
            ("SIGTERM", _end),
            ("SIGHUP", _end),
            ("SIGINT", signal.default_int_handler),  # ignored where a background job opened us
            ("SIGWINCH", self._resized),
            ("SIGTSTP", self._stopped),
        ):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), handler)
        if sys.platform != "win32":
            # A signal alone does not end a select; the byte that Python writes here for it does.
            self._pipe, write = os.pipe()
            os.set_blocking(self._pipe, False)
            os.set_blocking(write, False)
            signal.set_wakeup_fd(write, warn_on_full_buffer=False)
            self._keys = sys.stdin.fileno()
            self._fds = [self._keys, self._pipe, self.alarm.fd, self.notice.fd]
            self._fds = [fd for fd in self._fds if fd >= 0]
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()
        self.alarm.close()
        self.notice.close()

    def take(self) -> None:
        """Keys one by one, from now on."""
        if sys.platform != "win32":
            import termios
            import tty

            self._saved = termios.tcgetattr(self._keys)
            tty.setcbreak(self._keys)

    def give_back(self) -> None:
        """The terminal as it was."""
        if sys.platform != "win32" and self._saved:
            import termios

            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._saved)

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
            return _windows(min(seconds, LOOK))
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
        if self._keys in ready:
            # A terminal that is gone gives nothing, and for ever.
            return os.read(self._keys, 64).decode("utf-8", "replace")[:1] or "q"
        return ""

    def _resized(self, number: int, _: FrameType | None) -> None:
        self.resized = True

    def _stopped(self, number: int, _: FrameType | None) -> None:
        self.stopped = True


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _windows(seconds: float) -> str:
    """The console has no descriptor to wait on: look five times a second."""
    import msvcrt
    import time

    for _ in range(max(1, int(seconds / 0.2))):
        if getattr(msvcrt, "kbhit")():  # noqa: B009
            return str(getattr(msvcrt, "getwch")())  # noqa: B009
        time.sleep(min(0.2, seconds))
    return ""
