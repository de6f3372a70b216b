"""The journals of one document, read: what is known of each so far, and what is new on the disk."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.journal.append import ENDING, Tail, read_all
from kit.ground.journal.entry import Entry, Kinds, worked_out
from kit.ground.journal.line import Damage, Scan, number_of, prev_of, scan
from kit.ground.journal.writer import KEEPS
from kit.ground.machine.disk import close

DIGITS = 12  # of a hash, in what a line says it had seen
SETTLED = 3_000_000_000  # nanoseconds


class Mark(msgspec.Struct, frozen=True):
    """What the clocks showed at an entry (see ``kit.ground.machine.clock.jumped``)."""

    written: datetime
    tick: float
    boot: str


class Journal(msgspec.Struct):
    """One journal as read so far. ``breaks``: numbers around a place where the chain does not
    hold; ``forks``: numbers that a second line has too; ``strange``: entries that prove
    themselves but that this kit cannot decode; ``error``: why the file cannot be read; ``count``
    entries, the last with ``mark``; ``hasher``: of the bytes before those that were ``read``.
    ``altered``: what another program saved it as; ``base``: the journal that it is a copy of;
    ``told``: what its lines say of how far others had been read."""

    stem: str
    tail: Tail
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
    altered: str = ""
    base: str = ""
    told: set[str] = set()

    def forget(self) -> None:
        self.tail, self.looked, self.high = Tail(), 0, None
        self.count, self.mark, self.hasher, self.read = 0, None, None, b""
        self.entries, self.damages = [], []
        self.breaks, self.forks, self.strange = [], [], []
        self.altered = self.base = ""
        self.told = set()

    @property
    def ordered(self) -> str:
        """``STEM~2`` is another copy of STEM, and ordered as it."""
        return self.stem.partition("~")[0]

    @property
    def sound(self) -> bool:
        """Whether the next entry may be added here (a torn tail is set aside then)."""
        return not (self.error or self.altered) and all(d.torn for d in self.damages)

    @property
    def clean(self) -> bool:
        """Whether every byte is an entry that goes on from the one before."""
        wrong = self.damages or self.breaks or self.forks or self.strange or self.error
        wrong = wrong or self.altered or self.base
        return not wrong and not self.tail.open_end and self.looked == self.tail.size

    def take(self, entries: list[Entry]) -> None:
        self.entries += entries
        self.count += len(entries)
        if entries:
            for entry in entries:
                if entry.seen:
                    self.told.update(entry.seen)
            last = entries[-1]
            self.mark = Mark(last.written, last.tick, last.boot)

    def wrote(self, tail: Tail, made: list[Entry]) -> None:
        """Our own new entries, which end at ``tail``: known without reading them back."""
        self.tail, self.looked, self.error = tail, tail.size, ""
        self.damages = [d for d in self.damages if not d.tail]
        self.take(made)
        self.hasher, self.read = None, b""

    def gaps(self) -> list[tuple[int, int]]:
        """Breaks of the chain that no damaged bytes explain."""
        known = {(d.after, d.before) for d in self.damages}
        return [gap for gap in self.breaks if gap not in known]

    def goes_on(self, found: Scan, same_size: bool) -> bool:
        """Whether the new part simply goes on from what was read before."""
        if found.damages and not (same_size and not found.lines and found.damages[0].torn):
            return False
        return not found.lines or prev_of(found.lines[0][0]) == self.tail.sha

    def accept(self, found: Scan, kinds: Kinds) -> list[Entry]:
        """Take in the lines that a scan has proved; the entries that they are."""
        fresh = []
        n, before = self.tail.n, self.tail.sha
        for line, sha in found.lines:
            number = number_of(line)
            if number <= n:
                self.forks.append(number)
            prev = prev_of(line)
            if prev == before:
                prev = before  # one text in memory
            elif number > n:
                self.breaks.append((n, number))
            n, before = max(n, number), sha
            entry = decoded(kinds, line, self.stem, sha, prev)
            if entry is None:
                self.strange.append(number)
            else:
                fresh.append(entry)
        if found.lines:
            self.tail = Tail(found.end, n, before, found.open_end)
        self.take(fresh)
        return fresh


class Reader:
    """The journals of one document's folder, by the stems of their names."""

    def __init__(self, ref: str, kinds: Kinds) -> None:
        self.ref = ref
        self.kinds = kinds
        self.files: dict[str, Journal] = {}
        self._names: dict[str, str] = {}
        self._listed: tuple[str, int, int, int] | None = None
        self._newest = 0

    def identity(self, stem: str) -> str:
        """What the lines' hashes cover besides their bytes. ``STEM~2`` is another copy of STEM."""
        return f"{self.ref}/{self.base(stem)}"

    def base(self, stem: str) -> str:
        """The journal that this one is, or is a copy of."""
        journal = self.files.get(stem)
        return (journal.base if journal is not None else "") or stem.partition("~")[0]

    def names(self, path: str, twins: tuple[str, ...] = ()) -> dict[str, str]:
        """File names of the journals by their stems. Listed anew when the folder's time changed;
        a time is trusted to show every change only when a journal was written well after it,
        because file systems count time in steps of up to two seconds. Those of the twins' journals
        that hold more than the one here are further copies, ``STEM~2``."""
        found = os.stat(path)
        now = (path, found.st_dev, found.st_ino, found.st_mtime_ns)
        if now != self._listed or twins:
            self._names = {
                name.removesuffix(ENDING): name
                for name in sorted(os.listdir(path))
                if name.endswith(ENDING)
            }
            for twin in twins:
                self._names.update(_further(self._names, path, twin))
            settled = KEEPS and self._newest - found.st_mtime_ns > SETTLED
            self._listed = now if settled and not twins else None
        return self._names

    def path(self, folder: str, stem: str) -> str:
        """Where the journal of that stem lies; ``folder`` is the document's."""
        return os.path.normpath(os.path.join(folder, self._names.get(stem, stem + ENDING)))

    def news(
        self, path: str, names: dict[str, str]
    ) -> tuple[list[tuple[Journal, list[Entry]]], bool]:
        """Read what is new in the folder: the new entries of each journal that has some, and
        whether something that was known is there no more or was read again."""
        gone = [stem for stem in self.files if stem not in names]
        for stem in gone:
            del self.files[stem]
        whole = bool(gone)
        fresh: list[tuple[Journal, list[Entry]]] = []
        for stem, name in names.items():
            journal = self.files.setdefault(stem, Journal(stem, Tail()))
            new, anew = self._read(journal, f"{path}{os.sep}{name}")
            whole = whole or anew
            if new:
                fresh.append((journal, new))
        return fresh, whole

    def _read(self, journal: Journal, path: str) -> tuple[list[Entry], bool]:
        """Read the new part of one journal. The whole when that does not go on from what is known
        (it shrank, or was mended). Returns new entries, and whether it was read whole again."""
        try:
            there = os.lstat(path)
            size = there.st_size
            self._newest = max(self._newest, there.st_mtime_ns)
            plain = stat.S_ISREG(there.st_mode)
            known = size == journal.looked and (size == journal.tail.size or journal.altered)
            if plain and known and not journal.error:
                return [], False
            start = journal.tail.size if size >= journal.looked and not journal.altered else 0
            blob = read_part(path, start)
            identity = self.identity(journal.stem)
            found = scan(blob, identity, journal.tail.n if start else 0, start)
            if start and not journal.goes_on(found, start + len(blob) == journal.looked):
                start, blob = 0, read_part(path)
                found = scan(blob, identity)
        except FileNotFoundError:
            raise
        except OSError as error:
            journal.error = why(error)
            return [], False
        again = start == 0 and journal.count > 0
        if start == 0:
            journal.forget()
            if found.damages:
                from kit.ground.journal.altered import otherwise

                read = otherwise(self.ref, journal.stem, blob, found)
                found, journal.altered, journal.base = read
        journal.error = ""
        journal.looked, journal.read = start + len(blob), blob
        journal.damages = [d for d in journal.damages if not d.tail] + found.damages
        return journal.accept(found, self.kinds), again

    def again(self, path: str, stem: str, size: int) -> list[Entry]:
        """The entries of a journal's first ``size`` bytes. Raises ``OSError``."""
        blob = read_part(f"{path}{os.sep}{stem}{ENDING}", 0, size)
        lines = scan(blob, self.identity(stem)).lines
        found = [decoded(self.kinds, line, stem, sha, prev_of(line)) for line, sha in lines]
        return [entry for entry in found if entry is not None]

    def unsaid(self, stem: str) -> list[str]:
        """How far the other journals are read, where no line of this one says so yet."""
        journal = self.files.get(stem)
        told = journal.told if journal is not None else set()
        return [head for head in self.others(stem) if head not in told]

    def others(self, stem: str) -> list[str]:
        """The heads of the other journals."""
        heads = [
            f"{self.base(other)} {file.tail.n} {file.tail.sha[:DIGITS]}"
            for other, file in sorted(self.files.items())
            if other != stem and file.tail.n
        ]
        return [*dict.fromkeys(heads)]

    def head(self) -> str:
        """The last entry's number and the first six digits of its hash, to be noted elsewhere."""
        last = max(self.files.values(), key=lambda f: (f.tail.n, f.stem), default=None)
        return f"{last.tail.n}-{last.tail.sha[:6]}" if last and last.tail.n else "0-000000"


