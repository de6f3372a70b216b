"""The filed pages of one home: one document, a journal per laptop in ``filed/``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kit import __version__
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.document import Document, Where
from kit.ground.journal.keeping import FILED, Keeping
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.ground.journal.log import Log
from kit.review.period.rules import filing as ev
from kit.review.period.rules.filing import Book, Draft, Filed

if TYPE_CHECKING:
    from datetime import datetime

    from kit.ground.console.context import Context
    from kit.ground.journal.entry import Entry, Event
    from kit.review.period.rules.period import Period

FOLDER = "filed"


class Filing(Document[Book, Draft]):
    kinds = ev.KINDS
    format = ev.FORMAT
    state = Book
    opening = ev.FilingBegun
    joining = Joined
    rooms = ("review/period/files", "review/period/rules")
    ending = ".filed"

    apply = staticmethod(ev.apply)

    def recorded(self, state: Book, entries: list[Entry]) -> None:
        state.entries += len(entries)

    def draft(self, state: Book, now: datetime, by: str, at: datetime | None) -> Draft:
        return Draft(state, now, by, at)

    def joined(self, where: Where, state: Book, why: str) -> Event:
        return Joined(ev.FORMAT, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return ClockJumped(seconds, restart)

    def unreadable(self, ref: str, why: str) -> Refused:
        return Refused("filed-unreadable", Exit.UNREADABLE, why=why or ref)


class FiledPages(Keeping[Book, Draft]):
    """Reads and writes the book of filed pages; a home without one has filed none."""

    document: Document[Book, Draft] = Filing()
    sort = FILED

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.path = os.path.join(home, FOLDER)

    @property
    def there(self) -> bool:
        return os.path.isdir(self.path)

    def log(self) -> Log[Book, Draft] | None:
        """As it is on disk now; ``None`` where nothing was ever filed. Raises ``Refused``."""
        if not self.there:
            return None
        log: Log[Book, Draft] = Log(self, self.locate(FOLDER))
        try:
            log.refresh()
        except OSError as error:
            raise self.document.unreadable(FOLDER, error.strerror or str(error)) from error
        return log

    def record(self, ctx: Context, event: Event) -> None:
        """Durable, or ``Refused``. The first act makes the folder."""

        def act(draft: Draft) -> None:
            draft.add(event)

        now, by, log = ctx.now(), ctx.recorder, self.log()
        if log is None:
            fresh: Log[Book, Draft] = Log(self, Where(FOLDER, f"{self.path}.new-{os.getpid()}"))

            def begin(draft: Draft) -> None:
                draft.add(ev.FilingBegun(ev.FORMAT, __version__))
                draft.add(event)

            try:
                self.recorder.create(fresh, self.path, now, by, begin, None)
                self.remember(fresh, durable=True)
                return
            except Refused:
                log = self.log()  # another terminal may have begun it meanwhile
                if log is None:
                    raise
        if self.recorder.record(log, now, by, act, None):
            self.remember(log, durable=False)

    # ---- what the journal asks of its keeper --------------------------------------------

    def locate(self, text: str) -> Where:
        if not self.there:
            raise Refused("filed-unreadable", Exit.UNREADABLE, why=self.path)
        return Where(FOLDER, self.path)

    def refs(self) -> list[str]:
        return [FOLDER]

    def stand_in(self, log: Log[Book, Draft]) -> tuple[Event, datetime]:
        from kit.ground.machine.clock import SystemClock

        return ev.FilingBegun(ev.FORMAT), SystemClock().now().wall


def keep(ctx: Context, period: Period) -> str:
    """File the page as it is now; its code. Raises ``Refused``: by another clock than the system's
    nothing real is recorded."""
    if os.environ.get("KIT_CLOCK"):
        raise Refused("clock-not-system")
    event = ev.filed(period)
    ctx.of(FiledPages).record(ctx, event)
    return event.code


def last_filed(ctx: Context, period: str) -> Filed | None:
    """The page of that name as it was filed last. Raises ``Refused`` where the book cannot be
    read."""
    log = ctx.of(FiledPages).log()
    return log.state.pages.get(period) if log is not None else None
