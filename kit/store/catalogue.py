"""The catalogue of closed incidents: one TinyDB file per month, a memory aid and no more.

It may be deleted or spoiled at any time: whatever it lacks is read from the logs again, what has
changed there is noticed by folder times and file sizes, and a catalogue that cannot be written
costs only time. No fact lives here alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from kit import __version__
from kit.core.events import Entry
from kit.core.incident import Incident
from kit.core.refusal import Refused
from kit.store.folder import ENDING, Folder, Found, read_part
from kit.store.incidents import Store
from kit.store.place import replace_file

Doc = dict[str, Any]
Measure = Callable[[Incident, list[Entry], datetime], Any]
FILE = "catalogue.json"
TABLE = "incidents"


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
                replace_file(self.path, msgspec.json.encode(self._data) + b"\n")
            except OSError:
                pass
        self._changed = False


class Catalogue:
    """Closed incidents of a store. ``measure(incident, entries, closed)`` gives what is kept as
    ``measures`` (anything that ``msgspec`` can turn into plain values); without it they are ``{}``.
    """

    def __init__(self, store: Store, measure: Measure | None = None) -> None:
        self.store = store
        self.measure = measure

    def month(self, month: str) -> list[Doc]:
        """Every incident closed in ``YYYY-MM``, by reference: ``ref``, ``type``, ``month``,
        ``title``, ``drill``, ``opened``, ``closed`` (ISO times), ``outcome``, ``entries``,
        ``damages``, ``doubtful`` and ``measures``. One whose log cannot be read is left out and
        named in the store's talk."""
        docs = [doc for doc in self._docs(month) if doc["closed"] is not None]
        return sorted(docs, key=lambda doc: str(doc["ref"]))

    def find(self, query: Callable[[Doc], bool] | None = None, **equal: object) -> list[Doc]:
        """Closed incidents of all months for which ``query`` (a function or a TinyDB query)
        holds and whose fields equal those named, oldest first."""
        return [
            doc
            for month in self.store.months()
            for doc in self.month(month)
            if all(doc.get(name) == value for name, value in equal.items())
            and (query is None or query(doc))
        ]

    def last_closed(self) -> str | None:
        """Reference of the incident closed last, also when its folder has not been moved yet."""
        closed: list[tuple[datetime, str]] = []
        for month in reversed(self.store.months()):
            closed = [(datetime.fromisoformat(d["closed"]), d["ref"]) for d in self.month(month)]
            if closed:
                break
        for found in self.store.open_found():
            try:
                at = self.store.load(found).incident.closed
            except Refused:
                continue
            if at is not None:
                closed.append((at, found.ref))
        return max(closed)[1] if closed else None

    def _docs(self, month: str) -> Iterator[Doc]:
        folder = os.path.join(self.store.home, "closed", month)
        with TinyDB(os.path.join(folder, FILE), storage=AtomicStorage) as db:
            table = db.table(TABLE)
            known: dict[str, Doc] = {}
            wrong: list[int] = []
            try:
                for kept in table:
                    if isinstance(kept.get("ref"), str) and _shape(kept):
                        known[kept["ref"]] = kept
                    else:
                        wrong.append(kept.doc_id)
            except (AttributeError, TypeError, ValueError):  # JSON, but no table of ours
                db.drop_tables()
                known, wrong = {}, []
            answer: list[Doc] = []
            fresh: list[Doc] = []
            for found in self.store.closed_found(month):
                old = known.pop(found.ref, None)
                if old is not None and self._current(found, old):
                    answer.append(dict(old))
                    continue
                if old is not None:
                    wrong.append(old.doc_id)  # type: ignore[attr-defined]
                new = self._make(found)
                if new is not None:
                    answer.append(new)
                    fresh.append(new)
            wrong += [doc.doc_id for doc in known.values()]  # type: ignore[attr-defined]
            if wrong:
                table.remove(doc_ids=wrong)
            if fresh:
                table.insert_multiple(fresh)
        for doc in answer:
            yield {name: value for name, value in doc.items() if name not in ("stamp", "by")}

    def _current(self, found: Found, doc: Doc) -> bool:
        """Whether the document still tells what lies on the disk."""
        if doc["by"] != self._author() or doc["type"] != found.type:
            return False
        stamp = doc["stamp"]
        try:
            if os.stat(found.path).st_mtime_ns != stamp["folder"]:
                return False
            return all(
                os.stat(os.path.join(found.path, name)).st_size == size
                for name, size in stamp["files"].items()
            )
        except (OSError, ValueError):
            return False

    def _author(self) -> str:
        """What made a document: another version, or one with other measures, makes it anew."""
        name = getattr(self.measure, "__qualname__", type(self.measure).__name__)
        return f"{__version__}/{name if self.measure else ''}"

    def _make(self, found: Found) -> Doc | None:
        try:
            stamp = _stamp(found)
            folder = self.store.load(found)
        except OSError:
            return None
        except Refused as refused:
            self.store.talk.append((refused.code, {**refused.fill}))
            return None
        return {**self._header(folder), "stamp": stamp, "by": self._author()}

    def _header(self, folder: Folder) -> Doc:
        incident = folder.incident
        closed = incident.closed
        measures: Any = {}
        if self.measure is not None and closed is not None:
            measures = self.measure(incident, folder.entries, closed)
        doc: Doc = msgspec.to_builtins(
            {
                "ref": folder.ref,
                "type": incident.type,
                "month": folder.found.month,
                "title": incident.title,
                "drill": incident.is_drill,
                "opened": incident.opened,
                "closed": closed,
                "outcome": incident.outcome,
                "entries": incident.entries - folder.doubtful,
                "damages": len(folder.damages()),
                "doubtful": folder.doubtful,
                "measures": measures,
            },
            str_keys=True,
        )
        return doc


def _stamp(found: Found) -> Doc:
    """Taken before the log is read: what is added meanwhile makes the document stale."""
    folder = os.stat(found.path).st_mtime_ns
    files = {
        name: os.lstat(os.path.join(found.path, name)).st_size
        for name in sorted(os.listdir(found.path))
        if name.endswith(ENDING)
    }
    return {"folder": folder, "files": files}


def _shape(doc: Mapping[str, Any]) -> bool:
    """Whether a kept document has everything that is looked at (a spoiled one is made anew)."""
    stamp = doc.get("stamp")
    closed = doc.get("closed", 0)
    return (
        isinstance(stamp, dict)
        and isinstance(stamp.get("files"), dict)
        and all(isinstance(v, int) for v in stamp["files"].values())
        and isinstance(doc.get("measures"), dict)
        and isinstance(doc.get("by"), str)
        and isinstance(doc.get("type"), str)
        and (closed is None or isinstance(closed, str))
        and all(name in doc for name in ("drill", "opened", "outcome", "entries", "damages"))
    )
