"""What a terminal that goes on recording keeps open between two entries: a document's lock file
and its journal.

Opening both anew costs a good part of a flush. What is kept is believed only after a look at the
path: it must still name the very file that is open (a folder may have been moved, a file replaced,
the folder of locks deleted), else it is opened as if nothing had been kept. After any failure
nothing is kept: a descriptor that could not be synced is never used again.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable

from kit.ground.machine.disk import close, make_dir, open_private
from kit.ground.machine.lock import Lock, lock_path, signature

# Windows moves no folder in which a file is open, and another terminal may move it.
KEEPS = sys.platform != "win32"
HAS_PREAD = hasattr(os, "pread")


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _still(path: str, identity: tuple[int, int]) -> bool:
    """Whether the path names that very file."""
    try:
        return _identity(os.lstat(path)) == identity
    except OSError:
        return False


class KeptLock(Lock):
    """A lock whose file stays open when it is let go. A process that was forked off opens its
    own: the kernel would take both for one holder."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._pid = 0
        self._file = (0, 0)
        self._mine = b""

    def __enter__(self) -> KeptLock:
        for _ in range(5):
            if self.fd < 0 or self._pid != os.getpid():
                self._open()
            try:
                self._take()
            except BaseException:
                self.drop()
                raise
            if _still(self.path, self._file):
                self._sign()
                return self
            self.drop()
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), self.path)

    def _open(self) -> None:
        self.drop()
        try:
            self.fd = open_private(self.path, os.O_RDWR)
        except FileNotFoundError:
            make_dir(os.path.dirname(self.path))
            self.fd = open_private(self.path, os.O_RDWR)
        self._pid, self._file = os.getpid(), _identity(os.fstat(self.fd))
        self._mine = signature()

    def _sign(self) -> None:
        """Only where somebody else signed since: reading costs half of writing."""
        try:
            if HAS_PREAD and os.pread(self.fd, len(self._mine), 0) == self._mine:
                return
        except OSError:
            pass
        super()._sign()

    def __exit__(self, *_: object) -> None:
        if self.fd >= 0 and not (KEEPS and self._let_go()):
            self.drop()

    def drop(self) -> None:
        """Close it, and so let go."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            close(fd)


class Hold:
    """One journal, open for appending."""

    __slots__ = ("_file", "_path", "_pid", "fd")

    def __init__(self) -> None:
        self.fd = -1
        self._path = ""
        self._pid = 0
        self._file = (0, 0)

    def stands(self, path: str, size: int) -> bool:
        """Whether the path still names the file that is open, and it is ``size`` bytes long, as
        its last writer knows it; else it is closed."""
        if self.fd < 0:
            return False
        if path == self._path and self._pid == os.getpid():
            try:
                found = os.lstat(path)
            except OSError:
                pass
            else:
                if found.st_size == size and _identity(found) == self._file:
                    return True
        self.drop()
        return False

    def keep(self, path: str, fd: int) -> None:
        """Keep an open journal to which an entry was just added, or close it where that is not
        done."""
        self.drop()
        if not KEEPS:
            close(fd)
            return
        try:
            self._file = _identity(os.fstat(fd))
        except OSError:
            close(fd)
            return
        self.fd, self._path, self._pid = fd, path, os.getpid()

    def drop(self) -> None:
        fd, self.fd = self.fd, -1
        if fd >= 0:
            close(fd)


class Writer:
    """Lock and journal of one document's writer; closed when nobody has it any more."""

    __slots__ = ("hold", "lock")

    def __init__(self, home: str, ref: str) -> None:
        self.lock = KeptLock(lock_path(home, ref))
        self.hold = Hold()

    def drop(self) -> None:
        self.lock.drop()
        self.hold.drop()

    def __del__(self, ending: Callable[[], bool] = sys.is_finalizing) -> None:
        if not ending():
            self.drop()
