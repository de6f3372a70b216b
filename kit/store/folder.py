"""One incident's folder, read: its journals, their entries in order, the state they fold to."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.core import events as ev
from kit.core.clock_set import mark
from kit.core.incident import Incident, fold, merge
from kit.core.refusal import Exit, Refused
from kit.store import journal
from kit.store.lines import (
    Damage,
    Scan,
    number_of,
    prev_of,
    scan,
)
from kit.store.pen import KEEPS, Pen
from kit.store.place import close

if TYPE_CHECKING:
    from kit.store.incidents import Store

ENDING = journal.ENDING
SETTLED = 3_000_000_000  # nanoseconds


class Found(msgspec.Struct, frozen=True):
    """An incident's folder: ``REF.TYPE`` in ``open`` or in ``closed/MONTH``."""

    ref: str
    type: str
    path: str
    month: str = ""


class FileState(msgspec.Struct):
    """One journal as read so far. ``breaks``: numbers around a place where the chain does not
    hold; ``forks``: numbers that a second line has too; ``strange``: entries that prove
    themselves but that this kit cannot decode; ``error``: why the file cannot be read."""

    stem: str
    tail: journal.Tail
    looked: int = 0
    entries: list[ev.Entry] = []
    damages: list[Damage] = []
    breaks: list[tuple[int, int]] = []
    forks: list[int] = []
    strange: list[int] = []
    error: str = ""
    high: datetime | None = None

    def forget(self) -> None:
        self.tail, self.looked, self.high = journal.Tail(), 0, None
        self.entries, self.damages = [], []
        self.breaks, self.forks, self.strange = [], [], []

    @property
    def sound(self) -> bool:
        """Whether the next entry may be added here (a torn tail is set aside then)."""
        return not self.error and all(d.torn for d in self.damages)

    def gaps(self) -> list[tuple[int, int]]:
        """Breaks of the chain that no damaged bytes explain."""
        known = {(d.after, d.before) for d in self.damages}
        return [gap for gap in self.breaks if gap not in known]


