"""Why the disk did not take a file, and what is to be done: free so much space, delete some files,
or look at the rights."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.full_disk import is_full

BLOCKS = 8192  # bytes of a file system that go with a new file: its last block, and its folder's


def unwritten(path: str, error: OSError, size: int = 0) -> Refused:
    """The refusal of a file or folder that the disk did not take, with ``size`` bytes in it."""
    if not is_full(error):
        return Refused("home", Exit.FAULT, path=path, why=said(error))
    if no_more_files(path):
        return Refused("disk-files", Exit.FAULT, path=path)
    return Refused("disk-full-file", Exit.FAULT, path=path, needed=kilobytes(size + BLOCKS))


def said(error: OSError) -> str:
    """What the system said."""
    return (error.strerror or str(error)).strip()


def no_more_files(path: str) -> bool:
    """Whether the disk has space, and has used up the number of files that it was made for. Never
    fails; ``False`` where a disk does not count them."""
    where = os.path.abspath(path)
    while not os.path.lexists(where) and os.path.dirname(where) != where:
        where = os.path.dirname(where)
    try:
        disk = os.statvfs(where)
    except (OSError, AttributeError):  # Windows counts no files
        return False
    return bool(disk.f_files) and not disk.f_favail and disk.f_bavail > 0


def kilobytes(count: int) -> int:
    return max(1, -(-count // 1024))
