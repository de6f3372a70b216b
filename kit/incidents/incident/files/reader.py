"""One journal, read: what is known of it so far, and its bytes as entries."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.journal import append as journal
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import Damage
from kit.ground.machine.disk import close
from kit.incidents.incident.rules import events as ev


class Mark(msgspec.Struct, frozen=True):
    """What the clocks showed at an entry (see ``kit.ground.machine.clock.jumped``)."""

    written: datetime
    tick: float
    boot: str


class FileState(msgspec.Struct):
    """One journal as read so far. ``breaks``: numbers around a place where the chain does not
    hold; ``forks``: numbers that a second line has too; ``strange``: entries that prove
    themselves but that this kit cannot decode; ``error``: why the file cannot be read; ``count``
    entries, the last with ``mark``; ``hasher``: of the bytes before those that were ``read``."""

    stem: str
    tail: journal.Tail
    looked: int = 0
    entries: list[Entry] = []
    damages: list[Damage] = []
    breaks: list[tuple[int, int]] = []
    forks: list[int] = []
    strange: list[int] = []
    error: str = ""
    high: datetime | None = None
    count: int = 0
    mark: Mark | None = None
    hasher: Any = None
    read: bytes = b""

    def forget(self) -> None:
        self.tail, self.looked, self.high = journal.Tail(), 0, None
        self.count, self.mark, self.hasher, self.read = 0, None, None, b""
        self.entries, self.damages = [], []
        self.breaks, self.forks, self.strange = [], [], []

    @property
    def sound(self) -> bool:
        """Whether the next entry may be added here (a torn tail is set aside then)."""
        return not self.error and all(d.torn for d in self.damages)

    @property
    def clean(self) -> bool:
        """Whether every byte is an entry that goes on from the one before."""
        wrong = self.damages or self.breaks or self.forks or self.strange or self.error
        return not wrong and not self.tail.open_end and self.looked == self.tail.size

    def take(self, entries: list[Entry]) -> None:
        self.entries += entries
        self.count += len(entries)
        if entries:
            last = entries[-1]
            self.mark = Mark(last.written, last.tick, last.boot)

    def gaps(self) -> list[tuple[int, int]]:
        """Breaks of the chain that no damaged bytes explain."""
        known = {(d.after, d.before) for d in self.damages}
        return [gap for gap in self.breaks if gap not in known]


def read_part(path: str, start: int = 0, length: int = -1) -> bytes:
    """Bytes of a regular file. Raises ``OSError``, also for a symlink, a pipe or a folder."""
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    fd = os.open(path, flags)
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        os.lseek(fd, start, os.SEEK_SET)
        return journal.read_all(fd, max(0, found.st_size - start) if length < 0 else length)
    finally:
        close(fd)


def decoded(line: bytes, stem: str, sha: str) -> Entry | None:
    """The entry of a line that has proved itself; ``None`` when this kit cannot decode it."""
    try:
        entry = ev.KINDS.decode(line, stem, sha)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if entry.at.tzinfo is None or (entry.wrote is not None and entry.wrote.tzinfo is None):
        return None
    return entry


def why(error: OSError) -> str:
    return (error.strerror or str(error)).strip()


def ref_time(ref: str) -> datetime:
    """Roughly when the incident was opened, from its reference alone."""
    try:
        return datetime.strptime(ref[:6], "%y%m%d").astimezone()
    except ValueError:
        return datetime.fromtimestamp(0).astimezone()