class Folder:
    """One incident in memory: its journals, their entries in working order, and the state."""

    def __init__(self, store: Store, found: Found) -> None:
        self.store = store
        self.found = found
        self.files: dict[str, FileState] = {}
        self.incident = Incident()
        self.entries: list[ev.Entry] = []
        self.doubtful = False
        self._valid = False
        self._ids: set[str] = set()
        self._last: tuple[datetime, str, int] | None = None
        self._names: dict[str, str] = {}
        self._listed: tuple[str, int, int, int] | None = None
        self._newest = 0
        self.pen = Pen(store.home, found.ref)

    @property
    def ref(self) -> str:
        return self.found.ref

    def damages(self) -> list[tuple[str, Damage]]:
        """Damaged places with their journals; a torn tail, which no one was told is recorded,
        is none."""
        return [(f.stem, d) for f in self.files.values() for d in f.damages if not d.torn]

    def head(self) -> str:
        """The last entry's number and the first six digits of its hash, to be noted elsewhere."""
        last = max(self.files.values(), key=lambda f: (f.tail.n, f.stem), default=None)
        return f"{last.tail.n}-{last.tail.sha[:6]}" if last and last.tail.n else "0-000000"

    def invalidate(self) -> None:
        """Drop what was only decided: the state is again that of the entries known to be on disk,
        and the next ``refresh`` reads what else is there."""
        self._valid = False
        self.incident = fold(self.entries)

    def refresh(self) -> Incident:
        """Read what is new on disk and fold it. Cheap when nothing is. Raises ``Refused``."""
        for attempt in range(5):
            try:
                return self._refresh()
            except FileNotFoundError:  # another process moved it: closed or reopened
                if attempt == 4:
                    raise
                self.found = self.store.locate(self.found.ref)
        raise AssertionError

    def _refresh(self) -> Incident:
        names = self._journals()
        gone = [stem for stem in self.files if stem not in names]
        for stem in gone:
            del self.files[stem]
        whole = not self._valid or bool(gone)
        fresh: list[tuple[FileState, list[ev.Entry]]] = []
        for stem, name in names.items():
            state = self.files.setdefault(stem, FileState(stem, journal.Tail()))
            new, again = self._read(state, f"{self.found.path}{os.sep}{name}")
            whole = whole or again
            if new:
                fresh.append((state, new))
        if whole or len(fresh) > 1 or (fresh and not self._goes_on(*fresh[0])):
            self._fold()
        elif fresh:
            for entry in fresh[0][1]:
                self.entries.append(entry)
                self.incident.apply(entry)
            self._mark(*fresh[0])
        return self.incident

    def _journals(self) -> dict[str, str]:
        """File names of the journals by their stems. Listed anew when the folder's time changed;
        a time is trusted to show every change only when a journal was written well after it,
        because file systems count time in steps of up to two seconds."""
        path = self.found.path
        found = os.stat(path)
        now = (path, found.st_dev, found.st_ino, found.st_mtime_ns)
        if now != self._listed:
            self._names = {
                name.removesuffix(ENDING): name
                for name in sorted(os.listdir(path))
                if name.endswith(ENDING)
            }
            settled = KEEPS and self._newest - found.st_mtime_ns > SETTLED
            self._listed = now if settled else None
        return self._names

    def _goes_on(self, state: FileState, new: list[ev.Entry]) -> bool:
        """Whether new entries simply come after all known ones, as a whole fold would have it."""
        high = max(new[0].written, state.high or new[0].written)
        if self._last is not None and (high, state.stem, new[0].n) <= self._last:
            return False
        ids = {entry.id for entry in new}
        return len(ids) == len(new) and self._ids.isdisjoint(ids)

    def _mark(self, state: FileState, new: list[ev.Entry]) -> None:
        self._ids.update(entry.id for entry in new)
        newest = max(entry.written for entry in new)
        state.high = newest if state.high is None else max(state.high, newest)
        self._last = (state.high, state.stem, new[-1].n)

    def _fold(self) -> None:
        self.entries = merge([f.entries for f in self.files.values()])
        opening = [e for e in self.entries if isinstance(e.event, ev.Opened)]
        self.doubtful = not opening
        if not opening:
            opening = [self._without_opening()]
        first = opening[0]
        self.entries = [first, *(e for e in self.entries if e is not first)]
        self.incident = fold(self.entries)
        self._ids = {e.id for e in self.entries}
        self._last = None
        for state in self.files.values():
            state.high = max((e.written for e in state.entries), default=None)
            if state.high is not None:
                key = (state.high, state.stem, state.entries[-1].n)
                self._last = key if self._last is None else max(self._last, key)
        self._valid = True

    def _without_opening(self) -> ev.Entry:
        """The first line is damaged: open with the installed checklist of the same type."""
        errors = [f.error for f in self.files.values() if f.error]
        if errors and not self.entries:
            raise Refused("unreadable-os", Exit.UNREADABLE, ref=self.found.ref, why=errors[0])
        if not self.files:
            raise Refused("unreadable", Exit.UNREADABLE, ref=self.found.ref)
        first = self.entries[0] if self.entries else None
        at = first.at if first else ref_time(self.found.ref)
        by = first.by if first else ""
        event = self.store.stand_in(self.found, self._lost_drill())
        return ev.Entry(0, "stand-in", at, by, event, journal="?")

    def _lost_drill(self) -> ev.Drill | None:
        """Whether a log without its opening is a drill's, from what is left of that line, or from
        entries that were not timed by the system's clock. A drill must never become real."""
        for state in self.files.values():
            for damage in state.damages:
                path = os.path.join(self.found.path, state.stem + ENDING)
                try:
                    blob = read_part(path, damage.offset, damage.length)
                except OSError:
                    continue
                at = blob.find(b',"drill":{')
                if at >= 0:
                    try:
                        part = blob[at + 9 : blob.index(b"}", at) + 1]
                        return msgspec.json.decode(part, type=ev.Drill)
                    except (ValueError, msgspec.MsgspecError):
                        return ev.Drill()
        clocks = {bool(e.boot) for f in self.files.values() for e in f.entries}
        return ev.Drill() if clocks == {False} else None

    def _read(self, state: FileState, path: str) -> tuple[list[ev.Entry], bool]:
        """Read the new part of one journal. The whole when that does not go on from what is known
        (it shrank, or was mended). Returns new entries, and whether it was read whole again."""
        try:
            found_there = os.lstat(path)
            size = found_there.st_size
            self._newest = max(self._newest, found_there.st_mtime_ns)
            plain = stat.S_ISREG(found_there.st_mode)
            if plain and size == state.looked == state.tail.size and not state.error:
                return [], False
            start = state.tail.size if size >= state.looked else 0
            blob = read_part(path, start)
            found = scan(blob, self._identity(state.stem), state.tail.n if start else 0, start)
            if start and self._odd(state, found, start + len(blob) == state.looked):
                start, blob = 0, read_part(path)
                found = scan(blob, self._identity(state.stem))
        except FileNotFoundError:
            raise
        except OSError as error:
            state.error = why(error)
            return [], False
        again = start == 0 and bool(state.entries)
        if start == 0:
            state.forget()
        state.error = ""
        state.looked = start + len(blob)
        state.damages = [d for d in state.damages if not d.tail] + found.damages
        return self._accept(state, found), again

    def _identity(self, stem: str) -> str:
        """What the lines' hashes cover besides their bytes. ``STEM~2`` is another copy of STEM."""
        return f"{self.found.ref}/{stem.partition('~')[0]}"

    def _odd(self, state: FileState, found: Scan, same_size: bool) -> bool:
        """Whether the new part does not simply go on from what was read before."""
        if found.damages and not (same_size and not found.lines and found.damages[0].torn):
            return True
        return bool(found.lines) and prev_of(found.lines[0][0]) != state.tail.sha

    def _accept(self, state: FileState, found: Scan) -> list[ev.Entry]:
        fresh = []
        tail = state.tail
        for line, sha in found.lines:
            number = number_of(line)
            if number <= tail.n:
                state.forks.append(number)
            elif prev_of(line) != tail.sha:
                state.breaks.append((tail.n, number))
            tail = journal.Tail(found.end, max(tail.n, number), sha, found.open_end)
            entry = decoded(line, state.stem, sha)
            if entry is None:
                state.strange.append(number)
            else:
                fresh.append(entry)
        state.tail = tail
        state.entries += fresh
        return fresh

    def wrote(self, stem: str, tail: journal.Tail, made: list[ev.Entry]) -> list[ev.Entry]:
        """Our own new entries, which the state has already taken in: known without reading them
        back."""
        state = self.files.setdefault(stem, FileState(stem, journal.Tail()))
        goes_on = self._valid and self._goes_on(state, made)
        state.tail, state.looked, state.error = tail, tail.size, ""
        state.damages = [d for d in state.damages if not d.tail]
        state.entries += made
        if goes_on:
            self.entries += made
            self.incident.entries += len(made)
            for entry in made:
                mark(self.incident, entry)
            self._mark(state, made)
        else:
            self._fold()
        return made


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


def decoded(line: bytes, stem: str, sha: str) -> ev.Entry | None:
    """The entry of a line that has proved itself; ``None`` when this kit cannot decode it."""
    try:
        entry = ev.decode(line, stem, sha)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if entry.at.tzinfo is None or (entry.wrote is not None and entry.wrote.tzinfo is None):
        return None
    return entry


def ref_time(ref: str) -> datetime:
    """Roughly when the incident was opened, from its reference alone."""
    try:
        return datetime.strptime(ref[:6], "%y%m%d").astimezone()
    except ValueError:
        return datetime.fromtimestamp(0).astimezone()


def why(error: OSError) -> str:
    return (error.strerror or str(error)).strip()
