"""Meeting a full disk: a reserve is kept in the home, and let go for what must still be recorded.

Standard library only: the front door uses it before anything is imported.
"""

import errno
import os
import sys

from kit.ground.machine.disk import close, open_private, replace_file, write_all

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing typing costs the front door a tenth of a bare start
    from collections.abc import Callable
    from typing import TypeVar

    _T = TypeVar("_T")

RESERVE = 65536


class DiskFull(Exception):
    """Nothing was recorded and nothing lost. ``needed`` bytes are missing at least."""

    def __init__(self, needed: int) -> None:
        super().__init__(needed)
        self.needed = needed


def is_full(error: OSError) -> bool:
    """No space (not: this file may not grow, which another file can mend)."""
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1))


def with_reserve(home: str, work: "Callable[[], _T]") -> "_T":
    """Do the work; on a full disk let the reserve go and do it once more."""
    try:
        return work()
    except OSError as error:
        if not (is_full(error) and home and release_reserve(home)):
            raise
    return work()


def keep_reserve(home: str) -> None:
    """Keep some space for the moment when the disk is full. Never fails."""
    path = f"{home}{os.sep}reserve"
    try:
        if os.stat(path).st_size >= RESERVE:
            return
    except OSError:
        pass
    try:
        if not spare(home):
            return  # what is left is for entries now
        fd = open_private(path, os.O_WRONLY | os.O_TRUNC)
        try:
            write_all(fd, os.urandom(RESERVE))
            os.fsync(fd)
        finally:
            close(fd)
    except OSError:
        release_reserve(home)


def spare(home: str, size: int = 0) -> bool:
    """Whether so many bytes may be written that are no entry: entries go first. Raises
    ``OSError``, or says no, where there is no home."""
    if sys.platform == "win32":
        return os.path.isdir(home)
    space = os.statvfs(home)
    return space.f_bavail * space.f_frsize >= 4 * RESERVE + size


def keep_cache(home: str, path: str, data: bytes) -> None:
    """A file that may be made anew at any time: only where there is space to spare, so that what
    somebody freed for an entry is there for it. Raises ``OSError``."""
    if spare(home, len(data)):
        if not os.path.isdir(os.path.dirname(path)):
            os.mkdir(os.path.dirname(path), 0o700)
        replace_file(path, data, durable=False)


def release_reserve(home: str) -> bool:
    try:
        os.unlink(os.path.join(home, "reserve"))
    except OSError:
        return False
    return True
