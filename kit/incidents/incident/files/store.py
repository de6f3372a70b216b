"""Incidents on disk: folders in ``open/`` and ``closed/YYYY-MM/``, in each a journal per laptop."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.text import Text
from kit.ground.journal import append as journal
from kit.ground.journal.entry import Entry, Event, Unknown, encode
from kit.ground.journal.line import ascii_json, claimed_sha, new_id
from kit.ground.machine.clock import Now, jumped, set_back_over_restart
from kit.ground.machine.disk import laptop_id, make_dir, sync_dir
from kit.ground.machine.lock import WAIT, Held, Lock, lock_path
from kit.incidents.incident.files.folders import Shelves
from kit.incidents.incident.files.log import ENDING, Folder, Found, read_part, why
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Act, Draft
from kit.incidents.incident.rules.refs import make_ref
from kit.plans.checklists.rules.format import Checklist, Find

WAIT_AGAIN = 0.05  # for a lock that was not to be had a moment ago


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


class Store(Shelves):
    """All that is on disk below one home, and what the kit ships."""

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.talk: list[tuple[str, dict[str, object]]] = []
        self._laptop = ""
        self._segments: dict[str, str] = {}
        self._by = ("", "")
        self._seen: dict[str, Folder] = {}  # by path: read by ``tidy``, for whoever loads it next

    @property
    def laptop(self) -> str:
        if not self._laptop:
            try:
                self._laptop = laptop_id(self.home)
            except OSError as error:
                raise self._no(error) from error
        return self._laptop

    def _no(self, error: OSError) -> Refused:
        """The refusal for a home that cannot be written."""
        code = "disk-full" if journal.is_full(error) else "home"
        need = kilobytes(2 * journal.RESERVE)
        return Refused(code, Exit.FAULT, path=self.home, why=why(error), needed=need)

    def stand_in(self, found: Found, drill: ev.Drill | None = None) -> ev.Opened:
        """An opening for a log that lost its own: the installed checklist of that type, or an
        empty one."""
        try:
            checklist = self.checklists.checklist(found.type)
        except Refused:
            name = Text(found.type, found.type)
            checklist = Checklist(1, found.type, name, name, "service", Find([], []), [])
        try:
            profile = msgspec.to_builtins(self.sites.profile(self.sites.chosen_profile()))
        except Refused:
            profile = {}
        return ev.Opened(ev.FORMAT, found.ref, found.type, checklist, profile, drill=drill)

    def load(self, found: Found) -> Folder:
        folder = self._seen.pop(found.path, None) or Folder(self, found)
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
        """A new incident: its folder and its first entries. The folder gets its name when they
        are on disk, so that a crash leaves no empty incident."""
        taken = {found.ref for found in self.open_found()}
        ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        while ref in taken:
            ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        name = f"{ref}.{type_}"
        where = os.path.join(self.home, "open")
        path = os.path.join(where, f".new-{name}")
        try:
            journal.with_reserve(self.home, lambda: make_dir(path))
        except OSError as error:
            raise self._no(error) from error
        folder = Folder(self, Found(ref, type_, path))
        folder._valid = True
        try:
            self.record(folder, now, by, lambda draft: act(draft, ref), at)
            os.rename(path, os.path.join(where, name))
            path = os.path.join(where, name)
            sync_dir(where)
        except OSError as error:
            _remove(path)
            raise Refused("not-recorded", Exit.FAULT, path=where, why=why(error)) from error
        except BaseException:
            _remove(path)
            raise
        folder.found = Found(ref, type_, path)
        return folder

    def record(
        self, folder: Folder, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> list[Entry]:
        """Decide on the state as it is on disk now, and make the events durable.

        Nothing has happened unless this returns. Raises ``Refused`` with the reason; the state in
        ``folder`` is then again what is on disk.
        """
        now = Now(_to_ms(now.wall), now.tick, now.boot)
        if by != self._by[0]:
            self._by = (by, clean(by, 100))
        segment = self._lock(folder)
        try:
            return self._locked(folder, now, self._by[1], act, at and _to_ms(at), segment)
        except BaseException:
            folder.invalidate()
            raise
        finally:
            folder.pen.lock.__exit__()

    def _lock(self, folder: Folder) -> str:
        """Take the incident's lock. Where that is not to be had: the name of a journal that only
        this process writes to, because logging must go on."""
        own = self._segments.get(folder.ref, "")
        lock = folder.pen.lock
        lock.wait = WAIT_AGAIN if own else WAIT
        try:
            journal.with_reserve(self.home, lock.__enter__)
        except Held as holder:
            self.talk.append(("lock-held", {"pid": holder.holder}))
        except OSError:  # no space or no rights for the lock; the journal itself may still do
            pass
        else:
            return ""
        own = own or f"{self.laptop}-{new_id()[:5]}"
        self._segments[folder.ref] = own
        return own

    def _locked(
        self, folder: Folder, now: Now, by: str, act: Act, at: datetime | None, segment: str
    ) -> list[Entry]:
        stem = segment or self.laptop
        fresh = not folder.files and not folder.entries
        if not fresh:
            try:
                folder.refresh()
            except OSError as error:
                raise Refused(
                    "unreadable-os", Exit.UNREADABLE, ref=folder.ref, why=why(error)
                ) from error
            stem = segment or self._own_stem(folder)
        draft = Draft(folder.incident, now.wall, by, at)
        self._before(folder, draft, now, stem, fresh)
        ahead = len(draft.events)
        act(draft)
        if len(draft.events) == ahead and not any(
            isinstance(event, ev.ClockJumped) for event, _ in draft.events
        ):  # nothing to say: not even that we joined
            if ahead:
                folder.invalidate()
            return []
        if folder.found.month and any(isinstance(e, ev.Reopened) for e, _ in draft.events):
            self._bring_back(folder)
        wall = stamp(now.wall)
        entries = [_pending(e, when, by, now, wall) for e, when in draft.events]
        _mark_changed(folder)
        made = self._append(folder, stem, entries)
        _mark_changed(folder)
        if any(m.event != e for m, (e, _) in zip(made, draft.events, strict=True)):
            folder.invalidate()  # the log holds it cleaner than it was decided
        journal.keep_reserve(self.home)
        self._place(folder)
        return made

    def _own_stem(self, folder: Folder) -> str:
        """This laptop's journal; where that is damaged, the next one (damage stays as it is)."""
        stem, count = self.laptop, 1
        while (state := folder.files.get(stem)) is not None and not state.sound:
            count += 1
            stem = f"{self.laptop}-{count}"
        return stem

    def _before(self, folder: Folder, draft: Draft, now: Now, stem: str, fresh: bool) -> None:
        """What goes ahead of an act: our journal's own first line, and a clock that jumped."""
        if fresh:
            return
        state = folder.files.get(stem)
        if state is None or state.mark is None:
            own = self._segments.get(folder.ref) == stem
            why_new = "lock-held" if own else "" if stem == self.laptop else "damage"
            draft.add(
                ev.Joined(ev.FORMAT, folder.ref, folder.found.type, why_new), now.wall
            )
            return
        before = (state.mark.written, state.mark.tick, state.mark.boot)
        seconds = jumped(before, now)
        restarted = not seconds and set_back_over_restart(before, now)
        if seconds or restarted:
            event = ev.ClockJumped(round(seconds or restarted, 1), bool(restarted))
            draft.add(event, now.wall)

    def _append(
        self, folder: Folder, stem: str, pending: list[journal.Pending]
    ) -> list[Entry]:
        """Append to our journal; where its file or its disk refuses, to a new one with the same
        ids, because logging must go on."""
        made: list[Entry] = []
        name = stem

        def check(lines: list[bytes]) -> None:
            """What goes to the disk must come back from it."""
            made[:] = [ev.KINDS.decode(line, name, claimed_sha(line)) for line in lines]

        last: OSError | None = None
        for _ in range(3):
            path = f"{folder.found.path}{os.sep}{name}{ENDING}"
            state = folder.files.get(name)
            try:
                tail, _, torn = journal.append(
                    path,
                    f"{folder.ref}/{name}",
                    pending,
                    state.tail if state is not None else None,
                    self.home,
                    check,
                    folder.pen.hold,
                )
            except journal.DiskFull as full:
                raise self._full(full.needed) from full
            except journal.NotRecorded as error:
                last = error.error
                if last.errno == errno.ENOENT:  # moved to or from closed/ under our feet
                    folder.found = self.locate(folder.ref)
                else:
                    name = f"{self.laptop}-{new_id()[:5]}"
                    if journal.is_full(last):
                        journal.release_reserve(self.home)
                continue
            if torn is not None:
                self.talk.append(("torn", {"ref": folder.ref, "bytes": torn.length}))
            return folder.wrote(name, tail, made)
        assert last is not None
        if journal.is_full(last) or last.errno == errno.EFBIG:
            raise self._full(journal.CHUNK) from last
        raise Refused("not-recorded", Exit.FAULT, path=folder.found.path, why=why(last)) from last

    def _full(self, needed: int) -> Refused:
        """``needed`` bytes, and a block of the file system for what goes with them."""
        return Refused(
            "disk-full", Exit.FAULT, path=self.home, needed=kilobytes(needed + 4096)
        )

    def _place(self, folder: Folder) -> None:
        """Lay the folder where it belongs: closed ones in their month. If that fails it is tried
        again at the next entry and by ``tidy``."""
        closed = folder.incident.closed
        if closed is not None and not folder.found.month:
            month = f"{closed:%Y-%m}"
            self._move(folder, os.path.join(self.home, "closed", month), month)
        elif closed is None and folder.found.month:
            self._bring_back(folder)

    def _bring_back(self, folder: Folder) -> None:
        self._move(folder, os.path.join(self.home, "open"), "")

    def _move(self, folder: Folder, target: str, month: str) -> None:
        old = folder.found.path
        new = os.path.join(target, os.path.basename(old))
        try:
            journal.with_reserve(self.home, lambda: make_dir(target))
            if os.path.isdir(new):
                _unite(old, new)
            else:
                os.rename(old, new)
        except OSError:
            self.talk.append(("not-moved", {"ref": folder.ref}))
            return
        folder.found = Found(folder.found.ref, folder.found.type, new, month)
        for path in (target, os.path.dirname(old)):
            try:
                sync_dir(path)
            except OSError:  # after a power cut it lies where it was, and tidy moves it
                pass

    def tidy(self) -> None:
        """Finish moves that a crash interrupted, and unite an incident that lies in ``open/`` and
        in a month, too (files copied by hand). Never waits, never fails."""
        for found in self.open_found():
            twin = self._closed_twin(found)
            if twin is not None:
                try:
                    with Lock(lock_path(self.home, found.ref), 0):
                        _unite(found.path, twin.path)
                        self._place(self.load(twin))
                except (Refused, Held, OSError):
                    pass
                continue
            try:
                folder = self.load(found)
                if folder.incident.closed is None:
                    self._seen[found.path] = folder
                    continue
                with Lock(lock_path(self.home, found.ref), 0):
                    folder.refresh()
                    self._place(folder)
            except (Refused, Held, OSError):
                continue


