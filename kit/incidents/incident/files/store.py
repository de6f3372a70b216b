"""Incidents on disk: folders in ``open/`` and ``closed/YYYY-MM/``, in each a journal per laptop."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kit.ground.base.months import month_of
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.append import ENDING
from kit.ground.journal.document import Document
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.keeping import Keeping
from kit.ground.journal.reader import why
from kit.ground.journal.refs import make_ref
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.folders import Folders, ends_closed
from kit.incidents.incident.files.log import Incidents, Log, Where
from kit.incidents.incident.files.present import Present
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident

if TYPE_CHECKING:
    from kit.incidents.incident.rules.acts import Act, Draft

OFTEN = 10  # entries after which it is noted anew how far a log had come


class Store(Folders, Keeping[Incident, "Draft"]):
    """All that is on disk below one home, and what the kit ships."""

    document: Document[Incident, Draft] = Incidents()

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self._seen: dict[str, Log] = {}  # by path: read by ``tidy``, for whoever loads it next
        self._months: dict[str, tuple[list[tuple[str, int]], str]] = {}

    def bare(self) -> Store:
        """The same home with nobody hidden: what is kept of it is made from that."""
        if self.veil is None:
            return self
        out = Store(self.home)
        out.warnings, out.closed_unread = self.warnings, self.closed_unread
        return out

    @property
    def laptop(self) -> str:
        return self.recorder.laptop

    @cached_property
    def present(self) -> Present:
        """The site as it is now, for what open incidents say aloud."""
        return Present(self.home, self.veil)

    def laptops_own(self, stem: str) -> bool:
        """Whether a journal of that name is this laptop's."""
        return stem == self.laptop or stem.startswith(f"{self.laptop}-")

    # ---- reading ------------------------------------------------------------------------

    def load(self, where: Where) -> Log:
        log = self._seen.pop(where.path, None) or Log(self, where)
        try:
            log.refresh()
        except OSError as error:
            raise self.document.unreadable(where.ref, why(error)) from error
        return log

    def keep(self, log: Log) -> None:
        """It was read just now: whoever loads it next need not read it again."""
        self._seen[log.where.path] = log

    def open_logs(self) -> list[Log]:
        """Open incidents in their order; one that is closed but still lies here is left out."""
        out, unread = [], list[str]()
        for where in self.open_found():
            if ends_closed(where):
                continue
            sizes = journal_sizes(where)  # before it is read: what comes between is looked at again
            try:
                log = self.load(where)
            except Refused as refused:
                self.warnings.append((refused.code, {**refused.fill}))
                unread.append(where.ref)
                continue
            if log.incident.closed is None:
                self._months[where.path] = sizes, ""
                out.append(log)
        self.unread = [*unread, *self.strangers()]
        return sorted(out, key=standing)

    def default_open(self) -> Log:
        """The only open incident; ``Refused`` when there is none (or none that can be read) or more
        than one."""
        logs = self.open_logs()
        if len(logs) == 1:
            return logs[0]
        if logs:
            names = [f"{log.ref} {log.where.type}" for log in logs]
            raise Refused("which-incident", Exit.USAGE, names=names)
        if self.unread:
            raise Refused("open-unread", Exit.UNREADABLE, names=self.unread[:6])
        self.look_for_home()
        raise Refused("none-open", Exit.NOT_FOUND)

    def pick(self, text: str) -> Log:
        return self.load(self.locate(text)) if text else self.default_open()

    # ---- what is closed -----------------------------------------------------------------

    def closed_in(self, where: Where) -> str:
        """The month in which it was closed; "" while it is open. Raises ``Refused``."""
        sizes = journal_sizes(where)
        known = self._months.get(where.path)
        if known is not None and known[0] == sizes and not where.twins:
            return known[1]
        log = self.load(where)
        self.keep(log)
        closed = log.incident.closed
        month = month_of(closed) if closed is not None else ""
        self._months[where.path] = (sizes, month)
        return month

    def astray(self) -> list[tuple[Where, str]]:
        """Closed incidents that lie in ``open/`` (a folder that could not be moved, two folders of
        one incident) or in several months, each once, with its month."""
        out = []
        here = self.open_found()
        names = {where.ref for where in here}
        for where in [*here, *(one for one in self.doubled() if one.ref not in names)]:
            try:
                month = self.closed_in(where)
            except Refused:  # said where the open ones are listed
                continue
            if month:
                out.append((where, month))
        return out

    def closed_months(self) -> list[str]:
        """Every month in which an incident was closed, wherever that lies."""
        return sorted({*self.months(), *(month for _, month in self.astray())})

    def closed_found(self, month: str) -> list[Where]:
        """The incidents closed in that month; state decides, not the place."""
        here = {where.ref for where in [*self.open_found(), *self.doubled()]}
        out = [where for where in self.in_month(month) if where.ref not in here]
        out += [where for where, closed in self.astray() if closed == month]
        return sorted(out, key=lambda where: where.ref)

    # ---- writing ------------------------------------------------------------------------

    def create(self, type_: str, now: Now, by: str, act: Callable[[Draft, str], None],
               at: datetime | None = None) -> Log:
        """A new incident: its folder and its first entries. Its reference is of the day on which it
        was opened (``at``), also where that was typed in months later: by that it is found."""
        taken, opened = {where.ref for where in self.open_found()}, at or now.wall
        ref = make_ref(opened, int.from_bytes(os.urandom(3), "big"))
        while ref in taken:
            ref = make_ref(opened, int.from_bytes(os.urandom(3), "big"))
        name = f"{ref}.{type_}"
        folder = os.path.join(self.home, "open")
        log = Log(self, Where(ref, os.path.join(folder, f".new-{name}"), type_))
        path = os.path.join(folder, name)
        self.recorder.create(log, path, now, by, lambda draft: act(draft, ref), at)
        from kit.ground.journal import seen

        seen.remember(log, self.laptop, log.where.type)
        return log

    def record(
        self, log: Log, now: Now, by: str, act: Act, at: datetime | None = None
    ) -> list[Entry]:
        """Decide on the state as it is on disk now, and make the events durable; see
        ``Recorder.record``. A closed incident lies in its month afterwards."""
        made = self.recorder.record(log, now, by, act, at)
        if made and made[-1].n // OFTEN > (made[0].n - 1) // OFTEN:
            from kit.ground.journal import seen

            seen.remember(log, self.laptop, log.where.type, durable=False)
        return made

    # ---- what the journal asks of its keeper --------------------------------------------

    def refs(self) -> list[str]:
        return [where.ref for where in self.all_found()]

    def stand_in(self, log: Log) -> tuple[Event, datetime]:
        from kit.incidents.incident.files.lost_opening import stand_in

        return stand_in(log)

    def ahead(self, log: Log, events: list[tuple[Event, datetime]]) -> None:
        if log.where.month and any(isinstance(event, ev.Reopened) for event, _ in events):
            from kit.incidents.incident.files.placing import bring_back

            bring_back(log)
        if log.where.month:
            from kit.incidents.incident.files.placing import may_leave

            may_leave(log, {event.kind for event, _ in events})
        _mark_changed(log)

    def behind(self, log: Log) -> None:
        _mark_changed(log)
        if (log.incident.closed is not None) != bool(log.where.month):
            from kit.incidents.incident.files.placing import place

            place(log)
        elif log.where.month:
            from kit.incidents.incident.files.placing import may_leave, noted

            if not noted(log, log.where):
                may_leave(log, {"undone"})

    def tidy(self) -> None:
        """Finish what a crash interrupted; see ``placing``. Never waits, never fails."""
        from kit.incidents.incident.files.placing import tidy

        tidy(self)


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


def journal_sizes(where: Where) -> list[tuple[str, int]]:
    """The journals by name with their sizes; empty where the folder cannot be read."""
    try:
        with os.scandir(where.path) as files:
            return sorted(
                (file.name, file.stat().st_size) for file in files if file.name.endswith(ENDING)
            )
    except OSError:
        return []
