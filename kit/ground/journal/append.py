"""Appending to a journal so that what was said to be recorded is on disk.

One ``write`` of whole lines on an append descriptor under a lock, then ``fsync``; for a new file
its folder too. Standard library only (see ``line``).
"""

import errno
import os
import stat
import sys

from kit.ground.journal.line import NO_PREV, Damage, make_line, number_of, scan, sha_of
from kit.ground.machine.disk import close, open_private, sync_dir, write_all
from kit.ground.machine.full_disk import DiskFull, is_full, with_reserve

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing typing costs the front door a tenth of a bare start
    from collections.abc import Callable

    from kit.ground.journal.writer import Hold

CHUNK = 65536
ENDING = ".jsonl"

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


class NotRecorded(Exception):
    """The disk refused (input/output error, read-only, no rights): nothing was recorded."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class InDoubt(NotRecorded):
    """The entry was written but could not be made durable: it has to be sent again elsewhere."""


class NotOurs(NotRecorded):
    """The file ends in whole lines that do not prove themselves (damage, a newer format, another
    laptop's copy): it is left as it is, the entry has to go elsewhere."""


class Pending:
    """An entry to be written. ``entry_id`` stays the same however often it is sent. ``seen``: how
    far other journals had been read by then (``Reader.unsaid``), where that is new."""

    __slots__ = ("at", "boot", "by", "data", "entry_id", "kind", "seen", "tick", "wrote")

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
        self.seen: tuple[str, ...] = ()


class Tail:
    """Where a journal stands: its size, the number and sha of its last entry, and whether that
    entry still lacks its newline."""

    __slots__ = ("n", "open_end", "sha", "size")

    def __init__(
        self, size: int = 0, n: int = 0, sha: str = NO_PREV, open_end: bool = False
    ) -> None:
        self.size = size
        self.n = n
        self.sha = sha
        self.open_end = open_end


def proved_tail(fd: int, size: int, identity: str) -> Tail | None:
    """The tail if the file ends in a whole proved line (read from the end), else ``None``."""
    length = CHUNK
    while True:
        start = max(0, size - length)
        os.lseek(fd, start, os.SEEK_SET)
        block = read_all(fd, size - start)
        if not block.endswith(b"\n"):
            return None
        pieces = block.split(b"\n")
        if len(pieces) > 2 + (start > 0) or start == 0:
            break
        length *= 8
    pieces.pop()
    if start > 0:
        del pieces[0]
    line = pieces[-1]
    if not _in_order(pieces, start == 0):
        return None
    sha = sha_of(line, identity)
    return None if sha is None else Tail(size, number_of(line), sha)


def _in_order(pieces: list[bytes], from_start: bool) -> bool:
    """Whether the lines' numbers go up by one: old sectors that came back behind the end prove
    themselves, but do not go on from it."""
    before = number_of(pieces[0])
    if from_start and before != 1:
        return False
    for piece in pieces[1:]:
        number = number_of(piece)
        if number != before + 1:
            return False
        before = number
    return True


def read_all(fd: int, length: int) -> bytes:
    parts = []
    while length > 0:
        part = os.read(fd, length)
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def mend(fd: int, path: str, size: int, identity: str) -> tuple[Tail, Damage | None]:
    """A file that does not end in a proved line: set what is behind the last one aside.

    Returns the tail and what was set aside. Raises ``OSError``, ``NotOurs``.
    """
    os.lseek(fd, 0, os.SEEK_SET)
    blob = read_all(fd, size)
    found = scan(blob, identity)
    torn = found.damages[-1] if found.damages and found.damages[-1].tail else None
    if torn is not None and torn.whole:
        raise NotOurs(OSError(errno.EILSEQ, os.strerror(errno.EILSEQ)))
    tail = Tail()
    if found.lines:
        tail = Tail(found.end, found.top, found.lines[-1][1], found.open_end)
    rest = blob[tail.size :]
    if rest:
        _set_aside(path, tail.size, rest)
        os.ftruncate(fd, tail.size)
        sync(fd)
    return tail, torn


def _set_aside(path: str, offset: int, rest: bytes) -> None:
    """Keep torn bytes in a file beside the journal (zeros and blanks hold nothing to keep)."""
    if not rest.strip(b"\0\r\n "):
        return
    base = f"{path.removesuffix(ENDING)}.torn-{offset}"
    name, count = base, 0
    while os.path.lexists(name):
        count += 1
        name = f"{base}-{count}"
    fd = open_private(name, os.O_WRONLY | os.O_EXCL)
    try:
        write_all(fd, rest)
        sync(fd)
    except OSError:
        os.unlink(name)
        raise
    finally:
        close(fd)
    sync_dir(os.path.dirname(path))


def append(
    path: str,
    identity: str,
    entries: list[Pending],
    known: Tail | None = None,
    home: str = "",
    check: "Callable[[list[bytes]], None] | None" = None,
    hold: "Hold | None" = None,
) -> tuple[Tail, list[bytes], Damage | None]:
    """Write the entries and make them durable. The caller holds the lock.

    ``known`` is where the caller believes the journal stands; it is used if the size agrees.
    ``check`` sees the lines before they are written and may raise. ``hold`` keeps the journal
    open for the next time, unless anything fails.
    Returns the new tail, the lines written (without newline), and a torn tail that was set aside.
    Raises ``DiskFull``, ``NotRecorded`` (nothing was recorded) or ``InDoubt``.
    """
    if hold is not None and known is not None and known.n and hold.stands(path, known.size):
        try:
            tail, lines = _put(hold.fd, path, identity, entries, known, home, check)
        except BaseException:
            hold.drop()
            raise
        return tail, lines, None
    try:
        fd = with_reserve(home, lambda: open_private(path, os.O_RDWR | os.O_APPEND))
    except OSError as error:
        raise (DiskFull(CHUNK) if is_full(error) else NotRecorded(error)) from error
    try:
        written = _append(fd, path, identity, entries, known, home, check)
    except BaseException:
        close(fd)
        raise
    if hold is not None:
        hold.keep(path, fd)
    else:
        close(fd)
    return written


def _append(
    fd: int,
    path: str,
    identity: str,
    entries: list[Pending],
    known: Tail | None,
    home: str,
    check: "Callable[[list[bytes]], None] | None",
) -> tuple[Tail, list[bytes], Damage | None]:
    try:
        tail, torn = _tail(fd, path, identity, known, home)
    except OSError as error:
        raise (DiskFull(CHUNK) if is_full(error) else NotRecorded(error)) from error
    return *_put(fd, path, identity, entries, tail, home, check), torn


def _put(
    fd: int,
    path: str,
    identity: str,
    entries: list[Pending],
    tail: Tail,
    home: str,
    check: "Callable[[list[bytes]], None] | None",
) -> tuple[Tail, list[bytes]]:
    """Write behind ``tail`` and sync: the new tail, and the lines without their newline."""
    lines: list[bytes] = []
    n, prev = tail.n, tail.sha
    for e in entries:
        n += 1
        line, prev = make_line(
            identity, n, e.entry_id, e.at, e.by, e.kind, e.data, prev, e.wrote, e.tick, e.boot,
            e.seen,
        )
        lines.append(line)
    bare = [line[:-1] for line in lines]
    if check is not None:
        check(bare)
    block = (b"\n" if tail.open_end else b"") + b"".join(lines)

    def put() -> None:
        try:
            write_all(fd, block)
        except BaseException as error:
            if not _back(fd, tail.size) and isinstance(error, OSError):
                raise InDoubt(error) from error
            raise

    try:
        with_reserve(home, put)
    except OSError as error:
        raise (DiskFull(len(block)) if is_full(error) else NotRecorded(error)) from error
    try:
        sync(fd)
        if tail.size == 0:
            sync_dir(os.path.dirname(path))
    except OSError as error:
        _back(fd, tail.size)
        raise InDoubt(error) from error
    return Tail(tail.size + len(block), n, prev), bare


def _tail(
    fd: int, path: str, identity: str, known: Tail | None, home: str
) -> tuple[Tail, Damage | None]:
    """Where the journal stands; what is torn behind its last entry is set aside first."""
    found = os.fstat(fd)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if found.st_size == 0:
        return Tail(), None
    if known is not None and known.size == found.st_size and known.n:
        return known, None
    tail = proved_tail(fd, found.st_size, identity)
    if tail is not None:
        return tail, None
    return with_reserve(home, lambda: mend(fd, path, found.st_size, identity))


def _back(fd: int, size: int) -> bool:
    """After a failed write: take back what may have arrived of it. Whether that is certain."""
    try:
        os.ftruncate(fd, size)
    except OSError:  # the next append sets the rest aside
        return False
    return True
