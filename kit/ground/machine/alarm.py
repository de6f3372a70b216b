"""What ends a wait besides a key, told by the system instead of looked for: a time of day, a clock
that was set, waking from sleep, a file that another terminal wrote.

Linux tells all of it (timerfd, inotify; called through ctypes because Python has no names for them
before 3.13). Elsewhere both have no descriptor, and who waits must look for himself now and then.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# From the kernel's headers: linux/timerfd.h, linux/inotify.h, and the open flags they share.
CLOCK_REALTIME = 0
ABSOLUTE, CANCEL_ON_SET = 1, 2
WRITTEN, MOVED_FROM, MOVED_TO, CREATED, DELETED, MOVED = 0x2, 0x40, 0x80, 0x100, 0x200, 0x800
LOOK = 30.0  # seconds; no longer wait is trusted where the system tells of nothing
CHANGES = WRITTEN | MOVED_FROM | MOVED_TO | CREATED | DELETED | MOVED


def _libc() -> Any:
    """The C library, or ``None`` where these calls do not exist."""
    if sys.platform != "linux":
        return None
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        return libc if libc.timerfd_create and libc.inotify_init1 else None
    except (ImportError, OSError, AttributeError):
        return None


def _closed(fd: int) -> int:
    if fd >= 0:
        os.close(fd)
    return -1


class Alarm:
    """A descriptor that becomes readable at a time of day, and at once when the clock is set or
    the machine wakes from sleep (a waiting process does not count the time asleep, this does).
    ``fd`` is -1 where the system has no such thing."""

    def __init__(self) -> None:
        self.fd = -1
        self._libc = _libc()
        if self._libc is not None:
            import ctypes

            self.fd = self._libc.timerfd_create(CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC)
            # interval (never again), then the time: both as whole seconds and nanoseconds.
            self._when = (ctypes.c_long * 4)(0, 0, 0, 0)

    def set(self, at: float) -> bool:
        """Ring at ``at`` (seconds since 1970 by the system's clock; past: now). False: it cannot
        be trusted to, so look again within half a minute."""
        if self.fd < 0:
            return False
        nano = max(1, int(at * 1e9))
        self._when[2], self._when[3] = divmod(nano, 1_000_000_000)
        flags = ABSOLUTE | CANCEL_ON_SET
        return bool(self._libc.timerfd_settime(self.fd, flags, self._when, None) == 0)

    def clear(self) -> bool:
        """Take note that it rang. True: not for the time but for a clock that was set or a
        machine that woke."""
        if self.fd < 0:
            return False
        try:
            os.read(self.fd, 8)
        except BlockingIOError:
            return False
        except OSError:  # ECANCELED
            return True
        return False

    def close(self) -> None:
        self.fd = _closed(self.fd)


class Notice:
    """A descriptor that becomes readable when something changes in the folders given. ``fd`` is
    -1 where the system has no such thing."""

    def __init__(self) -> None:
        self.fd = -1
        self._libc = _libc()
        self._known: dict[str, int] = {}
        if self._libc is not None:
            self.fd = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)

    def watch(self, folders: Iterable[str]) -> None:
        """Tell of exactly these from now on; a folder that is not there is not watched."""
        wanted = set(folders)
        if self.fd < 0 or wanted == self._known.keys():
            return
        for path in self._known.keys() - wanted:
            self._libc.inotify_rm_watch(self.fd, self._known.pop(path))
        for path in wanted - self._known.keys():
            number = self._libc.inotify_add_watch(self.fd, os.fsencode(path), CHANGES)
            if number >= 0:
                self._known[path] = number

    def clear(self) -> bool:
        """Whether something changed since last asked."""
        changed = False
        while self.fd >= 0:
            try:
                changed = bool(os.read(self.fd, 65536))
            except OSError:
                break
        return changed

    def close(self) -> None:
        self.fd = _closed(self.fd)
