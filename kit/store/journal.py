"""Appending to a journal so that what was said to be recorded is on disk.

One ``write`` of whole lines on an append descriptor under a lock, then ``fsync``; for a new file
its folder too. Standard library only (see ``lines``).
"""

from __future__ import annotations

import os
import sys

from kit.store.lines import NO_PREV, Damage, make_line, number_of, scan, sha_of
from kit.store.place import sync_dir

CHUNK = 65536
RESERVE = 65536
_BINARY = getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)

if sys.platform == "darwin":
    import fcntl

    def sync(fd: int) -> None:
        """On macOS fsync alone leaves the data in the drive's cache."""
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(fd)

else:

    def sync(fd: int) -> None:
        os.fsync(fd)


class DiskFull(Exception):
    """Nothing was recorded and nothing lost. ``needed`` bytes are missing at least."""

    def __init__(self, needed: int) -> None:
        super().__init__(needed)
        self.needed = needed


class NotRecorded(Exception):
    """The disk refused (input/output error, read-only, no rights): nothing was recorded."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class InDoubt(NotRecorded):
    """The entry was written but could not be made durable: it has to be sent again elsewhere."""


class Pending:
    """An entry to be written. ``entry_id`` stays the same however often it is sent."""

    __slots__ = ("at", "boot", "by", "data", "entry_id", "kind", "tick", "wrote")

    def __init__(
        self,
        entry_id: str,
        at: str,
        by: str,
        kind: str,
        data: bytes,
        wrote: str = "",
        tick: float = 0.0,
        boot: str = "",
    ) -> None:
        self.entry_id = entry_id
        self.at = at
        self.by = by
        self.kind = kind
        self.data = data
        self.wrote = wrote
        self.tick = tick
        self.boot = boot


class Tail:
    """Where a journal stands: its size, the number and sha of its last entry."""

    __slots__ = ("n", "sha", "size")

    def __init__(self, size: int = 0, n: int = 0, sha: str = NO_PREV) -> None:
        self.size = size
        self.n = n
        self.sha = sha


def _last_lines(fd: int, size: int, identity: str) -> Tail | None:
    """The tail if the file ends in a whole proved line (read from the end), else ``None``."""
    length = CHUNK
    while True:
        start = max(0, size - length)
        os.lseek(fd, start, os.SEEK_SET)
        block = _read(fd, size - start)
        if not block.endswith(b"\n"):
            return None
        cut = block.rfind(b"\n", 0, len(block) - 1)
        if cut >= 0 or start == 0:
            line = block[cut + 1 : -1]
            sha = sha_of(line, identity)
            return None if sha is None else Tail(size, number_of(line), sha)
        length *= 8


def _read(fd: int, length: int) -> bytes:
    parts = []
    while length > 0:
        part = os.read(fd, length)
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _mend(fd: int, path: str, size: int, identity: str) -> tuple[Tail, bool, Damage | None]:
    """A file that does not end in a proved line: set what is behind the last one aside.

    Returns the tail, whether a newline must be written first, and what was set aside.
    """
    os.lseek(fd, 0, os.SEEK_SET)
    blob = _read(fd, size)
    found = scan(blob, identity)
    torn = found.damages[-1] if found.damages and found.damages[-1].tail else None
    tail = Tail(found.end)
    if found.lines:
        line, sha = found.lines[-1]
        tail = Tail(found.end, number_of(line), sha)
    rest = blob[found.end :]
    if rest:
        _set_aside(path, found.end, rest)
        os.ftruncate(fd, found.end)
        sync(fd)
    return tail, found.open_end, torn


def _set_aside(path: str, offset: int, rest: bytes) -> None:
    """Keep torn bytes in a file beside the journal; without space for them they stay unkept only
    if they are empty or zeros."""
    name = f"{path[: -len('.jsonl')]}.torn-{offset}"
    count = 0
    while os.path.lexists(name):
        count += 1
        name = f"{path[: -len('.jsonl')]}.torn-{offset}-{count}"
    try:
        fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NOFOLLOW, 0o600)
    except OSError:
        if rest.strip(b"\0\n "):
            raise
        return
    try:
        _write_all(fd, rest)
        sync(fd)
    except OSError:
        os.close(fd)
        os.unlink(name)
        if rest.strip(b"\0\n "):
            raise
        return
    os.close(fd)
    sync_dir(os.path.dirname(path))


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def append(
    path: str, identity: str, entries: list[Pending], known: Tail | None = None, home: str = ""
) -> tuple[Tail, list[bytes], Damage | None]:
    """Write the entries and make them durable. The caller holds the lock.

    ``known`` is where the caller believes the journal stands; it is used if the size agrees.
    Returns the new tail, the lines written (without newline), and a torn tail that was set aside.
    Raises ``DiskFull``, ``NotRecorded`` (nothing was recorded) or ``InDoubt``.
    """
    try:
        fd, new = _open(path)
    except OSError as error:
        if _is_full(error) and home and release_reserve(home):
            try:
                fd, new = _open(path)
            except OSError as again:
                raise NotRecorded(again) from again
        else:
            raise (DiskFull(4096) if _is_full(error) else NotRecorded(error)) from error
    try:
        return _append(fd, new, path, identity, entries, known, home)
    finally:
        os.close(fd)


def _open(path: str) -> tuple[int, bool]:
    flags = os.O_RDWR | os.O_APPEND | _BINARY | _NOFOLLOW | _CLOEXEC
    try:
        return os.open(path, flags), False
    except FileNotFoundError:
        return os.open(path, flags | os.O_CREAT, 0o600), True


def _append(
    fd: int,
    new: bool,
    path: str,
    identity: str,
    entries: list[Pending],
    known: Tail | None,
    home: str,
) -> tuple[Tail, list[bytes], Damage | None]:
    torn: Damage | None = None
    newline_first = False
    try:
        size = os.fstat(fd).st_size
        if size == 0:
            tail = Tail()
        elif known is not None and known.size == size:
            tail = known
        else:
            found = _last_lines(fd, size, identity)
            if found is not None:
                tail = found
            else:
                tail, newline_first, torn = _mend(fd, path, size, identity)
    except OSError as error:
        raise (DiskFull(CHUNK) if _is_full(error) else NotRecorded(error)) from error
    lines: list[bytes] = []
    n, prev = tail.n, tail.sha
    for entry in entries:
        n += 1
        line, prev = make_line(
            identity,
            n,
            entry.entry_id,
            entry.at,
            entry.by,
            entry.kind,
            entry.data,
            prev,
            entry.wrote,
            entry.tick,
            entry.boot,
        )
        lines.append(line)
    block = (b"\n" if newline_first else b"") + b"".join(lines)
    for attempt in (1, 2):
        try:
            _write_all(fd, block)
            break
        except OSError as error:
            _back(fd, tail.size)
            if not _is_full(error):
                raise NotRecorded(error) from error
            if attempt == 2 or not home or not release_reserve(home):
                raise DiskFull(len(block)) from error
    try:
        sync(fd)
        if new:
            sync_dir(os.path.dirname(path))
    except OSError as error:
        _back(fd, tail.size)
        raise InDoubt(error) from error
    return Tail(tail.size + len(block), n, prev), [line[:-1] for line in lines], torn


def _back(fd: int, size: int) -> None:
    """After a failed write: take back what may have arrived of it."""
    try:
        os.ftruncate(fd, size)
    except OSError:  # the next append sets the rest aside
        pass


def _is_full(error: OSError) -> bool:
    import errno

    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def keep_reserve(home: str) -> None:
    """Keep some space for the moment when the disk is full. Never fails."""
    path = os.path.join(home, "reserve")
    try:
        if os.path.getsize(path) >= RESERVE:
            return
    except OSError:
        pass
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY | _NOFOLLOW, 0o600)
        try:
            _write_all(fd, os.urandom(RESERVE))
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError:
        try:
            os.unlink(path)
        except OSError:
            pass


def release_reserve(home: str) -> bool:
    try:
        os.unlink(os.path.join(home, "reserve"))
    except OSError:
        return False
    return True
