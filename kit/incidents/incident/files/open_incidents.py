"""The open incidents, kept in memory while somebody looks at them."""

from __future__ import annotations

import os

from kit.ground.base.refusal import Refused
from kit.ground.journal.append import ENDING
from kit.ground.machine.disk import size_and_time
from kit.incidents.incident.files.folders import ends_closed
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.owed import FOLDER, owing
from kit.incidents.incident.files.store import Store, standing


class Watch:
    """The open incidents in their order; of those it knows only what is new on disk is read."""

    def __init__(self, store: Store, own: Log | None = None) -> None:
        """``own``: one that is in memory already."""
        self.store = store
        self._known: dict[str, Log] = {} if own is None else {own.where.path: own}
        self._told: set[str] = set()
        self._owing: dict[str, Log] = {}
        self._signs: list[tuple[int, int]] = []

    def stirred(self) -> bool:
        """Whether files have changed since last asked, by a look at their sizes and times."""
        paths = self.places()
        for log in [*self._known.values(), *self._owing.values()]:
            paths += _journals(log)
        before, self._signs = self._signs, [size_and_time(path) for path in paths]
        return before != self._signs

    def logs(self) -> list[Log]:
        seen: dict[str, Log] = {}
        unread: list[str] = []
        for found in self.store.open_found():
            if found.path not in self._known and ends_closed(found):
                continue
            try:
                log = self._known.get(found.path) or self.store.load(found)
                log.refresh()
            except OSError:  # moved just now: the next look knows more
                continue
            except Refused as refused:
                unread.append(found.ref)
                if found.path not in self._told:
                    self._told.add(found.path)
                    self.store.warnings.append((refused.code, {**refused.fill}))
                continue
            seen[found.path] = log
        self._known = seen
        self.store.unread = [*unread, *self.store.strangers()]
        running = [f for f in seen.values() if f.incident.closed is None]
        return sorted(running, key=standing)

    def owing(self) -> list[Log]:
        """Closed incidents that still owe a call, the one promised first on top."""
        found = owing(self.store, self._owing)
        self._owing = {log.where.path: log for log in found}
        return found

    def places(self) -> list[str]:
        """The folders in which something can change, also in what they say of the site."""
        home = self.store.home
        lists = [os.path.join(home, "open")]
        lists += [folder for folder in [os.path.join(home, FOLDER)] if os.path.isdir(folder)]
        return [*lists, *self.store.present.places(), *self._known, *self._owing]


def _journals(log: Log) -> list[str]:
    return [os.path.join(log.where.path, stem + ENDING) for stem in log.files]
