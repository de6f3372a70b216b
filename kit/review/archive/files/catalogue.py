"""The catalogue of closed incidents: one TinyDB file per month, a memory aid and no more.

It may be deleted or spoiled at any time: whatever it lacks is read from the logs again, what has
changed there is noticed by folder times and file sizes, and a catalogue that cannot be written
costs only time. No fact lives here alone. It lies in ``cache/`` and not beside the logs, so that a
month's folder changes only when an incident comes or goes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from kit import __version__
from kit.ground.base.clean import clean
from kit.ground.base.going import over
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Refused
from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part, why
from kit.ground.machine.disk import make_dir
from kit.ground.machine.full_disk import keep_cache
from kit.incidents.incident.files import left
from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.owed import OWED
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.events import IN_ERROR
from kit.review.archive.rules.digest import EDITION, Digest, digest_of
from kit.review.archive.rules.digest_fast import digest_fast

Doc = dict[str, Any]
TABLE = "incidents"
AUTHOR = f"{__version__}/{EDITION}"
WHOLE = 40  # so many incidents at once are folded whole and proved; more are read the quick way


class AtomicStorage(Storage):
    """A JSON file that is read once and replaced whole, at most once, when the database closes.

    A file that is missing, spoiled or unreadable is an empty database; a file that cannot be
    written stays as it was.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._data: dict[str, dict[str, Any]] | None = None
        self._read = False
        self._changed = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        if not self._read:
            self._read = True
            try:
                self._data = msgspec.json.decode(
                    read_part(self.path), type=dict[str, dict[str, Any]]
                )
            except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
                self._data = None
        return self._data

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        self._data = {name: dict(table) for name, table in data.items()}
        self._changed = True

    def close(self) -> None:
        if self._changed:
            try:
                home = os.path.dirname(os.path.dirname(self.path))
                make_dir(home)
                keep_cache(home, self.path, msgspec.json.encode(self._data) + b"\n")
            except OSError:
                pass
        self._changed = False


