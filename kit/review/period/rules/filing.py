"""The book of filed pages: a page's figures when it was filed, and what is otherwise now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

import msgspec

from kit.ground.base.private import Name, Plain
from kit.ground.journal.entry import Entry, Event, Kinds
from kit.ground.journal.kinds import ClockJumped, Joined
from kit.review.archive.rules.digest import Digest
from kit.review.period.rules.period import Changed, Period

FORMAT = 1
CODE = 8  # letters of a page's code and of an incident's mark

# Figures that came after pages had been filed: a page filed before has none to compare them with.
UNFILED = ("written_later",)
# Of entries written down later a page is filed with those by the second and shows those by the
# minute: that it is another number is no news, and that a log changed is told by its incident.
BY_THE_SECOND = "tally.late_entries"


class FilingBegun(Event, frozen=True, omit_defaults=True):
    kind: ClassVar[str] = "filing-begun"
    format: int
    kit: Plain = ""


class PageFiled(Event, frozen=True, omit_defaults=True):
    """``figures`` by name (``told-plan.late``), ``incidents`` each with a mark of what its log came
    to then; none where they were too many to be told one by one. ``code`` names the page."""

    kind: ClassVar[str] = "page-filed"
    period: Plain
    code: Plain
    figures: dict[Plain, int]
    incidents: dict[Plain, Plain] = {}


KINDS = Kinds((FilingBegun, Joined, ClockJumped, PageFiled))


class Filed(msgspec.Struct, frozen=True):
    """A page as it was filed."""

    at: datetime
    by: Name
    code: Plain
    figures: dict[Plain, int]
    incidents: dict[Plain, Plain]


class Book(msgspec.Struct):
    """Of each period the page that was filed last."""

    pages: dict[Plain, Filed] = {}
    entries: int = 0

    def take(self, event: Event, at: datetime, by: str) -> None:
        if isinstance(event, PageFiled):
            old = self.pages.get(event.period)
            if old is None or at >= old.at:
                page = Filed(at, by, event.code, event.figures, event.incidents)
                self.pages[event.period] = page


def apply(book: Book, entry: Entry) -> None:
    book.entries += 1
    book.take(entry.event, entry.at, entry.by)


class Draft:
    """An act in the making. ``at``: when it happened."""

    def __init__(self, book: Book, now: datetime, by: str, at: datetime | None = None) -> None:
        self.book = book
        when = at or now
        self.at = when.replace(microsecond=when.microsecond // 1000 * 1000)
        self.by = by
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        self.events.append((event, at or self.at))
        self.book.take(event, at or self.at, self.by)


# ---- what a page says, and what is otherwise now -------------------------------------------------


def figures_of(period: Period) -> dict[str, int]:
    """The page's counts by name; what is 0 is left out."""
    total = period.total
    out = {
        "incidents": total.incidents.runs,
        "drills": total.drills.runs,
        "checks": total.checks.runs,
        "withdrawn": total.withdrawn,
    }
    for row, kept in total.kept.items():
        for name in ("due", "in_time", "brief", "late", "never"):
            out[f"{row}.{name}"] = getattr(kept, name)
    for name in total.tally.__struct_fields__:
        if name in UNFILED:
            continue
        out[f"tally.{name}"] = getattr(total.tally, name)
    for register in period.registers:
        out[f"register.{register.register}"] = register.received
    return {name: value for name, value in out.items() if value}


def mark_of(digest: Digest) -> str:
    """Changes when a number, a level or an outcome does; names and texts, which may be hidden or
    forgotten, do not count."""
    plain = [
        digest.closed,
        digest.level,
        digest.outcome,
        msgspec.structs.replace(digest.tally, **dict.fromkeys(UNFILED, 0)),
        digest.kept,
        digest.after,
        digest.spells,
        [(change.at, change.what) for change in digest.changes],
        [(one.timer, one.round, one.late, one.never) for one in digest.missed],
        [(one.step, one.skipped) for one in digest.undone],
    ]
    return _short(msgspec.json.encode(plain, order="sorted"))


def filed(period: Period) -> PageFiled:
    """The page as it is filed now."""
    figures = figures_of(period)
    marks = {digest.ref: mark_of(digest) for digest in period.each}
    code = _short(msgspec.json.encode([period.name, figures, marks], order="sorted"))
    return PageFiled(period.name, code, figures, marks)


def changed_since(page: Filed, period: Period) -> Iterator[Changed]:
    """Figures first, then incidents that came, went or changed."""
    now = figures_of(period)
    for name in sorted(page.figures.keys() | now.keys()):
        before, after = page.figures.get(name, 0), now.get(name, 0)
        if before != after and name != BY_THE_SECOND:
            yield Changed("figure", name, str(before), str(after))
    if not page.incidents or not period.each:
        return
    marks = {digest.ref: mark_of(digest) for digest in period.each}
    for ref in sorted(page.incidents.keys() | marks.keys()):
        if ref not in page.incidents:
            yield Changed("new", ref)
        elif ref not in marks:
            yield Changed("gone", ref)
        elif marks[ref] != page.incidents[ref]:
            yield Changed("changed", ref)


def _short(data: bytes) -> str:
    from hashlib import sha256  # few commands read or write a page's code

    return sha256(data).hexdigest()[:CODE].upper()
