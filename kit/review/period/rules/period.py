"""What a page about a period is made from: numbers, references and names, no sentences."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kit.people.registers.rules.tally import Tally
from kit.review.archive.rules.digest import Digest
from kit.review.archive.rules.totals import Totals, Week
from kit.review.period.rules.ranges import Filters, Range

DAY = timedelta(days=1)


class Open(msgspec.Struct, frozen=True):
    """Something that is still owed: ``sort`` is ``incident`` or the name of a register, in which it
    stands or would stand. ``id`` finds it; ``about``: the incident that it belongs to; ``what``:
    for whom it is, or what; ``due`` is ``None`` where nothing is due; ``done``: when it was done,
    where only somebody else's look at it is wanted yet."""

    sort: str
    id: str
    about: str
    what: str
    owner: str
    since: datetime
    due: datetime | None = None
    drill: bool = False
    done: datetime | None = None

    def overdue(self, now: datetime) -> bool:
        """What is done is late no longer, whoever has still to look at it."""
        return self.done is None and self.due is not None and self.due < now

    def forgotten(self, now: datetime) -> bool:
        """An incident that nobody has closed for a day and a night."""
        return self.sort == "incident" and now - self.since > DAY


class Changed(msgspec.Struct, frozen=True):
    """A figure that was filed otherwise, or an incident (``name`` is its reference) that came, went
    or was changed since."""

    sort: Literal["figure", "new", "gone", "changed"]
    name: str
    before: str = ""
    now: str = ""


class Period(msgspec.Struct, frozen=True):
    """``months``: those with anything in them, in order; ``total`` their sum. ``each``: the
    incidents one by one, none where they are too many for a page. ``weeks``: of the period and the
    year before. ``open``: what is owed now, the most overdue first. ``entered``: callers of the
    sheet who were promised no call and are in the system; ``owed``: calls by incident;
    ``unread``: what of the closed ones could not be read."""

    range: Range
    now: datetime
    months: list[tuple[str, Totals]]
    total: Totals
    still_open: int
    filters: Filters = Filters()
    registers: list[Tally] = []
    each: list[Digest] = []
    weeks: dict[str, Week] = {}
    open: list[Open] = []
    filed: datetime | None = None
    filed_by: str = ""
    changed: list[Changed] = []
    entered: int = 0
    owed: dict[str, int] = {}
    unread: list[str] = []

    def owed_of(self, digest: Digest) -> int:
        """Calls that are owed now to customers of this incident, in its log and on the sheet."""
        return self.owed.get(digest.ref, 0)

    @property
    def name(self) -> str:
        return self.range.name