def _further(names: dict[str, str], path: str, twin: str) -> dict[str, str]:
    """The journals of a twin folder that tell what the one of the same name here does not."""
    out: dict[str, str] = {}
    for name in sorted(os.listdir(twin)) if os.path.isdir(twin) else ():
        stem = name.removesuffix(ENDING)
        other = os.path.join(twin, name)
        if stem == name or (stem in names and begins(os.path.join(path, names[stem]), other)):
            continue
        key, count = stem, 1
        while key in names or key in out:
            count += 1
            key = f"{stem}~{count}"
        out[key] = os.path.relpath(other, path)
    return out


def begins(path: str, other: str) -> bool:
    """Whether the file holds every byte of the other, and perhaps more behind them."""
    try:
        blob = read_part(other)
        return read_part(path, 0, len(blob)) == blob
    except OSError:
        return False


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
        return read_all(fd, max(0, found.st_size - start) if length < 0 else length)
    finally:
        close(fd)


def decoded(kinds: Kinds, line: bytes, stem: str, sha: str, prev: str) -> Entry | None:
    """The entry of a line that has proved itself; ``None`` when this kit cannot decode it."""
    try:
        entry = kinds.decode(line, stem, sha, prev)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if entry.at.tzinfo is None or (entry.wrote is not None and entry.wrote.tzinfo is None):
        return None
    if worked_out(entry):  # an id of what stands in no journal
        return None
    return entry


def why(error: OSError) -> str:
    return (error.strerror or str(error)).strip()
