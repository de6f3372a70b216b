"""Incidents on disk: folders in ``open/`` and ``closed/YYYY-MM/``, in each a journal per laptop."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.document import Document
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.reader import why
from kit.ground.journal.refs import make_ref
from kit.ground.machine.clock import Now
from kit.ground.machine.disk import make_dir, sync_dir
from kit.ground.machine.full_disk import with_reserve
from kit.ground.machine.lock import Held, Lock, lock_path
from kit.incidents.incident.files.folders import Folders
from kit.incidents.incident.files.log import Incidents, Log, Where
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident

if TYPE_CHECKING:
    from kit.ground.journal.recorder import Recorder
    from kit.incidents.incident.rules.acts import Act, Draft


class Store(Folders):
    """All that is on disk below one home, and what the kit ships."""

    document: Document[Incident, Draft] = Incidents()

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.warnings: list[tuple[str, dict[str, object]]] = []
        self._seen: dict[str, Log] = {}  # by path: read by ``tidy``, for whoever loads it next

    @cached_property
    def recorder(self) -> Recorder[Incident, Draft]:
        """Who writes here; reading does not need it."""
        from kit.ground.journal.recorder import Recorder

        return Recorder(self)

    @property
    def laptop(self) -> str:
        return self.recorder.laptop

    # ---- reading ------------------------------------------------------------------------

    def load(self, where: Where) -> Log:
        log = self._seen.pop(where.path, None) or Log(self, where)
        try:
            log.refresh()
        except OSError as error:
            raise self.document.unreadable(where.ref, why(error)) from error
        return log

    def open_logs(self) -> list[Log]:
        """Open incidents in their order; one that is closed but still lies here is left out."""
        out = []
        for where in self.open_found():
            try:
                log = self.load(where)
            except Refused as refused:
                self.warnings.append((refused.code, {**refused.fill}))
                continue
            if log.incident.closed is None:
                out.append(log)
        return sorted(out, key=standing)

    def default_open(self) -> Log:
        """The only open incident; ``Refused`` when there is none or more than one."""
        logs = self.open_logs()
        if len(logs) == 1:
            return logs[0]
        if logs:
            names = [f"{log.ref} {log.where.type}" for log in logs]
            raise Refused("which-incident", Exit.USAGE, names=names)
        raise Refused("none-open", Exit.NOT_FOUND)

    def pick(self, text: str) -> Log:
        return self.load(self.locate(text)) if text else self.default_open()

    # ---- writing ------------------------------------------------------------------------

    def create(self, type_: str, now: Now, by: str, act: Callable[[Draft, str], None],
               at: datetime | None = None) -> Log:
        """A new incident: its folder and its first entries."""
        taken = {where.ref for where in self.open_found()}
        ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        while ref in taken:
            ref = make_ref(now.wall, int.from_bytes(os.urandom(3), "big"))
        name = f"{ref}.{type_}"
        folder = os.path.join(self.home, "open")
        log = Log(self, Where(ref, os.path.join(folder, f".new-{name}"), type_))
        path = os.path.join(folder, name)
        self.recorder.create(log, path, now, by, lambda draft: act(draft, ref), at)
        return log

    def record(
        self, log: Log, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> list[Entry]:
        """Decide on the state as it is on disk now, and make the events durable; see
        ``Recorder.record``. A closed incident lies in its month afterwards."""
        return self.recorder.record(log, now, by, act, at)

    # ---- what the journal asks of its keeper --------------------------------------------

    def refs(self) -> list[str]:
        return [where.ref for where in self.all_found()]

    def stand_in(self, log: Log) -> tuple[Event, datetime]:
        from kit.incidents.incident.files.lost_opening import stand_in

        return stand_in(log)

    def ahead(self, log: Log, events: list[tuple[Event, datetime]]) -> None:
        if log.where.month and any(isinstance(event, ev.Reopened) for event, _ in events):
            self._bring_back(log)
        _mark_changed(log)

    def behind(self, log: Log) -> None:
        _mark_changed(log)
        self._place(log)
        if log.where.month:
            from kit.incidents.incident.files.owed import keep

            keep(self.home, log.where, bool(log.incident.owed()))

    # ---- where it lies ------------------------------------------------------------------

    def _place(self, log: Log) -> None:
        """Lay the folder where it belongs: closed ones in their month. If that fails it is tried
        again at the next entry and by ``tidy``."""
        closed = log.incident.closed
        if closed is not None and not log.where.month:
            month = f"{closed:%Y-%m}"
            self._move(log, os.path.join(self.home, "closed", month), month)
        elif closed is None and log.where.month:
            self._bring_back(log)

    def _bring_back(self, log: Log) -> None:
        self._move(log, os.path.join(self.home, "open"), "")

    def _move(self, log: Log, target: str, month: str) -> None:
        from kit.ground.journal.unite import unite

        old = log.where.path
        new = os.path.join(target, os.path.basename(old))
        try:
            with_reserve(self.home, lambda: make_dir(target))
            if os.path.isdir(new):
                unite(old, new)
            else:
                os.rename(old, new)
        except OSError:
            self.warnings.append(("not-moved", {"ref": log.ref}))
            return
        log.where = Where(log.ref, new, log.where.type, month)
        for path in (target, os.path.dirname(old)):
            try:
                sync_dir(path)
            except OSError:  # after a power cut it lies where it was, and tidy moves it
                pass

    def tidy(self) -> None:
        """Finish moves that a crash interrupted, and unite an incident that lies in ``open/`` and
        in a month, too (files copied by hand). Never waits, never fails."""
        for where in self.open_found():
            twin = self.closed_twin(where)
            if twin is not None:
                from kit.ground.journal.unite import unite

                try:
                    with Lock(lock_path(self.home, where.ref), 0):
                        unite(where.path, twin.path)
                        self._place(self.load(twin))
                except (Refused, Held, OSError):
                    pass
                continue
            try:
                log = self.load(where)
                if log.incident.closed is None:
                    self._seen[where.path] = log
                    continue
                with Lock(lock_path(self.home, where.ref), 0):
                    log.refresh()
                    self._place(log)
            except (Refused, Held, OSError):
                continue


def standing(log: Log) -> tuple[bool, int, float, str]:
    """What open incidents are ordered by everywhere: real before drill, danger, then time."""
    incident = log.incident
    opened = incident.opened.timestamp() if incident.opened is not None else 0.0
    return incident.is_drill, incident.danger, opened, log.ref


def _mark_changed(log: Log) -> None:
    """Give a closed incident's folder a new time, so that kept figures of its month count no more
    (``review/archive``): before the entry, for a crash behind it; after it, for one between."""
    if log.where.month:
        try:
            os.utime(log.where.path)
        except OSError:  # recording goes on; the size of the journal shows the change, too
            pass
