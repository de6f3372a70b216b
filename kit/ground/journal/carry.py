"""A document's folder, laid elsewhere: copied, proved, and only then taken away.

No rename: on a stick (FAT, exFAT) it is two writes, and a power cut between them leaves no folder
at all, or two that share the same bytes. So the new folder is made of bytes of its own.
"""

from __future__ import annotations

import errno
import os
import stat

from kit.ground.journal.append import sync
from kit.ground.machine.disk import close, make_dir, open_existing, open_private, sync_dir

PIECE = 1 << 20


def carry(old: str, new: str) -> bool:
    """Copy the folder to a place where none is, prove every byte, take the old one away; whether
    that is gone. Raises ``OSError`` where it could not be copied: then it lies where it was, and
    nothing of it elsewhere."""
    if os.path.lexists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
    make_dir(new)
    try:
        _fill(old, new)
    except BaseException:
        _undo(old, new)
        raise
    return clear(old, new)


def go_on(old: str, new: str) -> bool:
    """What ``carry`` could not finish, in the same start of this machine: the copies that are half
    made are made anew. Raises ``OSError``."""
    make_dir(new)
    _fill(old, new)
    return clear(old, new)


def _fill(old: str, new: str) -> None:
    for name in sorted(os.listdir(old)):
        _copy(os.path.join(old, name), os.path.join(new, name))
    sync_dir(new)
    sync_dir(os.path.dirname(new))


def _copy(source: str, target: str) -> None:
    """One file, or what else somebody laid into the folder. Raises ``OSError``."""
    mode = os.lstat(source).st_mode
    if stat.S_ISDIR(mode):
        make_dir(target)
        _fill(source, target)
        return
    if stat.S_ISLNK(mode):
        if not os.path.lexists(target):
            os.symlink(os.readlink(source), target)
        return
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), source)
    if whole_in(source, target):
        return
    if os.path.lexists(target) and not whole_in(target, source):  # written on, there and here
        target = _beside(target)
    _write(source, target)
    if not whole_in(source, target):
        raise OSError(errno.EIO, os.strerror(errno.EIO), target)


def _beside(target: str) -> str:
    folder, name = os.path.split(target)
    stem, dot, ending = name.partition(".")
    count = 2
    while os.path.lexists(found := os.path.join(folder, f"{stem}~{count}{dot}{ending}")):
        count += 1
    return found


def _write(source: str, target: str) -> None:
    read = open_existing(source)
    try:
        fd = open_private(target, os.O_WRONLY | os.O_TRUNC)
        try:
            while piece := os.read(read, PIECE):
                view = memoryview(piece)
                while view:
                    view = view[os.write(fd, view) :]
            sync(fd)
        finally:
            close(fd)
    finally:
        close(read)


def whole_in(source: str, target: str) -> bool:
    """Whether every byte of the source stands in the target, at its beginning."""
    try:
        if not (stat.S_ISREG(os.lstat(source).st_mode) and stat.S_ISREG(os.lstat(target).st_mode)):
            return False
        with open(source, "rb") as one, open(target, "rb") as other:
            while piece := one.read(PIECE):
                if other.read(len(piece)) != piece:
                    return False
    except OSError:
        return False
    return True


def clear(old: str, new: str) -> bool:
    """Take away from the old folder what was copied into the new one, and the folder when nothing
    is left in it; whether it is gone. Only for copies that were made by writing: two names may
    share their bytes. Never fails."""
    try:
        for name in sorted(os.listdir(old)):
            source, target = os.path.join(old, name), os.path.join(new, name)
            if os.path.islink(source) and os.path.islink(target):
                os.unlink(source)
            elif os.path.isdir(source):
                clear(source, target)
            elif any(whole_in(source, copy) for copy in (target, *_copies(target))):
                os.unlink(source)
        os.rmdir(old)
        sync_dir(os.path.dirname(old))
    except OSError:
        return not os.path.lexists(old)
    return True


def _copies(target: str) -> list[str]:
    folder, name = os.path.split(target)
    stem, dot, ending = name.partition(".")
    return [
        os.path.join(folder, other)
        for other in os.listdir(folder)
        if other.startswith(f"{stem}~") and other.endswith(dot + ending)
    ]


def _undo(old: str, new: str) -> None:
    """Take away the copies again: the old folder is whole. Never fails."""
    try:
        for name in os.listdir(new):
            source, target = os.path.join(old, name), os.path.join(new, name)
            if os.path.isdir(target) and not os.path.islink(target):
                _undo(source, target)
            elif os.path.lexists(source):
                os.unlink(target)
        os.rmdir(new)
    except OSError:
        pass
