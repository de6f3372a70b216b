"""A hard kernel lock on a file of its own, polled for a bounded time.

Our own forty lines and not filelock: the front door takes the same lock before it may import
anything, and importing filelock alone costs 5.8 bare starts (kit/README.md, decisions).
"""

import os
import sys
import time

from kit.ground.machine.disk import close, open_private

WAIT = 2.5
STEP = 0.02  # longest pause between two tries; the first are shorter


def lock_path(home: str, ref: str) -> str:
    """The file to lock for a document: one of a thousand, so that they do not pile up."""
    return os.path.join(home, "locks", f"{ref[-2:]}.lock")


def signature() -> bytes:
    """What whoever holds a lock writes into its file."""
    return f"{os.getpid():<10d}\n".encode("ascii")


class Held(Exception):
    """Somebody else holds it and did not let go in time. ``holder``: process id as text."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


if sys.platform == "win32":
    import msvcrt

    def _try(fd: int) -> bool:
        try:
            os.lseek(fd, 0x7FFF0000, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(fd: int) -> None:
        os.lseek(fd, 0x7FFF0000, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


class Lock:
    """``with Lock(path):``; raises ``Held`` after ``wait`` seconds."""

    def __init__(self, path: str, wait: float = WAIT) -> None:
        self.path = path
        self.wait = wait
        self.fd = -1

    def __enter__(self) -> "Lock":
        self.fd = open_private(self.path, os.O_RDWR)
        try:
            self._take()
            self._sign()
        except BaseException:
            close(self.fd)
            self.fd = -1
            raise
        return self

    def _take(self) -> None:
        if _try(self.fd):
            return
        deadline = time.monotonic() + self.wait
        pause = 0.001
        while not _try(self.fd):
            if time.monotonic() >= deadline:
                raise Held(self._holder())
            time.sleep(pause)
            pause = min(STEP, pause * 1.5)

    def _sign(self) -> None:
        try:
            os.lseek(self.fd, 0, os.SEEK_SET)
            os.write(self.fd, signature())
        except OSError:  # a full disk: the lock holds all the same
            pass

    def _holder(self) -> str:
        try:
            os.lseek(self.fd, 0, os.SEEK_SET)
            return os.read(self.fd, 10).decode("ascii", "replace").strip() or "?"
        except OSError:
            return "?"

    def _let_go(self) -> bool:
        try:
            _release(self.fd)
        except OSError:  # closing lets it go, too
            return False
        return True

    def __exit__(self, *_: object) -> None:
        if self.fd >= 0:
            self._let_go()
            close(self.fd)
            self.fd = -1
