"""The sorts of documents that bundles carry, and where each lies in a home.

One table for writing and for taking in. Of a document a bundle holds the lines that prove
themselves, whatever became of the files around them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kit.ground.base.refusal import Refused
from kit.ground.journal.altered import otherwise
from kit.ground.journal.append import ENDING
from kit.ground.journal.document import Where
from kit.ground.journal.kept import KEPT
from kit.ground.journal.line import Scan, scan
from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import names_in
from kit.incidents.incident.files.left import Left
from kit.incidents.incident.files.log import Where as IncidentWhere
from kit.incidents.incident.files.store import Store
from kit.laptops.bundles.files.branches import rising, whole
from kit.laptops.bundles.rules import manifest as m
from kit.people import CONTACTS, there
from kit.people.contacts.files.store import ContactStore
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS
from kit.review.period.files.filed import FOLDER as FILED_PAGES
from kit.review.period.files.filed import FiledPages
from kit.shifts.shift.files.store import Shifts

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.ground.journal.document import Document

REGISTERS = BOOKS.keys()  # those of rooms above, too
STEM = re.compile(r"[a-z0-9]{4,16}(?:-[a-z0-9]{1,5})?")


class Learnt(NamedTuple):
    """What an incident came to when a bundle's journals of it were folded: in which month it was
    closed ("": it is open), whether it owes calls, what it has left of actions (``None``: it never
    had any), whether it has red lines."""

    month: str
    owes: bool
    left: list[Left] | None
    red: bool = False


class Keepers:
    """Who keeps which sort in one home. ``learnt``: of incidents in bundles that were proved, by
    the journals' hashes, so that taking them in need not fold them again."""

    def __init__(self, home: str, incidents: Store | None = None) -> None:
        self.home = home
        self.learnt: dict[tuple[str, ...], Learnt] = {}
        self._places: dict[str, IncidentWhere] | None = None
        self.incidents = incidents or Store(home)
        self.shifts = Shifts(home)
        self.registers = Registers(home)
        self.contacts = ContactStore(home)
        self.filed = FiledPages(home)
        self.drills: Any = next((found[0] for found in (keep(home) for keep in KEPT)), None)

    def of(self, sort: str) -> Any:
        return {
            m.INCIDENT: self.incidents, m.SHIFT: self.shifts, m.REGISTER: self.registers,
            m.CONTACTS: self.contacts, m.FILED: self.filed, m.DRILL: self.drills,
        }[sort]  # fmt: skip

    def document(self, sort: str) -> Document[Any, Any]:
        found: Document[Any, Any] = self.of(sort).document
        return found

    def formats(self) -> dict[str, int]:
        there = (sort for sort in m.FOLDERS if self.of(sort) is not None)
        return {sort: self.document(sort).format for sort in there}

    def look_again(self) -> None:
        """Time has gone by: other terminals may have opened or moved incidents."""
        self._places = None

    def placed(self, where: IncidentWhere) -> None:
        """An incident lies there now."""
        if self._places is not None:
            self._places[where.ref] = where

    def where(self, sort: str, ref: str) -> Where | None:
        """Where a document lies in this home; ``None`` where it is not there. Incidents are listed
        once (``look_again``): to look for each of a month in all folders takes minutes."""
        if sort == m.INCIDENT:
            if self._places is None:
                self._places = {each.ref: each for each in self.incidents.all_found()}
            known = self._places.get(ref)
            if known is None or all(map(os.path.isdir, (known.path, *known.twins))):
                return known
        if self.of(sort) is None:
            return None
        try:
            found: Where = self.of(sort).locate(ref)
        except Refused:
            return None
        if not os.path.isdir(found.path):
            return None
        return found if found.ref == ref else None


class Doc(NamedTuple):
    sort: str
    ref: str
    type: str
    where: Where


def keepers(ctx: Context) -> Keepers:
    return Keepers(ctx.home, ctx.of(Store))


def every(kept: Keepers) -> Iterator[Doc]:
    """Every document of a home, in the order of their names."""
    for found in kept.incidents.all_found():
        yield Doc(m.INCIDENT, found.ref, found.type, found)
    for ref in kept.shifts.refs():
        yield Doc(m.SHIFT, ref, "", kept.shifts.locate(ref))
    yield from drills(kept)
    yield from outliving(kept)


def drills(kept: Keepers) -> Iterator[Doc]:
    """The journals of drills; none where the room that keeps them is not there."""
    for ref in kept.drills.refs() if kept.drills is not None else ():
        yield Doc(m.DRILL, ref, "", kept.drills.locate(ref))


def outliving(kept: Keepers) -> Iterator[Doc]:
    """Registers, contacts and filed pages."""
    for name in kept.registers.names():
        if name in REGISTERS:
            yield Doc(m.REGISTER, name, "", kept.registers.locate(name))
    if there(kept.home):
        yield Doc(m.CONTACTS, CONTACTS, "", kept.contacts.locate(CONTACTS))
    if kept.filed.there:
        yield Doc(m.FILED, FILED_PAGES, "", kept.filed.locate(FILED_PAGES))


class Copy(NamedTuple):
    """The lines of one file that prove themselves, as ``stem``'s. ``plain``: its bytes are these,
    and nothing else but a torn end behind them."""

    stem: str
    lines: bytes
    path: str
    left_out: int = 0
    plain: bool = False


def copies(where: Where) -> Iterator[Copy]:
    """What the journals of a document hold; of a file in which one number stands twice, each row
    of rising numbers. Raises ``OSError``."""
    for folder in (where.path, *where.twins):
        for name in names_in(folder):
            stem = name.removesuffix(ENDING)
            if stem != name:
                yield from _read(where.ref, stem, os.path.join(folder, name))


def _read(ref: str, stem: str, path: str) -> Iterator[Copy]:
    blob = read_part(path)
    base = stem.partition("~")[0]
    found, altered = scan(blob, f"{ref}/{base}"), ""
    if found.damages and not _only_torn(found):
        found, altered, other = otherwise(ref, stem, blob, found)
        base = other or base
    if not STEM.fullmatch(base):
        return
    rows = rising(line for line, _ in found.lines)
    left_out = sum(damage.length for damage in found.damages)
    for row in rows:
        lines = whole(row)
        plain = not altered and len(rows) == 1 and blob.startswith(lines) and _only_torn(found)
        yield Copy(base, lines, path, left_out, plain)


def _only_torn(found: Scan) -> bool:
    """A last line that lacks its newline proves itself all the same, and is no torn end."""
    return not found.open_end and all(damage.torn for damage in found.damages)