def _pending(
    event: Event, when: datetime, by: str, now: Now, wall: str
) -> journal.Pending:
    happened = stamp(when)
    return journal.Pending(
        new_id(),
        happened,
        by,
        event.word if isinstance(event, Unknown) else event.kind,
        ascii_json(_encoded(event)),
        wall if happened != wall else "",
        now.tick,
        now.boot,
    )


def _encoded(event: Event) -> bytes:
    """An event as JSON; half characters, which JSON cannot carry, are replaced."""
    try:
        return encode(event)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole_characters(msgspec.to_builtins(event)))


def _whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole_characters(k): _whole_characters(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_whole_characters(v) for v in value]
    return value


def _to_ms(at: datetime) -> datetime:
    """Memory holds the same time as the log, which keeps milliseconds."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _mark_changed(folder: Folder) -> None:
    """Give a closed incident's folder a new time, so that kept figures of its month count no more
    (``review/archive``): before the entry, for a crash behind it; after it, for one between."""
    if folder.found.month:
        try:
            os.utime(folder.found.path)
        except OSError:  # recording goes on; the size of the journal shows the change, too
            pass


def _remove(path: str) -> None:
    """Take away a folder in which nothing was acknowledged."""
    try:
        for name in os.listdir(path):
            os.unlink(os.path.join(path, name))
        os.rmdir(path)
    except OSError:
        pass


def _unite(old: str, new: str) -> None:
    """Two folders of one incident (copied from another laptop) become one; a file that is there
    twice with other bytes is kept beside as ``STEM~2``. Raises ``OSError``."""
    for name in sorted(os.listdir(old)):
        source, target = os.path.join(old, name), os.path.join(new, name)
        stem, dot, ending = name.partition(".")
        count = 1
        while os.path.lexists(target):
            if read_part(source) == read_part(target):
                os.unlink(source)
                break
            count += 1
            target = os.path.join(new, f"{stem}~{count}{dot}{ending}")
        else:
            os.rename(source, target)
    sync_dir(new)
    os.rmdir(old)



def kilobytes(count: int) -> int:
    return max(1, -(-count // 1024))


def entries_of(folders: Iterable[Folder]) -> list[Entry]:
    return [entry for folder in folders for entry in folder.entries]
