"""Incidents on disk: folders in ``open/`` and ``closed/YYYY-MM/``, one journal per laptop in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kit.clock import Now, jumped
from kit.core import events as ev
from kit.core.acts import Act, Draft
from kit.core.incident import Incident, fold, merge
from kit.core.refs import find, is_ref, make_ref
from kit.core.refusal import Exit, Refused
from kit.store import journal
from kit.store.content import Content
from kit.store.lines import Damage, ascii_json, new_id, prev_of, quote, scan
from kit.store.lock import Held, Lock
from kit.store.place import laptop_id, make_dir, sync_dir

ENDING = ".jsonl"


class Found(msgspec.Struct, frozen=True):
    """An incident's folder: ``REF.TYPE`` in ``open`` or in ``closed/MONTH``."""

    ref: str
    type: str
    path: str
    month: str = ""


class FileState(msgspec.Struct):
    """One journal as read so far."""

    stem: str
    tail: journal.Tail
    entries: list[ev.Entry] = []
    damages: list[Damage] = []
    breaks: list[int] = []
    lost_open: bool = False


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

    @property
    def ref(self) -> str:
        return self.found.ref

    def damages(self) -> list[tuple[str, Damage]]:
        return [(f.stem, d) for f in self.files.values() for d in f.damages]

    def head(self) -> str:
        """The last entry's number and the first six digits of its hash, to be noted elsewhere."""
        last = max(self.files.values(), key=lambda f: f.tail.n, default=None)
        return f"{last.tail.n}-{last.tail.sha[:6]}" if last and last.tail.n else "0-000000"

    def invalidate(self) -> None:
        self._valid = False

    def refresh(self) -> Incident:
        """Read what is new on disk and fold it. Cheap when nothing is."""
        if not os.path.isdir(self.found.path):
            self.found = self.store.locate(self.found.ref)
        fresh: list[ev.Entry] = []
        whole = not self._valid
        for name in sorted(os.listdir(self.found.path)):
            if not name.endswith(ENDING):
                continue
            stem = name[: -len(ENDING)]
            state = self.files.get(stem)
            if state is None:
                state = self.files[stem] = FileState(stem, journal.Tail())
            new, again = self._read(state, os.path.join(self.found.path, name))
            fresh += new
            whole = whole or again
        if whole:
            self._fold()
        elif fresh:
            latest = self.incident.latest
            if latest is not None and all(e.written >= latest for e in fresh) and (
                len({e.journal for e in fresh}) == 1
            ):
                for entry in fresh:
                    self.entries.append(entry)
                    self.incident.apply(entry)
            else:
                self._fold()
        return self.incident

    def _fold(self) -> None:
        self.entries = merge([f.entries for f in self.files.values()])
        if not any(isinstance(e.event, ev.Opened) for e in self.entries):
            self._without_opening()
        self.incident = fold(self.entries)
        self._valid = True

    def _without_opening(self) -> None:
        """The first line is damaged: open with the installed checklist of the same type."""
        event = self.store.stand_in(self.found)
        if event is None:
            raise Refused("unreadable", Exit.UNREADABLE, ref=self.found.ref)
        first = self.entries[0] if self.entries else None
        at = first.at if first else ref_time(self.found.ref)
        by = first.by if first else ""
        self.doubtful = True
        self.entries.insert(0, ev.Entry(0, "stand-in", at, by, event, journal="?"))

    def _read(self, state: FileState, path: str) -> tuple[list[ev.Entry], bool]:
        """Read the new part of one journal; the whole when it shrank (a torn tail was set aside)."""
        try:
            fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return [], False
        try:
            size = os.fstat(fd).st_size
            if size == state.tail.size:
                return [], False
            again = size < state.tail.size
            start = 0 if again else state.tail.size
            if again:
                state.tail, state.entries, state.damages = journal.Tail(), [], []
            os.lseek(fd, start, os.SEEK_SET)
            blob = journal._read(fd, size - start)
        finally:
            os.close(fd)
        identity = f"{self.found.ref}/{state.stem}"
        found = scan(blob, identity, state.tail.n, start)
        state.damages = [d for d in state.damages if not d.tail] + found.damages
        fresh = []
        for line, sha in found.lines:
            if prev_of(line) != state.tail.sha and state.tail.n:
                state.breaks.append(state.tail.n)
            try:
                entry = ev.decode(line, state.stem, sha)
            except msgspec.MsgspecError:
                continue
            state.tail.n, state.tail.sha = entry.n, sha
            fresh.append(entry)
        state.tail.size = found.end if found.lines else (start if not again else 0)
        if found.lines and found.open_end:
            state.tail.size = found.end
        state.entries += fresh
        return fresh, again

    def wrote(self, stem: str, tail: journal.Tail, lines: list[bytes]) -> list[ev.Entry]:
        """Our own new lines: known without reading them back."""
        state = self.files.get(stem)
        if state is None:
            state = self.files[stem] = FileState(stem, journal.Tail())
        made = [ev.decode(line, stem) for line in lines]
        state.tail = tail
        state.entries += made
        self.entries += made
        self.incident.entries += len(made)
        return made


