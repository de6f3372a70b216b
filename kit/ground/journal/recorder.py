"""Recording in a home's documents: decided on what is on disk now, under the lock, and durable
before anybody is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import append
from kit.ground.journal.document import D, S
from kit.ground.journal.entry import Entry, Event, Unknown, encode
from kit.ground.journal.line import ascii_json, claimed_sha, new_id, prev_of
from kit.ground.journal.log import Log
from kit.ground.journal.reader import why
from kit.ground.machine import full_disk
from kit.ground.machine.clock import (
    Now,
    jumped,
    set_back_over_restart,
    set_forward_over_restart,
)
from kit.ground.machine.disk import laptop_id, laptops, make_dir, sync_dir
from kit.ground.machine.lock import WAIT, Held
from kit.ground.machine.unwritten import kilobytes, no_more_files

if TYPE_CHECKING:
    from kit.ground.journal.keeper import Keeper

WAIT_AGAIN = 0.05  # for a lock that was not to be had a moment ago


class Recorder(Generic[S, D]):
    """The writer of one sort of document in one home."""

    def __init__(self, keeper: Keeper[S, D]) -> None:
        self.keeper = keeper
        self._laptop = ""
        self._segments: dict[str, str] = {}
        self._by = ("", "")

    @property
    def laptop(self) -> str:
        """This laptop's name in file names. Raises ``Refused``."""
        if not self._laptop:
            path = os.path.join(self.keeper.home, "laptop")
            try:
                others = {name for name, _ in laptops(path)}
                self._laptop = laptop_id(self.keeper.home)
            except OSError as error:
                raise self._no_home(error) from error
            if others and self._laptop not in others:  # the folder was copied from elsewhere
                self.keeper.warnings.append(("new-laptop", {"name": self._laptop}))
        return self._laptop

    def create(
        self,
        log: Log[S, D],
        path: str,
        now: Now,
        by: str,
        act: Callable[[D], None],
        at: datetime | None = None,
    ) -> None:
        """Make a new document's folder where the log says, and its first entries in it. The folder
        gets its name ``path`` when they are on disk, so that a crash leaves no empty document.
        Raises ``Refused``."""
        made = log.where.path
        try:
            full_disk.with_reserve(self.keeper.home, lambda: make_dir(made))
        except OSError as error:
            raise self._no_home(error) from error
        log.begin()
        try:
            self.record(log, now, by, act, at)
            os.rename(made, path)
            made = path
            sync_dir(os.path.dirname(path))
        except OSError as error:
            _remove(made)
            if full_disk.is_full(error):
                raise self._no_home(error) from error
            raise Refused(
                "not-recorded", Exit.FAULT, path=os.path.dirname(path), why=why(error)
            ) from error
        except BaseException as error:
            _remove(made)
            if isinstance(error, Refused) and error.code == "disk-full":
                raise self._full(2 * full_disk.RESERVE) from error  # folders, a lock and more
            raise
        log.where = msgspec.structs.replace(log.where, path=path)

    def record(
        self,
        log: Log[S, D],
        now: Now,
        by: str,
        act: Callable[[D], None],
        at: datetime | None = None,
    ) -> list[Entry]:
        """Decide on the state as it is on disk now, and make the events durable.

        Nothing has happened unless this returns. Raises ``Refused`` with the reason; the state in
        ``log`` is then again what is on disk.
        """
        if self.keeper.veil is not None:
            raise RuntimeError("what hides people is for looking only")
        self._there(log)
        now = Now(_to_ms(now.wall), now.tick, now.boot)
        if by != self._by[0]:
            self._by = (by, clean(by, 100))
        segment = self._lock(log)
        try:
            return self._locked(log, now, self._by[1], act, at and _to_ms(at), segment)
        except BaseException:
            log.invalidate()
            raise
        finally:
            log.writer.lock.__exit__()

    def _there(self, log: Log[S, D]) -> None:
        """The folder must be there before anything is made in its home: one that was moved away
        or unplugged is not begun anew. Raises ``Refused``."""
        if os.path.isdir(log.where.path):
            return
        gone = log.where.path
        try:
            log.where = self.keeper.locate(log.ref)
        except (Refused, OSError) as error:
            raise Refused("folder-gone", Exit.FAULT, path=gone) from error

    def _lock(self, log: Log[S, D]) -> str:
        """Take the document's lock. Where that is not to be had: the name of a journal that only
        this process writes to, because logging must go on."""
        own = self._segments.get(log.ref, "")
        lock = log.writer.lock
        lock.wait = WAIT_AGAIN if own else WAIT
        try:
            full_disk.with_reserve(self.keeper.home, lock.__enter__)
        except Held as holder:
            self.keeper.warnings.append(("lock-held", {"pid": holder.holder}))
        except OSError:  # no space or no rights for the lock; the journal itself may still do
            pass
        else:
            return ""
        own = own or f"{self.laptop}-{new_id()[:5]}"
        self._segments[log.ref] = own
        return own

    def _locked(
        self,
        log: Log[S, D],
        now: Now,
        by: str,
        act: Callable[[D], None],
        at: datetime | None,
        segment: str,
    ) -> list[Entry]:
        stem = segment or self.laptop
        fresh = not log.files and not log.entries
        if not fresh:
            try:
                log.refresh()
            except OSError as error:
                raise log.document.unreadable(log.ref, why(error)) from error
            stem = segment or self._own_stem(log)
        draft = log.document.draft(log.state, now.wall, by, at)
        clock_was_set = not fresh and self._before(log, draft, now, stem)
        ahead = len(draft.events)
        act(draft)
        if len(draft.events) == ahead and not clock_was_set:  # nothing to say: not even that we
            if ahead:  # joined
                log.invalidate()
            return []
        self.keeper.ahead(log, draft.events)
        wall = stamp(now.wall)
        first = new_id()
        entries = [
            _pending(
                e, when, by, now, wall,
                new_id() if i < ahead else first if i == ahead else f"{first}.{i - ahead}",
            )
            for i, (e, when) in enumerate(draft.events)
        ]  # fmt: skip
        made = self._append(log, stem, entries)
        if any(m.event != e for m, (e, _) in zip(made, draft.events, strict=True)):
            log.invalidate()  # the log holds it cleaner than it was decided
        self.keeper.behind(log)
        full_disk.keep_reserve(self.keeper.home)
        return made

    def _own_stem(self, log: Log[S, D]) -> str:
        """This laptop's journal; where that is damaged, the next one (damage stays as it is)."""
        stem, count = self.laptop, 1
        while (journal := log.files.get(stem)) is not None and not journal.sound:
            count += 1
            stem = f"{self.laptop}-{count}"
        return stem

    def _before(self, log: Log[S, D], draft: D, now: Now, stem: str) -> bool:
        """What goes ahead of an act: our journal's own first line, or that the clock was set since
        its last. Whether it was set."""
        journal = log.files.get(stem)
        if journal is None or journal.mark is None:
            own = self._segments.get(log.ref) == stem
            why_new = "lock-held" if own else "" if stem == self.laptop else "damage"
            draft.add(log.document.joined(log.where, log.state, why_new), now.wall)
            return False
        before = (journal.mark.written, journal.mark.tick, journal.mark.boot)
        seconds = jumped(before, now)
        restarted = 0.0 if seconds else set_back_over_restart(before, now)
        if not seconds and not restarted and journal.high is not None:
            restarted = set_forward_over_restart(before, journal.high, now)
        if not seconds and not restarted:
            return False
        off = round(seconds or restarted, 1)
        draft.add(log.document.jumped(off, bool(restarted)), now.wall)
        return True

    def _append(self, log: Log[S, D], stem: str, pending: list[append.Pending]) -> list[Entry]:
        """Append to our journal; where its file or its disk refuses, to a new one with the same
        ids, because logging must go on."""
        made: list[Entry] = []
        name = stem
        kinds = log.document.kinds

        def check(lines: list[bytes]) -> None:
            """What goes to the disk must come back from it."""
            made[:] = [
                kinds.decode(line, name, claimed_sha(line), prev_of(line)) for line in lines
            ]

        last: OSError | None = None
        for _ in range(3):
            path = f"{log.where.path}{os.sep}{name}{append.ENDING}"
            journal = log.files.get(name)
            # Where the disk refuses, every byte is one too many.
            pending[0].seen = tuple(log.reader.unsaid(name)) if name == stem else ()
            try:
                tail, _, torn = append.append(
                    path,
                    f"{log.ref}/{name}",
                    pending,
                    journal.tail if journal is not None else None,
                    self.keeper.home,
                    check,
                    log.writer.hold,
                )
            except full_disk.DiskFull as full:
                raise self._full(full.needed) from full
            except append.NotRecorded as error:
                last = error.error
                if last.errno == errno.ENOENT:  # moved under our feet
                    log.where = self.keeper.locate(log.ref)
                else:
                    name = f"{self.laptop}-{new_id()[:5]}"
                    if full_disk.is_full(last):
                        full_disk.release_reserve(self.keeper.home)
                continue
            if torn is not None:
                self.keeper.warnings.append(("torn", {"ref": log.ref, "bytes": torn.length}))
            return log.wrote(name, tail, made)
        assert last is not None
        if full_disk.is_full(last) or last.errno == errno.EFBIG:
            raise self._full(append.CHUNK) from last
        raise Refused("not-recorded", Exit.FAULT, path=log.where.path, why=why(last)) from last

    def _no_home(self, error: OSError) -> Refused:
        """The refusal for a home that cannot be written."""
        if full_disk.is_full(error):
            return self._full(2 * full_disk.RESERVE)
        return Refused("home", Exit.FAULT, path=self.keeper.home, why=why(error))

    def _full(self, needed: int) -> Refused:
        """``needed`` bytes, and a block of the file system for what goes with them."""
        if no_more_files(self.keeper.home):
            return Refused("disk-files", Exit.FAULT, path=self.keeper.home)
        need = kilobytes(needed + 4096)
        return Refused("disk-full", Exit.FAULT, path=self.keeper.home, needed=need)


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _pending(
    event: Event, when: datetime, by: str, now: Now, wall: str, id_: str
) -> append.Pending:
    happened = stamp(when)
    return append.Pending(
        id_,
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


def _remove(path: str) -> None:
    """Take away a folder in which nothing was acknowledged."""
    try:
        for name in os.listdir(path):
            os.unlink(os.path.join(path, name))
        os.rmdir(path)
    except OSError:
        pass