class Catalogue:
    """Closed incidents of a store."""

    def __init__(self, store: Store) -> None:
        self.store, self.veil = store.bare(), store.veil  # what is kept here hides nobody

    def _seen(self, digests: list[Digest]) -> list[Digest]:
        """As they may be shown."""
        veil = self.veil
        return [veil.over(digest) for digest in digests] if veil is not None else digests

    def month(self, month: str) -> list[Digest]:
        """Every incident closed in ``YYYY-MM``, by reference. One whose log cannot be read is left
        out and named in the store's warnings."""
        found = [digest for _, digest in self.stamped(month) if digest.closed is not None]
        return self._seen(sorted(found, key=lambda digest: digest.ref))

    def opened_in(self, month: str) -> list[Digest]:
        """Closed incidents that were opened in ``YYYY-MM``, as figures count them, the last opened
        first."""
        lost = {closed for _, closed in self.store.astray()}
        months = self.store.closed_months()
        folders = [f for f in months if f == month or f in lost or self.store.may_hold(f, month)]
        found = [digest for folder in folders for _, digest in self.stamped(folder)]
        there = [d for d in found if d.closed is not None and month_of(d.opened) == month]
        there.sort(key=lambda digest: (digest.opened, digest.ref), reverse=True)
        return self._seen(there)

    def latest(self, last: int) -> tuple[list[Digest], bool]:
        """The ``last`` incidents (0: all) that were closed, the last opened of the last month
        first; and whether there are more. Only those are looked at."""
        out: list[Digest] = []
        for month in reversed(self.store.closed_months()):
            there = list(reversed(self.store.closed_found(month)))
            room = last - len(out) if last else len(there)
            if there and not room:
                return self._seen(out), True
            found = [digest for _, digest in self.stamped(month, there[:room])]
            found.sort(key=lambda digest: digest.ref, reverse=True)
            out += [digest for digest in found if digest.closed is not None]
            if len(there) > room:
                return self._seen(out), True
        return self._seen(out), False

    def find(self, query: Callable[[Doc], bool] | None = None, **equal: object) -> list[Doc]:
        """Closed incidents of all months, as plain values, for which ``query`` (a function or a
        TinyDB query) holds and whose fields equal those named, oldest first."""
        docs = (
            msgspec.to_builtins(msgspec.structs.asdict(digest))
            for month in self.store.closed_months()
            for digest in self.month(month)
        )
        return [
            doc
            for doc in docs
            if all(doc.get(name) == value for name, value in equal.items())
            and (query is None or query(doc))
        ]

    def last_closed(self) -> str | None:
        """Reference of the incident closed last, also when its folder has not been moved yet; what
        was opened in error is none."""
        for month in reversed(self.store.closed_months()):
            real = [r for r in self.month(month) if r.outcome != IN_ERROR]
            closed = [(r.closed, r.ref) for r in real if r.closed is not None]
            if closed:
                return max(closed)[1]
        return None

    def stamped(
        self, month: str, only: list[Where] | None = None
    ) -> list[tuple[Doc, Digest]]:
        """What is in the month's folder (or ``only`` these), with the stamp of what was read:
        ``folder`` (time of change in ns) and ``files`` (sizes of the journals by name)."""
        path = os.path.join(self.store.home, "cache", f"closed-{month}.json")
        with TinyDB(path, storage=AtomicStorage) as db:
            table = db.table(TABLE)
            known: dict[str, Any] = {}
            wrong: list[int] = []
            try:
                for kept in table:
                    if isinstance(kept.get("ref"), str):
                        known[kept["ref"]] = kept
                    else:
                        wrong.append(kept.doc_id)
            except (AttributeError, TypeError, ValueError):  # JSON, but no table of ours
                db.drop_tables()
                known, wrong = {}, []
            answer: list[tuple[Doc, Digest]] = []
            missing: list[Where] = []
            for found in self.store.closed_found(month) if only is None else only:
                old = known.pop(found.ref, None)
                kept = old is not None and not found.twins
                digest = self._current(found, old) if old is not None and kept else None
                if old is not None and digest is not None:
                    answer.append((old["stamp"], digest))
                    continue
                missing.append(found)
                wrong += [old.doc_id] if old is not None else []
            if only is None:
                wrong += [doc.doc_id for doc in known.values()]
            fresh = list(self._read(missing))
            if wrong:
                table.remove(doc_ids=wrong)
            if fresh:
                table.insert_multiple(
                    {**_plain(digest), "stamp": stamp, "author": AUTHOR} for stamp, digest in fresh
                )
        return answer + fresh

    def _current(self, found: Where, doc: Doc) -> Digest | None:
        """The digest that was kept, if it still tells what lies on the disk."""
        if doc.get("author") != AUTHOR or doc.get("type") != found.type:
            return None
        try:
            stamp = doc["stamp"]
            same = os.stat(found.path).st_mtime_ns == stamp["folder"] and all(
                os.stat(os.path.join(found.path, name)).st_size == size
                for name, size in stamp["files"].items()
            )
            return msgspec.convert(doc, Digest) if same else None
        except (OSError, LookupError, ValueError, TypeError, AttributeError):
            return None

    def _read(self, missing: list[Where]) -> Iterator[tuple[Doc, Digest]]:
        """The digests of these logs; a few are proved line by line, many are not."""
        whole = len(missing) <= WHOLE
        for found in over(missing):
            try:
                stamp = stamp_of(found)
                quick = not whole and not found.twins
                digest = (self._quick(found, stamp) if quick else None) or self._whole(found)
                if digest.closed is not None and digest.owed:
                    OWED.must(self.store.home, found)  # copied in by hand, perhaps
                if digest.closed is not None and digest.tally.actions > digest.tally.actions_done:
                    left.look(self.store, found)
                yield stamp, digest
            except FileNotFoundError:  # moved away meanwhile
                continue
            except OSError as error:
                fill: dict[str, object] = {"ref": found.ref, "why": clean(why(error))}
                self.store.warnings.append(("unreadable-os", fill))
                self.store.closed_unread.append(found.ref)
            except Refused as refused:
                self.store.warnings.append((refused.code, {**refused.fill}))
                self.store.closed_unread.append(found.ref)

    def _quick(self, found: Where, stamp: Doc) -> Digest | None:
        """The digest of an incident with nothing odd in its journals, else ``None``."""
        names = stamp["files"]
        digest = digest_fast(
            {n.removesuffix(ENDING): read_part(os.path.join(found.path, n)) for n in names}
        )
        same = digest is not None and (digest.ref, digest.type) == (found.ref, found.type)
        return digest if same else None

    def _whole(self, found: Where) -> Digest:
        folder = self.store.load(found)
        damages = len(folder.damages())
        digest = digest_of(folder.incident, folder.entries, damages, folder.doubtful)
        return msgspec.structs.replace(digest, ref=found.ref)


def _plain(digest: Digest) -> Doc:
    doc: Doc = msgspec.to_builtins(digest)
    return doc


def stamp_of(found: Where) -> Doc:
    """Taken before the log is read: what is added meanwhile makes the digest stale."""
    folder = os.stat(found.path).st_mtime_ns
    files = {
        name: os.lstat(os.path.join(found.path, name)).st_size
        for name in sorted(os.listdir(found.path))
        if name.endswith(ENDING)
    }
    return {"folder": folder, "files": files}