def ref_time(ref: str) -> datetime:
    """Roughly when the incident was opened, from its reference alone."""
    try:
        return datetime.strptime(ref[:6], "%y%m%d").astimezone()
    except ValueError:
        return datetime.fromtimestamp(0).astimezone()


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


class Store:
    """All that is on disk below one home, and what the kit ships."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.content = Content(home)
        self.talk: list[tuple[str, dict[str, object]]] = []
        self._laptop = ""

    @property
    def laptop(self) -> str:
        if not self._laptop:
            try:
                self._laptop = laptop_id(self.home)
            except OSError as error:
                raise Refused("home", Exit.FAULT, path=self.home, why=why(error)) from error
        return self._laptop

    def stand_in(self, found: Found) -> ev.Opened | None:
        """An opening for a log that lost its own: the installed checklist of that type."""
        try:
            checklist = self.content.checklist(found.type)
            profile = self.content.profile(self.content.chosen_profile())
        except Refused:
            return None
        return ev.Opened(
            ev.FORMAT, found.ref, found.type, checklist, msgspec.to_builtins(profile)
        )

    # ---- finding ------------------------------------------------------------------------

    def _folders(self, path: str, month: str = "") -> list[Found]:
        try:
            names = os.listdir(path)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Refused("home", Exit.FAULT, path=path, why=why(error)) from error
        out = []
        for name in sorted(names):
            ref, _, type_ = name.partition(".")
            if is_ref(ref) and type_:
                out.append(Found(ref, type_, os.path.join(path, name), month))
        return out

    def open_found(self) -> list[Found]:
        return self._folders(os.path.join(self.home, "open"))

    def months(self) -> list[str]:
        try:
            names = os.listdir(os.path.join(self.home, "closed"))
        except FileNotFoundError:
            return []
        return sorted(n for n in names if len(n) == 7 and n[4] == "-")

    def closed_found(self, month: str) -> list[Found]:
        return self._folders(os.path.join(self.home, "closed", month), month)

    def all_found(self) -> list[Found]:
        out = self.open_found()
        for month in self.months():
            out += self.closed_found(month)
        return sorted(out, key=lambda f: f.ref)

    def locate(self, text: str) -> Found:
        """The incident that ``text`` names. Raises ``Refused``: none, or more than one."""
        every = {found.ref: found for found in self.all_found()}
        refs = find(text, list(every))
        if len(refs) == 1:
            return every[refs[0]]
        if refs:
            raise Refused("ref-ambiguous", Exit.USAGE, ref=text, names=refs[:6])
        raise Refused("ref-unknown", Exit.NOT_FOUND, ref=text)

    def load(self, found: Found) -> Folder:
        folder = Folder(self, found)
        try:
            folder.refresh()
        except OSError as error:
            raise Refused(
                "unreadable-os", Exit.UNREADABLE, ref=found.ref, why=why(error)
            ) from error
        return folder

    def open_folders(self) -> list[Folder]:
        """Open incidents, gravest first; one that is closed but still lies here is left out."""
        out = []
        for found in self.open_found():
            try:
                folder = self.load(found)
            except Refused as refused:
                self.talk.append((refused.code, {**refused.fill}))
                continue
            if folder.incident.closed is None:
                out.append(folder)
        return sorted(out, key=lambda f: (f.incident.danger, f.ref))

    def default_open(self) -> Folder:
        """The only open incident; ``Refused`` when there is none or more than one."""
        folders = self.open_folders()
        if len(folders) == 1:
            return folders[0]
        if folders:
            names = [f"{f.ref} {f.found.type}" for f in folders]
            raise Refused("which-incident", Exit.USAGE, names=names)
        raise Refused("none-open", Exit.NOT_FOUND)

    def pick(self, text: str) -> Folder:
        return self.load(self.locate(text)) if text else self.default_open()

    # ---- writing ------------------------------------------------------------------------

    def create(self, type_: str, now: Now, by: str, act: Callable[[Draft, str], None],
               at: datetime | None = None) -> Folder:
        """A new incident: its folder and its first entries."""
        taken = {found.ref for found in self.open_found()}
        ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        while ref in taken:
            ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        path = os.path.join(self.home, "open", f"{ref}.{type_}")
        try:
            make_dir(path)
        except OSError as error:
            if not (journal._is_full(error) and journal.release_reserve(self.home)):
                code = "disk-full" if journal._is_full(error) else "home"
                raise Refused(
                    code, Exit.FAULT, path=self.home, why=why(error), needed=kilobytes(65536)
                ) from error
            make_dir(path)
        folder = Folder(self, Found(ref, type_, path))
        folder._valid = True
        try:
            self.record(folder, now, by, lambda draft: act(draft, ref), at)
        except Refused:
            if not os.listdir(path):
                os.rmdir(path)
            raise
        return folder

    def record(
        self, folder: Folder, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> list[ev.Entry]:
        """Decide on the state as it is on disk now, and make the events durable.

        Nothing has happened unless this returns. Raises ``Refused`` with the reason.
        """
        lock_dir = os.path.join(self.home, "locks")
        stem = self.laptop
        try:
            make_dir(lock_dir)
            with Lock(os.path.join(lock_dir, f"{folder.ref}.lock")):
                return self._locked(folder, now, by, act, at, stem)
        except Held as held:
            self.talk.append(("lock-held", {"pid": held.holder}))
            return self._locked(folder, now, by, act, at, f"{stem}-{new_id()[:5]}")
        except OSError as error:
            if journal._is_full(error):
                journal.release_reserve(self.home)
                return self._locked(folder, now, by, act, at, f"{stem}-{new_id()[:5]}")
            raise Refused("home", Exit.FAULT, path=self.home, why=why(error)) from error

    def _locked(
        self,
        folder: Folder,
        now: Now,
        by: str,
        act: Act,
        at: datetime | None,
        stem: str,
    ) -> list[ev.Entry]:
        fresh = not folder.files and not folder.entries
        if not fresh:
            folder.refresh()
        draft = Draft(folder.incident, now.wall, by, at)
        try:
            self._before(folder, draft, now, stem, fresh)
            act(draft)
        except Refused:
            folder.invalidate()
            raise
        pending = [
            journal.Pending(
                new_id(),
                stamp(when),
                by,
                event.word if isinstance(event, ev.Unknown) else event.kind,
                ascii_json(ev.encode(event)),
                stamp(now.wall) if stamp(when) != stamp(now.wall) else "",
                now.tick,
                now.boot,
            )
            for event, when in draft.events
        ]
        if not pending:
            return []
        made = self._append(folder, stem, pending)
        journal.keep_reserve(self.home)
        if any(isinstance(e.event, ev.Closed) for e in made):
            self._file_away(folder)
        elif folder.found.month and any(isinstance(e.event, ev.Reopened) for e in made):
            self._bring_back(folder)
        return made

    def _before(self, folder: Folder, draft: Draft, now: Now, stem: str, fresh: bool) -> None:
        """What goes ahead of an act: our journal's own first line, and a clock that jumped."""
        if fresh:
            return
        state = folder.files.get(stem)
        if state is None or not state.entries:
            why_new = "" if stem == self.laptop else "lock-held"
            draft.add(
                ev.Joined(ev.FORMAT, folder.ref, folder.found.type, why_new), now.wall
            )
            return
        last = state.entries[-1]
        seconds = jumped((last.written, last.tick, last.boot), now)
        if seconds:
            draft.add(ev.ClockJumped(round(seconds, 1)), now.wall)

    def _append(
        self, folder: Folder, stem: str, pending: list[journal.Pending]
    ) -> list[ev.Entry]:
        """Append to our journal; where its disk is in doubt, to a new segment with the same ids."""
        last: journal.NotRecorded | None = None
        for attempt in range(3):
            name = stem if attempt == 0 else f"{self.laptop}-{new_id()[:5]}"
            path = os.path.join(folder.found.path, name + ENDING)
            state = folder.files.get(name)
            known = state.tail if state is not None else None
            try:
                tail, lines, torn = journal.append(
                    path, f"{folder.ref}/{name}", pending, known, self.home
                )
            except journal.DiskFull as full:
                folder.invalidate()
                raise Refused(
                    "disk-full", Exit.FAULT, path=self.home, needed=kilobytes(full.needed)
                ) from full
            except journal.InDoubt as doubt:
                last = doubt
                continue
            except journal.NotRecorded as error:
                last = error
                break
            if torn is not None:
                self.talk.append(("torn", {"ref": folder.ref, "bytes": torn.length}))
            return folder.wrote(name, tail, lines)
        folder.invalidate()
        assert last is not None
        raise Refused(
            "not-recorded", Exit.FAULT, path=folder.found.path, why=why(last.error)
        ) from last

    def _file_away(self, folder: Folder) -> None:
        """A closed incident moves to its month. If that fails it is tried again later."""
        closed = folder.incident.closed
        if closed is None or folder.found.month:
            return
        month = f"{closed:%Y-%m}"
        target = os.path.join(self.home, "closed", month)
        self._move(folder, target, month)

    def _bring_back(self, folder: Folder) -> None:
        self._move(folder, os.path.join(self.home, "open"), "")

    def _move(self, folder: Folder, target: str, month: str) -> None:
        old = folder.found.path
        new = os.path.join(target, os.path.basename(old))
        try:
            make_dir(target)
            os.rename(old, new)
            sync_dir(target)
            sync_dir(os.path.dirname(old))
        except OSError:
            self.talk.append(("not-moved", {"ref": folder.ref}))
            return
        folder.found = Found(folder.found.ref, folder.found.type, new, month)

    def tidy(self) -> None:
        """Finish moves that a crash interrupted."""
        for found in self.open_found():
            try:
                folder = self.load(found)
            except Refused:
                continue
            if folder.incident.closed is not None:
                self._file_away(folder)


def why(error: OSError) -> str:
    return (error.strerror or str(error)).strip()


def kilobytes(count: int) -> int:
    return max(1, -(-count // 1024))


def raw_note(text: str) -> bytes:
    """The data of a note, as the front door writes it; the same bytes as ``events.encode``."""
    return ('{"text":' + quote(text) + "}").encode("ascii")


def entries_of(folders: Iterable[Folder]) -> list[ev.Entry]:
    return [entry for folder in folders for entry in folder.entries]
