"""One incident's folder, read: its journals, their entries in order, the state they fold to."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import append as journal
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import Damage, Scan, number_of, prev_of, scan
from kit.ground.journal.merge import merge
from kit.ground.journal.writer import KEEPS, Pen
from kit.incidents.incident.files import snapshot as recall
from kit.incidents.incident.files.reader import FileState, decoded, read_part, ref_time, why
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.clock_set import mark
from kit.incidents.incident.rules.fold import Incident, fold

if TYPE_CHECKING:
    from kit.incidents.incident.files.store import Store

__all__ = ["ENDING", "FileState", "Folder", "Found", "decoded", "read_part", "ref_time", "why"]

ENDING = journal.ENDING
SETTLED = 3_000_000_000  # nanoseconds


class Found(msgspec.Struct, frozen=True):
    """An incident's folder: ``REF.TYPE`` in ``open`` or in ``closed/MONTH``."""

    ref: str
    type: str
    path: str
    month: str = ""


class Folder:
    """One incident in memory: its journals, their entries in working order, and the state."""

    def __init__(
        self, store: Store, found: Found, recalls: bool = True, keeps: bool = True
    ) -> None:
        """Not ``recalls``: every byte is decoded; not ``keeps``: no state is kept for others."""
        self.store = store
        self.found = found
        self.files: dict[str, FileState] = {}
        self.incident = Incident()
        self.doubtful = False
        self._entries: list[Entry] = []
        self._recalls = recalls
        self._keeps = recalls and keeps
        self.folds = True
        self._base: tuple[bytes, recall.Kept] | None = None  # what ``_entries`` come behind
        self._valid = False
        self._ids: set[str] | None = set()
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
        if self._base is None:
            self.incident = fold(self._entries)
            return
        self.incident = recall.decode(self._base[0]).incident
        for entry in self._entries:
            self.incident.apply(entry)

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

    def _refresh(self, again: bool = False) -> Incident:
        names = self._journals()
        first = not self.files and not self._entries
        if first and self._recalls and not again:
            self._recall(names)
        gone = [stem for stem in self.files if stem not in names]
        for stem in gone:
            del self.files[stem]
        whole = not self._valid or bool(gone)
        fresh: list[tuple[FileState, list[Entry]]] = []
        for stem, name in names.items():
            state = self.files.setdefault(stem, FileState(stem, journal.Tail()))
            new, anew = self._read(state, self._path(name))
            whole = whole or anew
            if new:
                fresh.append((state, new))
        if whole or len(fresh) > 1 or (fresh and not self._goes_on(*fresh[0])):
            if self._base is not None:  # the state that was kept is of no use: all anew
                self.files, self._entries, self._base = {}, [], None
                return self._refresh(again=True)
            self._fold()
        elif fresh:
            for entry in fresh[0][1]:
                self._entries.append(entry)
                self.incident.apply(entry)
            self._mark(*fresh[0])
        if first and self._keeps:
            self._keep()
        return self.incident

    def _recall(self, names: dict[str, str]) -> None:
        """Take over the state that was kept, if every journal begins with the bytes that it was
        folded from."""
        base = recall.load(self.store.home, self.ref)
        if base is None:
            return
        try:
            files = {
                part.stem: recall.restored(part, self._path(names[part.stem]))
                for part in base[1].parts
            }
        except (KeyError, OSError, ValueError):
            return
        self.files, self._base, self.incident = files, base, base[1].incident
        self._last, self._ids, self._valid = base[1].last, None, True

    def _keep(self) -> None:
        """Keep the state for the next reader, where much had to be folded for it."""
        states = list(self.files.values())
        long = len(self._entries) >= recall.ENOUGH and self._valid and not self.doubtful
        whole = long and all(state.clean for state in states) and self._own_format()
        if whole and self._last is not None:
            recall.keep(
                self.store.home,
                self.ref,
                recall.Kept(
                    [recall.part_of(state) for state in states],
                    list(self._known()),
                    self._last,
                    sorted(self._writers()),
                    self.incident,
                ),
                lambda: [found.ref for found in self.store.all_found()],
            )
        for state in self.files.values():
            state.hasher, state.read = None, b""

    def _own_format(self) -> bool:
        """Whether nothing in the log was written by a newer kit."""
        return not self.incident.unknown and all(
            getattr(entry.event, "format", 0) <= ev.FORMAT for entry in self._entries
        )

    def _known(self) -> set[str]:
        """The ids of all entries."""
        if self._ids is None:
            assert self._base is not None
            self._ids = {*self._base[1].ids, *(e.id for e in self._entries)}
        return self._ids

    def _writers(self) -> set[str]:
        kept = self._base[1].journals if self._base is not None else []
        return {*kept, *(entry.journal for entry in self._entries)}

    @property
    def several(self) -> bool:
        """Whether entries of more than one journal are in the log."""
        return len(self._writers()) > 1

    @property
    def entries(self) -> list[Entry]:
        """All entries in working order. Decodes those that the state that was kept is made of.
        Raises ``Refused`` when they cannot be read any more."""
        if self._base is not None:
            self._decode(self._base[1])
        return self._entries

    def _decode(self, kept: recall.Kept) -> None:
        early = []
        for part in kept.parts:
            for attempt in range(5):
                path = self._path(part.stem + ENDING)
                try:
                    blob = read_part(path, 0, part.size)
                    break
                except OSError as error:
                    if attempt == 4 or not isinstance(error, FileNotFoundError):
                        raise Refused(
                            "unreadable-os", Exit.UNREADABLE, ref=self.ref, why=why(error)
                        ) from error
                    self.found = self.store.locate(self.ref)
            lines = scan(blob, self._identity(part.stem)).lines
            entries = [e for line, sha in lines if (e := decoded(line, part.stem, sha))]
            self.files[part.stem].entries[:0] = entries
            early.append(entries)
        merged = merge(early)
        first = next((e for e in merged if isinstance(e.event, ev.Opened)), None)
        if first is not None:
            merged = [first, *(e for e in merged if e is not first)]
        self._entries[:0] = merged
        self._base = None

    def _path(self, name: str) -> str:
        return f"{self.found.path}{os.sep}{name}"

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

    def _goes_on(self, state: FileState, new: list[Entry]) -> bool:
        """Whether new entries simply come after all known ones, as a whole fold would have it."""
        high = max(new[0].written, state.high or new[0].written)
        if self._last is not None and (high, state.stem, new[0].n) <= self._last:
            return False
        ids = {entry.id for entry in new}
        return len(ids) == len(new) and self._known().isdisjoint(ids)

    def _mark(self, state: FileState, new: list[Entry]) -> None:
        self._known().update(entry.id for entry in new)
        newest = max(entry.written for entry in new)
        state.high = newest if state.high is None else max(state.high, newest)
        self._last = (state.high, state.stem, new[-1].n)

    def _needless(self) -> bool:
        """Not ``folds``: whether folding could tell nothing but that it was opened once."""
        if self.folds or self._base is not None:
            return False
        words = {type(entry.event) for state in self.files.values() for entry in state.entries}
        return ev.Opened in words and ev.Closed not in words

    def _fold(self) -> None:
        self._valid = self._needless()
        if self._valid:
            return
        self._entries = merge([f.entries for f in self.files.values()])
        opening = [e for e in self._entries if isinstance(e.event, ev.Opened)]
        self.doubtful = not opening
        if not opening:
            opening = [self._without_opening()]
        first = opening[0]
        self._entries = [first, *(e for e in self._entries if e is not first)]
        self.incident = fold(self._entries)
        self._ids = {e.id for e in self._entries}
        self._last = None
        for state in self.files.values():
            state.high = max((e.written for e in state.entries), default=None)
            if state.high is not None:
                key = (state.high, state.stem, state.entries[-1].n)
                self._last = key if self._last is None else max(self._last, key)
        self._valid = True

    def _without_opening(self) -> Entry:
        """The first line is damaged: open with the installed checklist of the same type."""
        errors = [f.error for f in self.files.values() if f.error]
        if errors and not self._entries:
            raise Refused("unreadable-os", Exit.UNREADABLE, ref=self.found.ref, why=errors[0])
        if not self.files:
            raise Refused("unreadable", Exit.UNREADABLE, ref=self.found.ref)
        first = self._entries[0] if self._entries else None
        at = first.at if first else ref_time(self.found.ref)
        by = first.by if first else ""
        event = self.store.stand_in(self.found, self._lost_drill())
        return Entry(0, "stand-in", at, by, event, journal="?")

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

    def _read(self, state: FileState, path: str) -> tuple[list[Entry], bool]:
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
        again = start == 0 and state.count > 0
        if start == 0:
            state.forget()
        state.error = ""
        state.looked, state.read = start + len(blob), blob
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

    def _accept(self, state: FileState, found: Scan) -> list[Entry]:
        fresh = []
        n, before = state.tail.n, state.tail.sha
        for line, sha in found.lines:
            number = number_of(line)
            if number <= n:
                state.forks.append(number)
            elif prev_of(line) != before:
                state.breaks.append((n, number))
            n, before = max(n, number), sha
            entry = decoded(line, state.stem, sha)
            if entry is None:
                state.strange.append(number)
            else:
                fresh.append(entry)
        if found.lines:
            state.tail = journal.Tail(found.end, n, before, found.open_end)
        state.take(fresh)
        return fresh

    def wrote(self, stem: str, tail: journal.Tail, made: list[Entry]) -> list[Entry]:
        """Our own new entries, which the state has already taken in: known without reading them
        back."""
        state = self.files.setdefault(stem, FileState(stem, journal.Tail()))
        goes_on = self._valid and self._goes_on(state, made)
        state.tail, state.looked, state.error = tail, tail.size, ""
        state.damages = [d for d in state.damages if not d.tail]
        state.take(made)
        state.hasher, state.read = None, b""
        if goes_on:
            self._entries += made
            self.incident.entries += len(made)
            for entry in made:
                mark(self.incident, entry)
            self._mark(state, made)
        else:
            if self._base is not None:
                self._decode(self._base[1])
            self._fold()
        return made
